using System.Collections.Immutable;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Places;

namespace Tocsin.Analysis.Watching;

/// <summary>A place that a user watches: a point, a circle or a polygon, with the names that reports give it.</summary>
/// <param name="RadiusKilometres">0 for a point.</param>
/// <param name="Corners">Of a polygon, the last equal to the first; empty otherwise.</param>
/// <param name="Names">Words that mean it in a report, folded; they count where the report's place is not known better.</param>
public sealed record Site(string Id, string Name, CapPoint Centre, double RadiusKilometres, ImmutableArray<CapPoint> Corners, ImmutableArray<string> Names)
{
    private const double EarthKilometres = 6371;
    private const double Radian = Math.PI / 180;

    /// <summary>Great-circle distance on a sphere of 6,371 km.</summary>
    public static double Kilometres(CapPoint one, CapPoint other) => GreatCircle.Kilometres(one.Latitude, one.Longitude, other.Latitude, other.Longitude);

    /// <summary>From a point to the nearest of the site; 0 within it.</summary>
    public double KilometresTo(CapPoint point)
    {
        if (Corners.IsEmpty)
        {
            return Math.Max(0, Kilometres(Centre, point) - RadiusKilometres);
        }

        if (Holds(point))
        {
            return 0;
        }

        var nearest = double.MaxValue;
        for (var i = 0; i + 1 < Corners.Length; i++)
        {
            nearest = Math.Min(nearest, ToEdge(point, Corners[i], Corners[i + 1]));
        }

        return nearest;
    }

    /// <summary>The site and what lies within a distance of it, for a map.</summary>
    public CapArea Area(double withinKilometres)
    {
        var name = withinKilometres > 0 ? FormattableString.Invariant($"{Name} and {withinKilometres:0.#} km around it") : Name;
        return Corners.IsEmpty
            ? new CapArea(name, [], [new CapCircle(Centre, RadiusKilometres + withinKilometres)], [], null, null)
            : new CapArea(name, [new CapPolygon(Corners)], [], [], null, null);
    }

    /// <summary>Even-odd rule on degrees, longitudes taken on the side of the point, so that a site may lie across the date line.</summary>
    private bool Holds(CapPoint point)
    {
        var inside = false;
        for (var i = 0; i + 1 < Corners.Length; i++)
        {
            var (a, b) = (Flat(Corners[i], point), Flat(Corners[i + 1], point));
            if (a.Y > 0 != b.Y > 0 && 0 < ((b.X - a.X) * (0 - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>On a plane around the point: exact enough for the few kilometres that matter.</summary>
    private static double ToEdge(CapPoint point, CapPoint from, CapPoint to)
    {
        var (a, b) = (Flat(from, point), Flat(to, point));
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        var length = (x * x) + (y * y);
        var along = length == 0 ? 0 : Math.Clamp(-((a.X * x) + (a.Y * y)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(a.X + (along * x), 2) + Math.Pow(a.Y + (along * y), 2));
    }

    private static (double X, double Y) Flat(CapPoint point, CapPoint around)
    {
        var longitude = point.Longitude - around.Longitude;
        longitude -= 360 * Math.Round(longitude / 360);
        return (longitude * Radian * Math.Cos(around.Latitude * Radian) * EarthKilometres, (point.Latitude - around.Latitude) * Radian * EarthKilometres);
    }
}
