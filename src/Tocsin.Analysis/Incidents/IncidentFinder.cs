using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Incidents;

/// <summary>Makes incidents of tellings and their links. Pure: the same for any order of either, and a part of the record that no link leaves can be computed alone.</summary>
public sealed class IncidentFinder(IncidentMatcher matcher, CountryLexicon countries)
{
    private readonly IncidentMaker _maker = new(new IncidentWording(countries));
    private readonly MadeIncidents _made = new();

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
        var items = (groups.IsEmpty ? tellings : tellings.SelectMany(telling => Parts(telling, groups))).OrderBy(telling => telling.Representative).ToList();
        var itemsOf = new Dictionary<EventKey, int>();
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var told in items[i].Events)
            {
                itemsOf.Add(told.Key, i);
            }
        }

        var known = new Dictionary<(int, int), IncidentLink>();
        foreach (var link in links)
        {
            if (itemsOf.TryGetValue(link.First, out var one) && itemsOf.TryGetValue(link.Second, out var other) && one != other)
            {
                known[(Math.Min(one, other), Math.Max(one, other))] = link;
            }
        }

        if (!groups.IsEmpty)
        {
            LinkParts(items, known);
        }

        return [.. Components(items, known, groups).SelectMany(component => Incidents(component, items, groups, originOf))
            .OrderBy(incident => incident.OccurredOn?.Start ?? DateOnly.MaxValue).ThenBy(incident => incident.Id, StringComparer.Ordinal)];
    }

    /// <summary>A telling that was taken apart is compared anew with whatever the whole was linked to.</summary>
    private void LinkParts(List<Telling> items, Dictionary<(int, int), IncidentLink> known)
    {
        var broken = items.Select((item, i) => (item, i)).GroupBy(pair => pair.item.Document.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(pair => pair.i).ToList(), StringComparer.Ordinal);
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

    /// <summary>Those of one component, as they were made last where nothing in it is otherwise.</summary>
    private ImmutableArray<Incident> Incidents(Component component, List<Telling> items, CorrectedGroups groups, Func<RecordedEvent, string> originOf)
    {
        if (!groups.IsEmpty)
        {
            return Made(component, items, groups, originOf);
        }

        ImmutableArray<Telling> tellings = [.. component.Items.Select(i => items[i])];
        ImmutableArray<IncidentLink> links = [.. component.Links.Select(entry => entry.Link)];
        ImmutableArray<string> origins = [.. tellings.SelectMany(telling => telling.Events).Where(Occurring.IsReported).Select(originOf)];
        return _made.Of(tellings, links, origins, () => Made(component, items, groups, originOf));
    }

    private ImmutableArray<Incident> Made(Component component, List<Telling> items, CorrectedGroups groups, Func<RecordedEvent, string> originOf) =>
        [.. Cluster(component, items, groups).Select(cluster => _maker.Make(cluster.Tellings, cluster.Links, originOf)).OfType<Incident>()];

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
    private static IEnumerable<Component> Components(List<Telling> items, Dictionary<(int, int), IncidentLink> known, CorrectedGroups groups)
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

        var components = new Component?[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            (components[Root(i)] ??= new Component([], [])).Items.Add(i);
        }

        foreach (var (pair, link) in known)
        {
            components[Root(pair.Item1)]!.Links.Add((pair.Item1, pair.Item2, link));
        }

        return components.OfType<Component>();
    }

    private static IEnumerable<(int, int)> Decided(IEnumerable<int> component, List<Telling> items, CorrectedGroups groups) => groups.IsEmpty ? []
        : component.SelectMany(i => items[i].Events.Select(told => (Group: groups.GroupOf(told.Key), i))).Where(pair => pair.Group is not null)
            .GroupBy(pair => pair.Group!, pair => pair.i, ReferenceEqualityComparer.Instance).SelectMany(group => group.Distinct().Skip(1).Select(i => (group.First(), i)));

    private List<(List<Telling> Tellings, List<IncidentLink> Links)> Cluster(Component component, List<Telling> items, CorrectedGroups groups)
    {
        if (component.Items.Count == 1)
        {
            return items[component.Items[0]].IsDenial ? [] : [([items[component.Items[0]]], [])];
        }

        // Places count among those that report it; -1 is a denial.
        var reports = component.Items.Where(i => !items[i].IsDenial).ToList();
        var placeOf = component.Items.ToDictionary(i => i, _ => -1);
        foreach (var (place, i) in reports.Index())
        {
            placeOf[i] = place;
        }

        using var weights = new PairWeights(reports.Count, (one, other) => matcher.InCluster(items[reports[one]], items[reports[other]]));
        var inside = component.Links.Select(entry => (One: placeOf[entry.One], Other: placeOf[entry.Other])).Where(pair => pair.One >= 0 && pair.Other >= 0).Select(pair => (pair.One, pair.Other, weights.Of(pair.One, pair.Other)));
        var joined = Decided(reports, items, groups).Select(pair => (placeOf[pair.Item1], placeOf[pair.Item2]));
        var clusters = Clustering.Of(reports.Count, inside, joined, weights.Of, groups.IsEmpty ? null : (i, j) => AreApart(items[reports[i]], items[reports[j]], groups)).ConvertAll(cluster => cluster.ConvertAll(place => reports[place]));
        if (reports.Count < component.Items.Count)
        {
            AddDenials(component, items, groups, clusters);
        }

        return Together(component, items, clusters);
    }

    /// <summary>Denials take the happening that they go with best; they never bring two together.</summary>
    private void AddDenials(Component component, List<Telling> items, CorrectedGroups groups, List<List<int>> clusters)
    {
        var own = clusters.ConvertAll(cluster => cluster.ToList());
        foreach (var denial in component.Items.Where(i => items[i].IsDenial))
        {
            var decided = Decided(component.Items, items, groups).Where(pair => pair.Item1 == denial || pair.Item2 == denial).Select(pair => pair.Item1 == denial ? pair.Item2 : pair.Item1).ToHashSet();
            var near = component.Links.Where(entry => entry.One == denial || entry.Other == denial).Select(entry => entry.One == denial ? entry.Other : entry.One).ToHashSet();
            var best = own.Where(cluster => cluster.Exists(i => (near.Contains(i) || decided.Contains(i)) && !AreApart(items[i], items[denial], groups)))
                .OrderByDescending(cluster => cluster.Exists(decided.Contains))
                .ThenByDescending(cluster => cluster.Take(24).Average(i => matcher.InCluster(items[Math.Min(i, denial)], items[Math.Max(i, denial)]))).ThenBy(cluster => cluster[0]).FirstOrDefault();
            if (best is not null)
            {
                clusters[own.IndexOf(best)].Add(denial);
            }
        }
    }

    /// <summary>Each cluster with the links that lie within it.</summary>
    private static List<(List<Telling> Tellings, List<IncidentLink> Links)> Together(Component component, List<Telling> items, List<List<int>> clusters)
    {
        var clusterOf = new Dictionary<int, int>();
        foreach (var (place, cluster) in clusters.Index())
        {
            foreach (var i in cluster)
            {
                clusterOf.Add(i, place);
            }
        }

        var together = clusters.ConvertAll(cluster => (Tellings: cluster.ConvertAll(i => items[i]), Links: new List<IncidentLink>()));
        foreach (var (one, other, link) in component.Links)
        {
            if (clusterOf.TryGetValue(one, out var here) && clusterOf.TryGetValue(other, out var there) && here == there)
            {
                together[here].Links.Add(link);
            }
        }

        return together;
    }

    private static bool AreApart(Telling one, Telling other, CorrectedGroups groups) => !groups.IsEmpty
        && one.Events.Any(told => other.Events.Any(against => groups.AreApart(told.Key, one.Document, against.Key, other.Document)));

    /// <param name="Items">Ascending.</param>
    /// <param name="Links">Between them, the lower item first.</param>
    private sealed record Component(List<int> Items, List<(int One, int Other, IncidentLink Link)> Links);
}
