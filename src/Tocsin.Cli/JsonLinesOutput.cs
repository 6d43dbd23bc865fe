using System.Buffers;
using System.Text.Json;
using Tocsin.Analysis;
using Tocsin.Analysis.Contract;

namespace Tocsin.Cli;

/// <summary>One reading a line, each written whole or not at all.</summary>
internal sealed class JsonLinesOutput(DataOutput output) : IReadingOutput, IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null, ReadingJson.WriterOptions);

    public void Write(Reading reading)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        ReadingJson.Write(_json, reading);
        _json.Flush();
        _line.Write("\n"u8);
        output.Write(_line.WrittenSpan);
    }

    public void Finish()
    {
    }

    public void Dispose() => _json.Dispose();
}
