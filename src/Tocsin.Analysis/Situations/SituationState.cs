using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>A situation at one moment; two of them make the changes between.</summary>
internal sealed record SituationState(
    DateTimeOffset AsOf,
    ImmutableArray<SituationDocument> Documents,
    int Older,
    DateTimeOffset? NewestOlder,
    ImmutableArray<RecordedReading> Readings,
    Origins Origins,
    ImmutableArray<SituationIncident> Incidents,
    ImmutableArray<ContestedMatter> Contested,
    ImmutableArray<PairState> PairStates,
    ImmutableArray<SourceActivity> Outlets,
    ImmutableArray<SourceActivity> Speakers)
{
    /// <summary>More than anybody looks at; those of the scope come first.</summary>
    private const int PairsMax = 24;

    /// <summary>What is longer is a clause that was taken for a name.</summary>
    private const int NameLengthMax = 40;

    /// <summary>What the rest is made of: reports, and what happened. The rest is made when it is asked for, beside other work.</summary>
    public static Func<SituationState> Begin(Situation situation, RecordFacts facts, IncidentJoiner join, ViewSettings cut)
    {
        var known = UnlistedStates.Unify(Moments.At(facts, facts.AsOf, cut.Clock), situation.Sides);
        var from = facts.AsOf.AddDays(-cut.Days);
        var inScope = SituationScope.Of(situation, known);
        var older = inScope.Where(reading => SourceActivities.At(reading.Document) < from).ToList();
        var shown = inScope.Where(reading => SourceActivities.At(reading.Document) >= from).OrderBy(reading => reading.Document.Id, StringComparer.Ordinal).ToImmutableArray();

        var counted = TakenBack.Apply(PersonNames.Unite(Corrected.Apply(Only(known, shown))));
        var origins = Origins.Of(counted.Readings.Select(reading => reading.Document), counted.Copies);
        var incidents = Shown(situation, counted, origins, join(counted, origins));
        var asOf = DateOnly.FromDateTime(facts.AsOf.UtcDateTime);
        return () => new SituationState(
            facts.AsOf, Sorted(shown, Corrected.Retractions(known), counted, origins), older.Count + cut.OlderDocuments, Newest(older, cut.NewestOlder),
            counted.Readings, origins, incidents, ContestedMatters.Of([.. incidents.Select(one => one.Incident)], counted.Readings, origins.OriginOf, cut.NameOf),
            Ordered(situation, Pairs(situation, known, inScope, from, incidents, asOf)),
            SourceActivities.Outlets(counted.Readings, facts.AsOf), SourceActivities.Speakers(counted.Readings, origins.OriginOf, facts.AsOf));
    }

    private static DateTimeOffset? Newest(List<RecordedReading> older, DateTimeOffset? elsewhere)
    {
        DateTimeOffset? here = older.Count == 0 ? null : older.Max(reading => SourceActivities.At(reading.Document));
        return elsewhere is null || here > elsewhere ? here : elsewhere;
    }

    /// <summary>A pair is measured against its own past, so reports from before the window count where they are known.</summary>
    private static ImmutableArray<PairState> Pairs(Situation situation, RecordFacts known, List<RecordedReading> inScope, DateTimeOffset from, ImmutableArray<SituationIncident> incidents, DateOnly asOf)
    {
        var all = TakenBack.Apply(PersonNames.Unite(Corrected.Apply(Only(known, [.. inScope.OrderBy(reading => reading.Document.Id, StringComparer.Ordinal)]))));
        var incidentOf = incidents.SelectMany(one => one.Incident.Events.Select(key => (key, one.Incident.Id))).ToDictionary(pair => pair.key, pair => pair.Id);
        foreach (var reading in all.Readings.Where(reading => SourceActivities.At(reading.Document) < from))
        {
            foreach (var told in reading.Events)
            {
                incidentOf.Add(told.Key, OfPast(told, reading.Document));
            }
        }

        // "Eight soldiers" and "the border" suffer and are crossed, and are no sides that anybody watches unless they say so.
        var named = all.Readings.SelectMany(reading => reading.Events).SelectMany(SituationScope.Parties).Where(party => party.Country is not null || (party.Name.Length is > 0 and <= NameLengthMax && char.IsUpper(party.Name[0]))).Select(party => party.Side).OfType<string>()
            .Concat(situation.Sides).ToHashSet(StringComparer.Ordinal);
        return PairTension.Of(
            all.Readings, key => incidentOf.GetValueOrDefault(key), Origins.Of(all.Readings.Select(reading => reading.Document), all.Copies).OriginOf, asOf,
            pairs => pairs.Where(one => named.Contains(one.Pair.First) && named.Contains(one.Pair.Second)).OrderByDescending(one => situation.Sides.Count(one.Pair.Has)).ThenByDescending(one => one.Happenings).ThenBy(one => one.Pair).Take(PairsMax));
    }

    /// <summary>
    /// Of reports from before the window no incidents are made, which would take as long as the window itself. What is told there of the same sides on one day is one happening,
    /// so that the usual is not the higher the more outlets there were.
    /// </summary>
    private static string OfPast(RecordedEvent told, RecordedDocument document)
    {
        var day = told.OccurredOn.Interval is { } days && days.Start == days.End ? days.Start : DateOnly.FromDateTime(SourceActivities.At(document).UtcDateTime);
        static string Sides(ImmutableArray<RecordedParty> parties) => string.Join(",", parties.Select(party => party.Side).Distinct().Order(StringComparer.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{day:O} {told.Type} {told.Mode} {told.Factuality} {Sides(told.Actors)} {Sides(told.Recipients)}");
    }

    private static ImmutableArray<PairState> Ordered(Situation situation, ImmutableArray<PairState> all) =>
    [
        .. all.OrderByDescending(state => situation.Sides.Count(state.Pair.Has)).ThenByDescending(state => state.Acts.Standing).ThenByDescending(state => state.Acts.Level + state.Statements.Level)
            .ThenBy(state => state.Pair),
    ];

    private static RecordFacts Only(RecordFacts facts, ImmutableArray<RecordedReading> readings)
    {
        var documents = readings.Select(reading => reading.Document.Id).ToHashSet(StringComparer.Ordinal);
        return facts with
        {
            Readings = readings,
            Copies = [.. facts.Copies.Where(copy => documents.Contains(copy.First) && documents.Contains(copy.Second))],
            IncidentLinks = [.. facts.IncidentLinks.Where(link => documents.Contains(link.First.Document) && documents.Contains(link.Second.Document))],
        };
    }

    private static ImmutableArray<SituationDocument> Sorted(ImmutableArray<RecordedReading> shown, IReadOnlyDictionary<string, Correction.Retract> retracted, RecordFacts counted, Origins origins)
    {
        var corrected = counted.Readings.ToDictionary(reading => reading.Document.Id, StringComparer.Ordinal);
        return
        [
            .. shown.Select(reading =>
            {
                var document = reading.Document;
                var retraction = retracted.GetValueOrDefault(document.Id);
                var counts = corrected.GetValueOrDefault(document.Id, reading);
                return new SituationDocument(document, SourceActivities.At(document), retraction is null ? origins.OriginOf(document.Id) : document.Id, counts.Events.Length, counts.Claims.Length, retraction?.Reason);
            }).OrderByDescending(document => document.At).ThenBy(document => document.Document.Id, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<SituationIncident> Shown(Situation situation, RecordFacts facts, Origins origins, ImmutableArray<Incident> joined)
    {
        var told = facts.Readings.SelectMany(reading => reading.Events.Select(one => (Event: one, reading.Document))).ToDictionary(pair => pair.Event.Key);
        SituationIncident OneOf(Incident incident)
        {
            var accounts = incident.Events.Select(key => told[key])
                .Select(pair => new Account(
                    pair.Event.Key, pair.Document.Printer, SourceActivities.At(pair.Document), origins.OriginOf(pair.Event), pair.Event.Span, pair.Event.Words, pair.Event.Status, pair.Event.Factuality,
                    pair.Event.Claim, pair.Event.ToldBy))
                .OrderBy(account => account.At).ThenBy(account => account.Event).ToImmutableArray();
            return new SituationIncident(incident, incident.Events.Any(key => SituationScope.Touches(situation, told[key].Event)), accounts[0].At, accounts[^1].At, accounts);
        }

        return
        [
            .. joined.Select(OneOf).OrderByDescending(one => one.IsCentral).ThenByDescending(one => one.HasHappened).ThenBy(one => Gravity(one.Incident, told))
                .ThenByDescending(one => Weight(one.Incident)).ThenByDescending(one => one.LastAt).ThenBy(one => one.Incident.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>How many tell it independently, and what it cost: an air strike that one report tells with 25 dead weighs more than tear gas. Ten times the dead, one origin more; the hurt weigh half.</summary>
    private static double Weight(Incident incident)
    {
        double Cost(bool isKilled) => incident.Tolls.Where(toll => toll.Latest && toll.IsKilled == isKilled).Select(toll => toll.Min ?? toll.Max ?? 0).DefaultIfEmpty().Max() is > 0 and var most ? 1 + Math.Log10(most) : 0;
        return incident.Origins + Math.Max(Cost(isKilled: true), Cost(isKilled: false) / 2);
    }

    /// <summary>Material conflict, other conflict, cooperation.</summary>
    private static int Gravity(Incident incident, Dictionary<EventKey, (RecordedEvent Event, RecordedDocument Document)> told) => told[incident.Events[0]].Event.Quad switch
    {
        Quad.MaterialConflict => 0,
        Quad.VerbalConflict => 1,
        _ => 2,
    };
}
