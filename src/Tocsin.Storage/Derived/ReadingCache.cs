using System.Globalization;
using Tocsin.Analysis.Record;
using Tocsin.Storage.Documents;

namespace Tocsin.Storage.Derived;

/// <summary>Readings that were asked for last. What was recorded never changes, so whoever asks again gets the same object, and what was made of it before need not be made again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReadingCache
{
    /// <summary>At most; some 40 kB each, so that they take no more memory than a page of a war does.</summary>
    private const int KeptMax = 1500;

    private readonly Lock _lock = new();

    /// <summary>Those asked for since the last turn, and those asked for in the turn before: what is not asked for during a turn goes.</summary>
    private Dictionary<long, RecordedReading> _recent = [];
    private Dictionary<long, RecordedReading> _before = [];

    /// <summary>In the order of their numbers as given. Only committed readings may be asked for.</summary>
    /// <exception cref="InvalidDataException">One is not there.</exception>
    public IReadOnlyList<RecordedReading> Of(RecordConnection connection, IReadOnlyList<long> ids)
    {
        var found = new RecordedReading?[ids.Count];
        var places = new Dictionary<long, int>();
        lock (_lock)
        {
            foreach (var (place, id) in ids.Index())
            {
                if (Known(id) is { } known)
                {
                    found[place] = known;
                }
                else
                {
                    places[id] = place;
                }
            }
        }

        if (places.Count > 0)
        {
            var made = connection.Rows(
                $"SELECT {DocumentRows.Columns}, r.id, r.reader_version, c.facts FROM json_each($1) j JOIN readings r ON r.id = j.value JOIN documents d ON d.sequence = r.document JOIN reading_contents c ON c.reading = r.id",
                row => (
                    Id: row.GetInt64(DocumentRows.ColumnCount),
                    Reading: ReadingPayload.Read(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 2), DocumentRows.Read(row), row.GetString(DocumentRows.ColumnCount + 1))),
                JsonList.Of(places.Keys));
            lock (_lock)
            {
                foreach (var (id, reading) in made)
                {
                    // Somebody else may have read it meanwhile; one object is to stand for it.
                    found[places[id]] = Known(id) ?? Kept(id, reading);
                }
            }
        }

        return Array.IndexOf(found, null) is var missing and >= 0 ? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Reading {ids[missing]} has no content.")) : found.OfType<RecordedReading>().ToList();
    }

    private RecordedReading? Known(long id) => _recent.TryGetValue(id, out var recent) ? recent : _before.TryGetValue(id, out var before) ? Kept(id, before) : null;

    private RecordedReading Kept(long id, RecordedReading reading)
    {
        _recent[id] = reading;
        if (_recent.Count > KeptMax / 2)
        {
            (_recent, _before) = ([], _recent);
        }

        return reading;
    }
}
