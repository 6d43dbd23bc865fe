using System.Text.Json;
using System.Text.Json.Serialization;
using Tocsin.Language;

namespace Tocsin.Analysis.Contract;

/// <summary>A span as the contract writes it: <c>[start, length]</c> in UTF-16 units.</summary>
public sealed class SpanJson : JsonConverter<TextSpan>
{
    /// <exception cref="JsonException">It is not an array of two numbers.</exception>
    public override TextSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var start = reader.GetInt32();
        reader.Read();
        var length = reader.GetInt32();
        reader.Read();
        return new TextSpan(start, length);
    }

    public override void Write(Utf8JsonWriter writer, TextSpan value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Start);
        writer.WriteNumberValue(value.Length);
        writer.WriteEndArray();
    }
}
