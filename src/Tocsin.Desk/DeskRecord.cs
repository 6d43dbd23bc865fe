using System.Collections.Concurrent;
using Tocsin.Analysis;
using Tocsin.Storage;

namespace Tocsin.Desk;

/// <summary>The record that the desk shows, and the reader that adds to it.</summary>
public sealed class DeskRecord(RecordFile file, TimeProvider clock)
{
    private readonly Lazy<Reader> _reader = new(Reader.Load);
    private readonly Lazy<string> _readerVersion = new(() => Analysis.ReaderVersion.Of());

    private const int RememberedMax = 200;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, object Value)> _remembered = new(StringComparer.Ordinal);

    public RecordFile File => file;

    /// <summary>By the desk's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Loaded when something is first read: looking at a record needs none.</summary>
    public Reader Reader => _reader.Value;

    /// <summary>What reads here, as the record names it.</summary>
    public string ReaderVersion => _readerVersion.Value;

    /// <summary>What is asked for again and again and changes little: kept for a while.</summary>
    public T Remember<T>(string key, TimeSpan lasts, Func<T> make)
        where T : notnull
    {
        var now = Now;
        if (_remembered.TryGetValue(key, out var kept) && kept.Until > now)
        {
            return (T)kept.Value;
        }

        if (_remembered.Count > RememberedMax)
        {
            _remembered.Clear();
        }

        var made = make();
        _remembered[key] = (now + lasts, made);
        return made;
    }

    public string Name => Path.GetFileName(file.Path);
}
