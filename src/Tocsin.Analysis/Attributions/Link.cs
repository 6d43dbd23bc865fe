using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>A source, cue and content that the rules found, before it is interpreted.</summary>
/// <param name="Sentence">Index of the cue's sentence.</param>
/// <param name="Head">The cue's main word; for a format cue a token near it.</param>
/// <param name="Entry">The lexicon's entry of that word; null for formats, adverbs and "according to".</param>
/// <param name="Sourceless">Its grammar names nobody ("is believed", "suggestions that"), so an empty source is no defect.</param>
internal sealed record Link(
    int Sentence, int Head, CueEntry? Entry, ImmutableArray<TextSpan> Source, ImmutableArray<TextSpan> Cue, ImmutableArray<TextSpan> Content, bool Sourceless = false)
{
    public int Position => Cue[0].Start;

    /// <summary>All of the text below a heading, or the answers of an interview.</summary>
    public bool IsIssued { get; init; }
}

/// <summary>Makes spans of tokens: neighbours join, and punctuation at the edges falls away unless it is a quotation mark or inside one.</summary>
internal static class SpanMaker
{
    public static ImmutableArray<TextSpan> Spans(Sentence sentence, List<int> tokens, Quotations? quotations = null)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        var i = 0;
        while (i < tokens.Count)
        {
            var last = i;
            while (last + 1 < tokens.Count && tokens[last + 1] == tokens[last] + 1)
            {
                last++;
            }

            var (first, end) = (tokens[i], tokens[last]);
            while (first <= end && Falls(sentence, first, quotations))
            {
                first++;
            }

            while (end >= first && Falls(sentence, end, quotations))
            {
                end--;
            }

            if (first <= end)
            {
                spans.Add(TextSpan.FromBounds(sentence.Tokens[first].Span.Start, sentence.Tokens[end].Span.End));
            }

            i = last + 1;
        }

        return spans.ToImmutable();
    }

    /// <summary>Joins spans that touch, overlap or have only white space between them.</summary>
    public static ImmutableArray<TextSpan> Union(string text, IEnumerable<TextSpan> spans)
    {
        var joined = new List<TextSpan>();
        foreach (var span in spans.Order())
        {
            if (joined.Count > 0 && span.Start <= joined[^1].End)
            {
                joined[^1] = TextSpan.FromBounds(joined[^1].Start, Math.Max(joined[^1].End, span.End));
            }
            else if (joined.Count > 0 && text.AsSpan(joined[^1].End, span.Start - joined[^1].End) is " " or "")
            {
                joined[^1] = TextSpan.FromBounds(joined[^1].Start, span.End);
            }
            else
            {
                joined.Add(span);
            }
        }

        return [.. joined];
    }

    /// <summary>What is left of spans when others are taken out.</summary>
    public static ImmutableArray<TextSpan> Minus(IEnumerable<TextSpan> spans, IEnumerable<TextSpan> taken, string text)
    {
        var left = spans.ToList();
        foreach (var hole in taken)
        {
            var next = new List<TextSpan>();
            foreach (var span in left)
            {
                if (!span.Overlaps(hole))
                {
                    next.Add(span);
                    continue;
                }

                if (span.Start < hole.Start)
                {
                    next.Add(TextSpan.FromBounds(span.Start, hole.Start));
                }

                if (hole.End < span.End)
                {
                    next.Add(TextSpan.FromBounds(hole.End, span.End));
                }
            }

            left = next;
        }

        return [.. left.Select(s => Trim(text, s)).Where(s => s.Length > 0)];
    }

    /// <summary>Without white space and separators at the edges; quotation marks and what ends a sentence inside them stay.</summary>
    public static TextSpan Trim(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ',' or ';' or ':' or '—' or '–' or '-' or '.' or ')'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ',' or ';' or ':' or '—' or '–' or '('))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    private static bool Falls(Sentence sentence, int token, Quotations? quotations)
    {
        if (!sentence.IsPunctuation(token) || sentence.Tokens[token].Form is "%" or "$" or "…" or "°")
        {
            return false;
        }

        var span = sentence.Tokens[token].Span;
        return quotations is null || !quotations.Inside(span.Start);
    }
}
