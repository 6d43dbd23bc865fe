using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Derived;

/// <summary>Links that were asked for last. They hang on readings alone, so that who corrects a report in a war of thousands of links need not wait until they are chosen again.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LinkCache
{
    /// <summary>At most; each may hold some megabytes.</summary>
    private const int KeptMax = 3;

    private readonly Lock _lock = new();

    /// <summary>The last asked for first. All of the newest reading that was recorded.</summary>
    private readonly LinkedList<(long[] Readings, ImmutableArray<IncidentLink> Links)> _kept = new();
    private long _newest;

    /// <summary>Links between those readings, as of a moment.</summary>
    /// <param name="readings">In one order for one scope.</param>
    public ImmutableArray<IncidentLink> Between(RecordConnection connection, IReadOnlyList<(long Id, RecordedReading Reading)> readings, DateTimeOffset asOf)
    {
        // Asked before the links are: what is recorded in between then counts as newer, and is asked for again.
        var (newest, recorded) = connection.Row("SELECT coalesce(max(id), 0), coalesce((SELECT recorded_at FROM readings ORDER BY id DESC LIMIT 1), 0) FROM readings", row => (row.GetInt64(0), row.GetInt64(1)));
        if (RecordTime.Of(asOf) < recorded)
        {
            return Read();
        }

        long[] ids = [.. readings.Select(entry => entry.Id)];
        lock (_lock)
        {
            if (newest != _newest)
            {
                _kept.Clear();
                _newest = newest;
            }

            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Readings.AsSpan().SequenceEqual(ids))
                {
                    _kept.Remove(node);
                    _kept.AddFirst(node);
                    return node.Value.Links;
                }
            }
        }

        var links = Read();
        lock (_lock)
        {
            if (newest == _newest)
            {
                _kept.AddFirst((ids, links));
                if (_kept.Count > KeptMax)
                {
                    _kept.RemoveLast();
                }
            }
        }

        return links;

        ImmutableArray<IncidentLink> Read() => IncidentLinkQuery.Between(connection, readings.ToDictionary(entry => entry.Id, entry => entry.Reading.Document.Id), asOf);
    }

    /// <summary>For when links were made again.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _kept.Clear();
        }
    }
}
