using System.Globalization;
using System.Text;

namespace Tocsin.Cli;

/// <summary>Makes text from outside fit to print: it is data, and must not move the cursor, colour the screen or turn lines around.</summary>
internal static class Printable
{
    /// <summary>The text on one line: runs of white space and control characters as one space; characters that reorder or hide text left out.</summary>
    public static string Line(string text)
    {
        if (!NeedsWork(text))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (!IsInvisible(character))
            {
                line.Append(character);
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>How many columns of a terminal the text takes: two for wide East Asian characters and emoji, none for marks that combine.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    /// <summary>Two, one or none. The ranges are those of Unicode's East Asian Width W and F, joined where only unassigned characters lie between.</summary>
    public static int Width(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        return rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F)
            or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD)
            ? 2
            : 1;
    }

    private static bool NeedsWork(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsControl(character) || IsInvisible(character) || (char.IsWhiteSpace(character) && (character != ' ' || i == 0 || text[i - 1] == ' ' || i == text.Length - 1)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Bidirectional overrides and isolates, zero-width space, soft hyphen, byte order mark. The joiners stay: emoji and scripts need them.</summary>
    private static bool IsInvisible(char character) =>
        character is '\u00AD' or '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
