using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>What stands before the first sentence of a line and is no part of it: a dateline, a list sign, a speaker's label.</summary>
internal static class LineStart
{
    private const int DatelineMax = 70;
    private const int LabelWordsMax = 5;

    /// <summary>Where the sentence itself starts, in the text; its own start where nothing stands before it.</summary>
    public static int Of(string text, Sentence sentence)
    {
        var start = sentence.Span.Start;
        if (!sentence.StartsParagraph)
        {
            return start;
        }

        var end = text.IndexOf('\n', start);
        end = end < 0 ? text.Length : end;
        return Label(text, start, end) is var colon and >= 0 ? colon + 1 : Dateline(text, start, end) is var dash and >= 0 ? dash : ListSign(text, start, end);
    }

    /// <summary>Position of the colon after a label in capitals ("MINISTER AKELLO:"), -1 for none.</summary>
    public static int Label(string text, int start, int end)
    {
        var colon = text.IndexOf(':', start, end - start);
        if (colon < 0 || colon + 1 >= end || !char.IsWhiteSpace(text[colon + 1]))
        {
            return -1;
        }

        var letters = 0;
        var words = 1;
        for (var i = start; i < colon; i++)
        {
            words += text[i] == ' ' ? 1 : 0;
            if (char.IsLower(text[i]) || (char.IsDigit(text[i]) && letters == 0))
            {
                return -1;
            }

            letters += char.IsLetter(text[i]) ? 1 : 0;
        }

        return letters > 0 && words <= LabelWordsMax ? colon : -1;
    }

    /// <summary>End of "HALVAR, Ostrana — " or "WASHINGTON (AP) -- ": a first word in capitals, and a dash soon.</summary>
    private static int Dateline(string text, int start, int end)
    {
        var capitals = start;
        while (capitals < end && char.IsUpper(text[capitals]))
        {
            capitals++;
        }

        if (capitals - start < 2)
        {
            return -1;
        }

        var stop = Math.Min(end, start + DatelineMax);
        for (var i = start; i + 1 < stop; i++)
        {
            if (text[i] is '“' or '"' or '!' or '?' or ':')
            {
                return -1;
            }

            if (text[i] is '—' or '–' || (text[i] == '-' && text[i - 1] is ' ' or '-' && text[i + 1] is ' ' or '-'))
            {
                while (i < end && (text[i] is '—' or '–' or '-' || char.IsWhiteSpace(text[i])))
                {
                    i++;
                }

                return i;
            }
        }

        return -1;
    }

    /// <summary>End of "3/ ", "• ", "- ", "2. ".</summary>
    private static int ListSign(string text, int start, int end)
    {
        var i = start;
        while (i < end && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        if (i < end && i - start is <= 3 and > 0 && text[i] is '/' or ')')
        {
            i++;
        }
        else if (i == start && i < end && text[i] is '•' or '*' or '-' or '–' or '·')
        {
            i++;
        }
        else
        {
            return start;
        }

        while (i < end && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        return i;
    }
}
