namespace Tocsin.Language.Tokenization;

/// <summary>Recognises the line that opens a report with where it was written: "BAGHDAD (Agency) — ", "BEIRUT, Lebanon — ", "KYIV, May 2 - ".</summary>
public static class Datelines
{
    private const int LengthMax = 80;

    /// <summary>Where the dateline of a sentence ends in the text, at its dash or colon; 0 for none.</summary>
    /// <remarks>The first word is in capitals, or a bracket stands before the dash; between them are only names, dates and the agency.</remarks>
    public static int End(Sentence sentence, string text) => End(text, sentence.Span.Start, sentence.StartsParagraph);

    /// <param name="start">Where the sentence starts.</param>
    /// <param name="startsParagraph">It is known to open a paragraph; else the line breaks before it tell.</param>
    /// <inheritdoc cref="End(Sentence, string)"/>
    public static int End(string text, int start, bool startsParagraph = false)
    {
        var line = text.AsSpan(start, Math.Min(LengthMax, text.Length - start));
        if (!startsParagraph && start > 0 && !IsParagraphStart(text, start))
        {
            return 0;
        }

        var end = Separator(line);
        if (end <= 0)
        {
            return 0;
        }

        var opening = line[..end];
        if (IsClock(opening))
        {
            return start + end;
        }

        var word = opening.IndexOfAny(" ,(") is var at and >= 0 ? opening[..at] : opening;
        var isCapitals = word.Length > 2 && IsCapitals(word);
        var hasBracket = opening.Contains('(') && opening.Contains(')');
        return (isCapitals || hasBracket) && IsNamesAndDates(opening) ? start + end : 0;
    }

    /// <summary>"18:42", "9.05 GMT": the hour of an entry.</summary>
    private static bool IsClock(ReadOnlySpan<char> opening)
    {
        var clock = opening.Trim();
        var colon = clock.IndexOfAny(':', '.');
        return colon is 1 or 2 && clock.Length is var length && length >= colon + 3 && length <= colon + 8 && !clock[..colon].ContainsAnyExceptInRange('0', '9') && !clock[(colon + 1)..(colon + 3)].ContainsAnyExceptInRange('0', '9')
            && !clock[(colon + 3)..].ContainsAnyInRange('0', '9') && IsCapitals(clock);
    }

    private static int Separator(ReadOnlySpan<char> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\n')
            {
                return 0;
            }

            if (line[i] is '—' or '–' || (line[i] == '-' && line[i - 1] is ' ' or ')'))
            {
                return i;
            }

            if (line[i] == ':' && i + 1 < line.Length && line[i + 1] == ' ')
            {
                return IsCapitals(line[..i]) ? i : 0;
            }
        }

        return 0;
    }

    private static bool IsCapitals(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    // Outside brackets every word has a capital or a digit.
    private static bool IsNamesAndDates(ReadOnlySpan<char> opening)
    {
        var depth = 0;
        for (var i = 0; i < opening.Length; i++)
        {
            depth += opening[i] == '(' ? 1 : opening[i] == ')' ? -1 : 0;
            var isStart = char.IsLetter(opening[i]) && (i == 0 || opening[i - 1] is ' ' or '(' or '/');
            if (depth == 0 && isStart && char.IsLower(opening[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsParagraphStart(string text, int start)
    {
        for (var i = start - 1; i >= 0 && char.IsWhiteSpace(text[i]); i--)
        {
            if (text[i] == '\n')
            {
                return true;
            }
        }

        return false;
    }
}
