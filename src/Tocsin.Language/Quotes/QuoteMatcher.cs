using System.Collections.Immutable;

namespace Tocsin.Language.Quotes;

/// <summary>Pairs quotation marks, paragraph by paragraph, in one pass over the text.</summary>
/// <remarks>
/// Newsrooms and copied text mix styles, lose marks and use one character for a quotation mark and for an apostrophe. So:
/// <list type="bullet">
/// <item>“ ” „ ‟ " '' `` are one family, ‘ ’ ‚ ' another, « » a third and ‹ › a fourth; a mark closes the nearest open one of its family.</item>
/// <item>A quotation ends with its paragraph at the latest. It goes on in the next one only where that opens with a mark of the family.</item>
/// <item>A mark between two letters is an apostrophe, and one that follows a digit with nothing open is a measure (6'2").</item>
/// <item>A single mark that never closes is an apostrophe too: "’90s", "rock ’n’ roll".</item>
/// </list>
/// </remarks>
public static class QuoteMatcher
{
    private enum Family
    {
        Double,
        Single,
        Angle,
        SingleAngle,
    }

    private readonly record struct Mark(int Position, int Length, Family Family, bool CanOpen, bool CanClose, bool Strict)
    {
        public int End => Position + Length;
    }

    private readonly record struct Open(Mark Mark, int Slot, bool Continues);

    public static Quotations Match(ParsedText parsed)
    {
        var starts = new List<int>();
        foreach (var sentence in parsed.Sentences)
        {
            if (sentence.StartsParagraph)
            {
                starts.Add(sentence.Span.Start);
            }
        }

        return Match(parsed.Text, starts);
    }

    /// <param name="paragraphStarts">Positions at which paragraphs start, ascending; the text before the first is a paragraph too.</param>
    public static Quotations Match(string text, IReadOnlyList<int> paragraphStarts)
    {
        var found = new List<Quotation>();
        var continued = new HashSet<Family>();
        var begin = 0;
        for (var i = 0; i <= paragraphStarts.Count; i++)
        {
            var end = i < paragraphStarts.Count ? Math.Clamp(paragraphStarts[i], begin, text.Length) : text.Length;
            if (end > begin)
            {
                // A sentence may start after the mark that opens its paragraph; give the mark back to the paragraph that it opens.
                while (end < text.Length && end > begin && IsMark(text[end - 1]) && OpensLine(text, end - 1, begin))
                {
                    end--;
                }

                MatchParagraph(text, begin, end, continued, found);
                begin = end;
            }
        }

        found.Sort((a, b) => a.Span.CompareTo(b.Span));
        return new Quotations([.. found]);
    }

    private static bool OpensLine(string text, int position, int begin) =>
        position == begin || char.IsWhiteSpace(text[position - 1]) || IsMark(text[position - 1]);

    private static void MatchParagraph(string text, int begin, int end, HashSet<Family> continued, List<Quotation> found)
    {
        var marks = Marks(text, begin, end);
        var closesLater = ClosesLater(marks);
        var open = new List<Open>();
        var textStart = begin;
        while (textStart < end && char.IsWhiteSpace(text[textStart]))
        {
            textStart++;
        }

        for (var i = 0; i < marks.Count; i++)
        {
            var mark = marks[i];
            var at = open.FindLastIndex(o => o.Mark.Family == mark.Family);
            if (at >= 0 && Closes(text, mark, closesLater[i]))
            {
                // Inner marks that never closed were apostrophes or are lost: they hold nothing.
                open.RemoveRange(at + 1, open.Count - at - 1);
                found.Add(new Quotation(TextSpan.FromBounds(open[at].Mark.Position, mark.End), at, true, open[at].Continues));
                open.RemoveAt(at);
            }
            else if (mark.CanOpen && (mark.Family != Family.Single || closesLater[i] || mark.Strict))
            {
                if (at >= 0)
                {
                    if (mark.Family != Family.Single && at == 0)
                    {
                        found.Add(new Quotation(Cut(text, open[at].Mark, mark.Position, found), 0, false, open[at].Continues));
                    }

                    open.RemoveRange(at, open.Count - at);
                }

                open.Add(new Open(mark, i, mark.Position == textStart && continued.Contains(mark.Family)));
            }
        }

        continued.Clear();
        if (open.Count > 0)
        {
            CloseAtParagraphEnd(text, end, open[0], continued, found);
        }
    }

    /// <summary>A quotation left open runs to the end of the paragraph; a single mark only where the next paragraph repeats it.</summary>
    private static void CloseAtParagraphEnd(string text, int end, Open open, HashSet<Family> continued, List<Quotation> found)
    {
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        var repeats = next < text.Length && MarkAt(text, next, end, text.Length) is { CanOpen: true } mark && mark.Family == open.Mark.Family;
        if (open.Mark.Family == Family.Single && !repeats)
        {
            return;
        }

        var last = end;
        while (last > open.Mark.End && char.IsWhiteSpace(text[last - 1]))
        {
            last--;
        }

        if (last > open.Mark.End)
        {
            found.Add(new Quotation(TextSpan.FromBounds(open.Mark.Position, last), 0, false, open.Continues));
        }

        if (repeats)
        {
            continued.Add(open.Mark.Family);
        }
    }

    /// <summary>The words that a lost closing mark leaves: to the end of the first sentence, not beyond <paramref name="limit"/>, and never through a quotation inside.</summary>
    private static TextSpan Cut(string text, Mark open, int limit, List<Quotation> found)
    {
        var end = open.End;
        while (end < limit)
        {
            var c = text[end++];
            if (c is '.' or '!' or '?' && (end == limit || char.IsWhiteSpace(text[end])))
            {
                break;
            }
        }

        while (end > open.End && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        for (var i = found.Count - 1; i >= 0 && found[i].Span.End > open.Position; i--)
        {
            if (found[i].Span.Start < end)
            {
                end = Math.Max(end, found[i].Span.End);
            }
        }

        return TextSpan.FromBounds(open.Position, end);
    }

    private static bool Closes(string text, Mark mark, bool anotherCloses)
    {
        if (!mark.CanClose)
        {
            return false;
        }

        // "the soldiers’ families’ homes" inside single marks: a plural's apostrophe, where a later mark can close instead.
        var plural = mark.Family == Family.Single && anotherCloses && mark.Position > 0 && text[mark.Position - 1] is 's' or 'S'
            && mark.End + 1 < text.Length && text[mark.End] == ' ' && char.IsLower(text[mark.End + 1]);
        return !plural;
    }

    /// <summary>For each mark: whether a later one of its family can close before the next that can only open.</summary>
    private static bool[] ClosesLater(List<Mark> marks)
    {
        var result = new bool[marks.Count];
        Span<bool> closes = stackalloc bool[4];
        closes.Clear();
        for (var i = marks.Count - 1; i >= 0; i--)
        {
            var family = (int)marks[i].Family;
            result[i] = closes[family];
            closes[family] = marks[i].CanClose;
        }

        return result;
    }

    private static List<Mark> Marks(string text, int begin, int end)
    {
        var marks = new List<Mark>();
        for (var i = begin; i < end; i++)
        {
            if (IsMark(text[i]) && MarkAt(text, i, begin, end) is { } mark)
            {
                marks.Add(mark);
                i = mark.End - 1;
            }
        }

        return marks;
    }

    private static bool IsMark(char c) => c switch
    {
        '"' or '\'' or '`' => true,
        '“' or '”' or '„' or '‟' or '‘' or '’' or '‚' or '‛' => true,
        '«' or '»' or '‹' or '›' => true,
        _ => false,
    };

    private static Mark? MarkAt(string text, int position, int begin, int end)
    {
        var c = text[position];
        var length = c is '\'' or '`' or '‘' or '’' && position + 1 < end && text[position + 1] == c ? 2 : 1;
        var before = position > begin ? text[position - 1] : ' ';
        var after = position + length < end ? text[position + length] : ' ';
        var startsWord = (char.IsWhiteSpace(before) || before is '(' or '[' or '—' or '–' or '-' or '/' or ':' or '…' or '>' || (IsMark(before) && position - 1 >= begin))
            && !char.IsWhiteSpace(after);
        var endsWord = !char.IsWhiteSpace(before) && !(before is '(' or '[');
        if (length == 2)
        {
            return c switch
            {
                '`' or '‘' => new Mark(position, 2, Family.Double, true, false, true),
                _ => new Mark(position, 2, Family.Double, startsWord, endsWord, false),
            };
        }

        switch (c)
        {
            case '"':
                // A measure (6'2") follows a digit and opens nothing; it may still close a quotation that ends in a number.
                return new Mark(position, 1, Family.Double, startsWord, endsWord, false);
            case '“' or '‟' or '„':
                var closing = endsWord && !startsWord && !char.IsLetterOrDigit(after);
                return new Mark(position, 1, Family.Double, !closing, closing && c != '„', !closing);
            case '”':
                var opening = startsWord && char.IsLetterOrDigit(after);
                return new Mark(position, 1, Family.Double, opening, !opening, false);
            case '«' or '‹' or '»' or '›':
                var family = c is '«' or '»' ? Family.Angle : Family.SingleAngle;
                var outward = c is '«' or '‹';
                var reversed = outward ? endsWord && !startsWord && !char.IsLetterOrDigit(after) : startsWord && char.IsLetterOrDigit(after);
                return new Mark(position, 1, family, outward != reversed, outward == reversed, true);
            default:
                return SingleMark(text, position, c, before, after, startsWord, endsWord, end);
        }
    }

    private static Mark? SingleMark(string text, int position, char c, char before, char after, bool startsWord, bool endsWord, int end)
    {
        if (c == '`')
        {
            return startsWord ? new Mark(position, 1, Family.Single, true, false, false) : null;
        }

        if (char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after))
        {
            return null;
        }

        if (c is '‘' or '‚' or '‛')
        {
            return startsWord && !IsElision(text, position + 1, end) ? new Mark(position, 1, Family.Single, true, false, c == '‘') : null;
        }

        var opens = startsWord && char.IsLetterOrDigit(after) && !IsElision(text, position + 1, end);
        return opens || endsWord ? new Mark(position, 1, Family.Single, opens, endsWord && !char.IsLetterOrDigit(after), false) : null;
    }

    /// <summary>’90s, ’em, ’til, ’tis, ’twas, ’cause, ’n’: the apostrophe stands for letters left out.</summary>
    private static bool IsElision(string text, int start, int end)
    {
        var stop = start;
        while (stop < end && char.IsLetterOrDigit(text[stop]))
        {
            stop++;
        }

        var word = text.AsSpan(start, stop - start);
        return word.Length switch
        {
            1 => word[0] is 'n' or 'N',
            3 when char.IsDigit(word[0]) && char.IsDigit(word[1]) && word[2] is 's' => true,
            _ => word.Equals("em", StringComparison.OrdinalIgnoreCase) || word.Equals("til", StringComparison.OrdinalIgnoreCase)
                || word.Equals("tis", StringComparison.OrdinalIgnoreCase) || word.Equals("twas", StringComparison.OrdinalIgnoreCase)
                || word.Equals("cause", StringComparison.OrdinalIgnoreCase),
        };
    }
}
