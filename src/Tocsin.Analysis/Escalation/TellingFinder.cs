using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Escalation;

/// <summary>Finds what counts between sides in the readings: events that are not denied, and statements of what a side means to do.</summary>
/// <param name="firstReported">Day of the first report of each origin.</param>
internal sealed class TellingFinder(Func<EventKey, string?> incidentOf, Func<string, TextSpan, string> originOf, IReadOnlyDictionary<string, DateOnly> firstReported)
{
    public IEnumerable<Telling> Find(RecordedReading reading)
    {
        foreach (var telling in reading.Events.Where(told => !reading.IsOnlyMeant(told)).SelectMany(OfEvent))
        {
            yield return telling;
        }

        if (reading.Intentions.IsEmpty)
        {
            yield break;
        }

        var claims = reading.Claims.ToDictionary(claim => claim.Key);
        var contexts = Contexts(reading);
        foreach (var said in reading.Intentions.DistinctBy(said => (said.Side, said.Hostile, said.Claim)))
        {
            if (claims.TryGetValue(said.Claim, out var claim))
            {
                foreach (var telling in OfIntention(said, claim, claims, contexts))
                {
                    yield return telling;
                }
            }
        }
    }

    /// <summary>Sides of an event, without those that name nobody.</summary>
    public static ImmutableArray<string> Sides(ImmutableArray<RecordedParty> parties) => parties switch
    {
        [] => [],
        [var single] => single.Side is { } side ? [side] : [],
        _ => Several(parties),
    };

    private static ImmutableArray<string> Several(ImmutableArray<RecordedParty> parties) => [.. parties.Select(party => party.Side).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>One for each side that acts: what two sides do to each other in one incident is two things, and an accusation of one says nothing of the other.</summary>
    private IEnumerable<Telling> OfEvent(RecordedEvent told)
    {
        var weight = TellingWeight.Of(told.Status) * TellingWeight.Of(told.Factuality);
        var actors = Sides(told.Actors);
        if (weight == 0)
        {
            yield break;
        }

        var isAct = told.Quad is Quad.MaterialConflict or Quad.MaterialCooperation;
        var score = told.Score;
        if (told.Factuality is Factuality.Threatened or Factuality.Future)
        {
            score = isAct ? (told.Quad == Quad.MaterialConflict ? TellingWeight.Threat : TellingWeight.Promise) : score;
            isAct = false;
        }

        var recipients = Sides(told.Recipients);
        var origin = originOf(told.Key.Document, told.Anchor);
        var when = TellingWeight.Middle(told.OccurredOn.Interval);
        var title = $"{string.Join(", ", actors)} → {(recipients.IsEmpty ? "…" : string.Join(", ", recipients))} · {told.Type}{(told.Mode is null ? "" : $" · {told.Mode}")}"
            + (told.Factuality is Factuality.Threatened or Factuality.Future ? $" ({ContractNames.Of(told.Factuality)})" : "");
        var channel = isAct ? "act" : "words";
        var incident = incidentOf(told.Key);
        foreach (var actor in actors)
        {
            yield return new Telling(
                incident is null ? null : $"{channel} {incident} by {actor}", $"{channel} {origin} {title} by {actor} {told.Words}", isAct, title, score, weight, told.Status, [actor], recipients, when?.Day,
                when?.SpanDays ?? 0, firstReported.TryGetValue(origin, out var day) ? day : null, origin, told.Key.Document, told.Key, null, told.Words);
        }
    }

    /// <summary>
    /// "We do not seek war" says to whom only by the report that it stands in: it counts for the pairs that this report tells a conflict of. By one side of the pair it counts as said;
    /// by anybody else as one more view.
    /// </summary>
    private IEnumerable<Telling> OfIntention(RecordedIntention said, RecordedClaim claim, Dictionary<ClaimKey, RecordedClaim> claims, HashSet<SidePair> contexts)
    {
        var speaker = TellingWeight.Speaker(claim, claims);
        if (claim.Negated)
        {
            yield break;
        }

        // What a report says in its own words that a side wants is a view of nobody in particular.
        var isNarrated = speaker.IsNarrated;
        var side = isNarrated ? null : speaker.Source?.Side;
        var origin = originOf(claim.Key.Document, said.Span);
        var when = TellingWeight.Middle(speaker.SaidOn ?? claim.SaidOn);
        foreach (var pair in contexts.Where(pair => pair.Has(said.Side)))
        {
            var isOwn = side == said.Side;
            var isInPair = side is not null && pair.Has(side);
            var isNamed = isInPair && speaker.SourceKind is not (SourceKind.Anonymous or SourceKind.Implicit or SourceKind.Crowd);
            var isToldOf = speaker.Within is { } outer && claims.TryGetValue(outer, out var teller) && teller.Source?.Side != side;
            var status = !isNamed ? EventStatus.Possible : isToldOf ? EventStatus.Claimed : EventStatus.Fact;
            var who = isNarrated ? "the report" : speaker.Source?.Key ?? speaker.Source?.Name ?? "nobody named";
            var score = said.Hostile ? (isOwn ? TellingWeight.Threat : TellingWeight.Accusation) : TellingWeight.Promise;
            var other = pair.First == said.Side ? pair.Second : pair.First;
            var title = $"{who}: {said.Side} means to {(said.Hostile ? "harm or escalate" : "spare or de-escalate")}";
            DateOnly? reported = firstReported.TryGetValue(origin, out var day) ? day : null;
            var where = isNarrated || speaker.Source is null || reported is null ? origin : reported.Value.ToString("O", CultureInfo.InvariantCulture);
            yield return new Telling(
                null, $"words {pair} {title} {where}", false, title, score, TellingWeight.Of(status) * (speaker.Hedges.IsEmpty ? 1 : 0.8), status,
                [said.Side], [other], when?.Day, when?.SpanDays ?? 0, reported, origin, claim.Key.Document, null, claim.Key, claim.Content);
        }
    }

    /// <summary>Pairs of sides between which the report tells a conflict, whoever denies it.</summary>
    private static HashSet<SidePair> Contexts(RecordedReading reading) =>
        [.. reading.Events.Where(told => told.Score < 0).SelectMany(told => Pairs(Sides(told.Actors), Sides(told.Recipients)))];

    public static IEnumerable<SidePair> Pairs(ImmutableArray<string> actors, ImmutableArray<string> recipients) =>
        from actor in actors from recipient in recipients where actor != recipient select new SidePair(actor, recipient);
}
