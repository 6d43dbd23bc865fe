using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Whose the number of victims is, where somebody takes the act upon himself.</summary>
internal sealed partial class ResponsibilityReader
{
    private const double SplitConfidence = 0.6;

    /// <summary>
    /// "The group claimed responsibility for the blast that killed 12": the group says that it did it, and whoever tells of the claim gives the number. The toll becomes an event of its own that
    /// restates the act, as every toll of another source does.
    /// </summary>
    private static void SplitToll(SentenceTree tree, int word, Responsibility claim, Event known, int target, ImmutableArray<Event>.Builder events, StatusReader statuses, ParsedText parsed)
    {
        if (claim.Ground != Ground.Own || !tree.InClass(word, "OWNUP") || (known.Killed ?? known.Injured) is not { Span: var number } || !parsed.Sentences[tree.Number].Span.Contains(number)
            || number.Start < tree[word].Span.End)
        {
            return;
        }

        var holder = statuses.Holder(tree[word].Span);
        var (status, reason) = statuses.OfToll(holder);
        events[target] = events[target] with { Killed = null, Injured = null };
        events.Add(known with
        {
            Span = parsed.Sentences[tree.Number].Span,
            Anchor = number,
            Recipients = [],
            Count = null,
            Status = status,
            Happened = events[target].Happened,
            StatusReason = reason,
            Attribution = holder?.Number,
            Restates = known.Restates ?? target + 1,
            AlsoAt = [],
            Confidence = SplitConfidence,
            Rule = $"toll of {known.Rule}",
        });
    }
}
