using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Desk.Documents;

/// <summary>A run of characters over which the same marks hold.</summary>
/// <param name="Depth">How many contents hold it: a claim within a claim is 2.</param>
/// <param name="Starts">Ids of marks whose first character it begins with.</param>
public sealed record MarkedRun(TextSpan Span, string Text, int Depth, ImmutableArray<(Mark Mark, MarkPart Part)> Marks, ImmutableArray<string> Starts);

/// <summary>A paragraph with the marks whose notes stand beside it.</summary>
public sealed record MarkedParagraph(ImmutableArray<MarkedRun> Runs, ImmutableArray<Mark> Notes, bool IsHeading);

/// <summary>Cuts a text where marks begin and end, so that marks that overlap or cross can all be shown and every character is shown once.</summary>
public static class MarkedText
{
    private const int HeadingLengthMax = 120;

    /// <summary>All of the text in order. The white space between paragraphs belongs to none.</summary>
    public static ImmutableArray<MarkedParagraph> Cut(string text, IReadOnlyCollection<Mark> marks)
    {
        var first = marks.Where(mark => !mark.Spans.IsEmpty).ToLookup(mark => mark.Spans.Min(span => span.Span.Start), mark => mark.Id);
        var spans = marks.SelectMany(mark => mark.Spans.Where(span => !span.Span.IsEmpty).Select(span => (Mark: mark, span.Part, span.Span))).OrderBy(at => at.Span).ToArray();
        var notes = marks.OrderBy(mark => mark.At).ThenBy(mark => mark.Kind).ToArray();
        var paragraphs = ImmutableArray.CreateBuilder<MarkedParagraph>();
        var (nextSpan, nextNote) = (0, 0);
        var open = new List<(Mark Mark, MarkPart Part, TextSpan Span)>();
        var all = Paragraphs(text).ToArray();
        for (var p = 0; p < all.Length; p++)
        {
            var paragraph = all[p];
            open.RemoveAll(at => at.Span.End <= paragraph.Start);
            for (; nextSpan < spans.Length && spans[nextSpan].Span.Start < paragraph.End; nextSpan++)
            {
                if (spans[nextSpan].Span.End > paragraph.Start)
                {
                    open.Add(spans[nextSpan]);
                }
            }

            var until = p + 1 < all.Length ? all[p + 1].Start : int.MaxValue;
            var from = nextNote;
            while (nextNote < notes.Length && notes[nextNote].At < until)
            {
                nextNote++;
            }

            var isHeading = p == 0 && paragraph.Length <= HeadingLengthMax && !".!?”\"".Contains(text[paragraph.End - 1], StringComparison.Ordinal);
            paragraphs.Add(new MarkedParagraph(Runs(text, paragraph, open, first), [.. notes[from..nextNote]], isHeading));
        }

        return paragraphs.ToImmutable();
    }

    private static ImmutableArray<MarkedRun> Runs(string text, TextSpan paragraph, List<(Mark Mark, MarkPart Part, TextSpan Span)> marks, ILookup<int, string> first)
    {
        var cuts = new SortedSet<int> { paragraph.Start, paragraph.End };
        foreach (var (_, _, span) in marks)
        {
            cuts.Add(Math.Clamp(span.Start, paragraph.Start, paragraph.End));
            cuts.Add(Math.Clamp(span.End, paragraph.Start, paragraph.End));
        }

        var runs = ImmutableArray.CreateBuilder<MarkedRun>();
        var start = paragraph.Start;
        foreach (var end in cuts.Skip(1))
        {
            var span = TextSpan.FromBounds(start, end);
            var over = marks.Where(mark => mark.Span.Contains(span)).Select(mark => (mark.Mark, mark.Part)).Distinct().ToImmutableArray();
            runs.Add(new MarkedRun(span, span.In(text), over.Count(mark => mark.Part == MarkPart.Content), over, [.. first[start]]));
            start = end;
        }

        return runs.ToImmutable();
    }

    /// <summary>Runs of lines without an empty line between; where a text has no empty line, each line.</summary>
    private static IEnumerable<TextSpan> Paragraphs(string text)
    {
        var byLine = !text.AsSpan().Trim().Contains("\n\n", StringComparison.Ordinal) && !text.Contains("\r\n\r\n", StringComparison.Ordinal);
        var start = -1;
        var end = 0;
        var at = 0;
        while (at < text.Length)
        {
            var newline = text.IndexOf('\n', at);
            var next = newline < 0 ? text.Length : newline + 1;
            var line = TextSpan.FromBounds(at, next);
            var blank = text.AsSpan(at, line.Length).IsWhiteSpace();
            if (!blank)
            {
                start = start < 0 ? at : start;
                end = at + text.AsSpan(at, line.Length).TrimEnd().Length;
            }

            if (start >= 0 && (blank || byLine))
            {
                yield return TextSpan.FromBounds(start, end);
                start = -1;
            }

            at = next;
        }

        if (start >= 0)
        {
            yield return TextSpan.FromBounds(start, end);
        }
    }
}
