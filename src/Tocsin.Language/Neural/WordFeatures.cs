namespace Tocsin.Language.Neural;

/// <summary>What the encoder sees of a word by itself: rows of its tables.</summary>
/// <param name="Word">Row of the vocabulary; <see cref="WordFeatures.UnknownWord"/> where the word is not in it.</param>
/// <param name="Grams">Rows for its character n-grams, at least two.</param>
/// <param name="Vector">Row of the word vectors, -1 where there is none.</param>
public sealed record WordIds(int Word, int Suffix2, int Suffix3, int Prefix3, int Shape, int[] Grams, int Vector);

/// <summary>Turns words into table rows. Words are kept as 64-bit hashes, so that nothing is parsed or allocated at load.</summary>
public sealed class WordFeatures
{
    public const int UnknownWord = 1;
    public const int Suffix2Rows = 2000;
    public const int Suffix3Rows = 5000;
    public const int Prefix3Rows = 5000;
    public const int ShapeRows = 1500;
    public const int GramRows = 20000;
    private const int LongestGramSource = 30;

    private readonly ulong[] _vocabulary;
    private readonly int[] _vocabularyRows;
    private readonly ulong[] _vectors;

    /// <param name="vocabulary">Hashes of the words of the vocabulary; the word at i has row i + 2.</param>
    /// <param name="vectors">Hashes of the words with a vector, ascending; the word at i has row i.</param>
    public WordFeatures(ReadOnlySpan<ulong> vocabulary, ulong[] vectors)
    {
        _vocabulary = vocabulary.ToArray();
        _vocabularyRows = [.. Enumerable.Range(2, _vocabulary.Length)];
        Array.Sort(_vocabulary, _vocabularyRows);
        _vectors = vectors;
    }

    public static ulong Hash(ReadOnlySpan<char> text, uint seed = 0)
    {
        // FNV-1a with a final mix (MurmurHash3): sufficient for tables, and the same on every machine.
        var hash = 14695981039346656037UL ^ (seed * 0x9E3779B97F4A7C15UL);
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        return hash;
    }

    /// <summary>Lower case, one kind of quotation mark and apostrophe, figures as one word.</summary>
    public static string Normalize(string word)
    {
        var figures = word.Length > 0 && char.IsAsciiDigit(word[^1]);
        foreach (var c in word)
        {
            figures &= char.IsAsciiDigit(c) || c is '.' or ',' or ':' or '/';
        }

        if (figures)
        {
            return word.Length == 4 && !word.AsSpan().ContainsAny('.', ',', ':') ? "!year" : "!figure";
        }

        return string.Create(word.Length, word, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = Plain(source[i]);
            }
        });
    }

    public WordIds Find(string word)
    {
        var normal = Normalize(word);
        var lower = word.ToLowerInvariant();
        var found = Array.BinarySearch(_vocabulary, Hash(normal));
        return new WordIds(
            found >= 0 ? _vocabularyRows[found] : UnknownWord,
            Row(lower.AsSpan(Math.Max(0, lower.Length - 2)), 1, Suffix2Rows),
            Row(lower.AsSpan(Math.Max(0, lower.Length - 3)), 2, Suffix3Rows),
            Row(lower.AsSpan(0, Math.Min(3, lower.Length)), 3, Prefix3Rows),
            Row(Shape(word), 4, ShapeRows),
            Grams(word, normal),
            Math.Max(-1, Array.BinarySearch(_vectors, Hash(normal))));
    }

    private static int[] Grams(string word, string normal)
    {
        var marked = "^" + (normal.Length > LongestGramSource ? normal[..LongestGramSource] : normal) + "$";
        var rows = new List<int> { Row(word, 9, GramRows), Row(normal, 10, GramRows) };
        for (var size = 3; size <= 5; size++)
        {
            for (var i = 0; i + size <= marked.Length; i++)
            {
                rows.Add(Row(marked.AsSpan(i, size), 5, GramRows));
            }
        }

        return [.. rows];
    }

    private static string Shape(string word)
    {
        Span<char> shape = stackalloc char[16];
        var length = 0;
        var last = '\0';
        var run = 0;
        foreach (var c in word)
        {
            var kind = char.IsUpper(c) ? 'X' : char.IsLower(c) ? 'x' : char.IsDigit(c) ? 'd' : Plain(c);
            run = kind == last ? run + 1 : 1;
            last = kind;
            if (run <= 3 && length < shape.Length)
            {
                shape[length++] = kind;
            }
        }

        return shape[..length].ToString();
    }

    private static char Plain(char c) => c switch
    {
        '’' or '‘' or '‛' or '`' => '\'',
        '“' or '”' or '„' or '‟' or '«' or '»' => '"',
        '–' or '—' or '―' => '-',
        _ => char.ToLowerInvariant(c),
    };

    private static int Row(ReadOnlySpan<char> text, uint seed, int rows) => (int)(Hash(text, seed) % (ulong)rows);
}
