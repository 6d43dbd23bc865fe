using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Duplicates;

/// <summary>Links the copies among documents that come one by one, in memory: what a store does with a table of keys.</summary>
public sealed class CopyIndex
{
    private readonly List<(RecordedDocument Document, DocumentFingerprint Print)> _documents = [];
    private readonly Dictionary<long, List<int>> _byKey = [];

    /// <returns>Links to documents that came before.</returns>
    public ImmutableArray<CopyLink> Add(RecordedDocument document, DocumentFingerprint print)
    {
        var keys = CopyFinder.Keys(print);
        var links = keys.SelectMany(key => _byKey.GetValueOrDefault(key) ?? []).Distinct().Order()
            .Select(known => CopyFinder.Compare(_documents[known].Document, _documents[known].Print, document, print)).OfType<CopyLink>().ToImmutableArray();
        foreach (var key in keys)
        {
            if (!_byKey.TryGetValue(key, out var known))
            {
                _byKey[key] = known = [];
            }

            known.Add(_documents.Count);
        }

        _documents.Add((document, print));
        return links;
    }
}
