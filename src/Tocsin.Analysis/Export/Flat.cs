using System.Text;

namespace Tocsin.Analysis.Export;

/// <summary>Text for a cell of a table: one line, valid in UTF-8.</summary>
internal static class Flat
{
    /// <summary>Between the values of a cell that holds several.</summary>
    public const string Separator = "; ";

    /// <summary>Each run of white space and control characters is one space, none at the ends; a lone half of a surrogate pair is U+FFFD. Null is empty.</summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var flat = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                flat.Append(rune);
            }
            else if (flat.Length > 0 && flat[^1] != ' ')
            {
                flat.Append(' ');
            }
        }

        return flat.ToString().TrimEnd();
    }

    /// <summary>The different values, in their order.</summary>
    public static string Joined(IEnumerable<string?> values) =>
        string.Join(Separator, values.Where(v => !string.IsNullOrEmpty(v)).Distinct(StringComparer.Ordinal));
}
