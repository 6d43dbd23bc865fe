using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>What sides and speakers are called, by their keys.</summary>
internal sealed class SideNames
{
    private readonly Dictionary<string, List<Use>> _uses = new(StringComparer.Ordinal);

    private SideNames()
    {
    }

    /// <param name="readings">Each of another document.</param>
    public static SideNames Of(ImmutableArray<RecordedReading> readings)
    {
        var names = new SideNames();
        foreach (var reading in readings)
        {
            foreach (var told in reading.Events)
            {
                names.Add(told.Actors, reading.Document.Id);
                names.Add(told.Recipients, reading.Document.Id);
            }

            foreach (var claim in reading.Claims)
            {
                if (claim.Source is { } source)
                {
                    names.Add(source, reading.Document.Id);
                }
            }
        }

        return names;
    }

    /// <summary>Of the names of those who are the side and do not only act for it, the one in most documents, then the one used most, then the longest; null for a key that nobody has.</summary>
    public string? Of(string key) => _uses.TryGetValue(key, out var uses)
        ? uses.OrderByDescending(use => use.IsOwn).ThenByDescending(use => use.Documents).ThenByDescending(use => use.Count).ThenByDescending(use => use.Name.Length).ThenBy(use => use.Name, StringComparer.Ordinal).First().Name
        : null;

    private void Add(ImmutableArray<RecordedParty> parties, string document)
    {
        foreach (var party in parties)
        {
            Add(party, document);
        }
    }

    private void Add(RecordedParty party, string document)
    {
        Add(party.Key, party.Name, isOwn: true, document);
        Add(party.Side, party.Name, party.Side == party.Key, document);
    }

    private void Add(string? key, string name, bool isOwn, string document)
    {
        if (key is null)
        {
            return;
        }

        ref var uses = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, key, out _);
        uses ??= [];
        Use? use = null;
        foreach (var one in uses)
        {
            if (one.Name == name)
            {
                use = one;
                break;
            }
        }

        if (use is null)
        {
            uses.Add(use = new Use(name));
        }

        use.Count++;
        use.IsOwn |= isOwn;
        if (use.Last != document)
        {
            use.Documents++;
            use.Last = document;
        }
    }

    private sealed class Use(string name)
    {
        public string Name => name;

        public bool IsOwn { get; set; }

        public int Count { get; set; }

        public int Documents { get; set; }

        public string? Last { get; set; }
    }
}
