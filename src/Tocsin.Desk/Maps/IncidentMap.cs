using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tocsin.Analysis.Events;

namespace Tocsin.Desk.Maps;

/// <summary>Incidents at one place.</summary>
/// <param name="Says">For the label: "Baghdad, killed: 3". Where there is no room for it, the name stands alone.</param>
public sealed record MapPlace(string Name, string Says, double Longitude, double Latitude, int Count, Quad Gravest, string Url, string Title);

/// <summary>A place with where it and its label are drawn.</summary>
/// <param name="Label">What stands beside it.</param>
/// <param name="LabelX">From the place; null where the label would cover another.</param>
public sealed record MapPoint(MapPlace Place, double X, double Y, double Radius, string Label, double? LabelX, double LabelY, string Anchor);

/// <summary>A map around places, laid out.</summary>
/// <param name="IsSlim">Drawn for a narrow screen.</param>
public sealed record IncidentMap(double Width, double Height, ImmutableArray<string> Land, ImmutableArray<(string Name, double X, double Y)> Names, ImmutableArray<MapPoint> Points, bool IsSlim)
{
    private static readonly (double Width, double Height) Wide = (760, 450);
    private static readonly (double Width, double Height) Slim = (360, 300);
    private const int PlacesMax = 400;
    private const double LetterWidth = 6.6;
    private const double LabelHeight = 15;

    /// <summary>Names of countries are set in spaced capitals.</summary>
    private const double CapitalWidth = 9;
    private const int GridSteps = 8;
    private const double ButtonsWidth = 60;
    private const double ButtonsHeight = 140;
    private const int FramesKept = 64;
    private static readonly Lazy<WorldMap> World = new(WorldMap.Load);
    private static readonly ConcurrentDictionary<string, ImmutableArray<string>> Drawn = new();

    public static IncidentMap Of(IReadOnlyCollection<MapPlace> places, bool isSlim = false)
    {
        var (width, height) = isSlim ? Slim : Wide;
        var shown = places.OrderByDescending(place => place.Count).ThenBy(place => place.Name, StringComparer.Ordinal).Take(PlacesMax).ToArray();
        var frame = new MapFrame([.. shown.Select(place => (place.Longitude, place.Latitude))], width, height);
        var taken = new List<(double Left, double Top, double Right, double Bottom)>();
        var most = shown.Length == 0 ? 1 : shown.Max(place => place.Count);
        // The buttons stand in the upper right corner; no label covers a place, drawn before or after.
        taken.Add((width - ButtonsWidth, 0, width, ButtonsHeight));
        taken.AddRange(shown.Select(place => (At: frame.At(place.Longitude, place.Latitude), Radius: Radius(place, most))).Select(spot => (spot.At.X - spot.Radius, spot.At.Y - spot.Radius, spot.At.X + spot.Radius, spot.At.Y + spot.Radius)));
        var points = shown.Select(place => Point(place, frame, most, taken)).ToImmutableArray();
        var names = ImmutableArray.CreateBuilder<(string, double, double)>();
        foreach (var country in World.Value.Countries)
        {
            var (left, _) = frame.At(country.Box.West, 0);
            var (right, _) = frame.At(country.Box.East, 0);
            var half = country.Name.Length * CapitalWidth / 2;
            bool Fits((double X, double Y) at) => at.X > half && at.X < width - half && at.Y > 12 && at.Y < height - 8 && Free(taken, at.X - half, at.Y - 10, at.X + half, at.Y + 4);
            if (right - left > half * 1.6 && WithinOf(country).Select(at => frame.At(at.Longitude, at.Latitude)).Where(Fits).Select(at => ((double X, double Y)?)at).FirstOrDefault() is { } name)
            {
                names.Add((country.Name, name.X, name.Y));
                taken.Add((name.X - half, name.Y - 10, name.X + half, name.Y + 4));
            }
        }

        var (west, north) = frame.At(0, 0);
        var (east, south) = frame.At(1, 1);
        var key = FormattableString.Invariant($"{width} {west:0.00} {north:0.00} {east:0.00} {south:0.00}");
        if (Drawn.Count > FramesKept)
        {
            Drawn.Clear();
        }

        return new IncidentMap(width, height, Drawn.GetOrAdd(key, _ => [.. World.Value.Countries.Select(frame.Path).OfType<string>()]), names.ToImmutable(), points, isSlim);
    }

    private static MapPoint Point(MapPlace place, MapFrame frame, int most, List<(double Left, double Top, double Right, double Bottom)> taken)
    {
        var (x, y) = frame.At(place.Longitude, place.Latitude);
        var radius = Radius(place, most);
        var sides = new[] { (radius + 4, 4.0, "start"), (-radius - 4, 4.0, "end"), (0, radius + 13, "middle"), (0, -radius - 5, "middle") };
        foreach (var (label, (dx, dy, anchor)) in new[] { place.Says, place.Name }.Distinct().SelectMany(label => sides.Select(side => (label, side))))
        {
            var width = label.Length * LetterWidth;
            var left = x + dx - (anchor == "start" ? 0 : anchor == "end" ? width : width / 2);
            var top = y + dy - LabelHeight + 3;
            if (left > 0 && left + width < frame.Width && top > 0 && top + LabelHeight < frame.Height && Free(taken, left, top, left + width, top + LabelHeight))
            {
                taken.Add((left, top, left + width, top + LabelHeight));
                return new MapPoint(place, x, y, radius, label, dx, dy, anchor);
            }
        }

        return new MapPoint(place, x, y, radius, place.Name, null, 0, "start");
    }

    /// <summary>Where the name of a country may stand: in its middle, else elsewhere within its borders, the nearest to the middle first.</summary>
    private static IEnumerable<(double Longitude, double Latitude)> WithinOf(Country country)
    {
        var ring = country.Rings.MaxBy(ring => ring.Length)!;
        var (longitude, latitude) = (ring.Average(p => p.Longitude), ring.Average(p => p.Latitude));
        yield return (longitude, latitude);
        var box = country.Box;
        var grid = from i in Enumerable.Range(1, GridSteps - 1)
                   from j in Enumerable.Range(1, GridSteps - 1)
                   let at = (Longitude: box.West + ((box.East - box.West) * i / GridSteps), Latitude: box.South + ((box.North - box.South) * j / GridSteps))
                   orderby Math.Pow(at.Longitude - longitude, 2) + Math.Pow(at.Latitude - latitude, 2)
                   select at;
        foreach (var at in grid.Where(at => Holds(ring, at.Longitude, at.Latitude)))
        {
            yield return at;
        }
    }

    /// <summary>Whether a ring goes around a point: a ray from it crosses the ring an odd number of times.</summary>
    private static bool Holds((double Longitude, double Latitude)[] ring, double longitude, double latitude)
    {
        var isIn = false;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.Latitude > latitude != b.Latitude > latitude && longitude < ((b.Longitude - a.Longitude) * (latitude - a.Latitude) / (b.Latitude - a.Latitude)) + a.Longitude)
            {
                isIn = !isIn;
            }
        }

        return isIn;
    }

    private static double Radius(MapPlace place, int most) => place.Count == 1 ? 7.5 : 11 + (place.Count > 99 ? 4 : 0) + (8 * Math.Sqrt((place.Count - 1.0) / Math.Max(1, most)));

    private static bool Free(List<(double Left, double Top, double Right, double Bottom)> taken, double left, double top, double right, double bottom) =>
        !taken.Exists(box => left < box.Right && right > box.Left && top < box.Bottom && bottom > box.Top);
}
