using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;

namespace Tocsin.Analysis.Contention;

/// <summary>Lets what an outlet took back stand as taken back in its earlier reports too: "Yesterday we wrote that the dam had been blown up. This was false."</summary>
/// <remarks>The earlier report stays as it was read and can be opened; it vouches for the happening no longer, and no toll or side rests on it where anybody else tells of it. The order of readings means nothing.</remarks>
public static class TakenBack
{
    /// <summary>An outlet takes back what it reported no longer ago than this.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(14);

    private static readonly ConditionalWeakTable<RecordedReading, StrongBox<ImmutableArray<RecordedEvent>>> Known = [];

    /// <summary>The same facts where no outlet took anything back.</summary>
    public static RecordFacts Apply(RecordFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var taking = facts.Readings.Where(reading => !In(reading).IsEmpty).ToLookup(reading => reading.Document.Printer, StringComparer.OrdinalIgnoreCase);
        return taking.Count == 0 ? facts : facts with { Readings = [.. facts.Readings.Select(reading => taking.Contains(reading.Document.Printer) ? Apply(reading, taking[reading.Document.Printer]) : reading)] };
    }

    private static RecordedReading Apply(RecordedReading reading, IEnumerable<RecordedReading> taking)
    {
        var at = SourceActivities.At(reading.Document);
        var back = taking.Where(later => SourceActivities.At(later.Document) - at is var since && since > TimeSpan.Zero && since <= Reach).SelectMany(later => In(later)).ToList();
        if (back.Count == 0)
        {
            return reading;
        }

        var whole = reading.Events.Where(told => IsOwn(reading, told) && back.Exists(taken => AreOne(told, taken))).ToList();

        // Its dead and hurt go with it.
        bool IsHarmOf(RecordedEvent told) => IsOwn(reading, told) && told.Recipients.IsEmpty && whole.Exists(one => one.Type == told.Type && (told.Place is null || told.Place.Name == one.Place?.Name) && (told.Actors.IsEmpty || MeetActors(told, one)));
        return whole.Count == 0 ? reading : reading with
        {
            Events = [.. reading.Events.Select(told => whole.Contains(told) || IsHarmOf(told)
                ? told with { Status = EventStatus.Possible, Happened = EventStatus.Possible, IsTakenBack = true, Killed = null, Injured = null } : told)],
        };
    }

    /// <summary>What a report takes back of what its own outlet told before.</summary>
    private static ImmutableArray<RecordedEvent> In(RecordedReading reading) => Known.GetValue(reading, one => new StrongBox<ImmutableArray<RecordedEvent>>(Of(one))).Value;

    private static ImmutableArray<RecordedEvent> Of(RecordedReading reading)
    {
        var denied = reading.Events.Where(told => told is { Status: EventStatus.Denied, Factuality: Factuality.Negated, Claim: not null } && (!told.Recipients.IsEmpty || told.Place is { IsPoint: true })).ToList();
        if (denied.Count == 0)
        {
            return [];
        }

        var own = reading.Claims.Where(claim => claim.Act is SpeechAct.Assert or SpeechAct.Allege && !claim.Negated && SpeakerOf(claim) is { } name
            && (name.Equals("we", StringComparison.OrdinalIgnoreCase) || name.Equals(reading.Document.Printer, StringComparison.OrdinalIgnoreCase))).Select(claim => claim.Key).ToHashSet();
        return [.. denied.Where(told => own.Contains(told.Claim!.Value))];
    }

    /// <summary>What the report says in its own words; what others told it, they did not take back.</summary>
    private static bool IsOwn(RecordedReading reading, RecordedEvent told) =>
        told.Factuality is Factuality.Actual or Factuality.Attempted && (told.Claim is null || reading.Claims.Any(claim => claim.Key == told.Claim && SpeakerOf(claim) is { } name && name.Equals("we", StringComparison.OrdinalIgnoreCase)));

    private static string? SpeakerOf(RecordedClaim claim) => claim.Source?.Name ?? claim.ToldBy.LastOrDefault();

    /// <summary>"Marran" and "saboteurs" may be the same, two names are not.</summary>
    private static bool MeetActors(RecordedEvent one, RecordedEvent other) => one.Actors.Any(actor => other.Actors.Any(same => char.IsLower(actor.Name[0]) || char.IsLower(same.Name[0])
        || (actor.Side is not null && actor.Side == same.Side) || actor.Name.Contains(same.Name, StringComparison.OrdinalIgnoreCase) || same.Name.Contains(actor.Name, StringComparison.OrdinalIgnoreCase)));

    private static bool AreOne(RecordedEvent told, RecordedEvent taken) =>
        told.Type == taken.Type
        && (told.Recipients.Any(party => taken.Recipients.Any(other => party.Key is not null && party.Key == other.Key)) || (told.Place is { IsPoint: true } where && where.Name == taken.Place?.Name))
        && (told.Actors.IsEmpty || taken.Actors.IsEmpty || MeetActors(told, taken))
        && !(told.Place is { IsPoint: true } here && taken.Place is { IsPoint: true } there && here.Name != there.Name);
}
