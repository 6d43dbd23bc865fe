using Microsoft.Data.Sqlite;
using Tocsin.Analysis.Record;
using Tocsin.Language;
using Tocsin.Storage.Documents;

namespace Tocsin.Storage.Derived;

/// <summary>Asks the indexes; the last recorded first.</summary>
internal static class SearchQuery
{
    private const int ExcerptBefore = 70;
    private const int ExcerptLength = 200;

    /// <summary>Marks that stand in no text, for asking the index where its words are.</summary>
    private const char Mark = '\u0001';

    private const string Newest = "NOT EXISTS (SELECT 1 FROM readings n WHERE n.document = r.document AND n.id > r.id)";

    public static List<SearchHit> Text(RecordConnection connection, string match, int limit)
    {
        var found = connection.Rows(
            $"SELECT {DocumentRows.Columns}, x.text FROM text_index t JOIN documents d ON d.sequence = t.rowid JOIN document_texts x ON x.document = d.sequence WHERE text_index MATCH $1 ORDER BY t.rowid DESC LIMIT $2",
            row => (Document: DocumentRows.Read(row), Text: Packed.Text(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount))), match, limit);
        var places = Places(match, found.ConvertAll(hit => (hit.Document.Title, hit.Text)));
        return [.. found.Select((hit, i) => Excerpt(hit.Document, hit.Text, places[i]))];
    }

    public static List<SearchHit> Claims(RecordConnection connection, string match, int limit) => InReadings(
        connection, "claim_index", match, limit, (reading, number) =>
        {
            var claim = reading.Claims.Single(claim => claim.Key.Number == number);
            return new SearchHit(reading.Document, null, claim, claim.ContentSpans.IsEmpty ? default : claim.ContentSpans[0], Line(claim.Content));
        });

    public static List<SearchHit> Events(RecordConnection connection, string match, int limit) => InReadings(
        connection, "event_index", match, limit, (reading, number) =>
        {
            var coded = reading.Events.Single(coded => coded.Key.Number == number);
            return new SearchHit(reading.Document, coded, null, coded.Span, Line(coded.Words));
        });

    private static List<SearchHit> InReadings(RecordConnection connection, string index, string match, int limit, Func<RecordedReading, int, SearchHit> hit) => connection.Rows(
        $"""
        SELECT {DocumentRows.Columns}, r.reader_version, c.facts, i.rowid FROM {index} i
        JOIN readings r ON r.id = i.rowid >> {Derivation.NumberBits} JOIN documents d ON d.sequence = r.document JOIN reading_contents c ON c.reading = r.id
        WHERE {index} MATCH $1 AND {Newest} ORDER BY i.rowid DESC LIMIT $2
        """,
        row => hit(
            ReadingPayload.Read(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 1), DocumentRows.Read(row), row.GetString(DocumentRows.ColumnCount)),
            Derivation.Parts(row.GetInt64(DocumentRows.ColumnCount + 2)).Number),
        match, limit);

    /// <summary>Where in each text the first word that was found stands; 0 where it stands in the title. The index itself keeps no texts, so a small one is made of those that were found.</summary>
    private static List<int> Places(string match, List<(string? Title, string Text)> texts)
    {
        using var memory = new SqliteConnection("Data Source=:memory:;Pooling=False");
        memory.Open();
        using var connection = new RecordConnection(memory);
        connection.Script("CREATE VIRTUAL TABLE found USING fts5 (title, body, tokenize = 'porter unicode61 remove_diacritics 2')");
        for (var i = 0; i < texts.Count; i++)
        {
            connection.Execute("INSERT INTO found (rowid, title, body) VALUES ($1, $2, $3)", i, texts[i].Title, texts[i].Text);
        }

        var places = Enumerable.Repeat(0, texts.Count).ToList();
        foreach (var (text, place) in connection.Rows($"SELECT rowid, highlight(found, 1, char({(int)Mark}), '') FROM found WHERE found MATCH $1", row => (row.GetInt32(0), row.GetString(1).IndexOf(Mark, StringComparison.Ordinal)), match))
        {
            places[text] = Math.Max(0, place);
        }

        return places;
    }

    private static SearchHit Excerpt(RecordedDocument document, string text, int at)
    {
        // From the start of a word to the end of one.
        var start = Math.Max(0, at - ExcerptBefore);
        start = start == 0 ? 0 : Math.Min(at, text.AsSpan(start, at - start).IndexOf(' ') + 1 + start);
        var end = Math.Min(text.Length, start + ExcerptLength);
        if (end < text.Length && text.AsSpan(at, end - at).LastIndexOf(' ') is > 0 and var space)
        {
            end = at + space;
        }

        var words = Line(text[start..end]);
        return new SearchHit(document, null, null, TextSpan.FromBounds(start, end), (start > 0 ? "… " : "") + words + (end < text.Length ? " …" : ""));
    }

    private static string Line(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
