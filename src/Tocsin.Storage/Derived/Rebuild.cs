using System.Collections.Immutable;
using System.Text.Json;
using Tocsin.Analysis.Duplicates;
using Tocsin.Language;
using Tocsin.Storage.Documents;

namespace Tocsin.Storage.Derived;

/// <summary>Makes every derived row again from documents and readings alone.</summary>
internal static class Rebuild
{
    /// <summary>In one transaction of the caller: whoever reads meanwhile sees the old rows, and a process that ends in between changes nothing.</summary>
    public static RebuildReport Run(RecordConnection connection, Fingerprinter fingerprinter, IncidentRows incidents, Action<string>? step, CancellationToken stop)
    {
        var before = DerivedTables.Digests(connection);
        step?.Invoke("rebuild compared");
        DerivedTables.Empty(connection);
        incidents.Forget();
        step?.Invoke("rebuild emptied");
        var documents = 0;
        var documentRows = connection.Stream(
            $"""
            SELECT {DocumentRows.Columns}, t.text, c.json FROM documents d JOIN document_texts t ON t.document = d.sequence
            JOIN reading_contents c ON c.reading = (SELECT min(r.id) FROM readings r WHERE r.document = d.sequence) ORDER BY d.sequence
            """,
            row => (Document: DocumentRows.Read(row), Text: Packed.Text(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount)), Json: Packed.Bytes(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 1))));
        foreach (var (document, text, json) in documentRows)
        {
            stop.ThrowIfCancellationRequested();
            Derivation.AddText(connection, document, text);
            CopyRows.Add(connection, document, fingerprinter.Of(text, Sentences(json)));
            documents++;
        }

        step?.Invoke("rebuild of documents");
        var readings = 0;
        var readingRows = connection.Stream(
            $"SELECT {DocumentRows.Columns}, r.id, r.reader_version, c.facts FROM readings r JOIN documents d ON d.sequence = r.document JOIN reading_contents c ON c.reading = r.id ORDER BY r.id",
            row => (Id: row.GetInt64(DocumentRows.ColumnCount), Reading: ReadingPayload.Read(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 2), DocumentRows.Read(row), row.GetString(DocumentRows.ColumnCount + 1))));
        foreach (var (id, reading) in readingRows)
        {
            stop.ThrowIfCancellationRequested();
            Derivation.AddReading(connection, id, reading);
            incidents.Add(connection, id, reading);
            readings++;
        }

        step?.Invoke("rebuild of readings");
        var after = DerivedTables.Digests(connection);
        return new RebuildReport(documents, readings, [.. before.Zip(after, (old, made) => new RebuiltTable(old.Table, old.Rows, made.Rows, old.Digest, made.Digest))]);
    }

    /// <summary>Where the sentences of a tocsin.reading/1 stand.</summary>
    private static List<TextSpan> Sentences(byte[] json)
    {
        var sentences = new List<TextSpan>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("sentences"))
                {
                    reader.Skip();
                    continue;
                }

                reader.Read();
                for (var depth = reader.CurrentDepth; reader.Read() && reader.CurrentDepth > depth;)
                {
                    if (reader.TokenType == JsonTokenType.StartArray)
                    {
                        reader.Read();
                        var start = reader.GetInt32();
                        reader.Read();
                        sentences.Add(new TextSpan(start, reader.GetInt32()));
                    }
                }

                break;
            }
        }

        return sentences;
    }
}
