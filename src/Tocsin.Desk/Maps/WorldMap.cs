using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Tocsin.Desk.Assets;
using Tocsin.Desk.Charts;

namespace Tocsin.Desk.Maps;

/// <summary>A country's outline: rings of longitude and latitude in degrees.</summary>
internal sealed record Country(string Name, ImmutableArray<(double Longitude, double Latitude)[]> Rings, (double West, double South, double East, double North) Box);

/// <summary>The countries of Natural Earth at 1:50 million, as world-atlas packs them (TopoJSON: arcs of steps that neighbours share).</summary>
internal sealed class WorldMap
{
    private WorldMap(ImmutableArray<Country> countries) => Countries = countries;

    public ImmutableArray<Country> Countries { get; }

    public static WorldMap Load()
    {
        using var topology = JsonDocument.Parse(AssetStore.Read("assets/vendor/countries-50m.json"));
        var root = topology.RootElement;
        var transform = root.GetProperty("transform");
        var (scaleX, scaleY) = (transform.GetProperty("scale")[0].GetDouble(), transform.GetProperty("scale")[1].GetDouble());
        var (left, bottom) = (transform.GetProperty("translate")[0].GetDouble(), transform.GetProperty("translate")[1].GetDouble());
        var arcs = root.GetProperty("arcs").EnumerateArray().Select(arc =>
        {
            long x = 0, y = 0;
            return arc.EnumerateArray().Select(step =>
            {
                x += step[0].GetInt64();
                y += step[1].GetInt64();
                return (Longitude: (x * scaleX) + left, Latitude: (y * scaleY) + bottom);
            }).ToArray();
        }).ToArray();

        (double Longitude, double Latitude)[] Ring(JsonElement indexes)
        {
            var ring = new List<(double Longitude, double Latitude)>();
            foreach (var index in indexes.EnumerateArray().Select(index => index.GetInt32()))
            {
                // A negative index is the arc of its complement, walked backwards.
                var arc = index >= 0 ? arcs[index] : arcs[~index].AsEnumerable().Reverse();
                ring.AddRange(ring.Count == 0 ? arc : arc.Skip(1));
            }

            return [.. ring];
        }

        var countries = root.GetProperty("objects").GetProperty("countries").GetProperty("geometries").EnumerateArray().Select(geometry =>
        {
            var parts = geometry.GetProperty("arcs").EnumerateArray();
            var rings = geometry.GetProperty("type").GetString() switch
            {
                "Polygon" => parts.Select(Ring),
                "MultiPolygon" => parts.SelectMany(polygon => polygon.EnumerateArray().Select(Ring)),
                _ => [],
            };
            var all = rings.ToImmutableArray();
            var points = all.SelectMany(ring => ring).ToArray();
            return new Country(
                geometry.GetProperty("properties").GetProperty("name").GetString() ?? "", all,
                points.Length == 0 ? default : (points.Min(p => p.Longitude), points.Min(p => p.Latitude), points.Max(p => p.Longitude), points.Max(p => p.Latitude)));
        });
        return new WorldMap([.. countries.Where(country => !country.Rings.IsEmpty)]);
    }
}

/// <summary>Degrees to the units of a drawing: equirectangular, true along the middle latitude, which is right for a region and honest for the world.</summary>
internal sealed class MapFrame
{
    private const double SpanMin = 11;
    private const double Margin = 0.18;
    private readonly double _west;
    private readonly double _north;
    private readonly double _narrowing;
    private readonly double _scale;

    /// <param name="points">What must lie within it, with a margin; none for the whole world.</param>
    public MapFrame(IReadOnlyCollection<(double Longitude, double Latitude)> points, double width, double height)
    {
        (Width, Height) = (width, height);
        var (west, east) = points.Count == 0 ? (-170.0, 170.0) : (points.Min(p => p.Longitude), points.Max(p => p.Longitude));
        var (south, north) = points.Count == 0 ? (-58.0, 78.0) : (points.Min(p => p.Latitude), points.Max(p => p.Latitude));
        var (longitude, latitude) = ((west + east) / 2, (south + north) / 2);
        _narrowing = Math.Max(0.2, Math.Cos(latitude * Math.PI / 180));
        var across = Math.Max(SpanMin, (east - west) * (1 + (2 * Margin))) * _narrowing;
        var down = Math.Max(SpanMin * Height / Width, (north - south) * (1 + (2 * Margin)));
        _scale = Math.Min(Width / across, Height / down);
        _west = longitude - (Width / _scale / _narrowing / 2);
        _north = latitude + (Height / _scale / 2);
    }

    public double Width { get; }

    public double Height { get; }

    public (double X, double Y) At(double longitude, double latitude) => ((longitude - _west) * _narrowing * _scale, (_north - latitude) * _scale);

    /// <summary>The outline where it touches the frame, without steps that are too small to see; null where it does not.</summary>
    public string? Path(Country country)
    {
        var (left, top) = At(country.Box.West, country.Box.North);
        var (right, bottom) = At(country.Box.East, country.Box.South);
        if (right < 0 || left > Width || bottom < 0 || top > Height)
        {
            return null;
        }

        var path = new StringBuilder();
        foreach (var ring in country.Rings)
        {
            Ring(ring, path);
        }

        return path.Length == 0 ? null : path.ToString();
    }

    private void Ring((double Longitude, double Latitude)[] ring, StringBuilder path)
    {
        const double step = 0.7;
        const double beyond = 60;
        var points = new List<(double X, double Y)>(ring.Length);
        var visible = false;
        foreach (var (longitude, latitude) in ring)
        {
            var (x, y) = At(longitude, latitude);
            visible |= x >= 0 && x <= Width && y >= 0 && y <= Height;
            // What is far outside is pressed to the edge: its shape there is never seen.
            (x, y) = (Math.Clamp(x, -beyond, Width + beyond), Math.Clamp(y, -beyond, Height + beyond));
            if (points.Count == 0 || Math.Abs(points[^1].X - x) + Math.Abs(points[^1].Y - y) >= step)
            {
                points.Add((x, y));
            }
        }

        var surrounds = points.Count > 2 && points.Min(p => p.X) <= 0 && points.Max(p => p.X) >= Width && points.Min(p => p.Y) <= 0 && points.Max(p => p.Y) >= Height;
        if (points.Count > 2 && (visible || surrounds || points.Exists(p => p.X > 0 && p.X < Width) || points.Exists(p => p.Y > 0 && p.Y < Height)))
        {
            path.Append(Svg.Line(points)).Append('Z');
        }
    }
}
