using Tocsin.Analysis;
using Tocsin.Storage;

namespace Tocsin.Desk;

/// <summary>The record that the desk shows, and the reader that adds to it.</summary>
public sealed class DeskRecord(RecordFile file, TimeProvider clock)
{
    private readonly Lazy<Reader> _reader = new(Reader.Load);
    private readonly Lazy<string> _readerVersion = new(() => Analysis.ReaderVersion.Of());

    public RecordFile File => file;

    /// <summary>By the desk's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Loaded when something is first read: looking at a record needs none.</summary>
    public Reader Reader => _reader.Value;

    /// <summary>What reads here, as the record names it.</summary>
    public string ReaderVersion => _readerVersion.Value;

    public string Name => Path.GetFileName(file.Path);
}
