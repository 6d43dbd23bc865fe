using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Duplicates;

/// <summary>Who is a witness of their own, and who prints another's words.</summary>
/// <remarks>Documents that are copies of each other, over however many steps, are one origin, and so are the versions of one article (<see cref="Versions"/>). A copied passage makes no copy of a report; only what stands in the passage is the other's.</remarks>
public sealed class Origins
{
    private readonly Dictionary<string, string> _originOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(TextSpan Passage, string Origin)>> _passages = new(StringComparer.Ordinal);

    private Origins(ImmutableArray<Origin> all, IEnumerable<RecordedDocument> documents, IEnumerable<CopyLink> links)
    {
        All = all;
        foreach (var origin in all)
        {
            foreach (var document in origin.Documents)
            {
                _originOf[document] = origin.Id;
            }
        }

        var known = documents.ToDictionary(document => document.Id, StringComparer.Ordinal);
        var passages = links.Where(link => link.Kind == CopyKind.Passage && known.ContainsKey(link.First) && known.ContainsKey(link.Second))
            .OrderBy(link => known[link.First], PublicationOrder.Instance);
        foreach (var link in passages)
        {
            if (!_passages.TryGetValue(link.Second, out var list))
            {
                _passages[link.Second] = list = [];
            }

            list.AddRange(link.Passages.Select(passage => (passage, _originOf[link.First])));
        }
    }

    /// <summary>Each document in one of them; by first publication, then by id.</summary>
    public ImmutableArray<Origin> All { get; }

    /// <summary>The same for any order of documents and links. Links to documents that are not given count for nothing, so that what is retracted joins nobody.</summary>
    public static Origins Of(IEnumerable<RecordedDocument> documents, IEnumerable<CopyLink> links)
    {
        var sorted = documents.DistinctBy(document => document.Id).OrderBy(document => document, PublicationOrder.Instance).ToList();
        var places = sorted.Select((document, place) => (document.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place, StringComparer.Ordinal);
        var first = Enumerable.Range(0, sorted.Count).ToArray();
        int Root(int place)
        {
            while (first[place] != place)
            {
                place = first[place] = first[first[place]];
            }

            return place;
        }

        var all = links.ToList();
        foreach (var (earlier, later) in all.Where(link => link.Kind is CopyKind.Exact or CopyKind.Repost).Select(link => (link.First, link.Second)).Concat(Versions.Of(sorted, all)))
        {
            if (places.TryGetValue(earlier, out var one) && places.TryGetValue(later, out var other))
            {
                // The earlier root stays, so that an origin is named after its first document.
                var (low, high) = (Math.Min(Root(one), Root(other)), Math.Max(Root(one), Root(other)));
                first[high] = low;
            }
        }

        var origins = Enumerable.Range(0, sorted.Count).GroupBy(Root).OrderBy(group => group.Key)
            .Select(group => new Origin(sorted[group.Key].Id, [.. group.Select(place => sorted[place].Id)])).ToImmutableArray();
        return new Origins(origins, sorted, all);
    }

    /// <summary>Id of the origin of a document as a whole.</summary>
    /// <exception cref="KeyNotFoundException">The document was not among those that the origins were computed of.</exception>
    public string OriginOf(string document) => _originOf[document];

    /// <summary>Id of the origin of what stands at a place of a document: that of the earliest report which has the passage.</summary>
    /// <inheritdoc cref="OriginOf(string)" path="/exception"/>
    public string OriginOf(string document, TextSpan span)
    {
        var own = OriginOf(document);
        return _passages.TryGetValue(document, out var passages) ? passages.Find(passage => passage.Passage.Contains(span)).Origin ?? own : own;
    }

    /// <summary>Id of the origin that vouches for an event.</summary>
    /// <inheritdoc cref="OriginOf(string)" path="/exception"/>
    public string OriginOf(RecordedEvent told) => OriginOf(told.Key.Document, told.Anchor);
}
