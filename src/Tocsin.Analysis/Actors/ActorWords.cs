namespace Tocsin.Analysis.Actors;

/// <summary>A word of a name as names are compared.</summary>
/// <param name="Key">Lower case, without accents.</param>
/// <param name="Capital">It starts with a capital in the text.</param>
/// <param name="Upper">It is all capitals, of at least two letters.</param>
/// <param name="Joined">A hyphen joins it to the word before.</param>
internal readonly record struct ActorWord(string Key, bool Capital, bool Upper, bool Joined, int Start, int End);

/// <summary>Cuts a phrase into the words by which names are compared: hyphens part words, points inside "U.S." and a possessive's "'s" are dropped.</summary>
internal static class ActorWords
{
    private const string Accented = "àáâãäåāăąçćčďđèéêëēėęěğģìíîïīįıķłļñńňòóôõöøōőŕřśşšșţťțùúûüūůűýÿźżž";
    private const string Plain = "aaaaaaaaacccddeeeeeeeeggiiiiiiikllnnnoooooooorrsssstttuuuuuuuyyzzz";

    public static List<ActorWord> Of(string phrase)
    {
        var words = new List<ActorWord>();
        for (var i = 0; i < phrase.Length;)
        {
            if (!char.IsLetterOrDigit(phrase[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < phrase.Length && (char.IsLetterOrDigit(phrase[i]) || IsInner(phrase, i)))
            {
                i++;
            }

            var word = phrase.AsSpan(start, i - start);
            if (word is "s" && start > 0 && phrase[start - 1] is '\'' or '’')
            {
                continue;
            }

            var key = Fold(word, out var upper);
            words.Add(new ActorWord(key, char.IsUpper(phrase[start]) || char.IsDigit(phrase[start]), upper && key.Length > 1, start > 0 && phrase[start - 1] is '-' or '‑' or '–', start, i));
        }

        return words;
    }

    /// <summary>The point of "U.S", and an apostrophe inside a name: "Yar'Adua", "O'Brien", "Ba'ath"; not that of "Iran's".</summary>
    private static bool IsInner(string phrase, int i)
    {
        if (i + 1 >= phrase.Length || !char.IsLetter(phrase[i + 1]))
        {
            return false;
        }

        var single = i + 2 >= phrase.Length || !char.IsLetter(phrase[i + 2]);
        return phrase[i] switch
        {
            '.' => single && char.IsUpper(phrase[i + 1]) && char.IsUpper(phrase[i - 1]),
            '\'' or '’' => !(single && phrase[i + 1] is 's' or 'S'),
            _ => false,
        };
    }

    private static string Fold(ReadOnlySpan<char> word, out bool upper)
    {
        upper = true;
        Span<char> folded = word.Length <= 64 ? stackalloc char[64] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (!char.IsLetterOrDigit(c))
            {
                continue;
            }

            upper &= !char.IsLower(c);
            var lower = char.ToLowerInvariant(c);
            var at = lower < 128 ? -1 : Accented.IndexOf(lower, StringComparison.Ordinal);
            folded[length++] = at >= 0 ? Plain[at] : lower;
        }

        return new string(folded[..length]);
    }
}
