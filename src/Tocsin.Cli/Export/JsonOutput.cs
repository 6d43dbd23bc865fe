using System.Buffers;
using System.Text.Json;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Export;

namespace Tocsin.Cli.Export;

/// <summary>Events as JSON: an object a line, or the features of one collection.</summary>
internal sealed class JsonOutput : EventOutput, IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null, ReadingJson.WriterOptions);
    private readonly DataOutput _output;
    private readonly bool _isGeo;
    private bool _hasFeatures;

    private JsonOutput(DataOutput output, Messages messages, bool isGeo)
        : base(messages)
    {
        (_output, _isGeo) = (output, isGeo);
    }

    protected override string Advice => "A map has no place for them; --format jsonl has them all.";

    public static JsonOutput Lines(DataOutput output, Messages messages) => new(output, messages, isGeo: false);

    public static JsonOutput Geo(DataOutput output, Messages messages)
    {
        var geo = new JsonOutput(output, messages, isGeo: true);
        geo.Append(EventGeoJson.Head);
        return geo;
    }

    public override void Close()
    {
        if (_isGeo)
        {
            Append("\n" + EventGeoJson.Foot + "\n");
        }

        PassOn();
    }

    public void Dispose() => _json.Dispose();

    protected override string? WhyNot(EventRecord record) => _isGeo && !EventGeoJson.HasPoint(record) ? record.Place is null ? "without a place" : "at a place without coordinates" : null;

    protected override void Add(EventRecord record)
    {
        if (_isGeo)
        {
            Append(_hasFeatures ? ",\n" : "\n");
            _hasFeatures = true;
        }

        _json.Reset(_bytes);
        if (_isGeo)
        {
            EventGeoJson.Write(_json, record);
        }
        else
        {
            EventJson.Write(_json, record);
        }

        _json.Flush();
        if (!_isGeo)
        {
            Append("\n");
        }
    }

    protected override void PassOn()
    {
        if (_bytes.WrittenCount > 0)
        {
            _output.Write(_bytes.WrittenSpan);
            _bytes.ResetWrittenCount();
        }
    }

    private void Append(string text) => _bytes.Write(System.Text.Encoding.UTF8.GetBytes(text));
}
