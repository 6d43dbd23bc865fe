using System.Collections.Frozen;
using System.Globalization;

namespace Tocsin.Analysis.Numbers;

internal enum NumberClass
{
    /// <summary>A number of its own: "fifteen".</summary>
    Exact,

    /// <summary>Multiplies what stands before it: "hundred".</summary>
    Times,

    /// <summary>A range of its own: "dozens".</summary>
    Vague,

    /// <summary>A range that a following multiplier scales: "several hundred".</summary>
    Little,

    /// <summary>"no".</summary>
    None,

    /// <summary>Stands for several of what follows "of", without a number: "a group of".</summary>
    Collective,
}

internal enum Bound
{
    Exact,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
    Nearly,
}

/// <param name="Most">Null where open.</param>
internal readonly record struct NumberWord(NumberClass Class, long Least, long? Most);

/// <summary>Words of number and the words before a number that make a range of it (data/numbers).</summary>
/// <remarks>Look-ups ignore case.</remarks>
internal sealed class NumberLexicon
{
    private readonly FrozenDictionary<string, NumberWord> _words;
    private readonly FrozenDictionary<string, (string[] Words, Bound Bound)[]> _bounds;

    private NumberLexicon(FrozenDictionary<string, NumberWord> words, FrozenDictionary<string, (string[] Words, Bound Bound)[]> bounds)
    {
        _words = words;
        _bounds = bounds;
    }

    public static NumberLexicon Load()
    {
        var words = FactFile.ReadEmbedded("numbers/words.tsv", 4).ToFrozenDictionary(
            f => f[0],
            f => new NumberWord(Enum.Parse<NumberClass>(f[1], ignoreCase: true), Parse(f[2]), f[3].Length == 0 ? null : Parse(f[3])),
            StringComparer.OrdinalIgnoreCase);
        var bounds = FactFile.ReadEmbedded("numbers/bounds.tsv", 2)
            .Select(f => (Words: f[0].Split(' '), Bound: Enum.Parse<Bound>(f[1], ignoreCase: true)))
            .GroupBy(b => b.Words[0])
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(b => b.Words.Length).ToArray(), StringComparer.OrdinalIgnoreCase);
        return new NumberLexicon(words, bounds);
    }

    public bool TryWord(ReadOnlySpan<char> word, out NumberWord found) =>
        _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out found);

    /// <summary>Phrases that start with a word, the longest first; empty where none does.</summary>
    public ReadOnlySpan<(string[] Words, Bound Bound)> BoundsFrom(string word) => _bounds.TryGetValue(word, out var found) ? found : [];

    private static long Parse(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
