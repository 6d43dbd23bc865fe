using System.Diagnostics;
using Tocsin.Storage;
using Tocsin.Storage.Derived;
using Tocsin.Storage.Documents;

namespace Tocsin.Bench.Record;

/// <summary>
/// Puts copies of all documents of a made record before it in time, row by row, so that a record of any size is there in minutes. The newest documents stay the ones that were appended as any other, and
/// what is asked about the present is answered from those; the older ones are there to be searched, counted and stepped over.
/// </summary>
internal static class Multiplier
{
    private const int Together = 2000;

    public static async Task RunAsync(string path, int times)
    {
        await using var record = RecordFile.Open(path, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        var (documents, readings, span) = record.Read(connection => connection.Row(
            "SELECT (SELECT max(sequence) FROM documents), (SELECT max(id) FROM readings), (SELECT max(at) - min(at) + 86400000000 FROM documents)", row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))));
        var recorded = record.Read(connection => connection.Value<long>("SELECT max(recorded_at) - min(recorded_at) + 1 FROM documents"));
        for (var copy = 1; copy <= times; copy++)
        {
            var (number, sequences, ids, earlier, before) = (copy, documents * copy, readings * copy, span * copy, recorded * copy);
            for (long from = 0; from < documents; from += Together)
            {
                var (first, last) = (from + 1, Math.Min(from + Together, documents));
                await record.WriteAsync(connection =>
                {
                    Rows(connection, first, last, sequences, ids, earlier, before, $"{(char)('u' + number)}");
                    Indexes(connection, first + sequences, last + sequences);
                    return true;
                });
            }

            RecordBench.Print($"{record.LastSequence,8:N0} documents, {clock.Elapsed.TotalSeconds,6:F0} s, {Environment.WorkingSet / 1e6,6:F0} MB resident, file {new FileInfo(path).Length / 1e6,7:F0} MB");
        }
    }

    /// <summary>As everything is appended with one reading, reading and document have the same place in their tables.</summary>
    private static void Rows(RecordConnection connection, long first, long last, long sequences, long ids, long earlier, long before, string mark)
    {
        connection.Execute(
            """
            INSERT INTO documents (sequence, id, title, outlet, url, path, published_at, published_to_the_minute, recorded_at, at, text_length)
            SELECT sequence + $3, 'd' || $6 || substr(id, 3), title, outlet, url, path, published_at - $4, published_to_the_minute, recorded_at - $5, at - $4, text_length FROM documents WHERE sequence BETWEEN $1 AND $2
            """,
            first, last, sequences, earlier, before, mark);
        connection.Execute("INSERT INTO document_texts (document, text) SELECT document + $3, text FROM document_texts WHERE document BETWEEN $1 AND $2", first, last, sequences);
        connection.Execute("INSERT INTO fingerprints (document, fingerprint) SELECT document + $3, fingerprint FROM fingerprints WHERE document BETWEEN $1 AND $2", first, last, sequences);
        connection.Execute("INSERT INTO copy_links (first, second, kind, share, passages) SELECT first + $3, second + $3, kind, share, passages FROM copy_links WHERE first BETWEEN $1 AND $2", first, last, sequences);
        connection.Execute(
            "INSERT INTO readings (id, document, reader_version, recorded_at) SELECT id + $3, document + $4, reader_version, recorded_at - $5 FROM readings WHERE document BETWEEN $1 AND $2", first, last, ids, sequences, before);
        connection.Execute(
            "INSERT INTO reading_contents (reading, facts, json) SELECT reading + $3, facts, json FROM reading_contents WHERE reading IN (SELECT id FROM readings WHERE document BETWEEN $1 AND $2)", first, last, ids);
        connection.Execute(
            """
            INSERT INTO incident_links (first_reading, first_event, second_reading, second_event, likeness, reason)
            SELECT first_reading + $3, first_event, second_reading + $3, second_event, likeness, reason FROM incident_links WHERE first_reading IN (SELECT id FROM readings WHERE document BETWEEN $1 AND $2)
            """,
            first, last, ids);
    }

    private static void Indexes(RecordConnection connection, long first, long last)
    {
        var made = connection.Rows(
            $"SELECT {DocumentRows.Columns}, t.text, r.id, c.facts FROM documents d JOIN document_texts t ON t.document = d.sequence JOIN readings r ON r.document = d.sequence JOIN reading_contents c ON c.reading = r.id WHERE d.sequence BETWEEN $1 AND $2 ORDER BY d.sequence",
            row => (
                Text: Packed.Text(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount)), Id: row.GetInt64(DocumentRows.ColumnCount + 1),
                Reading: ReadingPayload.Read(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 2), DocumentRows.Read(row), "bench")),
            first, last);
        foreach (var (text, id, reading) in made)
        {
            Derivation.AddText(connection, reading.Document, text);
            Derivation.AddReading(connection, id, reading);
        }
    }
}
