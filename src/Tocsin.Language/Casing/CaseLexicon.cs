using System.Buffers;

namespace Tocsin.Language.Casing;

/// <summary>How words are usually written: from <c>data/casing</c>, which holds those that <see cref="Guess"/> would get wrong.</summary>
internal sealed class CaseLexicon
{
    /// <summary>No ending that inflects a word is longer.</summary>
    private static readonly (string Ending, string Stem)[] Endings =
        [("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("s", ""), ("es", ""), ("ly", ""), ("er", ""), ("ers", ""), ("ies", "y"), ("ied", "y"), ("ment", ""), ("ness", ""), ("ation", "e"), ("ation", ""), ("able", ""), ("able", "e"), ("ist", ""), ("ists", ""), ("al", ""), ("ally", ""), ("ize", ""), ("ized", "")];

    private static readonly string[] Prefixes = ["un", "in", "ir", "im", "re", "anti", "ultra", "counter", "pro", "non", "inter"];

    private const int AbbreviationMax = 6;

    /// <summary>Pairs of consonants that words and names begin with; "mr" and "fm" are none.</summary>
    private static readonly HashSet<string> Onsets = [.. "bh bl br by ch cl cr cy cz dh dj dm dn dr dv dw dy fl fr fy gh gl gn gr gw gy hm hr hy hv jh kh kl km kn kr ks kv kw ky lh lj ll ly mb mc my mp mn nd ng nk nt nj ny pf ph pl pn pr ps pt py qu rh ry sb sc sg sh sj sk sl sm sn sp sq sr st sv sw sy sz th tl tr ts tw ty tz vl vr vy wh wr wy xh xy zb zd zh zl zm zs zv zw zy".Split(' ')];

    /// <summary>"unfair" is "fair" with a prefix, "Iran" is no "an".</summary>
    private const int PrefixedMin = 4;

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

    private static bool CanBegin(string lower) =>
        Vowels.Contains(lower[0]) || Vowels.Contains(lower[1]) || !char.IsAsciiLetter(lower[0]) || !char.IsAsciiLetter(lower[1]) || Onsets.Contains(lower[..2]);

    /// <summary>What a word that is on no list is taken for: very short, without a vowel or with no beginning of a word an abbreviation, inflected or with a prefix like a small word a small word, else a name.</summary>
    public string Guess(string lower)
    {
        if (lower.Length <= 3 || (lower.Length <= AbbreviationMax && (!lower.AsSpan().ContainsAny(Vowels) || !CanBegin(lower))))
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

        foreach (var prefix in Prefixes)
        {
            if (lower.Length >= prefix.Length + PrefixedMin && lower.StartsWith(prefix, StringComparison.Ordinal) && IsSmall(lower[prefix.Length..]))
            {
                return lower;
            }
        }

        return char.ToUpperInvariant(lower[0]) + lower[1..];
    }
}
