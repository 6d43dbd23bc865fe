using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tocsin.Analysis;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Warnings;
using Tocsin.Language;

namespace Tocsin.Storage.Warnings;

/// <summary>A warning as it stands in the record.</summary>
internal static class WarningJson
{
    private static readonly WarningJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new SpanJson(), new EventKeyConverter(), new ClaimKeyConverter(), new ProbabilityConverter() },
    });

    public static string Write(Warning warning) => JsonSerializer.Serialize(warning, Context.Warning);

    public static Warning Read(string json) => JsonSerializer.Deserialize(json, Context.Warning) ?? throw new InvalidDataException("A warning is empty.");

    private sealed class EventKeyConverter : JsonConverter<EventKey>
    {
        public override EventKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            EventKey.TryParse(reader.GetString()!, out var key) ? key : throw new InvalidDataException("A warning names no event.");

        public override void Write(Utf8JsonWriter writer, EventKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class ClaimKeyConverter : JsonConverter<ClaimKey>
    {
        public override ClaimKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ClaimKey.TryParse(reader.GetString()!, out var key) ? key : throw new InvalidDataException("A warning names no claim.");

        public override void Write(Utf8JsonWriter writer, ClaimKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class ProbabilityConverter : JsonConverter<Probability>
    {
        public override Probability Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, Probability value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}

[JsonSerializable(typeof(Warning))]
internal sealed partial class WarningJsonContext : JsonSerializerContext;
