using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>Finds what is contested as a pattern asks for: each matter once, with the stances of its sides.</summary>
internal static class ContestMatcher
{
    public static IEnumerable<RawEvidence> Find(int indicator, EvidencePattern.OfContests pattern, AssessmentBasis basis)
    {
        foreach (var matter in basis.Contested.Where(matter => !matter.OnlyAccused && (pattern.On.IsEmpty || pattern.On.Contains(matter.On))))
        {
            if (pattern.Side is { } side)
            {
                var incident = basis.Incidents.FirstOrDefault(one => one.Id == matter.Incident);
                if (incident is null || !incident.Actors.Concat(incident.Recipients).Any(side.Fits))
                {
                    continue;
                }
            }

            var items = matter.Sides.SelectMany(one => one.Stances).Select(stance => ItemOf(stance, basis)).ToList();
            if (items.Count > 0)
            {
                yield return new RawEvidence(indicator, matter.Id, null, $"contested: {matter.Question}", [.. items], [], 1, 0);
            }
        }
    }

    private static EvidenceItem ItemOf(Stance stance, AssessmentBasis basis)
    {
        var claim = basis.Claim(stance.Claim);
        var spans = claim?.ContentSpans ?? [];
        var origin = spans.IsEmpty ? basis.Origins.OriginOf(stance.Document) : basis.Origins.OriginOf(stance.Document, spans[0]);
        return new EvidenceItem(
            stance.Document, stance.Event, stance.Claim, spans, stance.Words, stance.Who, claim?.Source?.Key ?? stance.Who, origin, EventStatus.Claimed, 1, ItemWeight.SaidByNamed,
            basis.Reported(origin, stance.Document));
    }
}
