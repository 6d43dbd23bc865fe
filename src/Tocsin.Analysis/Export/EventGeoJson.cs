using System.Text;
using System.Text.Json;
using Tocsin.Analysis.Contract;

namespace Tocsin.Analysis.Export;

/// <summary>Events with a place as features of a GeoJSON collection (RFC 7946): longitude first, WGS 84. What has no coordinates has no feature.</summary>
public static class EventGeoJson
{
    public const string Start = "{\"type\":\"FeatureCollection\",\"features\":[";

    public const string End = "]}";

    /// <summary>One feature an event, each on one line.</summary>
    public static IEnumerable<string> Features(Reading reading)
    {
        var parties = new EventParties(reading);
        foreach (var coded in reading.Events)
        {
            if (coded.Place is not { } index || reading.Places[index] is not { Latitude: { } latitude, Longitude: { } longitude } place)
            {
                continue;
            }

            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, ReadingJson.WriterOptions))
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteString("id", $"{reading.Document.Id}:{coded.Id}");
                json.WriteStartObject("geometry");
                json.WriteString("type", "Point");
                json.WriteStartArray("coordinates");
                json.WriteNumberValue(longitude);
                json.WriteNumberValue(latitude);
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteStartObject("properties");
                json.WriteString("eventType", coded.Type);
                json.WriteString("mode", coded.Mode);
                json.WriteString("cameo", coded.Cameo);
                json.WriteString("actors", string.Join("; ", coded.Actors.Select(parties.Name)));
                json.WriteString("recipients", string.Join("; ", coded.Recipients.Select(parties.Name)));
                json.WriteString("place", place.Name);
                json.WriteString("start", DelimitedText.Day(coded.OccurredOn.Interval?.Start));
                json.WriteString("end", DelimitedText.Day(coded.OccurredOn.Interval?.End));
                json.WriteString("status", ContractNames.Of(coded.Status));
                json.WriteString("factuality", ContractNames.Of(coded.Factuality));
                json.WriteString("source", parties.Source(coded));
                json.WriteString("words", coded.Span.In(reading.Document.Text));
                json.WriteString("document", reading.Document.Id);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            yield return Encoding.UTF8.GetString(buffer.ToArray());
        }
    }
}
