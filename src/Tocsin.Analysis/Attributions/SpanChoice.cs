using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>An attribution in tokens: the label of every token that it takes.</summary>
internal sealed class ChosenAttribution(CueSpan cue, double confidence)
{
    public CueSpan Cue { get; } = cue;

    public double Confidence { get; } = confidence;

    public SortedSet<int> Source { get; } = [];

    public SortedSet<int> Content { get; } = [];

    public AttributionSpans ToSpans(TokenTable table) => new(
        Join(table, Source),
        Join(table, Enumerable.Range(Cue.First, Cue.Last - Cue.First + 1)),
        Join(table, Content),
        Confidence);

    private static ImmutableArray<TextSpan> Join(TokenTable table, IEnumerable<int> tokens)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        var previous = -2;
        foreach (var token in tokens)
        {
            var span = table.Tokens[token].Span;
            if (token == previous + 1 && spans.Count > 0)
            {
                spans[^1] = TextSpan.FromBounds(spans[^1].Start, Math.Max(spans[^1].End, span.End));
            }
            else
            {
                spans.Add(span);
            }

            previous = token;
        }

        return spans.ToImmutable();
    }
}

/// <summary>Chooses among proposals that want the same words: the surest first.</summary>
/// <remarks>A source may be shared ("said …, adding …"); a cue is nobody's content, and a content belongs to one attribution.</remarks>
internal static class SpanChoice
{
    private enum Taken : byte
    {
        No = 0,
        Source = 1,
        Content = 2,
        Cue = 3,
    }

    public static List<ChosenAttribution> Choose(TokenTable table, IEnumerable<Proposal> proposals, double threshold)
    {
        var taken = new Taken[table.Count];
        var chosen = new List<ChosenAttribution>();
        foreach (var proposal in proposals.Where(p => p.Confidence >= threshold).OrderByDescending(p => p.Confidence).ThenBy(p => p.Cue.First))
        {
            var cue = proposal.Cue;
            var attribution = new ChosenAttribution(cue, proposal.Confidence);
            if (taken.AsSpan(cue.First, cue.Last - cue.First + 1).ContainsAny(Taken.Content, Taken.Cue))
            {
                continue;
            }

            for (var i = proposal.SegmentStart; i < proposal.SegmentEnd; i++)
            {
                var label = proposal.At(i);
                if (label == 1 && taken[i] <= Taken.Source)
                {
                    attribution.Source.Add(i);
                }
                else if (label == 2 && taken[i] == Taken.No)
                {
                    attribution.Content.Add(i);
                }
            }

            if (!attribution.Content.Any(table.IsWord))
            {
                continue;
            }

            Mark(taken, attribution.Source, Taken.Source);
            Mark(taken, attribution.Content, Taken.Content);
            Mark(taken, Enumerable.Range(cue.First, cue.Last - cue.First + 1), Taken.Cue);
            chosen.Add(attribution);
        }

        return chosen;
    }

    private static void Mark(Taken[] taken, IEnumerable<int> tokens, Taken what)
    {
        foreach (var token in tokens)
        {
            taken[token] = what;
        }
    }
}
