using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>Finds whether a pair goes the way that a pattern asks for; the items are the happenings that moved it most.</summary>
internal static class TensionMatcher
{
    /// <summary>A direction beside a past of its own, and one beside a past that is too short.</summary>
    private const double BeliefLong = 0.9;
    private const double BeliefShort = 0.6;

    public static IEnumerable<RawEvidence> Find(int indicator, EvidencePattern.OfTension pattern, AssessmentBasis basis)
    {
        if (basis.Pairs.FirstOrDefault(state => state.Pair == pattern.Pair) is not { } pair)
        {
            yield break;
        }

        var channel = pattern.OfActs ? pair.Acts : pair.Statements;
        if (!pattern.Directions.Contains(channel.Direction))
        {
            yield break;
        }

        // What moved it the other way is no evidence for this direction.
        var way = channel.Direction switch { Direction.Escalating => 1, Direction.DeEscalating => -1, _ => 0 };
        var items = channel.Movers.Where(mover => way == 0 || Math.Sign(mover.Moved) == way).SelectMany(mover => ItemsOf(mover.Happening, basis)).ToList();
        if (items.Count > 0)
        {
            yield return new RawEvidence(
                indicator, pattern.Pair.ToString(), null, $"{(pattern.OfActs ? "acts" : "statements")} of {pattern.Pair}: {channel.Reason}", [.. items], [], channel.IsShortHistory ? BeliefShort : BeliefLong, 0);
        }
    }

    private static IEnumerable<EvidenceItem> ItemsOf(Happening happening, AssessmentBasis basis)
    {
        foreach (var key in happening.Events)
        {
            var told = basis.Readings.First(reading => reading.Document.Id == key.Document).Events.First(one => one.Key == key);
            var origin = basis.Origins.OriginOf(told);
            var (name, source) = basis.SourceOf(told, origin);
            yield return new EvidenceItem(key.Document, key, null, [told.Span], told.Words, name, source, origin, told.Status, ItemWeight.Of(told), 0, happening.Day);
        }

        foreach (var claim in happening.Claims.Select(key => basis.Claim(key)).OfType<RecordedClaim>())
        {
            var origin = claim.ContentSpans.IsEmpty ? basis.Origins.OriginOf(claim.Key.Document) : basis.Origins.OriginOf(claim.Key.Document, claim.ContentSpans[0]);
            yield return new EvidenceItem(
                claim.Key.Document, null, claim.Key, claim.ContentSpans, claim.Content, claim.Source?.Name ?? "nobody named", claim.Source?.Key ?? "nobody named in " + origin, origin, Events.EventStatus.Claimed,
                ItemWeight.Of(claim), ItemWeight.Said(claim), happening.Day);
        }
    }
}
