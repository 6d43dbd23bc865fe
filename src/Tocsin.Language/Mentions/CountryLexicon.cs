using System.Collections.Immutable;

namespace Tocsin.Language.Mentions;

/// <summary>A country or territory and what it is called.</summary>
/// <param name="Code">ISO 3166-1 alpha-3, such as IRN; XKX for Kosovo.</param>
/// <param name="Demonyms">Adjectives and nouns for its people: "Iranian", "Iranians".</param>
/// <param name="Capitals">The first is the usual one; may be empty.</param>
public sealed record Country(string Code, string Name, ImmutableArray<string> Aliases, ImmutableArray<string> Demonyms, ImmutableArray<string> Capitals)
{
    /// <summary>The name as it stands in a sentence: "the United States", "Iran".</summary>
    public string InSentence { get; init; } = Name;
}

/// <summary>Countries by what they are called (data/countries.tsv).</summary>
/// <remarks>
/// Words are looked up as written, then without a leading "the", then, for words all in capitals, without regard to case;
/// "US" is a country, "us" is not. Where a word names two countries the first in the file is given.
/// </remarks>
public sealed class CountryLexicon
{
    private readonly Dictionary<string, Country> _byCode = new(StringComparer.Ordinal);
    private readonly WordTable _names = new();
    private readonly WordTable _demonyms = new();
    private readonly WordTable _capitals = new();

    private CountryLexicon(IEnumerable<Country> countries)
    {
        foreach (var country in countries)
        {
            _byCode.Add(country.Code, country);
            _names.Add(country.Name, country);
            AddAll(_names, country.Aliases, country);
            AddAll(_demonyms, country.Demonyms, country);
            AddAll(_capitals, country.Capitals, country);
        }
    }

    /// <summary>The list that ships with Tocsin.</summary>
    public static CountryLexicon Load()
    {
        var order = new List<string>();
        var facts = new Dictionary<string, List<(string Fact, string Words)>>(StringComparer.Ordinal);
        foreach (var line in FactFile.ReadEmbedded("countries.tsv", 3))
        {
            if (!facts.TryGetValue(line[0], out var list))
            {
                order.Add(line[0]);
                facts.Add(line[0], list = []);
            }

            list.Add((line[1], line[2]));
        }

        return new CountryLexicon(order.Select(code => new Country(
            code,
            facts[code].Find(f => f.Fact == "name").Words ?? throw new InvalidDataException($"data/countries.tsv: {code} has no name."),
            Of(facts[code], "alias"),
            Of(facts[code], "demonym"),
            Of(facts[code], "capital"))
        {
            InSentence = string.Join(' ', Of(facts[code], "article").Append(facts[code].Find(f => f.Fact == "name").Words)),
        }));
    }

    /// <summary>All of them, in the order of the file.</summary>
    public IReadOnlyCollection<Country> All => _byCode.Values;

    public Country? ByCode(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The country of a name or alias: "Iran", "the Netherlands", "U.S.".</summary>
    public Country? ByName(string words) => _names.Find(words);

    /// <summary>The country of an adjective or a noun for its people: "Iranian", "Dutch".</summary>
    public Country? ByDemonym(string words) => _demonyms.Find(words);

    /// <summary>The country whose capital has that name: "Tehran".</summary>
    public Country? ByCapital(string words) => _capitals.Find(words);

    private static ImmutableArray<string> Of(List<(string Fact, string Words)> facts, string kind) =>
        [.. facts.Where(f => f.Fact == kind).Select(f => f.Words)];

    private static void AddAll(WordTable table, ImmutableArray<string> words, Country country)
    {
        foreach (var word in words)
        {
            table.Add(word, country);
        }
    }

    private sealed class WordTable
    {
        private readonly Dictionary<string, Country> _exact = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Country> _anyCase = new(StringComparer.OrdinalIgnoreCase);

        public void Add(string words, Country country)
        {
            _exact.TryAdd(words, country);
            _anyCase.TryAdd(words, country);
        }

        public Country? Find(string words)
        {
            if (_exact.TryGetValue(words, out var country))
            {
                return country;
            }

            if (words.StartsWith("the ", StringComparison.OrdinalIgnoreCase))
            {
                return Find(words[4..]);
            }

            return words.Length > 3 && !HasLower(words) ? _anyCase.GetValueOrDefault(words) : null;
        }

        private static bool HasLower(string words)
        {
            foreach (var c in words)
            {
                if (char.IsLower(c))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
