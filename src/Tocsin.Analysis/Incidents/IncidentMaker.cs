using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Incidents;

/// <summary>Merges what several tellings say into one incident. What more origins say comes first; a denial adds nothing but itself.</summary>
internal sealed class IncidentMaker(IncidentWording wording)
{
    /// <summary>Null where nobody reports it as having happened.</summary>
    public Incident? Make(List<Telling> tellings, IEnumerable<IncidentLink> links, Func<RecordedEvent, string> originOf)
    {
        var told = tellings.SelectMany(telling => telling.Events.Select(single => (Event: single, Telling: telling))).OrderBy(pair => pair.Event.Key).ToList();
        var reported = told.Where(pair => Occurring.IsReported(pair.Event)).Select(pair => (pair.Event, pair.Telling, Origin: originOf(pair.Event))).ToList();
        if (reported.Count == 0)
        {
            return null;
        }

        var founder = reported.OrderBy(pair => pair.Telling.Document, PublicationOrder.Instance).ThenBy(pair => pair.Event.Key).First().Event;
        var supported = reported.Select(pair => (pair.Event, pair.Origin)).ToList();
        var actors = Parties(supported, single => single.Actors.Where(party => !IsWeapon(party, single)));
        var recipients = Parties(supported, single => single.Recipients);
        var days = Days(reported);
        var place = MostSaid(supported.Where(pair => pair.Event.Place is not null), pair => PartyKeys.Fold(pair.Event.Place!.Name), pair => pair.Event.Place!, place => place.IsPoint ? 0 : place.Kind == PlaceKind.Region ? 1 : 2);
        var mode = MostSaid(supported.Where(pair => Telling.ReliableMode(pair.Event) is not null), pair => pair.Event.Mode!, pair => pair.Event.Mode, _ => 0);
        var weapon = MostSaid(supported.Where(pair => pair.Event.Weapon is not null), pair => pair.Event.Weapon!, pair => pair.Event.Weapon, _ => 0);
        var accused = supported.SelectMany(pair => pair.Event.Actors.Where(party => party.Key is not null && !IsWeapon(party, pair.Event)).Select(party => (party.Key, pair.Event.Status)))
            .GroupBy(pair => pair.Key!, pair => pair.Status, StringComparer.Ordinal).Where(statuses => statuses.All(IsAccusation)).Select(statuses => statuses.Key).ToHashSet(StringComparer.Ordinal);
        var responsibility = reported.Where(pair => pair.Event.Actors.Any(party => !IsWeapon(party, pair.Event))).Select(pair => (EventStatus?)pair.Event.Status).MinBy(status => Rank(status!.Value));
        ImmutableArray<IncidentLink> all = [.. links.Concat(tellings.SelectMany(telling => telling.Links)).OrderBy(link => link.First).ThenBy(link => link.Second)];
        return new Incident(
            IdOf(founder.Key), wording.Title(founder.Type, mode, founder.Quad, actors, recipients, place, days, accused), founder.Type, mode, days, place, actors, recipients, weapon,
            reported.Select(pair => pair.Event.Happened ?? pair.Event.Status).MinBy(Rank), Factual(reported.Select(pair => pair.Event.Factuality)), SourcedTolls.Of(told.Where(pair => Occurring.IsReported(pair.Event) || Harm.IsNone(pair.Event)).Select(pair => (pair.Event, pair.Telling.Document))),
            [.. told.Select(pair => pair.Event.Key)], all, reported.Select(pair => pair.Origin).Distinct(StringComparer.Ordinal).Count(), all.IsEmpty ? 1 : Math.Round(all.Average(link => link.Likeness), 4))
        {
            Quad = founder.Quad,
            Responsibility = responsibility,
            Accused = [.. accused.Order(StringComparer.Ordinal)],
            Denials = [.. told.Where(pair => Occurring.IsDenied(pair.Event)).Select(pair => pair.Event.Key)],
        };
    }

    /// <summary>"i" and 12 hexadecimal digits of SHA-256 over the key of the first event by publication: it stays when later reports come in, in whatever order.</summary>
    public static string IdOf(EventKey founder) => "i" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(founder.ToString())).AsSpan(0, 6));

    private static bool IsAccusation(EventStatus status) => status is EventStatus.Accused or EventStatus.AccusedByAuthority or EventStatus.Possible;

    /// <summary>How firmly it stands: 0 the firmest. An authority's accusation is still an accusation.</summary>
    private static int Rank(EventStatus status) => status switch
    {
        EventStatus.Fact => 0,
        EventStatus.Claimed => 1,
        EventStatus.AccusedByAuthority => 2,
        EventStatus.Accused => 3,
        EventStatus.Possible => 4,
        _ => 5,
    };

    private static Factuality Factual(IEnumerable<Factuality> all) => all.MinBy(factuality => factuality switch
    {
        Factuality.Actual => 0,
        Factuality.Historical => 1,
        _ => 2,
    });

    /// <summary>"Rockets struck the market": the weapon is nobody who acts.</summary>
    private static bool IsWeapon(RecordedParty party, RecordedEvent told) =>
        party.Country is null && told.Weapon is { } weapon && party.Name.Split(' ')[^1].StartsWith(weapon.Split(' ')[^1], StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<RecordedParty> Parties(List<(RecordedEvent Event, string Origin)> reported, Func<RecordedEvent, IEnumerable<RecordedParty>> parties) =>
        [.. reported.SelectMany(pair => parties(pair.Event).Where(party => party.Key is not null).Select(party => (Party: party, pair.Origin)))
            .GroupBy(pair => pair.Party.Key!, StringComparer.Ordinal)
            .OrderByDescending(group => group.Select(pair => pair.Origin).Distinct(StringComparer.Ordinal).Count()).ThenBy(group => group.Any(pair => pair.Party.Country is not null) ? 0 : 1).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Select(pair => pair.Party).OrderBy(party => PartyKeys.Fold(party.Name) == group.Key ? 0 : 1).ThenByDescending(party => party.Name.Length).ThenBy(party => party.Name, StringComparer.Ordinal).First())];

    /// <summary>The value that most origins give, of those of the best rank; of several, the first by its key.</summary>
    private static T? MostSaid<T>(IEnumerable<(RecordedEvent Event, string Origin)> reported, Func<(RecordedEvent Event, string Origin), string> keyOf, Func<(RecordedEvent Event, string Origin), T?> valueOf, Func<T, int> rank)
        where T : class =>
        reported.GroupBy(keyOf, StringComparer.Ordinal)
            .OrderBy(group => rank(valueOf(group.First())!)).ThenByDescending(group => group.Select(pair => pair.Origin).Distinct(StringComparer.Ordinal).Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => valueOf(group.First())).FirstOrDefault();

    /// <summary>The days that most origins agree with; of several, the shortest, then the first.</summary>
    private static DateInterval? Days(List<(RecordedEvent Event, Telling Telling, string Origin)> reported)
    {
        static DateInterval? When(Telling telling) => telling.Days ?? (telling.IsLookedBackOn ? telling.Period : null);
        var said = reported.Where(pair => When(pair.Telling) is not null).Select(pair => (Days: When(pair.Telling)!.Value, pair.Origin)).Distinct().ToList();
        return said.Select(pair => pair.Days).Distinct()
            .OrderByDescending(days => said.Where(pair => pair.Days.Start <= days.End && days.Start <= pair.Days.End).Select(pair => pair.Origin).Distinct(StringComparer.Ordinal).Count())
            .ThenBy(days => days.End.DayNumber - days.Start.DayNumber).ThenByDescending(days => said.Count(pair => pair.Days == days)).ThenBy(days => days.Start)
            .Select(days => (DateInterval?)days).FirstOrDefault();
    }
}
