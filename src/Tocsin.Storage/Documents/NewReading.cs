using System.Buffers;
using System.Text.Json;
using Tocsin.Analysis;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Documents;

/// <summary>A reading made ready to be stored: all that takes time is done here, on the caller's thread, before the one writer sees it.</summary>
internal sealed record NewReading(RecordedReading Facts, byte[] FactsBytes, byte[] Json)
{
    /// <summary>Takes the place of a moment and number that are given only when it is recorded. Nothing that is stored of a reading depends on them.</summary>
    private static readonly DateTimeOffset NotYet = DateTimeOffset.UnixEpoch;

    /// <param name="publishedAt">Null where the document itself says what is known.</param>
    public static RecordedDocument Draft(Document document, DateTimeOffset? publishedAt, bool toTheMinute)
    {
        if (publishedAt is null)
        {
            toTheMinute = document.PublishedTime is not null;
            publishedAt = document.PublishedTime ?? (document.PublishedAt is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null);
        }

        // To the microsecond, as the file keeps it.
        publishedAt = RecordTime.Moment(RecordTime.Of(publishedAt));
        var id = RecordedDocument.IdOf(document.Outlet, document.Url, publishedAt, document.Title, document.Text);
        return new RecordedDocument(id, document.Title, document.Outlet, document.Url, document.Path, publishedAt, publishedAt is not null && toTheMinute, NotYet, 0, document.Text.Length);
    }

    public static NewReading Of(Reading reading, RecordedDocument document, string readerVersion)
    {
        var facts = Recording.Of(reading, document, readerVersion);
        var json = new ArrayBufferWriter<byte>(16 * 1024);
        using (var writer = new Utf8JsonWriter(json, ReadingJson.WriterOptions))
        {
            ReadingJson.Write(writer, reading with { Document = reading.Document with { Id = document.Id } });
        }

        return new NewReading(facts, ReadingPayload.Write(facts), Packed.Of(json.WrittenSpan));
    }
}
