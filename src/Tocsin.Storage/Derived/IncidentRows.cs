using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Storage.Documents;

namespace Tocsin.Storage.Derived;

/// <summary>Which accounts of different documents are of one happening. Each pair is compared when the later one arrives, by the two alone. Used by the one writer.</summary>
internal sealed class IncidentRows(Lazy<IncidentMatcher> matcher)
{
    /// <summary>Readings whose tellings are kept at hand: news comes in bursts, and is held against the same ones again and again.</summary>
    private const int KeptMax = 3000;

    private readonly Dictionary<long, ImmutableArray<Telling>> _kept = [];
    private readonly Queue<long> _keptOrder = [];
    private readonly StrongestLinks _strongest = new();

    /// <param name="id">The reading's number. It is held against those with lower numbers that were then the newest of their documents.</param>
    public void Add(RecordConnection connection, long id, RecordedReading reading)
    {
        _strongest.Begin(connection, id, reading.Document.Sequence);
        var tellings = matcher.Value.Read(reading);
        foreach (var telling in tellings)
        {
            var own = new EventKey(reading.Document.Id, telling.Representative.Number);
            var keys = IncidentMatcher.Keys(telling);
            var links = Candidates(connection, id, reading.Document.Sequence, keys)
                .Select(found => (
                    found.Reading,
                    Link: Tellings(connection, found.Reading).FirstOrDefault(held => held.Representative.Number == found.Telling) is { } candidate ? matcher.Value.Compare(candidate, telling) : null))
                .Where(found => found.Link is not null)
                .Select(found => (found.Reading, Link: found.Link!, Other: found.Link!.Second.Document == reading.Document.Id ? found.Link.First : found.Link.Second))
                .Order(Comparer<(long, IncidentLink Link, EventKey Other)>.Create((one, two) => LinkChoice.Compare((one.Link.Likeness, one.Other), (two.Link.Likeness, two.Other)))).ToList();
            foreach (var (place, (other, link, account)) in links.Index())
            {
                // Among the strongest of the account that came, or of the one that was there: see LinkChoice.
                if (place >= LinkChoice.LinksMax && !_strongest.Takes(connection, id, Derivation.IdOf(other, account.Number), link.Likeness, own))
                {
                    continue;
                }

                // The link names the events in their own order; the rows are by the order of the readings.
                connection.Execute(
                    "INSERT INTO incident_links (first_reading, first_event, second_reading, second_event, likeness, reason) VALUES ($1, $2, $3, $4, $5, $6)",
                    other, account.Number, id, own.Number, link.Likeness, link.Reason);
                _strongest.Add(Derivation.IdOf(other, account.Number), link.Likeness, own);
                _strongest.Add(Derivation.IdOf(id, own.Number), link.Likeness, account);
            }

            foreach (var key in keys)
            {
                connection.Execute("INSERT INTO incident_keys (key, reading, telling) VALUES ($1, $2, $3)", key, id, telling.Representative.Number);
            }
        }
    }

    /// <summary>After a transaction that failed a number may be given again, to another reading; before all is derived anew there is nothing to know.</summary>
    public void Forget()
    {
        _kept.Clear();
        _keptOrder.Clear();
        _strongest.Forget();
    }

    /// <summary>Links between readings that are both given, those that <see cref="LinkChoice"/> keeps of all that were known at a moment.</summary>
    /// <param name="documents">Ids of their documents, by the number of the reading.</param>
    public static ImmutableArray<IncidentLink> Between(RecordConnection connection, IReadOnlyDictionary<long, string> documents, DateTimeOffset asOf)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        var readings = Json(documents.Keys);
        var others = new List<Outside>();
        var links = new List<IncidentLink>();
        connection.Each(
            $"""
            SELECT (l.first_reading << {Derivation.NumberBits}) + l.first_event, (l.second_reading << {Derivation.NumberBits}) + l.second_event, l.likeness, l.reason
            FROM json_each($1) g JOIN incident_links l ON l.first_reading = g.value
            """,
            row =>
            {
                // Each value that is taken from a row has its price, and a war has tens of thousands of links.
                var (first, second, likeness) = (Derivation.Parts(row.GetInt64(0)), Derivation.Parts(row.GetInt64(1)), row.GetDouble(2));
                var own = new EventKey(documents[first.Reading], first.Number);
                if (!documents.TryGetValue(second.Reading, out var document))
                {
                    others.Add(new Outside(own, likeness, second.Reading, second.Number));
                    return;
                }

                var other = new EventKey(document, second.Number);
                var reason = row.GetString(3);
                if (!reasons.TryAdd(reason, reason))
                {
                    reason = reasons[reason];
                }

                links.Add(own < other ? new IncidentLink(own, other, likeness, reason) : new IncidentLink(other, own, likeness, reason));
            },
            readings);
        if (links.Count > LinkChoice.LinksMax)
        {
            connection.Each(
                """
                SELECT l.second_reading, l.second_event, l.likeness, l.first_reading, l.first_event FROM json_each($1) g JOIN incident_links l ON l.second_reading = g.value
                WHERE l.first_reading NOT IN (SELECT value FROM json_each($1))
                """,
                row => others.Add(new Outside(new EventKey(documents[row.GetInt64(0)], row.GetInt32(1)), row.GetDouble(2), row.GetInt64(3), row.GetInt32(4))),
                readings);
        }

        return [.. LinkChoice.Strongest(links, Competing(connection, links, others, asOf))];
    }

    /// <summary>A link of an account given to one of a reading that is not.</summary>
    private readonly record struct Outside(EventKey Account, double Likeness, long Reading, int Event);

    /// <summary>Links to readings that are not given which held at a moment, of those accounts that have more links than are kept: only there do they compete.</summary>
    private static List<(EventKey Account, double Likeness, EventKey Other)> Competing(RecordConnection connection, List<IncidentLink> links, List<Outside> others, DateTimeOffset asOf)
    {
        var counts = new Dictionary<EventKey, int>();
        foreach (var account in links.Select(link => link.First).Concat(links.Select(link => link.Second)).Concat(others.Select(other => other.Account)))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, account, out _)++;
        }

        others.RemoveAll(other => counts[other.Account] <= LinkChoice.LinksMax);
        if (others.Count == 0)
        {
            return [];
        }

        var known = connection.Rows(
            """
            SELECT r.id, d.id FROM json_each($1) g JOIN readings r ON r.id = g.value JOIN documents d ON d.sequence = r.document
            WHERE r.id = (SELECT max(n.id) FROM readings n WHERE n.document = r.document AND n.recorded_at <= $2)
            """,
            row => (Id: row.GetInt64(0), Document: row.GetString(1)), Json(others.Select(other => other.Reading).Distinct()), RecordTime.Of(asOf)).ToDictionary(row => row.Id, row => row.Document);
        return [.. others.Where(other => known.ContainsKey(other.Reading)).Select(other => (other.Account, other.Likeness, new EventKey(known[other.Reading], other.Event)))];
    }

    private static string Json(IEnumerable<long> numbers) => $"[{string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>Those with most keys in common; as many as <see cref="IncidentIndex"/> takes.</summary>
    private static List<(long Reading, int Telling)> Candidates(RecordConnection connection, long id, long document, ImmutableArray<long> keys) => connection.Rows(
        """
        WITH shared AS MATERIALIZED (SELECT k.reading, k.telling, count(*) AS keys FROM json_each($1) j JOIN incident_keys k ON k.key = j.value WHERE k.reading < $2 GROUP BY k.reading, k.telling)
        SELECT s.reading, s.telling FROM shared s JOIN readings r ON r.id = s.reading JOIN documents d ON d.sequence = r.document
        WHERE r.document <> $3 AND NOT EXISTS (SELECT 1 FROM readings n WHERE n.document = r.document AND n.id > r.id AND n.id < $2)
        ORDER BY s.keys DESC, d.id, s.telling LIMIT $4
        """,
        row => (row.GetInt64(0), row.GetInt32(1)), Json(keys), id, document, IncidentIndex.CandidatesMax);

    private ImmutableArray<Telling> Tellings(RecordConnection connection, long id)
    {
        if (_kept.TryGetValue(id, out var known))
        {
            return known;
        }

        var reading = connection.Row(
            $"SELECT {DocumentRows.Columns}, r.reader_version, c.facts FROM readings r JOIN documents d ON d.sequence = r.document JOIN reading_contents c ON c.reading = r.id WHERE r.id = $1",
            row => ReadingPayload.Read(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 1), DocumentRows.Read(row), row.GetString(DocumentRows.ColumnCount)), id)!;
        var tellings = matcher.Value.Read(reading);
        _kept.Add(id, tellings);
        _keptOrder.Enqueue(id);
        if (_keptOrder.Count > KeptMax)
        {
            _kept.Remove(_keptOrder.Dequeue());
        }

        return tellings;
    }
}
