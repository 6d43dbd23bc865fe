using System.Collections.Immutable;
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
    private readonly KeptLinks _links = new();

    /// <param name="id">The reading's number. It is held against those with lower numbers that were then the newest of their documents.</param>
    public void Add(RecordConnection connection, long id, RecordedReading reading)
    {
        _links.Begin(connection, id, reading.Document.Sequence);
        var tellings = matcher.Value.Read(reading);
        foreach (var telling in tellings)
        {
            var own = new EventKey(reading.Document.Id, telling.Representative.Number);
            var keys = IncidentMatcher.Keys(telling);
            var number = LinkChoice.NumberOf(own);
            var links = Candidates(connection, id, reading.Document.Sequence, keys)
                .Select(found => (
                    found.Reading,
                    Link: Tellings(connection, found.Reading).FirstOrDefault(held => held.Representative.Number == found.Telling) is { } candidate ? matcher.Value.Compare(candidate, telling) : null))
                .Where(found => found.Link is not null)
                .Select(found => (found.Reading, Link: found.Link!, Other: found.Link!.Second.Document == reading.Document.Id ? found.Link.First : found.Link.Second))
                .Select(found => (found.Reading, found.Link, Contender: new Contender<EventKey>(found.Link.Likeness, LinkChoice.Draw(number, LinkChoice.NumberOf(found.Other)), found.Other))).ToList();
            var contenders = links.ConvertAll(found => found.Contender);
            contenders.Sort(Contender<EventKey>.ByStrength);
            var kept = contenders.Take(LinkChoice.LinksMax).ToHashSet();
            contenders.Sort(Contender<EventKey>.ByDraw);
            kept.UnionWith(contenders.Take(LinkChoice.LinksMax));
            foreach (var (other, link, contender) in links)
            {
                // For the sake of the account that came, or of the one that was there: see LinkChoice.
                var returned = contender with { Other = own };
                if (!kept.Contains(contender) && !_links.Takes(connection, id, other, contender.Other, returned))
                {
                    continue;
                }

                // The link names the events in their own order; the rows are by the order of the readings.
                connection.Execute(
                    "INSERT INTO incident_links (first_reading, first_event, second_reading, second_event, likeness, reason) VALUES ($1, $2, $3, $4, $5, $6)",
                    other, contender.Other.Number, id, own.Number, link.Likeness, link.Reason);
                _links.Add(other, contender.Other.Number, returned);
                _links.Add(id, own.Number, contender);
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
        _links.Forget();
    }

    /// <summary>Those with most keys in common; as many as <see cref="IncidentIndex"/> takes.</summary>
    private static List<(long Reading, int Telling)> Candidates(RecordConnection connection, long id, long document, ImmutableArray<long> keys) => connection.Rows(
        """
        WITH shared AS MATERIALIZED (SELECT k.reading, k.telling, count(*) AS keys FROM json_each($1) j JOIN incident_keys k ON k.key = j.value WHERE k.reading < $2 GROUP BY k.reading, k.telling)
        SELECT s.reading, s.telling FROM shared s JOIN readings r ON r.id = s.reading JOIN documents d ON d.sequence = r.document
        WHERE r.document <> $3 AND NOT EXISTS (SELECT 1 FROM readings n WHERE n.document = r.document AND n.id > r.id AND n.id < $2)
        ORDER BY s.keys DESC, d.id, s.telling LIMIT $4
        """,
        row => (row.GetInt64(0), row.GetInt32(1)), JsonList.Of(keys), id, document, IncidentIndex.CandidatesMax);

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
