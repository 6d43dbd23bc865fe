using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Tolls are ranges by source, never one number: each source's in the order of publication, its last one marked.</summary>
internal static class SourcedTolls
{
    public static ImmutableArray<SourcedToll> Of(IEnumerable<(RecordedEvent Event, RecordedDocument Document)> reported)
    {
        var all = new List<(string Key, bool IsRevision, SourcedToll Toll)>();
        var revised = new HashSet<(string Key, string Document, bool IsKilled)>();
        foreach (var (told, document) in reported.OrderBy(pair => pair.Document, PublicationOrder.Instance).ThenBy(pair => pair.Event.Key))
        {
            var source = told.ToldBy.LastOrDefault(name => name.Length > 0);
            foreach (var (range, isKilled) in ((CountRange?, bool)[])[(told.Killed, true), (told.Injured, false)])
            {
                if (range is not null)
                {
                    // The report's own words are the outlet's, so each outlet has its own last count.
                    var key = source is null ? "outlet " + document.Printer : "source " + PartyKeys.Fold(source);
                    var isRevision = IsRevision(told);
                    if (isRevision)
                    {
                        revised.Add((key, told.Key.Document, isKilled));
                    }

                    all.Add((key, isRevision, new SourcedToll(source, document.Printer, document.PublishedAt, isKilled, range.Min, range.Max, told.Key, Latest: false) { NobodyOf = range.Max == 0 && !told.Recipients.IsEmpty ? told.Words : null }));
                }
            }
        }

        // "34 soldiers were hurt" in the headline, and below "the ministry said that 34 were hurt": the number is the ministry's.
        var sourced = all.Where(pair => pair.Toll.Source is not null).Select(pair => (pair.Toll.Event.Document, pair.Toll.IsKilled, pair.Toll.Min, pair.Toll.Max)).ToHashSet();
        all.RemoveAll(pair => pair.Toll.Source is null && sourced.Contains((pair.Toll.Event.Document, pair.Toll.IsKilled, pair.Toll.Min, pair.Toll.Max)));
        var once = all.DistinctBy(pair => (pair.Key, pair.Toll.Outlet, pair.Toll.PublishedAt, pair.Toll.IsKilled, pair.Toll.Min, pair.Toll.Max)).ToList();
        return
        [
            .. once.Select((pair, place) => pair.Toll with
            {
                Latest = !once.Skip(place + 1).Any(later => later.Key == pair.Key && later.Toll.IsKilled == pair.Toll.IsKilled && later.Toll.PublishedAt != pair.Toll.PublishedAt)
                    && (pair.IsRevision || !revised.Contains((pair.Key, pair.Toll.Event.Document, pair.Toll.IsKilled))),
            }),
        ];
    }

    /// <summary>"had spoken of eleven, and corrected its count to ten": the report tells it in words of its own, of somebody whose number it is; what else it gives of them is what they said before.</summary>
    private static bool IsRevision(RecordedEvent told) => told.Claim is null && told.ToldBy.Any(name => name.Length > 0);
}
