using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Assessment;

/// <summary>Whether what is told or said belongs to the act that a question is about: a report of two attacks tells of the notice given of one of them.</summary>
internal sealed class ActBinding(AssessmentBasis basis, string happening, RecordedEvent act)
{
    /// <summary>What is said after an act is of it more likely than what is said before the next.</summary>
    private const int AheadCounts = 2;

    /// <summary>Reports of one night give two days.</summary>
    private const int DaysApartMax = 1;

    /// <summary>The happening itself, and what nothing tells apart from it: reports of one attack need not have been joined.</summary>
    public bool Holds(RecordedEvent told) => Holds(told, DaysApartMax);

    /// <summary>Surely another than the act: another happening, and another day or place or kind.</summary>
    public bool IsOther(RecordedEvent told) => !Holds(told, 0);

    private bool Holds(RecordedEvent told, int daysApart) => basis.HappeningOf(told.Key) == happening
        || (told.Type == act.Type && told.Actors.Any(actor => actor.Side is not null && act.Actors.Any(other => other.Side == actor.Side))
            && (told.Mode is null || act.Mode is null || told.Mode == act.Mode)
            && !(told.Place is { IsPoint: true } here && act.Place is { IsPoint: true } there && here.Name != there.Name)
            && !(TellingWeight.Middle(told.OccurredOn.Interval) is { } one && TellingWeight.Middle(act.OccurredOn.Interval) is { } other && Math.Abs(one.Day.DayNumber - other.Day.DayNumber) > daysApart));

    /// <summary>What a side means by another act of the kind says nothing of this one. What somebody else means is not tied to it.</summary>
    public bool Holds(RecordedIntention said) =>
        !act.Actors.Any(actor => actor.Side == said.Side) || said.About is not { } about || basis.Event(about) is not { } meant || meant.Type != act.Type || Holds(meant);

    /// <summary>
    /// A statement is of the act of its kind that stands nearest to it in its report. Where it tells who gave notice, only acts of that side are meant: of its attack a side
    /// gives notice, though it says in the same breath what the attack answers.
    /// </summary>
    public bool Holds(RecordedClaim claim)
    {
        var reading = basis.Reading(claim.Key.Document);
        var acts = reading.Events.Where(told => told.Type == act.Type && told.Factuality is Factuality.Actual or Factuality.Attempted).ToList();
        var givers = reading.Events.Where(told => told.Mode == "notice" && claim.ContentSpans.Any(span => span.Overlaps(told.Anchor))).SelectMany(told => told.Actors).Select(actor => actor.Side)
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        var theirs = acts.Where(told => told.Actors.Any(actor => actor.Side is { } side && givers.Contains(side))).ToList();
        var own = act.Actors.Any(actor => actor.Side is { } side && givers.Contains(side));
        var nearest = (theirs.Count > 0 ? theirs : own ? [] : acts).OrderBy(told => Apart(claim, told.Anchor)).ThenBy(told => told.Key).FirstOrDefault();
        return nearest is null || Holds(nearest);
    }

    private static int Apart(RecordedClaim claim, TextSpan anchor)
    {
        if (claim.ContentSpans.IsEmpty)
        {
            return anchor.Start;
        }

        var (start, end) = (claim.ContentSpans[0].Start, claim.ContentSpans[^1].End);
        return anchor.Start < start ? start - anchor.Start : anchor.Start < end ? 0 : (anchor.Start - end) * AheadCounts;
    }
}
