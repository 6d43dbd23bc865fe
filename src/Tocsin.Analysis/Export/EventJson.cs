using System.Collections.Immutable;
using System.Text.Json;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;

namespace Tocsin.Analysis.Export;

/// <summary>Writes an event as one JSON object that stands by itself: <c>tocsin.event/1</c> (docs/formats.md).</summary>
/// <remarks>Spans are <c>[start, length]</c> in UTF-16 units of the document's text, which is not repeated here.</remarks>
public static class EventJson
{
    public const string Schema = "tocsin.event/1";

    public static void Write(Utf8JsonWriter json, EventRecord record)
    {
        var (coded, document) = (record.Event, record.Document);
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        ReadingJson.Write(json, "id", record.Id);
        json.WriteStartObject("document"u8);
        ReadingJson.Write(json, "id", document.Id);
        ReadingJson.Write(json, "path", document.Path);
        ReadingJson.Write(json, "title", document.Title);
        ReadingJson.Write(json, "outlet", document.Outlet);
        ReadingJson.Write(json, "url", document.Url);
        ReadingJson.Write(json, "publishedAt", document.PublishedAt);
        json.WriteEndObject();
        ReadingJson.Write(json, "event", coded.Id);
        ReadingJson.Write(json, "clause", record.Clause);
        ReadingJson.Write(json, "span", coded.Span);
        ReadingJson.Write(json, "anchor", record.Anchor);
        ReadingJson.Write(json, "type", coded.Type);
        ReadingJson.Write(json, "mode", coded.Mode);
        ReadingJson.Write(json, "cameo", coded.Cameo);
        ReadingJson.Write(json, "contexts", coded.Contexts);
        ReadingJson.Write(json, "score", coded.Score);
        json.WriteString("quad"u8, ContractNames.Of(coded.Quad));
        Write(json, "actors", record.Actors);
        Write(json, "recipients", record.Recipients);
        Write(json, record.Place, document.Text);
        json.WriteStartObject("occurredOn"u8);
        ReadingJson.Write(json, "start", coded.OccurredOn.Interval?.Start);
        ReadingJson.Write(json, "end", coded.OccurredOn.Interval?.End);
        json.WriteString("granularity"u8, ContractNames.Of(coded.OccurredOn.Granularity));
        ReadingJson.Write(json, "reason", coded.OccurredOn.Reason);
        json.WriteEndObject();
        json.WriteString("status"u8, ContractNames.Of(coded.Status));
        json.WriteString("factuality"u8, ContractNames.Of(coded.Factuality));
        Write(json, record.Source);
        ReadingJson.Write(json, "weapon", coded.Weapon);
        Write(json, "count", coded.Count);
        Write(json, "killed", coded.Killed);
        Write(json, "injured", coded.Injured);
        ReadingJson.Write(json, "confidence", coded.Confidence);
        ReadingJson.Write(json, "rule", coded.Rule);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<Party> parties)
    {
        json.WriteStartArray(name);
        foreach (var party in parties)
        {
            json.WriteStartObject();
            ReadingJson.Write(json, "name", party.Name);
            ReadingJson.Write(json, "words", party.Words);
            ReadingJson.Write(json, "span", party.Span);
            ReadingJson.Write(json, "kind", party.Entity is { } entity ? ContractNames.Of(entity.Kind) : null);
            ReadingJson.Write(json, "country", party.Entity?.Country);
            ReadingJson.Write(json, "sectors", party.Entity?.Sectors ?? []);
            ReadingJson.Write(json, "roles", party.Entity?.Entity.Roles ?? []);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PlaceMention? place, string text)
    {
        if (place is null)
        {
            json.WriteNull("place"u8);
            return;
        }

        json.WriteStartObject("place"u8);
        ReadingJson.Write(json, "name", place.Name);
        ReadingJson.Write(json, "words", place.Span.In(text));
        ReadingJson.Write(json, "span", place.Span);
        json.WriteString("kind"u8, ContractNames.Of(place.Kind));
        ReadingJson.Write(json, "country", place.Country);
        ReadingJson.Write(json, "geonames", place.GeoNames);
        ReadingJson.Write(json, "latitude", place.Latitude);
        ReadingJson.Write(json, "longitude", place.Longitude);
        ReadingJson.Write(json, "reason", place.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EventSource? source)
    {
        if (source is null)
        {
            json.WriteNull("source"u8);
            return;
        }

        json.WriteStartObject("source"u8);
        json.WriteString("attribution"u8, source.Attribution.Id);
        ReadingJson.Write(json, "name", source.Name);
        json.WriteString("kind"u8, ContractNames.Of(source.Attribution.Source.Kind));
        ReadingJson.Write(json, "country", source.Entity?.Country);
        ReadingJson.Write(json, "sectors", source.Entity?.Sectors ?? []);
        ReadingJson.Write(json, "chain", source.Chain);
        json.WriteString("act"u8, ContractNames.Of(source.Attribution.Act));
        json.WriteBoolean("negated"u8, source.Attribution.Negated);
        ReadingJson.Write(json, "hedges", source.Attribution.Hedges);
        ReadingJson.Write(json, "cue", source.Cue);
        ReadingJson.Write(json, "words", source.Content);
        ReadingJson.Write(json, "spans", source.Attribution.Content);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, CountRange? range)
    {
        if (range is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        ReadingJson.Write(json, "min", range.Min);
        ReadingJson.Write(json, "max", range.Max);
        json.WriteEndObject();
    }
}
