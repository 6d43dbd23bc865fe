using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Places;

/// <summary>A line of a place list.</summary>
/// <param name="Province">GeoNames code of the state or province it is in, or that it is; empty where not given.</param>
public sealed record ListedPlace(string Name, PlaceKind Kind, string? Country, string Province, double Latitude, double Longitude, int Population, ImmutableArray<string> Aliases);

/// <summary>A line that could not be read.</summary>
public sealed record PlaceListProblem(int Line, string Message);

/// <summary>Reads place lists: one place a line, eight columns parted by tabs.</summary>
/// <remarks>
/// name, kind, country (ISO alpha-3 or empty), province (GeoNames code or empty), latitude, longitude,
/// weight (the decimal logarithm of the inhabitants of a town equally prominent, or empty), aliases parted by '|'.
/// A region with a province is that province. '#' starts a comment line.
/// </remarks>
public static class PlaceList
{
    /// <summary>Reads what can be read; a broken line is named and the rest goes on.</summary>
    public static (ImmutableArray<ListedPlace> Places, ImmutableArray<PlaceListProblem> Problems) Parse(string text)
    {
        var places = ImmutableArray.CreateBuilder<ListedPlace>();
        var problems = ImmutableArray.CreateBuilder<PlaceListProblem>();
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || line[0] == '#')
            {
                continue;
            }

            if (ParseLine(line.ToString(), out var place) is { } message)
            {
                problems.Add(new PlaceListProblem(number, message));
            }
            else
            {
                places.Add(place!);
            }
        }

        return (places.ToImmutable(), problems.ToImmutable());
    }

    private static string? ParseLine(string line, out ListedPlace? place)
    {
        place = null;
        var columns = line.Split('\t');
        if (columns.Length is < 6 or > 8)
        {
            return $"expected 6 to 8 columns parted by tabs, found {columns.Length}";
        }

        if (KindOf(columns[1]) is not { } kind)
        {
            return $"'{columns[1]}' is no kind of place; use city, country, region, base, landmark or water";
        }

        if (columns[2].Length is not (0 or 3))
        {
            return $"'{columns[2]}' is no ISO 3166-1 alpha-3 code";
        }

        if (!double.TryParse(columns[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) || !(Math.Abs(latitude) <= 90)
            || !double.TryParse(columns[5], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) || !(Math.Abs(longitude) <= 180))
        {
            return $"'{columns[4]}', '{columns[5]}' are no latitude and longitude in degrees";
        }

        var weight = DefaultWeight(kind);
        if (columns.Length > 6 && columns[6].Length > 0
            && (!double.TryParse(columns[6], NumberStyles.Float, CultureInfo.InvariantCulture, out weight) || !(weight is >= 0 and <= 9.3)))
        {
            return $"'{columns[6]}' is no weight from 0 to 9.3";
        }

        place = new ListedPlace(
            columns[0],
            kind,
            columns[2].Length == 0 ? null : columns[2],
            columns[3],
            latitude,
            longitude,
            (int)Math.Min(Math.Pow(10, weight), int.MaxValue),
            columns.Length > 7 ? [.. columns[7].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : []);
        return null;
    }

    private static PlaceKind? KindOf(string word) => word switch
    {
        "city" => PlaceKind.City,
        "country" => PlaceKind.Country,
        "region" => PlaceKind.Region,
        "base" => PlaceKind.Base,
        "landmark" => PlaceKind.Landmark,
        "water" => PlaceKind.Water,
        _ => null,
    };

    private static double DefaultWeight(PlaceKind kind) => kind switch
    {
        PlaceKind.Country => 7.5,
        PlaceKind.Region => 6.3,
        PlaceKind.Water => 6,
        PlaceKind.City => 4,
        _ => 4.5,
    };
}
