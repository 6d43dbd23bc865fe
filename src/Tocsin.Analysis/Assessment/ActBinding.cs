using System.Collections.Immutable;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
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

    /// <summary>One of the accounts that were joined to it.</summary>
    public bool IsAccount(RecordedEvent told) => basis.HappeningOf(told.Key) == happening;

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
    /// A statement is of the act of its kind that stands nearest to it in its report. Of its attack a side gives notice, though it says in the same breath what the attack answers, so notice is of an
    /// act of whoever gave it first; what others passed on they had from them.
    /// </summary>
    public bool Holds(RecordedClaim claim)
    {
        var reading = basis.Reading(claim.Key.Document);
        var notices = reading.Events.Where(told => Notices.IsNotice(told.Type, told.Mode) && claim.ContentSpans.Any(span => span.Overlaps(told.Anchor))).ToList();
        return notices.Count > 0 ? HoldsNotice(reading, notices, claim.ContentSpans)
            : Nearest(Acts(reading), claim.ContentSpans) is { } nearest ? Holds(nearest) : SpeaksOfAct(reading);
    }

    /// <summary>Notice that a report tells of in its own words.</summary>
    public bool HoldsNotice(RecordedEvent notice) => HoldsNotice(basis.Reading(notice.Key.Document), [notice], [notice.Span]);

    private bool HoldsNotice(RecordedReading reading, List<RecordedEvent> notices, ImmutableArray<TextSpan> spans)
    {
        // Whoever had the notice is not who struck.
        if (notices.Exists(told => told.Recipients.Any(IsActor)))
        {
            return false;
        }

        var givers = reading.Events.Where(told => Notices.IsNotice(told.Type, told.Mode) && told.Actors.Any(actor => actor.Side is not null)).MinBy(told => told.Anchor.Start)?.Actors ?? [];
        bool IsGivers(RecordedEvent told) => told.Actors.Any(actor => actor.Side is { } side && givers.Any(giver => giver.Side == side));
        var acts = Acts(reading);
        var theirs = acts.FindAll(IsGivers);
        if (theirs.Count == 0 && !givers.IsEmpty)
        {
            // The report tells of no act of theirs: it is of one that it does not tell, or they only passed it on.
            return IsGivers(act) || acts.Exists(Holds);
        }

        var nearest = Nearest(theirs.Count > 0 ? theirs : acts, spans);
        return nearest is null ? SpeaksOfAct(reading) : Holds(nearest);
    }

    private bool IsActor(RecordedParty party) => party.Side is { } side && act.Actors.Any(actor => actor.Side == side);

    private List<RecordedEvent> Acts(RecordedReading reading) => [.. reading.Events.Where(told => told.Type == act.Type && told.Factuality is Factuality.Actual or Factuality.Attempted)];

    private static RecordedEvent? Nearest(IEnumerable<RecordedEvent> acts, ImmutableArray<TextSpan> spans) => acts.OrderBy(told => Apart(spans, told.Anchor)).ThenBy(told => told.Key).FirstOrDefault();

    /// <summary>A report that tells of no act of the kind has to name who did it, or where it was.</summary>
    private bool SpeaksOfAct(RecordedReading reading) => reading.Events.Any(told =>
        told.Actors.Concat(told.Recipients).Any(IsActor) || (told.Place is { IsPoint: true } here && act.Place is { IsPoint: true } there && here.Name == there.Name));

    private static int Apart(ImmutableArray<TextSpan> spans, TextSpan anchor)
    {
        if (spans.IsEmpty)
        {
            return anchor.Start;
        }

        var (start, end) = (spans[0].Start, spans[^1].End);
        return anchor.Start < start ? start - anchor.Start : anchor.Start < end ? 0 : (anchor.Start - end) * AheadCounts;
    }
}
