using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Charts;

/// <summary>Something on the timeline.</summary>
/// <param name="Happened">When it began, null where not known: then it is only counted.</param>
/// <param name="Until">When it ended; the same moment for a point.</param>
/// <param name="Reported">When it was first reported.</param>
/// <param name="Lanes">In which rows it stands.</param>
/// <param name="Weight">Independent origins.</param>
public sealed record TimelineItem(string Title, string Url, Quad Quad, DateTimeOffset? Happened, DateTimeOffset? Until, DateTimeOffset Reported, ImmutableArray<string> Lanes, int Weight, bool IsFirm);

/// <summary>What is drawn at one place of a row: one item, or how many that stand too close to be told apart.</summary>
public sealed record TimelineMark(double X, double Width, Quad Quad, int Count, string Title, string Url, bool IsFirm, double? ReportedX);

public sealed record TimelineLane(string Name, int Count, ImmutableArray<TimelineMark> Marks);

/// <summary>A timeline with two clocks, laid out: rows of what happened, and below when it was reported.</summary>
/// <param name="Undated">Items that have no date.</param>
/// <param name="Outside">Items before or after the stretch that is shown.</param>
/// <param name="Items">All of them.</param>
/// <param name="IsSlim">Drawn for a narrow screen: the name of a row stands above it.</param>
public sealed record Timeline(TimeScale Scale, ImmutableArray<TimelineLane> Lanes, ImmutableArray<(double X, double Width, int Count)> Reports, int ReportsMost, int Undated, int Outside, int Items, bool IsSlim)
{
    private const double WideWidth = 1200;
    private const double WideLabels = 170;
    private const double SlimWidth = 360;
    private const double SlimLabels = 10;
    private const double BinWidth = 15;
    private const int LanesMax = 8;
    private const string Others = "others";

    public double Width => IsSlim ? SlimWidth : WideWidth;

    /// <summary>However many items there are, no more is drawn than there is room for.</summary>
    /// <param name="zoom">The address of this page for another stretch of time.</param>
    public static Timeline Of(DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<TimelineItem> items, IEnumerable<DateTimeOffset> reports, Func<DateTimeOffset, DateTimeOffset, string> zoom, bool isSlim = false)
    {
        var scale = new TimeScale(from, to, isSlim ? SlimLabels : WideLabels, (isSlim ? SlimWidth : WideWidth) - 12);
        var dated = items.Where(item => item.Happened is not null).ToArray();
        var shown = dated.Where(item => item.Happened <= to && (item.Until ?? item.Happened) >= from).ToArray();
        var rows = shown.SelectMany(item => item.Lanes.Distinct().Select(lane => (lane, item))).GroupBy(pair => pair.lane, pair => pair.item).OrderByDescending(row => row.Count()).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
        var lanes = rows.Take(LanesMax).Select(row => Lane(row.Key, [.. row], scale, zoom)).ToList();
        if (rows.Count > LanesMax)
        {
            var shownAbove = rows.Take(LanesMax).SelectMany(row => row).ToHashSet();
            var rest = rows.Skip(LanesMax).SelectMany(row => row).Distinct().Where(item => !shownAbove.Contains(item)).ToArray();
            if (rest.Length > 0)
            {
                lanes.Add(Lane(Others, rest, scale, zoom));
            }
        }

        var bars = reports.Where(scale.Holds).GroupBy(at => Math.Floor((scale.X(at) - scale.Left) / BinWidth)).OrderBy(bin => bin.Key)
            .Select(bin => (X: scale.Left + (bin.Key * BinWidth) + 1, Width: BinWidth - 2, Count: bin.Count())).ToImmutableArray();
        return new Timeline(scale, [.. lanes], bars, bars.IsEmpty ? 0 : bars.Max(bar => bar.Count), items.Count - dated.Length, dated.Length - shown.Length, items.Count, isSlim);
    }

    private static TimelineLane Lane(string name, IReadOnlyCollection<TimelineItem> items, TimeScale scale, Func<DateTimeOffset, DateTimeOffset, string> zoom)
    {
        var marks = items.GroupBy(item => Math.Floor((Middle(item, scale) - scale.Left) / BinWidth)).OrderBy(bin => bin.Key).Select(bin =>
        {
            var all = bin.ToArray();
            if (all.Length == 1)
            {
                var item = all[0];
                var (left, right) = (scale.X(item.Happened!.Value), scale.X(item.Until ?? item.Happened.Value));
                return new TimelineMark(Middle(item, scale), right - left, item.Quad, 1, item.Title, item.Url, item.IsFirm, scale.Holds(item.Reported) ? scale.X(item.Reported) : null);
            }

            var gravest = all.Select(item => item.Quad).OrderByDescending(Gravity).First();
            var x = scale.Left + (bin.Key * BinWidth);
            var (start, end) = (scale.At(x - BinWidth), scale.At(x + (2 * BinWidth)));
            var closer = end - start > TimeSpan.FromHours(2) && scale.Span > TimeSpan.FromDays(2);
            return new TimelineMark(
                x + (BinWidth / 2), 0, gravest, all.Length, $"{Words.Count(all.Length, "incident")}: {string.Join("; ", all.Take(4).Select(item => item.Title))}{(all.Length > 4 ? "; …" : "")}",
                closer ? zoom(start, end) : all.OrderByDescending(item => Gravity(item.Quad)).First().Url, all.Any(item => item.IsFirm), null);
        });
        return new TimelineLane(name, items.Count, [.. marks]);
    }

    private static double Middle(TimelineItem item, TimeScale scale) => (scale.X(item.Happened!.Value) + scale.X(item.Until ?? item.Happened.Value)) / 2;

    private static int Gravity(Quad quad) => quad switch { Quad.MaterialConflict => 3, Quad.VerbalConflict => 2, Quad.MaterialCooperation => 1, _ => 0 };
}
