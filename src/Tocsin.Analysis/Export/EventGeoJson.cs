using System.Text.Json;
using Tocsin.Analysis.Contract;

namespace Tocsin.Analysis.Export;

/// <summary>Writes an event with coordinates as a GeoJSON feature (RFC 7946): a point of longitude and latitude, WGS 84, and the flat columns as properties.</summary>
public static class EventGeoJson
{
    /// <summary>What stands before the first feature; a comma parts features.</summary>
    public const string Head = "{\"type\":\"FeatureCollection\",\"features\":[";

    public const string Foot = "]}";

    /// <summary>False where the event has no place, or one that the gazetteer does not know; then nothing is written.</summary>
    public static bool HasPoint(EventRecord record) => record.Place is { Latitude: not null, Longitude: not null };

    /// <exception cref="ArgumentException">The event has no coordinates; see <see cref="HasPoint"/>.</exception>
    public static void Write(Utf8JsonWriter json, EventRecord record)
    {
        if (record.Place is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            throw new ArgumentException($"The event {record.Id} has no coordinates.", nameof(record));
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "Feature");
        ReadingJson.Write(json, "id", record.Id);
        json.WriteStartObject("geometry"u8);
        json.WriteString("type"u8, "Point");
        json.WriteStartArray("coordinates"u8);
        json.WriteNumberValue(Math.Round(longitude, 5));
        json.WriteNumberValue(Math.Round(latitude, 5));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties"u8);
        foreach (var column in EventColumn.All)
        {
            switch (column)
            {
                case EventColumn.Text text:
                    ReadingJson.Write(json, text.Name, text.Of(record));
                    break;
                case EventColumn.Whole whole:
                    ReadingJson.Write(json, whole.Name, whole.Of(record));
                    break;
                case EventColumn.Real real:
                    ReadingJson.Write(json, real.Name, real.Of(record));
                    break;
                case EventColumn.Day day:
                    ReadingJson.Write(json, day.Name, day.Of(record));
                    break;
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
