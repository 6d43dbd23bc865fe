using System.Buffers;

namespace Tocsin.Language.Tokenization;

/// <summary>Tells line breaks that end a paragraph from those that only wrap a long line.</summary>
/// <remarks>
/// A blank line always ends a paragraph. A single break wraps where the text is wrapped as a whole (most lines are so long that the next
/// line's first word would not have fitted) and this line is as full as the others; or where the words around it show that the sentence
/// goes on. Everything else (a headline above its text, a list, one paragraph a line) ends a paragraph.
/// </remarks>
internal sealed class ParagraphFinder
{
    /// <summary>Lines longer than this are paragraphs, not lines of a page.</summary>
    private const int WidthMax = 200;

    private const int WidthMin = 30;

    /// <summary>Shorter lines that the next one seems to go on from are rather headings or items of a list.</summary>
    private const int RunOnLengthMin = 25;

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\n\r\v\f\u0085\u2028\u2029");
    private static readonly SearchValues<string> OpenWords = SearchValues.Create(
        [" the", " a", " an", " of", " and", " or", " to", " in", " for", " with", " by", " at", " on", " from", " that", " as", " is", " was"], StringComparison.Ordinal);

    private readonly string _text;
    private readonly int _width;
    private int _next;

    public ParagraphFinder(string text)
    {
        _text = text;
        _width = WrapWidth();
    }

    /// <summary>The next paragraph, from its first character that is not white space; false at the end of the text.</summary>
    public bool TryNext(out int start, out int end)
    {
        var line = NextLine();
        while (line.IsBlank && _next < _text.Length)
        {
            line = NextLine();
        }

        (start, end) = (line.First, line.End);
        if (line.IsBlank)
        {
            return false;
        }

        while (_next < _text.Length && !line.EndsPage)
        {
            var back = _next;
            var following = NextLine();
            if (following.IsBlank || !Continues(line, following))
            {
                _next = back;
                return true;
            }

            (line, end) = (following, following.End);
        }

        return true;
    }

    /// <param name="Start">After the line break before.</param>
    /// <param name="First">The first character that is not white space.</param>
    /// <param name="End">After the last character that is not white space.</param>
    /// <param name="EndsPage">A form feed or paragraph separator follows.</param>
    private readonly record struct Line(int Start, int First, int End, bool EndsPage)
    {
        public bool IsBlank => First >= End;

        public int Length => End - Start;

        public int Indent => First - Start;
    }

    private Line NextLine()
    {
        var start = _next;
        var length = _text.AsSpan(start).IndexOfAny(LineBreaks);
        var stop = length < 0 ? _text.Length : start + length;
        _next = stop;
        var endsPage = false;
        if (stop < _text.Length)
        {
            endsPage = _text[stop] is '\f' or '\u2029';
            _next = stop + (_text[stop] == '\r' && stop + 1 < _text.Length && _text[stop + 1] == '\n' ? 2 : 1);
        }

        var first = start;
        while (first < stop && char.IsWhiteSpace(_text[first]))
        {
            first++;
        }

        var end = stop;
        while (end > first && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }

        return new Line(start, first, end, endsPage);
    }

    /// <summary>The width that the text is wrapped to, or 0 where it isn't.</summary>
    private int WrapWidth()
    {
        // How many lines that another line follows have each length.
        Span<int> counts = stackalloc int[WidthMax + 1];
        counts.Clear();
        var pairs = CountPairs(counts, 0).Pairs;
        if (pairs < 2)
        {
            return 0;
        }

        // One line in thirty may stick out.
        var allowed = pairs / 30;
        var width = WidthMax;
        while (width > 0 && (allowed -= counts[width]) >= 0)
        {
            width--;
        }

        if (width is < WidthMin or >= WidthMax)
        {
            return 0;
        }

        var full = CountPairs([], width).Full;
        return full == pairs || (pairs > 3 && full * 10 >= pairs * 6) ? width : 0;
    }

    private (int Pairs, int Full) CountPairs(Span<int> counts, int width)
    {
        var (pairs, full) = (0, 0);
        _next = 0;
        Line? before = null;
        while (_next < _text.Length)
        {
            var line = NextLine();
            if (before is { IsBlank: false } upper && !line.IsBlank)
            {
                pairs++;
                full += IsFull(upper, line, width) ? 1 : 0;
                if (counts.Length > 0)
                {
                    counts[Math.Min(upper.Length, WidthMax)]++;
                }
            }

            before = line;
        }

        _next = 0;
        return (pairs, full);
    }

    /// <summary>Whether the first word of the next line would not have fitted.</summary>
    private bool IsFull(Line line, Line next, int width)
    {
        var word = next.First;
        var stop = Math.Min(next.End, word + WidthMax);
        while (word < stop && !char.IsWhiteSpace(_text[word]))
        {
            word++;
        }

        return line.Length + 1 + word - next.First > width;
    }

    private bool Continues(Line line, Line next)
    {
        var last = LastSign(line);
        var isOpen = last is not ('.' or '!' or '?' or ':' or ';' or '\u2026');
        var startsLower = char.IsLower(_text[next.First]);
        if (_width > 0)
        {
            if (IsFull(line, next, _width))
            {
                return next.Indent <= line.Indent + 1 && (isOpen || !IsListItem(next));
            }

            return isOpen && startsLower && !IsListItem(next);
        }

        if (IsListItem(next) || !isOpen)
        {
            return false;
        }

        return last is ',' or '-' or '\u2013' or '\u2014' or '(' or '['
            || (startsLower && line.Length >= RunOnLengthMin)
            || EndsWithOpenWord(line);
    }

    /// <summary>The last character, before closing quotation marks and brackets.</summary>
    private char LastSign(Line line)
    {
        var at = line.End - 1;
        while (at > line.First && _text[at] is '"' or '\'' or '\u201d' or '\u2019' or ')' or ']')
        {
            at--;
        }

        return _text[at];
    }

    private bool EndsWithOpenWord(Line line)
    {
        // The longest word of the list and its space.
        var tail = _text.AsSpan(line.First, line.End - line.First);
        var space = tail.LastIndexOf(' ');
        return space >= 0 && tail.Length - space <= 5 && OpenWords.Contains(tail[space..].ToString());
    }

    /// <summary>A bullet, dash or number with white space after it: "• ", "- ", "1. ", "(a) ".</summary>
    private bool IsListItem(Line line)
    {
        var at = line.First;
        if (_text[at] is '-' or '*' or '\u2013' or '\u2014' or '\u2022' or '\u00b7' or '\u25aa' or '\u25cf' or '\u2023' or '\u25e6' or '\u25a0' or '\u25ba')
        {
            return at + 1 < line.End && char.IsWhiteSpace(_text[at + 1]);
        }

        var bracketed = _text[at] == '(';
        at += bracketed ? 1 : 0;
        var start = at;
        while (at < line.End && at - start < 3 && char.IsAsciiDigit(_text[at]))
        {
            at++;
        }

        if (at == start && at < line.End && char.IsAsciiLetter(_text[at]))
        {
            at++;
        }

        return at > start && at + 1 < line.End && (_text[at] == ')' || (_text[at] == '.' && char.IsAsciiDigit(_text[start])))
            && char.IsWhiteSpace(_text[at + 1]);
    }
}
