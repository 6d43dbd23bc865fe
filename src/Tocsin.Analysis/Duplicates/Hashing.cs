namespace Tocsin.Analysis.Duplicates;

/// <summary>Hashes of 64 bits that are the same on every machine and in every version, for they are stored.</summary>
internal static class Hashing
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a over UTF-16 units.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = Offset;
        foreach (var character in word)
        {
            hash = (hash ^ character) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>Of a row of hashes, in order.</summary>
    public static ulong Of(List<ulong> hashes)
    {
        var hash = Offset;
        foreach (var next in hashes)
        {
            hash = Pair(hash, next);
        }

        return hash;
    }

    /// <summary>Of the letters and digits alone, without case: white space and punctuation make no difference.</summary>
    public static ulong OfLetters(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                hash = (hash ^ char.ToLowerInvariant(character)) * Prime;
            }
        }

        return Mix(hash);
    }

    public static ulong Pair(ulong first, ulong second) => Mix((first * 0x9E3779B97F4A7C15) ^ Mix(second + 0x9E3779B97F4A7C15));

    /// <summary>The finisher of SplitMix64 (Steele, Lea and Flood 2014): every bit of the result hangs on every bit of the value.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
