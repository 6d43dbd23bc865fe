using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary>What was found as <c>tocsin.hit/1</c>, one a line (docs/formats.md).</summary>
internal static class SearchLines
{
    public static byte[] Write(IEnumerable<SearchHit> hits, SearchIn where)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines, ReadingJson.WriterOptions);
        foreach (var hit in hits)
        {
            json.WriteStartObject();
            json.WriteString("schema"u8, "tocsin.hit/1");
            json.WriteString("in"u8, where switch { SearchIn.Claims => "claims", SearchIn.Events => "events", _ => "text" });
            Write(json, hit.Document);
            json.WriteStartArray("span"u8);
            json.WriteNumberValue(hit.Span.Start);
            json.WriteNumberValue(hit.Span.Length);
            json.WriteEndArray();
            json.WriteString("words"u8, hit.Words);
            if (hit.Event is { } coded)
            {
                Write(json, coded);
            }

            if (hit.Claim is { } claim)
            {
                json.WriteString("claim"u8, claim.Key.ToString());
                WriteAll(json, "toldBy", claim.ToldBy);
                json.WriteString("act"u8, ContractNames.Of(claim.Act));
                json.WriteBoolean("negated"u8, claim.Negated);
            }

            json.WriteEndObject();
            json.Flush();
            lines.Write("\n"u8);
            json.Reset();
        }

        return lines.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, RecordedDocument document)
    {
        json.WriteString("document"u8, document.Id);
        json.WriteString("title"u8, document.Title);
        json.WriteString("outlet"u8, document.Outlet);
        json.WriteString("url"u8, document.Url);
        json.WriteString("path"u8, document.Path);
        json.WriteString("publishedAt"u8, Moment(document.PublishedAt));
        json.WriteBoolean("publishedToTheMinute"u8, document.PublishedToTheMinute);
        json.WriteString("recordedAt"u8, Moment(document.RecordedAt));
    }

    private static void Write(Utf8JsonWriter json, RecordedEvent coded)
    {
        json.WriteString("event"u8, coded.Key.ToString());
        json.WriteString("type"u8, coded.Type);
        json.WriteString("mode"u8, coded.Mode);
        json.WriteString("status"u8, ContractNames.Of(coded.Status));
        json.WriteString("factuality"u8, ContractNames.Of(coded.Factuality));
        WriteAll(json, "actors", coded.Actors.Select(party => party.Name));
        WriteAll(json, "recipients", coded.Recipients.Select(party => party.Name));
        json.WriteString("place"u8, coded.Place?.Name);
        json.WriteString("from"u8, Day(coded.OccurredOn.Interval?.Start));
        json.WriteString("to"u8, Day(coded.OccurredOn.Interval?.End));
        WriteAll(json, "toldBy", coded.ToldBy);
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
