using System.Collections.Concurrent;
using Tocsin.Analysis;
using Tocsin.Desk.Warnings;
using Tocsin.Storage;

namespace Tocsin.Desk;

/// <summary>The record that the desk shows, and the reader that adds to it.</summary>
public sealed class DeskRecord(RecordFile file, TimeProvider clock, DeskBell? bell = null)
{
    private readonly Lazy<Reader> _reader = new(Reader.Load);
    private readonly Lazy<string> _readerVersion = new(() => Analysis.ReaderVersion.Of());

    private const int RememberedMax = 200;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, object Value)> _remembered = new(StringComparer.Ordinal);

    public RecordFile File => file;

    /// <summary>What the user's own file watches and asks, and whom it calls; null where no bell rings beside the desk.</summary>
    public DeskBell? Bell => bell;

    /// <summary>A contact of that file by name; its id where the file no longer has it.</summary>
    public string Contact(string id) => bell?.Watch.Contacts.FirstOrDefault(contact => contact.Id == id)?.Name ?? id;

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
