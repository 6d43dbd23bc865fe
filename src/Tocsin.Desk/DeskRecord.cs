using Microsoft.Extensions.Logging;
using Tocsin.Analysis;
using Tocsin.Storage;

namespace Tocsin.Desk;

/// <summary>The record that the desk shows, and the reader that adds to it.</summary>
public sealed class DeskRecord : IAsyncDisposable
{
    private readonly Lazy<Reader> _reader = new(Reader.Load);

    public DeskRecord(DeskOptions options) => File = RecordFile.Open(options.RecordPath, options.Clock);

    public RecordFile File { get; }

    /// <summary>Loaded when something is first read: looking at a record needs none.</summary>
    public Reader Reader => _reader.Value;

    public string Name => Path.GetFileName(File.Path);

    public ValueTask DisposeAsync() => File.DisposeAsync();
}
