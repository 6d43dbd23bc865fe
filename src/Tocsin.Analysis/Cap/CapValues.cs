using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Cap;

/// <summary>Times, references and shapes as CAP writes them.</summary>
internal static class CapValues
{
    private const int PolygonPointsMin = 4;

    /// <summary>Degrees kept: a tenth of a metre.</summary>
    private const string Degrees = "0.######";

    private static readonly char[] Spaces = [' ', '\t', '\r', '\n'];

    /// <summary>UTC where no offset is given, which only CAP before 1.2 allows.</summary>
    public static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text.Trim(), ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>Whole seconds; UTC as "-00:00", since CAP forbids "Z" (section 3.3.2).</summary>
    public static string Time(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'-00:00'", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static bool TryReferences(string text, string version, out ImmutableArray<CapReference> references)
    {
        var found = ImmutableArray.CreateBuilder<CapReference>();
        references = [];
        foreach (var one in text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries))
        {
            if (version == "1.0")
            {
                // CAP 1.0 names no time; an identifier may itself hold a slash.
                var slash = one.LastIndexOf('/');
                if (slash <= 0 || slash == one.Length - 1)
                {
                    return false;
                }

                found.Add(new CapReference(one[(slash + 1)..], one[..slash], default));
                continue;
            }

            var parts = one.Split(',');
            if (parts.Length != 3 || parts[0].Length == 0 || parts[1].Length == 0 || !TryTime(parts[2], out var sent))
            {
                return false;
            }

            found.Add(new CapReference(parts[0], parts[1], sent));
        }

        references = found.ToImmutable();
        return true;
    }

    public static bool TryPolygon(string text, out CapPolygon? polygon, out string fault)
    {
        polygon = null;
        var pairs = text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries);
        var points = ImmutableArray.CreateBuilder<CapPoint>(pairs.Length);
        foreach (var pair in pairs)
        {
            if (!TryPoint(pair, out var point))
            {
                fault = $"\"{(pair.Length <= 40 ? pair : pair[..40] + "…")}\" is no \"latitude,longitude\" in degrees";
                return false;
            }

            points.Add(point);
        }

        if (points.Count < PolygonPointsMin)
        {
            fault = $"it has {points.Count} points; {PolygonPointsMin} are the least, the last equal to the first";
            return false;
        }

        if (points[0] != points[^1])
        {
            fault = "it is open: its last point is not its first";
            return false;
        }

        fault = string.Empty;
        polygon = new CapPolygon(points.ToImmutable());
        return true;
    }

    public static bool TryCircle(string text, out CapCircle? circle)
    {
        circle = null;
        var parts = text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || !TryPoint(parts[0], out var centre) || !TryNumber(parts[1], out var radius) || radius < 0)
        {
            return false;
        }

        circle = new CapCircle(centre, radius);
        return true;
    }

    public static string Point(CapPoint point) => string.Create(CultureInfo.InvariantCulture, $"{Degree(point.Latitude)},{Degree(point.Longitude)}");

    public static string Polygon(CapPolygon polygon) => string.Join(' ', polygon.Points.Select(Point));

    public static string Circle(CapCircle circle) => string.Create(CultureInfo.InvariantCulture, $"{Point(circle.Centre)} {circle.RadiusKilometres:0.###}");

    /// <summary>Words parted by white space; those that hold white space stand in quotes.</summary>
    public static ImmutableArray<string> Words(string? text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var rest = (text ?? string.Empty).AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            int end;
            if (rest[0] == '"' && rest[1..].IndexOf('"') is var close and >= 0)
            {
                words.Add(rest.Slice(1, close).ToString());
                end = close + 2;
            }
            else
            {
                end = rest.IndexOfAny(Spaces) is var space and >= 0 ? space : rest.Length;
                words.Add(rest[..end].ToString());
            }

            rest = rest[end..].Trim();
        }

        return words.ToImmutable();
    }

    public static string Words(ImmutableArray<string> words) =>
        string.Join(' ', words.Select(word => word.AsSpan().IndexOfAny(Spaces) >= 0 ? $"\"{word.Replace('"', '\'')}\"" : word));

    private static string Degree(double degree) => degree.ToString(Degrees, CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    private static bool TryPoint(string text, out CapPoint point)
    {
        point = default;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma <= 0 || !TryNumber(text.AsSpan(0, comma), out var latitude) || !TryNumber(text.AsSpan(comma + 1), out var longitude) || Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180)
        {
            return false;
        }

        point = new CapPoint(latitude, longitude);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
