using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Incidents;

/// <summary>Makes incidents of tellings and their links. Pure: the same for any order of either, and a part of the record that no link leaves can be computed alone.</summary>
public sealed class IncidentFinder(IncidentMatcher matcher, CountryLexicon countries)
{
    private readonly IncidentMaker _maker = new(new IncidentWording(countries));

    /// <summary>With the lists that ship with Tocsin.</summary>
    public static IncidentFinder Load() => new(IncidentMatcher.Load(), CountryLexicon.Load());

    /// <param name="readings">The newest reading of each document.</param>
    /// <param name="links">Between tellings of different documents; those of events that are not given count for nothing.</param>
    /// <param name="originOf">Which origin vouches for an event; see <see cref="Origins.OriginOf(RecordedEvent)"/>.</param>
    /// <returns>By first day, those without one last, then by id.</returns>
    public ImmutableArray<Incident> Of(IEnumerable<RecordedReading> readings, IEnumerable<IncidentLink> links, IEnumerable<Correction> corrections, Func<RecordedEvent, string> originOf)
    {
        var decided = corrections.ToList();
        var retracted = decided.OfType<Correction.Retract>().Select(correction => correction.Document).ToHashSet(StringComparer.Ordinal);
        var counted = readings.Where(reading => !retracted.Contains(reading.Document.Id)).DistinctBy(reading => reading.Document.Id).ToList();
        return Of(counted.SelectMany(reading => matcher.Read(reading)), Relinked(counted, links, decided), decided, originOf);
    }

    /// <summary>What somebody corrected may be of another happening than what was read at first: its links are found anew.</summary>
    private IEnumerable<IncidentLink> Relinked(List<RecordedReading> readings, IEnumerable<IncidentLink> links, List<Correction> corrections)
    {
        var corrected = corrections.OfType<Correction.Field>().Select(field => EventKey.TryParse(field.Target, out var key) ? key.Document : null).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var changed = readings.Where(reading => corrected.Contains(reading.Document.Id)).OrderBy(reading => reading.Document.Id, StringComparer.Ordinal).ToList();
        if (changed.Count == 0)
        {
            return links;
        }

        var index = new IncidentIndex(matcher);
        foreach (var reading in readings.Where(reading => !corrected.Contains(reading.Document.Id)))
        {
            index.AddUnlinked(reading);
        }

        return links.Where(link => !corrected.Contains(link.First.Document) && !corrected.Contains(link.Second.Document)).Concat(changed.SelectMany(reading => index.Add(reading))).ToList();
    }

    /// <inheritdoc cref="Of(IEnumerable{RecordedReading}, IEnumerable{IncidentLink}, IEnumerable{Correction}, Func{RecordedEvent, string})"/>
    /// <param name="tellings">As <see cref="IncidentMatcher.Read"/> gives them.</param>
    public ImmutableArray<Incident> Of(IEnumerable<Telling> tellings, IEnumerable<IncidentLink> links, IEnumerable<Correction> corrections, Func<RecordedEvent, string> originOf)
    {
        var groups = new CorrectedGroups(corrections);
        var items = tellings.SelectMany(telling => Parts(telling, groups)).OrderBy(telling => telling.Representative).ToList();
        var itemsOf = items.SelectMany((item, i) => item.Events.Select(told => (told.Key, i))).ToDictionary(pair => pair.Key, pair => pair.i);
        var known = new Dictionary<(int, int), IncidentLink>();
        foreach (var link in links)
        {
            if (itemsOf.TryGetValue(link.First, out var one) && itemsOf.TryGetValue(link.Second, out var other) && one != other)
            {
                known[(Math.Min(one, other), Math.Max(one, other))] = link;
            }
        }

        // A telling that was taken apart is compared anew with whatever the whole was linked to.
        var broken = items.Select((item, i) => (item, i)).GroupBy(pair => pair.item.Document.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(pair => pair.i).ToList(), StringComparer.Ordinal);
        if (!groups.IsEmpty)
        {
            foreach (var (one, other) in known.Keys.ToList())
            {
                foreach (var i in broken[items[one].Document.Id])
                {
                    foreach (var j in broken[items[other].Document.Id].Where(j => i != j && !known.ContainsKey((Math.Min(i, j), Math.Max(i, j)))))
                    {
                        if (matcher.Compare(items[i], items[j]) is { } link)
                        {
                            known.Add((Math.Min(i, j), Math.Max(i, j)), link);
                        }
                    }
                }
            }
        }

        var linksOf = known.SelectMany(pair => (IEnumerable<(int, int, IncidentLink)>)[(pair.Key.Item1, pair.Key.Item2, pair.Value), (pair.Key.Item2, pair.Key.Item1, pair.Value)]).ToLookup(entry => entry.Item1, entry => (Other: entry.Item2, Link: entry.Item3));
        return [.. Components(items, known, groups).SelectMany(component => Cluster(component, items, linksOf, groups))
            .Select(cluster => _maker.Make(cluster.Tellings, cluster.Links, originOf)).OfType<Incident>()
            .OrderBy(incident => incident.OccurredOn?.Start ?? DateOnly.MaxValue).ThenBy(incident => incident.Id, StringComparer.Ordinal)];
    }

    private IEnumerable<Telling> Parts(Telling telling, CorrectedGroups groups)
    {
        if (groups.IsEmpty || telling.Events.All(told => groups.GroupOf(told.Key) is null))
        {
            return [telling];
        }

        // Only a shut group tears its events out of what the document tells; a join adds to it.
        var parts = telling.Events.GroupBy(told => groups.IsShut(told.Key) ? groups.GroupOf(told.Key) : null).ToList();
        return parts.Count == 1 ? [telling] : parts.Select(part => matcher.Part(telling, [.. part]));
    }

    /// <summary>Items that links or decisions connect, each component for itself.</summary>
    private static IEnumerable<List<int>> Components(List<Telling> items, Dictionary<(int, int), IncidentLink> known, CorrectedGroups groups)
    {
        var first = Enumerable.Range(0, items.Count).ToArray();
        int Root(int item)
        {
            while (first[item] != item)
            {
                item = first[item] = first[first[item]];
            }

            return item;
        }

        foreach (var (one, other) in known.Keys.Concat(Decided(Enumerable.Range(0, items.Count), items, groups)))
        {
            var (low, high) = (Math.Min(Root(one), Root(other)), Math.Max(Root(one), Root(other)));
            first[high] = low;
        }

        return Enumerable.Range(0, items.Count).GroupBy(Root).Select(group => group.ToList());
    }

    private static IEnumerable<(int, int)> Decided(IEnumerable<int> component, List<Telling> items, CorrectedGroups groups) => groups.IsEmpty ? []
        : component.SelectMany(i => items[i].Events.Select(told => (Group: groups.GroupOf(told.Key), i))).Where(pair => pair.Group is not null)
            .GroupBy(pair => pair.Group!, pair => pair.i, ReferenceEqualityComparer.Instance).SelectMany(group => group.Distinct().Skip(1).Select(i => (group.First(), i)));

    private IEnumerable<(List<Telling> Tellings, List<IncidentLink> Links)> Cluster(List<int> component, List<Telling> items, ILookup<int, (int Other, IncidentLink Link)> linksOf, CorrectedGroups groups)
    {
        if (component.Count == 1)
        {
            return items[component[0]].IsDenial ? [] : [([items[component[0]]], [])];
        }

        var reports = component.Where(i => !items[i].IsDenial).ToList();
        var places = reports.Select((item, place) => (item, place)).ToDictionary(pair => pair.item, pair => pair.place);
        var weights = new Dictionary<long, double>();
        double Weigh(int i, int j)
        {
            ref var weight = ref CollectionsMarshal.GetValueRefOrAddDefault(weights, ((long)Math.Min(i, j) << 32) | (uint)Math.Max(i, j), out var isKnown);
            return isKnown ? weight : weight = matcher.InCluster(items[Math.Min(i, j)], items[Math.Max(i, j)]);
        }


        var inside = reports.SelectMany(i => linksOf[i].Where(entry => i < entry.Other && places.ContainsKey(entry.Other)).Select(entry => (places[i], places[entry.Other], Weigh(i, entry.Other))));
        var joined = Decided(reports, items, groups).Select(pair => (places[pair.Item1], places[pair.Item2]));
        var clusters = Clustering.Of(
            reports.Count, inside, joined, (i, j) => Weigh(reports[i], reports[j]),
            groups.IsEmpty ? null : (i, j) => AreApart(items[reports[i]], items[reports[j]], groups)).ConvertAll(cluster => cluster.ConvertAll(place => reports[place]));

        // Denials take the happening that they go with best; they never bring two together.
        var own = clusters.ConvertAll(cluster => cluster.ToList());
        foreach (var denial in component.Where(i => items[i].IsDenial))
        {
            var decided = Decided(component, items, groups).Where(pair => pair.Item1 == denial || pair.Item2 == denial).Select(pair => pair.Item1 == denial ? pair.Item2 : pair.Item1).ToHashSet();
            var near = linksOf[denial].Select(entry => entry.Other).ToHashSet();
            var best = own.Where(cluster => cluster.Exists(i => (near.Contains(i) || decided.Contains(i)) && !AreApart(items[i], items[denial], groups)))
                .OrderByDescending(cluster => cluster.Exists(decided.Contains)).ThenByDescending(cluster => cluster.Take(24).Average(i => Weigh(i, denial))).ThenBy(cluster => cluster[0]).FirstOrDefault();
            if (best is not null)
            {
                clusters[own.IndexOf(best)].Add(denial);
            }
        }

        return clusters.ConvertAll(cluster => (cluster.ConvertAll(i => items[i]), Inside(cluster, linksOf)));
    }

    private static List<IncidentLink> Inside(List<int> cluster, ILookup<int, (int Other, IncidentLink Link)> linksOf)
    {
        var members = cluster.ToHashSet();
        return [.. cluster.SelectMany(i => linksOf[i].Where(entry => i < entry.Other && members.Contains(entry.Other)).Select(entry => entry.Link))];
    }

    private static bool AreApart(Telling one, Telling other, CorrectedGroups groups) => !groups.IsEmpty
        && one.Events.Any(told => other.Events.Any(against => groups.AreApart(told.Key, one.Document, against.Key, other.Document)));
}
