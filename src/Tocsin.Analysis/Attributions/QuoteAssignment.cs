using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Gives each quotation that is speech to the cue that reports it, so that a content holds the whole of it however many sentences it has.</summary>
/// <remarks>
/// In this order: a cue in the sentence where the quotation ends or starts, the nearest; the cue of the quotation before it, where it opens the next sentence of the
/// paragraph or goes on in the next paragraph; a sentence before it that ends in a colon. A quotation of a few words inside a clause is left to the tree.
/// </remarks>
internal static class QuoteAssignment
{
    private const int ReachBefore = 200;
    private const int ReachAfter = 150;
    private const int SourceLengthMax = 90;

    /// <param name="links">By position of the cue.</param>
    /// <returns>The links with contents completed; words of speech that have no content are left out.</returns>
    public static List<Link> Assign(ParsedText parsed, Quotations quotations, List<Link> links)
    {
        var text = parsed.Text;
        var contents = links.Select(l => l.Content.ToList()).ToArray();
        var owners = new int[quotations.Outermost.Length];
        Array.Fill(owners, -1);
        var bySentence = new List<int>?[parsed.Sentences.Length];
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i].Entry is { IsSpeech: true } && !quotations.Inside(links[i].Position))
            {
                (bySentence[links[i].Sentence] ??= []).Add(i);
            }
        }

        for (var q = 0; q < owners.Length; q++)
        {
            var quotation = quotations.Outermost[q];
            owners[q] = quotation.ContinuesPrevious && q > 0 ? owners[q - 1] : Owner(parsed, quotations, links, bySentence, contents, owners, q);
            if (owners[q] >= 0)
            {
                contents[owners[q]].Add(quotation.Span);
            }
        }

        var result = new List<Link>();
        for (var i = 0; i < links.Count; i++)
        {
            links[i] = WithSource(parsed, quotations, links, owners, i);
            var own = Complete(text, quotations, links, contents[i], owners, i);
            var quoteOnly = links[i].Entry is { } entry && entry.Takes(CueFrames.QuoteOnly) && !owners.Contains(i);
            if (!own.IsEmpty && !quoteOnly && (links[i].Source.Length > 0 || IsSourceless(links[i], own, owners, i)))
            {
                result.Add(links[i] with { Content = own });
            }
        }

        return result;
    }

    /// <summary>Without a source only what says so itself stays: passives, nouns, adverbs; a bare participle or imperative does not.</summary>
    private static bool IsSourceless(Link link, ImmutableArray<TextSpan> content, int[] owners, int index) =>
        link.Entry is null || link.Sourceless || (content.Length > 0 && Array.IndexOf(owners, index) >= 0);

    private static ImmutableArray<TextSpan> Complete(string text, Quotations quotations, List<Link> links, List<TextSpan> content, int[] owners, int index)
    {
        var link = links[index];
        var home = quotations.OutermostAt(link.Position);
        var taken = link.Cue.AddRange(link.Source);
        var pieces = new List<TextSpan>();
        foreach (var span in content)
        {
            if (home >= 0)
            {
                // A cue inside a quotation: what it reports lies there too.
                var (start, end) = (Math.Max(span.Start, quotations.Outermost[home].Span.Start), Math.Min(span.End, quotations.Outermost[home].Span.End));
                if (start < end)
                {
                    pieces.Add(TextSpan.FromBounds(start, end));
                }

                continue;
            }

            var whole = span;
            for (var q = Math.Max(0, FirstAt(quotations, span.Start)); q < owners.Length && quotations.Outermost[q].Span.Start < span.End; q++)
            {
                var quotation = quotations.Outermost[q].Span;
                if (quotation.Overlaps(span) && (owners[q] < 0 || owners[q] == index) && !taken.Any(t => t.Overlaps(quotation)))
                {
                    whole = TextSpan.FromBounds(Math.Min(whole.Start, quotation.Start), Math.Max(whole.End, quotation.End));
                }
            }

            pieces.Add(whole);
        }

        var foreign = pieces.SelectMany(p => OverlappingQuotations(quotations, p))
            .Where(q => home < 0 && owners[q] >= 0 && owners[q] != index && !IsNested(link, links[owners[q]]))
            .Select(q => quotations.Outermost[q].Span).Distinct();
        return SpanMaker.Union(text, SpanMaker.Minus(SpanMaker.Minus(SpanMaker.Union(text, pieces), taken, text), foreign, text));
    }

    private static IEnumerable<int> OverlappingQuotations(Quotations quotations, TextSpan span)
    {
        for (var q = FirstAt(quotations, span.Start); q < quotations.Outermost.Length && quotations.Outermost[q].Span.Start < span.End; q++)
        {
            yield return q;
        }
    }

    /// <summary>One of the two stands in the other's content, so that a quotation belongs to both.</summary>
    private static bool IsNested(Link a, Link b) => a.Content.Any(c => c.Contains(b.Position)) || b.Content.Any(c => c.Contains(a.Position));

    /// <summary>Who is quoted, where the parser found nobody or a word of the quotation: the words between quotation and cue, else those right after the cue.</summary>
    private static Link WithSource(ParsedText parsed, Quotations quotations, List<Link> links, int[] owners, int index)
    {
        var link = links[index];
        var q = Array.IndexOf(owners, index);
        if (q >= 0 && link.Source.IsEmpty && index > 0 && links[index - 1] is { Entry.IsSpeech: true } previous && previous.Sentence == link.Sentence && parsed.Text.AsSpan(link.Cue[^1].Start, link.Cue[^1].Length).EndsWith("ing"))
        {
            // "he said …, adding …"
            return link with { Source = previous.Source };
        }

        if (q < 0 || link.Entry is null || (link.Source.Length > 0 && !link.Source.Any(s => quotations.Inside(s.Start))))
        {
            return link;
        }

        var text = parsed.Text;
        var sentence = parsed.Sentences[link.Sentence].Span;
        var quotation = quotations.Outermost[q].Span;
        var cueEnd = link.Cue[^1].End;
        var before = quotation.End <= link.Position ? SpanMaker.Trim(text, TextSpan.FromBounds(quotation.End, link.Position)) : default;
        if (before.Length is > 1 and <= SourceLengthMax)
        {
            return link with { Source = [before] };
        }

        if (quotation.Start >= cueEnd)
        {
            // Before "said: “…”" stands who said it, from the start of the sentence.
            var start = LineStart.Of(text, parsed.Sentences[link.Sentence]);
            var lead = start < link.Position ? SpanMaker.Trim(text, TextSpan.FromBounds(start, link.Position)) : default;
            return link with { Source = lead.Length is > 1 and <= SourceLengthMax && !quotations.Inside(lead.Start) && lead.In(text).IndexOf(',', StringComparison.Ordinal) < 0 ? [lead] : [] };
        }

        var stop = cueEnd;
        while (stop < sentence.End && text[stop] is not (',' or '.' or ';' or ':' or '“' or '"' or '\n'))
        {
            stop++;
        }

        var after = SpanMaker.Trim(text, TextSpan.FromBounds(cueEnd, Math.Max(cueEnd, stop)));
        return after.Length is > 1 and <= SourceLengthMax && !quotations.Inside(after.Start) && quotation.End <= link.Position ? link with { Source = [after] } : link with { Source = [] };
    }

    private static int FirstAt(Quotations quotations, int position)
    {
        var low = 0;
        var high = quotations.Outermost.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (quotations.Outermost[middle].Span.End <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int Owner(ParsedText parsed, Quotations quotations, List<Link> links, List<int>?[] bySentence, List<TextSpan>[] contents, int[] owners, int q)
    {
        var text = parsed.Text;
        var span = quotations.Outermost[q].Span;
        if (parsed.Sentences.Length == 0 || !IsSpeech(text, span))
        {
            return -1;
        }

        var first = parsed.SentenceAt(span.Start);
        var last = parsed.SentenceAt(Math.Max(span.Start, span.End - 1));
        var best = -1;
        var bestDistance = double.MaxValue;
        void Try(List<int>? candidates, bool after)
        {
            foreach (var i in candidates ?? [])
            {
                var link = links[i];
                var gap = after ? Math.Min(link.Cue[0].Start, link.Source.Length > 0 ? link.Source[0].Start : int.MaxValue) - span.End : span.Start - link.Cue[^1].End;
                if (gap < 0 && after && link.Cue[0].Start >= span.End)
                {
                    gap = link.Cue[0].Start - span.End;
                }

                if (gap < 0 || gap > (after ? ReachAfter : ReachBefore))
                {
                    continue;
                }

                // What the tree already takes for content is the better guess; after the quotation the saying follows at once.
                var distance = gap + (contents[i].Exists(c => c.Overlaps(span)) ? 0 : after ? 25 : 8) + (after && gap > 3 ? 30 : 0) + (HoldsBreak(text, after ? span.End : link.Cue[^1].End, gap) ? 60 : 0);
                if (distance < bestDistance)
                {
                    (best, bestDistance) = (i, distance);
                }
            }
        }

        Try(bySentence[last], after: true);
        Try(bySentence[first], after: false);
        if (best >= 0)
        {
            return best;
        }

        var before = text.AsSpan(0, span.Start).TrimEnd();
        if (q > 0 && owners[q - 1] >= 0 && IsBetweenSentences(text, parsed, quotations.Outermost[q - 1].Span, span) && bySentence[first] is null)
        {
            return owners[q - 1];
        }

        if (before.EndsWith(":") && first > 0)
        {
            var previous = parsed.SentenceAt(before.Length - 1);
            return bySentence[previous] is { } cues ? cues[^1] : -1;
        }

        return -1;
    }

    /// <summary>Two quotations of one paragraph, the second opening a sentence that follows the first one's sentence.</summary>
    private static bool IsBetweenSentences(string text, ParsedText parsed, TextSpan previous, TextSpan span)
    {
        var from = parsed.SentenceAt(Math.Max(previous.Start, previous.End - 1));
        var to = parsed.SentenceAt(span.Start);
        return to >= from && to - from <= 1 && text.AsSpan(previous.End, span.Start - previous.End).IndexOf('\n') < 0
            && parsed.Sentences[to].Span.Start >= span.Start - 1;
    }

    private static bool HoldsBreak(string text, int start, int gap) => gap > 0 && text.AsSpan(start, Math.Min(gap, text.Length - start)).IndexOfAny(';', '.') >= 0;

    /// <summary>Four words or more, or punctuation by which a quotation stands as speech.</summary>
    private static bool IsSpeech(string text, TextSpan span)
    {
        var words = 1;
        for (var i = span.Start; i < span.End && words < 4; i++)
        {
            words += text[i] == ' ' ? 1 : 0;
        }

        if (words >= 4)
        {
            return true;
        }

        var inner = span.End >= 2 ? text[Math.Max(span.Start, span.End - 2)] : ' ';
        var after = span.End < text.Length ? text[span.End] : ' ';
        var before = text.AsSpan(0, span.Start).TrimEnd();
        return inner is ',' or '.' or '?' or '!' || after is ',' || (before.Length > 0 && before[^1] is ':' or ',');
    }
}
