namespace Tocsin.Language.Mentions;

/// <summary>Grammatical and natural gender as far as English pronouns show it.</summary>
internal enum Gender
{
    Unknown = 0,
    Male = 1,
    Female = 2,
    Neuter = 3,
}

/// <summary>How a noun stands for someone (data/nouns.tsv).</summary>
internal enum NounClass
{
    /// <summary>Says little but kind and gender: "man", "city".</summary>
    Plain = 0,

    /// <summary>What someone does or holds: "president".</summary>
    Role = 1,

    /// <summary>What someone is to somebody: "daughter".</summary>
    Relation = 2,

    /// <summary>Many who act as one: "ministry".</summary>
    Group = 3,
}

internal readonly record struct NounEntry(EntityKind Kind, Gender Gender, NounClass Class);

/// <param name="IsOffice">The holder may be called by it: "General Milley", "the general".</param>
internal readonly record struct TitleEntry(Gender Gender, bool IsOffice);

/// <summary>What words tell of those whom they name: nouns, titles, given names, names of groups, countries.</summary>
/// <remarks>Loaded once from data/; thread-safe.</remarks>
public sealed class MentionLexicon
{
    private readonly Dictionary<string, NounEntry> _nouns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TitleEntry> _titles = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Gender> _givenNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, EntityKind> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _quoteVerbs = new(StringComparer.Ordinal);

    private readonly HashSet<string> _irregulars = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namingVerbs = new(StringComparer.Ordinal);

    private MentionLexicon(CountryLexicon countries)
    {
        Countries = countries;
        foreach (var line in FactFile.ReadEmbedded("nouns.tsv", 4))
        {
            _nouns.Add(line[0], new NounEntry(KindOf(line[1]), GenderOf(line[2]), ClassOf(line[3])));
        }

        foreach (var line in FactFile.ReadEmbedded("titles.tsv", 3))
        {
            _titles.TryAdd(line[0], new TitleEntry(GenderOf(line[1]), line[2] == "office"));
        }

        foreach (var line in FactFile.ReadEmbedded("given-names.tsv", 2))
        {
            _givenNames.TryAdd(line[0], GenderOf(line[1]));
        }

        foreach (var line in FactFile.ReadEmbedded("named-groups.tsv", 2))
        {
            _groups.Add(line[0], KindOf(line[1]));
        }

        foreach (var line in FactFile.ReadEmbedded("irregulars.tsv", 1))
        {
            _irregulars.Add(line[0]);
        }

        foreach (var line in FactFile.ReadEmbedded("named-by.tsv", 1))
        {
            _namingVerbs.Add(line[0]);
        }

        foreach (var line in FactFile.ReadEmbedded("quote-verbs.tsv", 1))
        {
            _quoteVerbs.Add(line[0]);
        }
    }

    public CountryLexicon Countries { get; }

    /// <summary>The lists that ship with Tocsin.</summary>
    public static MentionLexicon Load(CountryLexicon countries) => new(countries);

    internal bool TryNoun(string lemma, out NounEntry entry) => _nouns.TryGetValue(lemma, out entry);

    internal bool TryTitle(string word, out TitleEntry entry) => _titles.TryGetValue(word, out entry);

    /// <summary>Null for a word that is no given name on the list; unknown for one that both women and men have.</summary>
    internal Gender? GivenName(string word)
    {
        if (_givenNames.TryGetValue(word, out var gender))
        {
            return gender;
        }

        // "Jean-Marie", "Mary-Ann": the first part decides where the whole is not listed.
        var hyphen = word.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 1 && _givenNames.TryGetValue(word[..hyphen], out gender) ? gender : null;
    }

    internal EntityKind? NamedGroup(string words) => _groups.TryGetValue(words, out var kind) ? kind : null;

    /// <summary>True for "rebels" and the like, who fight for a group that is no state's.</summary>
    internal bool IsIrregular(string noun) => _irregulars.Contains(noun) || (noun.EndsWith('s') && _irregulars.Contains(noun[..^1]));

    /// <summary>True for "call" in "a group calling itself the Owls".</summary>
    internal bool IsNamingVerb(string lemma) => _namingVerbs.Contains(lemma);

    internal bool IsQuoteVerb(string lemma) => _quoteVerbs.Contains(lemma);

    private static EntityKind KindOf(string word) => word switch
    {
        "person" => EntityKind.Person,
        "organization" => EntityKind.Organization,
        "government" => EntityKind.Government,
        "armed-group" => EntityKind.ArmedGroup,
        "country" => EntityKind.Country,
        "place" => EntityKind.Place,
        "people" => EntityKind.People,
        "document" => EntityKind.Document,
        _ => throw new InvalidDataException($"\"{word}\" is no kind of entity."),
    };

    private static Gender GenderOf(string word) => word switch
    {
        "m" => Gender.Male,
        "f" => Gender.Female,
        "-" or "u" => Gender.Unknown,
        _ => throw new InvalidDataException($"\"{word}\" is no gender: m, f, u or - expected."),
    };

    private static NounClass ClassOf(string word) => word switch
    {
        "role" => NounClass.Role,
        "relation" => NounClass.Relation,
        "group" => NounClass.Group,
        "plain" or "-" => NounClass.Plain,
        _ => throw new InvalidDataException($"\"{word}\" is no class of noun: role, relation, plain, group or - expected."),
    };
}
