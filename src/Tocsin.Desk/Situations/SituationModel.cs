using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Charts;
using Tocsin.Desk.Maps;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Situations;

/// <summary>A situation laid out for its page.</summary>
/// <param name="Incidents">Those within the stretch that is looked at.</param>
/// <param name="Slim">The same timeline for a narrow screen.</param>
/// <param name="SlimMap">The same map for a narrow screen.</param>
/// <param name="Placed">Incidents that the map shows.</param>
public sealed record SituationModel(
    SituationQuery Query, DeskView View, ImmutableArray<SituationIncident> Incidents, ImmutableArray<ContestedMatter> Contested, Timeline Timeline, Timeline Slim, IncidentMap Map, IncidentMap SlimMap, int Placed)
{
    private const int PlacesMax = 4;

    /// <summary>"five border guards near Orlast" and "five Karvonian border guards" share as many words at least.</summary>
    private const int AlikeMin = 2;
    private static readonly TimeSpan Before = TimeSpan.FromDays(45);

    public static SituationModel Of(SituationQuery query, DeskView view)
    {
        var quads = view.State.Readings.SelectMany(reading => reading.Events).ToDictionary(told => told.Key, told => told.Quad);
        Quad QuadOf(SituationIncident one) => quads.GetValueOrDefault(one.Incident.Events[0], Quad.VerbalCooperation);
        var shown = view.State.Incidents.Where(one => Within(one, query)).ToImmutableArray();
        var ids = shown.Select(one => one.Incident.Id).ToHashSet(StringComparer.Ordinal);
        var contested = view.State.Contested.Where(matter => !query.IsCut || (matter.Incident is { } about && ids.Contains(about))).ToImmutableArray();
        var happened = view.State.Incidents.Where(one => one.IsCentral && one.Incident.Factuality != Factuality.Historical).ToArray();
        var items = happened.Select(one => Item(one, view, query, QuadOf(one))).ToArray();
        var reports = view.State.Documents.Where(document => document.Retraction is null).Select(document => document.At).ToArray();
        var (from, to) = Stretch(query, items, reports, view.State.AsOf);
        var places = Places(shown, view, QuadOf);
        Timeline Drawn(bool isSlim) => Timeline.Of(from, to, items, reports, (start, end) => (query with { From = start, To = end }).Url + "#when", isSlim);
        return new SituationModel(query, view, shown, contested, Drawn(isSlim: false), Drawn(isSlim: true), IncidentMap.Of(places), IncidentMap.Of(places, isSlim: true), shown.Count(one => IsOnMap(one) && PlacesOf(one, view).Any(place => place is { Latitude: not null, Longitude: not null, IsPoint: true })));
    }

    /// <summary>Actors first, as a sentence has them: "Iran → United States". Whoever is only accused of it, or less surely did it than it happened, stands in no title.</summary>
    public static string Parties(Incident incident, Names names)
    {
        var actors = Words.Title(Telling([.. Surely(incident)]).Select(names.Of), "Somebody");
        return incident.Recipients.IsEmpty ? actors : $"{actors} → {Words.Title(Telling(incident.Recipients).Select(names.Of))}";
    }

    /// <summary>Those of whom it is said, and who stand in no title of it: "Kataib Hezbollah". Null where there are none.</summary>
    public static string? Blamed(Incident incident, Names names)
    {
        var left = incident.Actors.Except(Surely(incident)).ToImmutableArray();
        return left.IsEmpty ? null : Words.Title(Telling(left).Select(names.Of));
    }

    /// <summary>Those who did it as firmly as it is told to have happened.</summary>
    public static IEnumerable<RecordedParty> Surely(Incident incident) =>
        !Words.IsHostile(incident.Quad) ? incident.Actors : incident.OpenResponsibility is not null ? [] : incident.Actors.Where(actor => actor.Key is null || !incident.Accused.Contains(actor.Key));

    /// <summary>Of the situation itself, and told to have happened: what is only possible is counted apart.</summary>
    public static bool Happened(SituationIncident one) => one is { IsCentral: true, HasHappened: true, Incident.Status: not EventStatus.Possible };

    /// <summary>Of the situation itself, and told or possible: what is threatened or denied has no place where it happened.</summary>
    public static bool IsOnMap(SituationIncident one) => one is { IsCentral: true, HasHappened: true };

    /// <summary>Of the situation itself, and possible, threatened, expected or denied.</summary>
    public static bool IsOpen(SituationIncident one) => one.IsCentral && !Happened(one) && one.Incident.Factuality != Factuality.Historical;

    /// <summary>When it happened; where no report says so, that it had happened by the day of the first that tells it. Null where not even that is known, or it has not happened.</summary>
    public static string? When(SituationIncident one, DeskView view)
    {
        if (one.Incident.OccurredOn is { } days)
        {
            return Words.ShortDays(days);
        }

        return one.HasHappened && Until(one, view) is { } until ? $"by {Words.ShortDay(until)}" : null;
    }

    /// <summary>The last day on which it can have happened, for an order by time.</summary>
    public static DateOnly? Until(SituationIncident one, DeskView view)
    {
        if (one.Incident.OccurredOn is { } days)
        {
            return days.End;
        }

        var published = one.Accounts.Select(account => view.State.Reading(account.Event.Document)?.Document.PublishedAt).OfType<DateTimeOffset>().ToArray();
        return published.Length == 0 ? null : DateOnly.FromDateTime(published.Min().UtcDateTime);
    }

    /// <summary>The newest first; of one day what was told last. What nothing tells the time of comes last.</summary>
    public static IEnumerable<SituationIncident> ByTime(IEnumerable<SituationIncident> incidents, DeskView view) =>
        incidents.OrderByDescending(one => Until(one, view) ?? DateOnly.MinValue).ThenByDescending(one => one.FirstAt).ThenBy(one => one.Incident.Id, StringComparer.Ordinal);

    /// <summary>Those with a name, where there are any: beside "Lomna air base" "eight soldiers" says little of who it was. Each once, by the fuller of its names.</summary>
    public static IEnumerable<RecordedParty> Telling(ImmutableArray<RecordedParty> parties) => Once(parties.Any(IsNamed) ? [.. parties.Where(IsNamed)] : parties);

    private static IEnumerable<RecordedParty> Once(ImmutableArray<RecordedParty> parties)
    {
        var words = parties.Select(party => PartyKeys.Fold(party.Name).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)).ToArray();
        bool Covers(int other, int one)
        {
            var shared = words[other].Intersect(words[one]).Count();
            var same = shared == words[one].Count || (!IsNamed(parties[other]) && !IsNamed(parties[one]) && shared >= AlikeMin && shared * 2 > words[one].Count);
            // A state is not told by the name of one of its ministries.
            return same && (parties[one].Key is null || parties[one].Key != parties[one].Country) && (words[other].Count > words[one].Count || (words[other].Count == words[one].Count && other < one));
        }

        return parties.Where((_, one) => !Enumerable.Range(0, parties.Length).Any(other => other != one && Covers(other, one)));
    }

    private static bool IsNamed(RecordedParty party) => (party.Side is not null && party.Side == party.Country) || (party.Name.Length > 0 && char.IsUpper(party.Name[0]));

    public static string Kind(Incident incident) => Words.Type(incident.Type, incident.Mode);

    private static bool Within(SituationIncident one, SituationQuery query)
    {
        if (!query.IsCut)
        {
            return true;
        }

        var (start, end) = one.Incident.OccurredOn is { } days ? (At(days.Start), At(days.End.AddDays(1))) : (one.FirstAt, one.LastAt);
        return (query.To is null || start < query.To) && (query.From is null || end > query.From);
    }

    private static TimelineItem Item(SituationIncident one, DeskView view, SituationQuery query, Quad quad)
    {
        var incident = one.Incident;
        ImmutableArray<string> lanes = query.Lanes switch
        {
            "source" => [.. one.Accounts.Select(account => account.Outlet).Distinct()],
            "kind" => [Words.Quad(quad)],
            _ => [.. incident.Actors.Concat(incident.Recipients).Where(IsNamed).Select(party => party.Side).OfType<string>().Distinct().Select(side => view.Names[side])],
        };
        var days = incident.OccurredOn;
        // A whole day stands in its middle; a longer stretch is drawn as one.
        DateTimeOffset? start = days is { } known ? known.Start == known.End ? At(known.Start).AddHours(12) : At(known.Start) : null;
        DateTimeOffset? end = days is { } until ? until.Start == until.End ? start : At(until.End.AddDays(1)) : null;
        var when = days is { } day ? $", {Words.Days(day)}" : "";
        return new TimelineItem(
            $"{Parties(incident, view.Names)}: {Kind(incident)}{when}. {Words.Status(incident.Status)}, {Words.Count(incident.Origins, "origin")}", Links.Incident(incident, view.State.Situation.Name), quad, start, end, one.FirstAt,
            lanes.IsEmpty ? ["nobody named"] : lanes, incident.Origins, one.HasHappened && incident.Status == EventStatus.Fact);
    }

    /// <summary>What is asked for; else from what happened shortly before the first report to the last, so that a war of long ago that is recalled does not press the rest together.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) Stretch(SituationQuery query, TimelineItem[] items, DateTimeOffset[] reports, DateTimeOffset asOf)
    {
        var (first, last) = reports.Length == 0 ? (asOf.AddDays(-7), asOf) : (reports.Min(), reports.Max());
        var near = items.Where(item => item.Happened >= first - Before && item.Happened <= last).Select(item => item.Happened!.Value).ToArray();
        var start = near.Length > 0 && near.Min() < first ? near.Min() : first;
        var pad = TimeSpan.FromHours(Math.Max(9, (last - start).TotalHours * 0.04));
        var (from, to) = (query.From ?? start - pad, query.To ?? last + pad);
        return to > from.AddMinutes(30) ? (from, to) : (from, from.AddMinutes(30));
    }

    private static MapPlace[] Places(ImmutableArray<SituationIncident> incidents, DeskView view, Func<SituationIncident, Quad> quadOf) =>
    [
        .. incidents.Where(IsOnMap).SelectMany(one => PlacesOf(one, view).Where(place => place is { Latitude: not null, Longitude: not null, IsPoint: true }).Select(place => (One: one, Place: place)))
            .GroupBy(pair => (pair.Place.Name, pair.Place.Latitude, pair.Place.Longitude))
            .Select(group =>
            {
                var all = group.Select(pair => pair.One).OrderByDescending(one => one.Incident.Origins).ToArray();
                var title = $"{group.Key.Name}: {Words.Count(all.Length, "incident")}. {string.Join("; ", all.Take(4).Select(one => $"{Parties(one.Incident, view.Names)}: {Kind(one.Incident)}"))}";
                return new MapPlace(
                    group.Key.Name, TollWords.Label(group.Key.Name, all), group.Key.Longitude!.Value, group.Key.Latitude!.Value, all.Length, all.Select(quadOf).OrderByDescending(quad => quad is Quad.MaterialConflict ? 2 : quad is Quad.VerbalConflict ? 1 : 0).First(),
                    all.Length == 1 ? Links.Incident(all[0].Incident, view.State.Situation.Name) : $"#place-{Uri.EscapeDataString(PartyKeys.Fold(group.Key.Name).Replace(' ', '-'))}", title);
            }),
    ];

    /// <summary>Where it was: its own place first, and beside it others that a report of it tells, for one attack may hit two towns. A town beside its country is no second place.</summary>
    public static IEnumerable<RecordedPlace> PlacesOf(SituationIncident one, DeskView view)
    {
        var told = one.Accounts.Where(account => account.Factuality == Factuality.Actual && account.Status is not (EventStatus.Denied or EventStatus.Possible)).Select(account => view.State.Event(account.Event)?.Place).OfType<RecordedPlace>();
        var all = (one.Incident.Place is { } own ? told.Prepend(own) : told).DistinctBy(place => PartyKeys.Fold(place.Name)).ToArray();
        return all.Where((place, i) => i == 0 || (place.IsPoint && all[0].IsPoint && !(place.Latitude == all[0].Latitude && place.Longitude == all[0].Longitude) && place.Latitude is not null)).Take(PlacesMax);
    }

    private static DateTimeOffset At(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
