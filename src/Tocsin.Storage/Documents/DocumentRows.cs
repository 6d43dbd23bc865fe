using Microsoft.Data.Sqlite;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Documents;

/// <summary>Documents as rows.</summary>
internal static class DocumentRows
{
    /// <summary>In the order in which <see cref="Read"/> expects them; <c>d</c> is the table.</summary>
    public const string Columns = "d.sequence, d.id, d.title, d.outlet, d.url, d.path, d.published_at, d.published_to_the_minute, d.recorded_at, d.text_length";

    public const int ColumnCount = 10;

    public static RecordedDocument Read(SqliteDataReader row) => new(
        row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.MomentOrNull(6), row.GetInt64(7) != 0, row.Moment(8), row.GetInt64(0), row.GetInt32(9));

    public static RecordedDocument? Find(RecordConnection connection, string id) =>
        connection.Row($"SELECT {Columns} FROM documents d WHERE d.id = $1", Read, id);

    /// <summary>With the moment and number that it now has.</summary>
    public static RecordedDocument Insert(RecordConnection connection, RecordedDocument draft, byte[] text, DateTimeOffset now)
    {
        var document = draft with { Sequence = connection.Value<long>("SELECT coalesce(max(sequence), 0) + 1 FROM documents"), RecordedAt = now };
        connection.Execute(
            "INSERT INTO documents (sequence, id, title, outlet, url, path, published_at, published_to_the_minute, recorded_at, at, text_length) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            document.Sequence, document.Id, document.Title, document.Outlet, document.Url, document.Path, RecordTime.Of(document.PublishedAt), document.PublishedToTheMinute ? 1 : 0,
            RecordTime.Of(now), RecordTime.Of(document.PublishedAt ?? now), document.TextLength);
        connection.Execute("INSERT INTO document_texts (document, text) VALUES ($1, $2)", document.Sequence, text);
        return document;
    }

    /// <summary>The number of the new reading.</summary>
    public static long InsertReading(RecordConnection connection, RecordedDocument document, NewReading reading, DateTimeOffset now)
    {
        var id = connection.Value<long>("SELECT coalesce(max(id), 0) + 1 FROM readings");
        connection.Execute("INSERT INTO readings (id, document, reader_version, recorded_at) VALUES ($1, $2, $3, $4)", id, document.Sequence, reading.Facts.ReaderVersion, RecordTime.Of(now));
        connection.Execute("INSERT INTO reading_contents (reading, facts, json) VALUES ($1, $2, $3)", id, reading.FactsBytes, reading.Json);
        return id;
    }
}
