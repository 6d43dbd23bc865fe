using System.Collections.Immutable;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>What is otherwise in the later of two states of one situation.</summary>
/// <remarks>
/// An incident of now is the one of before that it shares an event with. What is told before and merely fell out of the window is no change. Readings are those of now on both sides, so
/// that a better reader makes no news.
/// </remarks>
internal static class SituationChanges
{
    public static ImmutableArray<SituationChange> Between(SituationState before, SituationState now, RecordClock clock)
    {
        var known = now.Documents.ToDictionary(document => document.Document.Id, document => Moments.KnownFrom(document.Document, clock), StringComparer.Ordinal);
        DateTimeOffset When(string document) => known.GetValueOrDefault(document, now.AsOf);

        var changes = new List<SituationChange>();
        var incidentOf = before.Incidents.SelectMany((one, place) => one.Incident.Events.Select(key => (key, place))).ToDictionary(pair => pair.key, pair => pair.place);
        foreach (var incident in now.Incidents)
        {
            Incident(before, incidentOf, incident, When, changes);
        }

        Matters(before, incidentOf, now, When, changes);
        var pairs = before.PairStates.ToDictionary(state => state.Pair);
        changes.AddRange(now.PairStates.Where(state => pairs.TryGetValue(state.Pair, out var old) && Moved(old, state)).Select(state => new SituationChange.PairMoved(now.AsOf, null, pairs[state.Pair], state)));
        var spoke = before.Outlets.Concat(before.Speakers).Where(one => one.IsSilent).Select(one => (one.IsOutlet, one.Key)).ToHashSet();
        changes.AddRange(now.Outlets.Concat(now.Speakers).Where(one => one.IsSilent && !spoke.Contains((one.IsOutlet, one.Key))).Select(one => new SituationChange.FellSilent(now.AsOf, one.LastDocument, one)));
        var retracted = before.Documents.Where(document => document.Retraction is not null).Select(document => document.Document.Id).ToHashSet(StringComparer.Ordinal);
        changes.AddRange(now.Documents.Where(document => document.Retraction is not null && !retracted.Contains(document.Document.Id))
            .Select(document => new SituationChange.Retracted(now.AsOf, document.Document.Id, document.Retraction!)));
        return [.. changes.Select((change, place) => (change, place)).OrderBy(pair => pair.change.At).ThenBy(pair => pair.place).Select(pair => pair.change)];
    }

    /// <summary>How firmly something stands: higher is firmer.</summary>
    public static int Firmness(EventStatus status) => status switch
    {
        EventStatus.Fact => 5,
        EventStatus.Claimed => 4,
        EventStatus.AccusedByAuthority => 3,
        EventStatus.Accused => 2,
        EventStatus.Possible => 1,
        _ => 0,
    };

    private static bool Moved(PairState before, PairState now) =>
        (before.Acts.Standing, before.Acts.Direction, before.Statements.Standing, before.Statements.Direction) != (now.Acts.Standing, now.Acts.Direction, now.Statements.Standing, now.Statements.Direction);

    /// <param name="incidentOf">Which of the incidents of before each event was part of.</param>
    private static void Incident(SituationState before, Dictionary<EventKey, int> incidentOf, SituationIncident incident, Func<string, DateTimeOffset> when, List<SituationChange> changes)
    {
        var places = incident.Incident.Events.Where(incidentOf.ContainsKey).Select(key => incidentOf[key]).Distinct().Order().ToList();
        var earlier = places.ConvertAll(place => before.Incidents[place]);
        var added = incident.Accounts.Where(account => !incidentOf.ContainsKey(account.Event)).OrderBy(account => when(account.Event.Document)).ThenBy(account => account.Event).ToList();
        var id = incident.Incident.Id;
        if (earlier.Count == 0)
        {
            // Of what is only in passing in a report of now, the incident of before may have left the window; what is new is told by reports that were not there.
            if (added.Exists(account => when(account.Event.Document) > before.AsOf))
            {
                var first = added.First(account => when(account.Event.Document) > before.AsOf);
                changes.Add(new SituationChange.NewIncident(when(first.Event.Document), first.Event.Document, id));
            }

            return;
        }

        if (added.Count == 0)
        {
            return;
        }

        var brought = added[0].Event.Document;
        var status = earlier.Select(one => one.Incident.Status).MaxBy(Firmness);
        if (Firmness(incident.Incident.Status) > Firmness(status))
        {
            var by = added.FirstOrDefault(account => account.Status == incident.Incident.Status) is { } firm ? firm.Event.Document : brought;
            changes.Add(new SituationChange.Firmer(when(by), by, id, status, incident.Incident.Status));
        }

        foreach (var isKilled in (ReadOnlySpan<bool>)[true, false])
        {
            var most = earlier.SelectMany(one => one.Incident.Tolls).Where(toll => toll.IsKilled == isKilled).Select(Least).Max();
            var highest = incident.Incident.Tolls.Where(toll => toll.IsKilled == isKilled && !incidentOf.ContainsKey(toll.Event))
                .OrderByDescending(Least).ThenBy(toll => when(toll.Event.Document)).ThenBy(toll => toll.Event).FirstOrDefault();
            if (highest is not null && Least(highest) is { } least && least > (most ?? 0))
            {
                changes.Add(new SituationChange.TollRose(when(highest.Event.Document), highest.Event.Document, id, isKilled, most, highest));
            }
        }

        var origins = earlier.SelectMany(one => one.Accounts).Select(account => account.Origin).Distinct(StringComparer.Ordinal).Count();
        if (incident.Incident.Origins > origins)
        {
            changes.Add(new SituationChange.MoreOrigins(when(brought), brought, id, origins, incident.Incident.Origins));
        }
    }

    /// <summary>The number that at least is told; for "at most" and "some" it is what is certain.</summary>
    private static int? Least(SourcedToll toll) => toll.Min ?? (toll.Max is null ? null : 0);

    private static void Matters(SituationState before, Dictionary<EventKey, int> incidentOf, SituationState now, Func<string, DateTimeOffset> when, List<SituationChange> changes)
    {
        // A matter is the same where it has the same question about an incident that shares an event, or the same id where it is about none.
        var eventsNow = now.Incidents.ToDictionary(one => one.Incident.Id, one => one.Incident.Events, StringComparer.Ordinal);
        foreach (var matter in now.Contested)
        {
            var about = matter.Incident is null ? [] : eventsNow[matter.Incident].Where(incidentOf.ContainsKey).Select(key => before.Incidents[incidentOf[key]].Incident.Id).ToHashSet(StringComparer.Ordinal);
            var earlier = before.Contested.Where(old => old.On == matter.On && (matter.Incident is null ? old.Id == matter.Id : old.Incident is not null && about.Contains(old.Incident))).ToList();
            var stances = matter.Sides.SelectMany(side => side.Stances).OrderBy(stance => when(stance.Document)).ThenBy(stance => stance.Document, StringComparer.Ordinal).ToList();
            if (earlier.Count == 0 || (earlier.TrueForAll(old => old.OnlyAccused) && !matter.OnlyAccused))
            {
                var brought = stances.Find(stance => when(stance.Document) > before.AsOf) ?? stances[^1];
                changes.Add(new SituationChange.NewMatter(when(brought.Document), brought.Document, matter.Id));
                continue;
            }

            foreach (var side in matter.Sides)
            {
                var same = earlier.SelectMany(old => old.Sides).Where(old => old.Label == side.Label).ToList();
                var voices = same.SelectMany(old => old.Stances).Select(stance => stance.Who).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var added = side.Stances.Where(stance => !voices.Contains(stance.Who)).OrderBy(stance => when(stance.Document)).ThenBy(stance => stance.Document, StringComparer.Ordinal).DistinctBy(stance => stance.Who).ToList();
                if (same.Count == 0 && side.Stances.Length > 0)
                {
                    changes.Add(new SituationChange.NewSide(when(added[0].Document), added[0].Document, matter.Id, side.Label));
                }
                else
                {
                    changes.AddRange(added.Select(stance => new SituationChange.NewVoice(when(stance.Document), stance.Document, matter.Id, side.Label, stance)));
                }
            }
        }
    }
}
