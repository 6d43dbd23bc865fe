using System.Globalization;
using System.Text;

namespace Tocsin.Language.Mentions;

/// <summary>Names as they are compared: lower case, without accents, points, apostrophes, a leading article or the title that a span may hold.</summary>
internal static class NameWords
{
    public static string[] Of(Sentence sentence, DraftMention mention, MentionLexicon lexicon)
    {
        var words = new List<string>(mention.Last - mention.First + 1);
        for (var i = mention.First; i <= mention.Last; i++)
        {
            var token = sentence.Tokens[i];
            if (token.Upos == "PUNCT" && token.Form is not "-")
            {
                continue;
            }

            var skips = words.Count == 0 && i < mention.Last
                && (token.Form.Equals("the", StringComparison.OrdinalIgnoreCase) || (mention.Tag == NameTag.Person && lexicon.TryTitle(token.Form, out _)));
            if (!skips && Normalize(token.Form) is { Length: > 0 } word)
            {
                words.Add(word);
            }
        }

        return [.. words];
    }

    public static string Normalize(string form)
    {
        var plain = true;
        foreach (var c in form)
        {
            plain &= c is >= 'a' and <= 'z';
        }

        if (plain)
        {
            return form;
        }

        var builder = new StringBuilder(form.Length);
        foreach (var c in form.Normalize(NormalizationForm.FormD))
        {
            if (c is '.' or '\'' or '’' or '‘' or '`' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            builder.Append(c switch { 'ł' or 'Ł' => 'l', 'ø' or 'Ø' => 'o', 'ı' => 'i', 'đ' or 'Đ' => 'd', _ => char.ToLowerInvariant(c) });
        }

        return builder.ToString();
    }

    /// <summary>Surnames without the article or particle that writers drop: "al-Sadr", "Sadr".</summary>
    public static string Surname(string word) =>
        word.Length > 5 && (word.StartsWith("al-", StringComparison.Ordinal) || word.StartsWith("el-", StringComparison.Ordinal)) ? word[3..] : word;

    /// <summary>True for spellings that differ as transcriptions do: one letter in seven, two in ten, and the same first letter.</summary>
    public static bool AreVariants(string a, string b)
    {
        var longer = Math.Max(a.Length, b.Length);
        var allowed = longer >= 10 ? 2 : longer >= 7 ? 1 : 0;
        return a == b || (allowed > 0 && a[0] == b[0] && Math.Abs(a.Length - b.Length) <= allowed && Distance(a, b) <= allowed);
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[64];
        if (b.Length >= row.Length)
        {
            return int.MaxValue;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
