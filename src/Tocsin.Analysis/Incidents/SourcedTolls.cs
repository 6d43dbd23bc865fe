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
        var all = new List<(string Key, SourcedToll Toll)>();
        foreach (var (told, document) in reported.OrderBy(pair => pair.Document, PublicationOrder.Instance).ThenBy(pair => pair.Event.Key))
        {
            var source = told.ToldBy.LastOrDefault(name => name.Length > 0);
            foreach (var (range, isKilled) in ((CountRange?, bool)[])[(told.Killed, true), (told.Injured, false)])
            {
                if (range is not null)
                {
                    // The report's own words are the outlet's, so each outlet has its own last count.
                    all.Add((source is null ? "outlet " + document.Printer : "source " + PartyKeys.Fold(source), new SourcedToll(source, document.Printer, document.PublishedAt, isKilled, range.Min, range.Max, told.Key, Latest: false)));
                }
            }
        }

        var once = all.DistinctBy(pair => (pair.Key, pair.Toll.Outlet, pair.Toll.PublishedAt, pair.Toll.IsKilled, pair.Toll.Min, pair.Toll.Max)).ToList();
        return [.. once.Select((pair, place) => pair.Toll with { Latest = !once.Skip(place + 1).Any(later => later.Key == pair.Key && later.Toll.IsKilled == pair.Toll.IsKilled && later.Toll.PublishedAt != pair.Toll.PublishedAt) })];
    }
}
