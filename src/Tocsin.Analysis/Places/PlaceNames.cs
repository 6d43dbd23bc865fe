using System.Text;

namespace Tocsin.Analysis.Places;

/// <summary>Spellings of place names, brought to one form so that they can be compared.</summary>
public static class PlaceNames
{
    // The base letters of U+00C0–U+024F and U+1E00–U+1EFF by Unicode decomposition, one character each; '?' where a letter has no Latin base.
    private const string LatinExtended =
        "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkk?llllllllll" +
        "nnnnnn?nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs?b????????d????e????????kk??????oo?????????????uu???????????????????" +
        "dddlllnnnaaiioouuuuuuuuuu?aaaa????ggkkoooo??jdddgg??nnaa????aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy????????????????????????????";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwyas????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????";

    // Arabic articles as they are written before a name, with the consonant they assimilate to.
    private static readonly string[] Articles =
        ["al", "el", "ul", "as", "es", "ash", "esh", "ar", "er", "az", "ez", "ad", "ed", "at", "et", "an", "en", "ath", "adh", "il"];

    private static readonly (string From, string To)[] Abbreviations =
        [("saint ", "st "), ("sainte ", "ste "), ("mount ", "mt "), ("fort ", "ft "), ("st ", "saint "), ("mt ", "mount "), ("ft ", "fort ")];

    /// <summary>Lower case, without marks, apostrophes and full stops; hyphens and white space become one space.</summary>
    /// <remarks>"Deir ez-Zôr" gives "deir ez zor", "W. Va." gives "w va", "Sana'a" gives "sanaa".</remarks>
    public static string Fold(ReadOnlySpan<char> name)
    {
        Span<char> buffer = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        return new string(buffer[..Fold(name, buffer)]);
    }

    /// <param name="folded">At least as long as the name.</param>
    /// <returns>How many characters were written.</returns>
    public static int Fold(ReadOnlySpan<char> name, Span<char> folded)
    {
        var length = 0;
        foreach (var c in name)
        {
            var next = FoldLetter(c);
            if (next == '\0' || (next == ' ' && (length == 0 || folded[length - 1] == ' ')))
            {
                continue;
            }

            folded[length++] = next;
        }

        return length > 0 && folded[length - 1] == ' ' ? length - 1 : length;
    }

    /// <summary>Other ways to write a folded name: without an article, with an abbreviation written out.</summary>
    public static IEnumerable<string> Variants(string folded)
    {
        foreach (var (from, to) in Abbreviations)
        {
            if (folded.StartsWith(from, StringComparison.Ordinal))
            {
                yield return to + folded[from.Length..];
            }
        }

        var space = folded.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && (folded.AsSpan(0, space) is "the" || Array.IndexOf(Articles, folded[..space]) >= 0))
        {
            yield return folded[(space + 1)..];
        }
        else
        {
            yield return "al " + folded;
        }
    }

    /// <summary>A rough key under which common transliterations of one Arabic, Persian or Cyrillic name agree.</summary>
    /// <remarks>Articles go, vowels fall into three classes, doubled letters and silent h become one:
    /// "Deir ez-Zor" and "Dayr az Zawr" give "dir zur", "Qusayr" and "Kusair" give "kusir".</remarks>
    public static string Skeleton(string folded)
    {
        var key = new StringBuilder(folded.Length);
        foreach (var word in folded.Split(' '))
        {
            if (word.Length == 0 || Array.IndexOf(Articles, word) >= 0)
            {
                continue;
            }

            if (key.Length > 0)
            {
                key.Append(' ');
            }

            AppendSkeleton(key, word);
        }

        return key.ToString();
    }

    private static void AppendSkeleton(StringBuilder key, string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var next = word[i];
            var after = i + 1 < word.Length ? word[i + 1] : '\0';
            switch (next)
            {
                case 'a' when after is 'y' or 'i':
                case 'e' when after is 'y' or 'i' or 'e':
                    next = 'i';
                    i++;
                    break;
                case 'a' when after is 'w' or 'u':
                case 'o' when after is 'u' or 'w' or 'o':
                    next = 'u';
                    i++;
                    break;
                case 'e' or 'y':
                    next = 'i';
                    break;
                case 'o':
                    next = 'u';
                    break;
                case 'q':
                    next = 'k';
                    break;
                case 'w':
                    next = 'v';
                    break;
                case 'p' when after == 'h':
                    next = 'f';
                    i++;
                    break;
                case 'd' when after == 'j':
                    next = 'j';
                    i++;
                    break;
                case 'h' when i == word.Length - 1 && i > 0:
                    continue;
                default:
                    break;
            }

            if (key.Length == 0 || key[^1] != next)
            {
                key.Append(next);
            }
        }
    }

    private static char FoldLetter(char c) => c switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => c,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        ' ' or '-' or '\t' or '\r' or '\n' or '\u00a0' or '_' or '/' or >= '\u2010' and <= '\u2015' => ' ',
        '\'' or '.' or '`' or '´' or '\u2018' or '\u2019' or '\u2032' or >= '\u02b0' and <= '\u02ff' or >= '\u0300' and <= '\u036f' => '\0',
        >= '\u00c0' and <= '\u024f' => LatinExtended[c - 0xc0] is var letter and not '?' ? letter : c,
        >= '\u1e00' and <= '\u1eff' => LatinAdditional[c - 0x1e00] is var letter and not '?' ? letter : c,
        _ => char.ToLowerInvariant(c),
    };
}
