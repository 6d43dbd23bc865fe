using System.Text.Json;
using Tocsin.Analysis;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Documents;

/// <summary>Which documents to list. All that are given must be met.</summary>
/// <param name="Before">Only those recorded before this sequence: the page after the one that ended with it.</param>
/// <param name="Outlet">Exactly as recorded.</param>
/// <param name="From">Published (recorded, where that is not known) from then on.</param>
/// <param name="To">And before then.</param>
public sealed record DocumentQuery(long? Before = null, string? Outlet = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int Limit = 50);

/// <summary>One reading that the record has of a document.</summary>
public sealed record ReadingEntry(string ReaderVersion, DateTimeOffset RecordedAt);

/// <summary>One outlet and when it was last heard.</summary>
/// <param name="Outlet">Null for documents that name none.</param>
/// <param name="LastAt">Publication (recording, where that is not known) of its newest.</param>
public sealed record OutletEntry(string? Outlet, int Documents, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>The documents of a record, one by one.</summary>
public sealed class DocumentList
{
    private readonly RecordFile _record;

    internal DocumentList(RecordFile record) => _record = record;

    /// <summary>Null where the record has none of that id.</summary>
    public RecordedDocument? Find(string id) => _record.Read(connection => DocumentRows.Find(connection, id));

    public long Count() => _record.Read(connection => connection.Value<long>("SELECT count(*) FROM documents"));

    /// <summary>The last recorded first.</summary>
    public IReadOnlyList<RecordedDocument> List(DocumentQuery query) => _record.Read(connection => connection.Rows(
        $"""
        SELECT {DocumentRows.Columns} FROM documents d
        WHERE ($1 IS NULL OR d.sequence < $1) AND ($2 IS NULL OR d.outlet = $2) AND ($3 IS NULL OR d.at >= $3) AND ($4 IS NULL OR d.at < $4)
        ORDER BY d.sequence DESC LIMIT $5
        """,
        DocumentRows.Read, query.Before, query.Outlet, RecordTime.Of(query.From), RecordTime.Of(query.To), query.Limit));

    /// <summary>The text as received; null where the record has no such document.</summary>
    public string? Text(string id) => _record.Read(connection => connection.Value<byte[]>("SELECT t.text FROM documents d JOIN document_texts t ON t.document = d.sequence WHERE d.id = $1", id)) is { } packed
        ? Packed.Text(packed)
        : null;

    /// <summary>The whole tocsin.reading/1 object, UTF-8: the newest reading as of then. Null where the record had none.</summary>
    public byte[]? ReadingJson(string id, DateTimeOffset? asOf = null) => _record.Read(connection => connection.Value<byte[]>(
        """
        SELECT c.json FROM documents d JOIN readings r ON r.document = d.sequence JOIN reading_contents c ON c.reading = r.id
        WHERE d.id = $1 AND r.recorded_at <= $2 ORDER BY r.id DESC LIMIT 1
        """,
        id, asOf is { } moment ? RecordTime.Of(moment) : long.MaxValue)) is { } packed
        ? Packed.Bytes(packed)
        : null;

    /// <summary>The document as it was given to the reader; null where the record has none of that id.</summary>
    public Document? AsReceived(string id)
    {
        if (Find(id) is not { } recorded || Text(id) is not { } text || ReadingJson(id) is not { } json)
        {
            return null;
        }

        // The day in the publisher's own zone, by which relative dates are read; the row has the moment alone.
        using var reading = JsonDocument.Parse(json);
        var day = reading.RootElement.GetProperty("document").GetProperty("publishedAt").GetString();
        return new Document(
            id, text, recorded.Path, recorded.Title, recorded.Outlet, recorded.Url, day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            recorded.PublishedToTheMinute ? recorded.PublishedAt : null);
    }

    /// <summary>What the record keeps of the newest reading as of then; null where it had none.</summary>
    public RecordedReading? Reading(string id, DateTimeOffset? asOf = null) => _record.Read(connection => connection.Row(
        $"""
        SELECT {DocumentRows.Columns}, r.reader_version, c.facts FROM documents d JOIN readings r ON r.document = d.sequence JOIN reading_contents c ON c.reading = r.id
        WHERE d.id = $1 AND r.recorded_at <= $2 ORDER BY r.id DESC LIMIT 1
        """,
        row => ReadingPayload.Read(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 1), DocumentRows.Read(row), row.GetString(DocumentRows.ColumnCount)),
        id, asOf is { } moment ? RecordTime.Of(moment) : long.MaxValue));

    /// <summary>All readings of a document, the first one first.</summary>
    public IReadOnlyList<ReadingEntry> Readings(string id) => _record.Read(connection => connection.Rows(
        "SELECT r.reader_version, r.recorded_at FROM documents d JOIN readings r ON r.document = d.sequence WHERE d.id = $1 ORDER BY r.id", row => new ReadingEntry(row.GetString(0), row.Moment(1)), id));

    /// <summary>What shares text with a document, the largest share first; at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<CopyLink> Copies(string id, int limit = 50) => _record.Read(connection => Derived.CopyRows.Of(connection, id, limit));

    /// <summary>Ids of documents that this reader has not read, in the order of recording; at most <paramref name="limit"/> after <paramref name="after"/>.</summary>
    public IReadOnlyList<RecordedDocument> Unread(string readerVersion, long after, int limit) => _record.Read(connection => connection.Rows(
        $"""
        SELECT {DocumentRows.Columns} FROM documents d
        WHERE d.sequence > $1 AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.document = d.sequence AND r.reader_version = $2) ORDER BY d.sequence LIMIT $3
        """,
        DocumentRows.Read, after, readerVersion, limit));

    /// <summary>Outlets by name; what was heard as of then. Of a report that tells only its day, the end of that day or the moment it was recorded, whichever came first, is when it was heard last.</summary>
    public IReadOnlyList<OutletEntry> Outlets(DateTimeOffset? asOf = null) => _record.Read(connection => connection.Rows(
        "SELECT outlet, count(*), min(at), max(CASE WHEN published_at IS NULL OR published_to_the_minute THEN at ELSE max(at, min(at + $2, recorded_at)) END) FROM documents WHERE recorded_at <= $1 GROUP BY outlet ORDER BY outlet",
        row => new OutletEntry(row.TextOrNull(0), row.GetInt32(1), row.Moment(2), row.Moment(3)), asOf is { } moment ? RecordTime.Of(moment) : long.MaxValue, TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond));
}
