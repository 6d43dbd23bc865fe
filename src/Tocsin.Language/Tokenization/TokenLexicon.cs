using System.Collections.Immutable;

namespace Tocsin.Language.Tokenization;

internal enum AbbreviationClass : byte
{
    None = 0,
    Title = 1,
    Common = 2,
    Number = 3,
    Proper = 4,
    Date = 5,
}

/// <summary>The word lists of the tokenizer, from <c>data/tokenization</c>.</summary>
internal sealed class TokenLexicon
{
    /// <summary>No listed word is longer, so longer ones need not be looked up.</summary>
    public const int WordLengthMax = 12;

    private readonly Dictionary<string, AbbreviationClass>.AlternateLookup<ReadOnlySpan<char>> _abbreviations;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _prefixes;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _suffixes;
    private readonly Dictionary<string, ImmutableArray<int>>.AlternateLookup<ReadOnlySpan<char>> _contractions;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _units;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _domains;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _starters;

    private TokenLexicon(Func<string, IEnumerable<string>> lines)
    {
        _abbreviations = lines("abbreviations.txt").Select(l => l.Split('\t'))
            .ToDictionary(f => f[0].TrimEnd('.'), f => Enum.Parse<AbbreviationClass>(f[1], ignoreCase: true), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        var affixes = lines("affixes.txt").ToList();
        _prefixes = Set(affixes.Where(a => a.EndsWith('-')).Select(a => a[..^1]));
        _suffixes = Set(affixes.Where(a => a.StartsWith('-')).Select(a => a[1..]));
        _contractions = lines("contractions.txt").Select(l => l.Split('\t'))
            .ToDictionary(f => string.Concat(f), f => f.Select(p => p.Length).ToImmutableArray(), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _units = Set(lines("units.txt"), StringComparer.Ordinal);
        _domains = Set(lines("domains.txt"));
        _starters = Set(lines("starters.txt"));
        Words = ByFirstCharacter(lines("words.txt"));
        Emoticons = ByFirstCharacter(lines("emoticons.txt"));
    }

    /// <summary>Words with signs in them, lower case, with straight apostrophes, by their first character; the longest first.</summary>
    public IReadOnlyDictionary<char, ImmutableArray<string>> Words { get; }

    public IReadOnlyDictionary<char, ImmutableArray<string>> Emoticons { get; }

    /// <summary>Reads the lists that are in the assembly.</summary>
    public static TokenLexicon Load() => new(name => EmbeddedData.Lines("tokenization/" + name));

    /// <param name="word">Without its last full stop.</param>
    public AbbreviationClass Abbreviation(ReadOnlySpan<char> word) =>
        word.Length <= WordLengthMax && _abbreviations.TryGetValue(word, out var found) ? found : AbbreviationClass.None;

    public bool IsPrefix(ReadOnlySpan<char> part) => part.Length <= WordLengthMax && _prefixes.Contains(part);

    public bool IsSuffix(ReadOnlySpan<char> part) => part.Length <= WordLengthMax && _suffixes.Contains(part);

    public bool IsUnit(ReadOnlySpan<char> part) => part.Length <= WordLengthMax && _units.Contains(part);

    public bool IsDomain(ReadOnlySpan<char> part) => part.Length <= WordLengthMax && _domains.Contains(part);

    public bool IsStarter(ReadOnlySpan<char> word) => _starters.Contains(word);

    /// <summary>The lengths of the words in a contraction without apostrophe.</summary>
    public bool TryContraction(ReadOnlySpan<char> word, out ImmutableArray<int> lengths)
    {
        lengths = default;
        return word.Length <= WordLengthMax && _contractions.TryGetValue(word, out lengths);
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(IEnumerable<string> words, StringComparer? comparer = null) =>
        words.ToHashSet(comparer ?? StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static Dictionary<char, ImmutableArray<string>> ByFirstCharacter(IEnumerable<string> words) =>
        words.GroupBy(w => w[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(w => w.Length).ToImmutableArray());
}
