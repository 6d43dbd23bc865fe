using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;
using Tocsin.Storage.Documents;

namespace Tocsin.Storage.Derived;

/// <summary>Who shares text with whom. Each pair is compared when the later one arrives, by the two alone, so the links do not depend on the order of arrival.</summary>
internal static class CopyRows
{
    /// <summary>
    /// Days between two documents that are compared at all. A line that an outlet prints under all it publishes would else tie each document to every other one for good. Views show windows of days, and
    /// in a window it makes no difference.
    /// </summary>
    public const int DaysApartMax = 60;

    public static void Add(RecordConnection connection, RecordedDocument document, DocumentFingerprint print)
    {
        var at = RecordTime.Of(document.PublishedAt ?? document.RecordedAt);
        var apart = (long)TimeSpan.FromDays(DaysApartMax).TotalMicroseconds;
        var keys = CopyFinder.Keys(print);
        var candidates = connection.Rows(
            $"""
            SELECT {DocumentRows.Columns}, p.fingerprint FROM (SELECT DISTINCT k.document FROM json_each($1) j JOIN copy_keys k ON k.key = j.value) c
            JOIN documents d ON d.sequence = c.document JOIN fingerprints p ON p.document = d.sequence WHERE d.at BETWEEN $2 AND $3 ORDER BY d.sequence
            """,
            row => (Document: DocumentRows.Read(row), Print: DocumentFingerprint.FromBytes(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount))),
            new JsonArray([.. keys.Select(key => JsonValue.Create(key))]).ToJsonString(), at - apart, at + apart);
        foreach (var candidate in candidates)
        {
            if (CopyFinder.Compare(document, print, candidate.Document, candidate.Print) is { } link)
            {
                var (first, second) = link.First == document.Id ? (document.Sequence, candidate.Document.Sequence) : (candidate.Document.Sequence, document.Sequence);
                connection.Execute("INSERT INTO copy_links (first, second, kind, share, passages) VALUES ($1, $2, $3, $4, $5)", first, second, (int)link.Kind, link.Share, Bytes(link));
            }
        }

        connection.Execute("INSERT INTO fingerprints (document, fingerprint) VALUES ($1, $2)", document.Sequence, print.ToBytes());
        foreach (var key in keys)
        {
            connection.Execute("INSERT INTO copy_keys (key, document) VALUES ($1, $2)", key, document.Sequence);
        }
    }

    /// <summary>Links between documents that are both given, by their sequences.</summary>
    public static ImmutableArray<CopyLink> Between(RecordConnection connection, IReadOnlyCollection<RecordedDocument> documents)
    {
        var ids = documents.ToDictionary(document => document.Sequence, document => document.Id);
        var links = ImmutableArray.CreateBuilder<CopyLink>();
        connection.Each(
            "SELECT l.first, l.second, l.kind, l.share, l.passages FROM json_each($1) g JOIN copy_links l ON l.first = g.value",
            row =>
            {
                if (ids.TryGetValue(row.GetInt64(1), out var second))
                {
                    links.Add(Link(row, ids[row.GetInt64(0)], second));
                }
            },
            JsonList.Of(ids.Keys));
        return links.ToImmutable();
    }

    /// <summary>Links of one document to any other, the largest share first.</summary>
    public static ImmutableArray<CopyLink> Of(RecordConnection connection, string id, int limit) =>
    [
        .. connection.Rows(
            """
            SELECT f.id, s.id, l.kind, l.share, l.passages FROM copy_links l JOIN documents f ON f.sequence = l.first JOIN documents s ON s.sequence = l.second
            WHERE l.first = (SELECT sequence FROM documents WHERE id = $1) OR l.second = (SELECT sequence FROM documents WHERE id = $1) ORDER BY l.share DESC, f.id, s.id LIMIT $2
            """,
            row => Link(row, row.GetString(0), row.GetString(1)), id, limit),
    ];

    private static CopyLink Link(SqliteDataReader row, string first, string second) => new(first, second, (CopyKind)row.GetInt32(2), row.GetDouble(3), Passages(row.GetFieldValue<byte[]>(4)));

    private static byte[] Bytes(CopyLink link)
    {
        var to = new PayloadWriter();
        to.List(link.Passages, to.Span);
        return to.ToArray();
    }

    private static ImmutableArray<Language.TextSpan> Passages(byte[] bytes)
    {
        var from = new PayloadReader(bytes);
        return from.List(from.Span);
    }
}
