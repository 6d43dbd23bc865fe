using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Storage.Corrections;
using Tocsin.Storage.Documents;
using Tocsin.Storage.Feeds;

namespace Tocsin.Storage.Derived;

/// <summary>Finds the documents of a scope, each with its newest reading as of a moment.</summary>
internal sealed class FactQuery(Situation situation, ReadingCache cache, LinkCache links, DateTimeOffset asOf, DateTimeOffset? from, DateTimeOffset? to)
{
    /// <param name="past">Readings of the same scope from before: copies between all of them are found, and links between events only of the present ones.</param>
    public RecordFacts Facts(RecordConnection connection, IReadOnlyCollection<RecordedReading> past)
    {
        var found = Found(connection, "ORDER BY d.sequence");
        found.AddRange(Denials(connection, found));
        var copies = CopyRows.Between(connection, [.. past.Concat(found.Select(entry => entry.Reading)).Select(reading => reading.Document)]);
        var incidents = links.Between(connection, found, asOf);
        return new RecordFacts(asOf, [.. past, .. found.Select(entry => entry.Reading)], copies, incidents, [.. CorrectionLog.Read(connection, asOf)]) { Unseen = FeedList.Unseen(connection, asOf) };
    }

    /// <summary>The newest of them.</summary>
    public IReadOnlyCollection<RecordedReading> Readings(RecordConnection connection, int most) => [.. Found(connection, string.Create(CultureInfo.InvariantCulture, $"ORDER BY d.at DESC, d.sequence DESC LIMIT {most}")).Select(entry => entry.Reading)];

    /// <summary>What one side of a pair denies of a happening between them, though its report names that side alone: see <see cref="SituationScope.Of"/>.</summary>
    private List<(long Id, RecordedReading Reading)> Denials(RecordConnection connection, List<(long Id, RecordedReading Reading)> found)
    {
        if (found.Count == 0 || situation.Sides.Distinct().Count() < 2)
        {
            return [];
        }

        var ids = connection.Rows(
            $"""
            WITH inside(reading) AS MATERIALIZED (SELECT value FROM json_each($8)),
              denying(reading) AS MATERIALIZED (
                SELECT c.id >> {Derivation.NumberBits} FROM claims c WHERE c.act = {(int)SpeechAct.Deny} AND c.source IN (SELECT value FROM json_each($4))
                UNION SELECT e.id >> {Derivation.NumberBits} FROM events e WHERE (e.status = {(int)EventStatus.Denied} OR e.factuality = {(int)Factuality.Negated}) AND e.actor IN (SELECT value FROM json_each($4))
                INTERSECT SELECT s.reading FROM scope_terms s WHERE s.kind = {(int)ScopeKind.Party} AND s.term IN (SELECT value FROM json_each($4)) AND s.at >= $2 AND s.at < $3
                EXCEPT SELECT reading FROM inside)
            SELECT r.id FROM denying k CROSS JOIN readings r ON r.id = k.reading JOIN documents d ON d.sequence = r.document
            WHERE {Narrowing}
              AND r.id = (SELECT max(n.id) FROM readings n WHERE n.document = d.sequence AND n.recorded_at <= $1)
              {Narrowed(situation.Countries, ScopeKind.Country, 5)} {Narrowed(situation.Places, ScopeKind.Place, 6)}
              AND (EXISTS (SELECT 1 FROM incident_links l WHERE l.first_reading = r.id AND +l.second_reading IN (SELECT reading FROM inside))
                OR EXISTS (SELECT 1 FROM incident_links l WHERE l.second_reading = r.id AND +l.first_reading IN (SELECT reading FROM inside)))
            ORDER BY d.sequence
            """,
            row => row.GetInt64(0), [.. Values(), JsonList.Of(found.Select(entry => entry.Id))]);
        return ids.Zip(cache.Of(connection, ids), (id, reading) => (id, reading)).ToList();
    }

    private List<(long Id, RecordedReading Reading)> Found(RecordConnection connection, string order)
    {
        var ids = connection.Rows($"SELECT r.id {Scope} {order}", row => row.GetInt64(0), Values());
        return ids.Zip(cache.Of(connection, ids), (id, reading) => (id, reading)).ToList();
    }

    /// <summary>How many there are, and when the newest came out.</summary>
    /// <remarks>A document and its first reading are recorded at one moment, so where readings do not narrow the scope the documents alone are counted.</remarks>
    public (int Count, DateTimeOffset? Newest) Extent(RecordConnection connection) => connection.Row(
        $"SELECT count(*), max(d.at) {(situation is { Sides: [], Countries: [], Places: [] } ? $"FROM documents d WHERE {Narrowing}" : Scope)}",
        row => ((int)row.GetInt64(0), row.IsDBNull(1) ? (DateTimeOffset?)null : row.Moment(1)), Values());

    /// <summary>What narrows the documents themselves. Of all that is recorded the days alone are looked at, which an index has.</summary>
    private string Narrowing => $"{(asOf == DateTimeOffset.MaxValue ? "" : "d.recorded_at <= $1 AND ")}d.at >= $2 AND d.at < $3 {(situation.Words.IsEmpty ? "" : "AND d.sequence IN (SELECT rowid FROM text_index WHERE text_index MATCH $7)")}";

    /// <summary>Lists are JSON arrays, so that the statement is the same whatever they hold; null does not narrow. $4 parties, $5 countries, $6 places, $7 words.</summary>
    private string Scope =>
        $"""
        FROM documents d JOIN readings r ON r.document = d.sequence
        WHERE {Narrowing}
          AND r.id = (SELECT max(n.id) FROM readings n WHERE n.document = d.sequence AND n.recorded_at <= $1)
          {Narrowed(situation.Sides, ScopeKind.Party, 4, Math.Min(2, situation.Sides.Distinct().Count()))} {Narrowed(situation.Countries, ScopeKind.Country, 5)} {Narrowed(situation.Places, ScopeKind.Place, 6)}
        """;

    /// <param name="needed">How many of the terms a reading must have.</param>
    private static string Narrowed(ImmutableArray<string> terms, ScopeKind kind, int parameter, int needed = 1) => terms.IsEmpty
        ? ""
        : $"AND r.id IN (SELECT s.reading FROM scope_terms s WHERE s.kind = {(int)kind} AND s.term IN (SELECT value FROM json_each(${parameter})) AND s.at >= $2 AND s.at < $3{(needed > 1 ? $" GROUP BY s.reading HAVING count(*) >= {needed}" : "")})";

    private object?[] Values() =>
    [
        RecordTime.Of(asOf), from is { } start ? RecordTime.Of(start) : long.MinValue, to is { } end ? RecordTime.Of(end) : long.MaxValue,
        Json([.. situation.Sides.Concat(situation.Sides.SelectMany(Demonyms.Of)).Distinct(StringComparer.Ordinal)]), Json(situation.Countries), Json(situation.Places), situation.Words.IsEmpty ? null : SearchWords.Any(situation.Words),
    ];

    private static string Json(ImmutableArray<string> terms) => new JsonArray([.. terms.Select(term => JsonValue.Create(term))]).ToJsonString();
}
