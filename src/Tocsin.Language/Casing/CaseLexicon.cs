using System.Buffers;

namespace Tocsin.Language.Casing;

/// <summary>How words are usually written: from <c>data/casing</c>, which holds those that <see cref="Guess"/> would get wrong.</summary>
internal sealed class CaseLexicon
{
    /// <summary>No ending that inflects a word is longer.</summary>
    private static readonly (string Ending, string Stem)[] Endings =
        [("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("s", ""), ("es", ""), ("ly", ""), ("er", ""), ("ers", ""), ("ies", "y"), ("ied", "y"), ("ment", ""), ("ness", ""), ("ation", "e"), ("ation", "")];

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyáéíóúäöü");

    private readonly Dictionary<string, string> _usual = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _names = [];

    /// <param name="lines">A word as it is usually written, or two that together are a name or part of one.</param>
    public CaseLexicon(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0)
            {
                _usual.TryAdd(line.ToLowerInvariant(), line);
            }
            else
            {
                _names.Add((line[..space].ToLowerInvariant(), line[(space + 1)..].ToLowerInvariant()));
            }
        }
    }

    /// <summary>The list that is in the assembly.</summary>
    public static CaseLexicon Load() => new(EmbeddedData.Lines("casing/words.txt"));

    /// <summary>True for a word that is usually written in small letters.</summary>
    /// <param name="lower">In small letters.</param>
    public bool IsSmall(string lower) => _usual.TryGetValue(lower, out var usual) && usual == lower;

    /// <summary>True where two words that stand side by side are usually a name.</summary>
    public bool IsName(string first, string second) => _names.Contains((first, second));

    /// <summary>A word as it is usually written.</summary>
    public string Usual(string lower) => _usual.TryGetValue(lower, out var usual) ? usual : Guess(lower);

    /// <summary>What a word that is on no list is taken for: without a vowel or very short an abbreviation, inflected like a small word a small word, else a name.</summary>
    public string Guess(string lower)
    {
        if (lower.Length <= 3 || (lower.Length <= 6 && !lower.AsSpan().ContainsAny(Vowels)))
        {
            return lower.ToUpperInvariant();
        }

        foreach (var (ending, stem) in Endings)
        {
            if (lower.EndsWith(ending, StringComparison.Ordinal) && IsSmall(lower[..^ending.Length] + stem))
            {
                return lower;
            }
        }

        return char.ToUpperInvariant(lower[0]) + lower[1..];
    }
}
