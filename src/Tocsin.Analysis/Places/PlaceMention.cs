using Tocsin.Language;

namespace Tocsin.Analysis.Places;

public enum PlaceKind
{
    City = 0,
    Country = 1,
    Region = 2,
    Base = 3,
    Landmark = 4,
    Water = 5,
}

/// <summary>A place named in the text and where it is.</summary>
/// <param name="Country">ISO 3166-1 alpha-3, null at sea or where not known.</param>
/// <param name="Latitude">Degrees, WGS 84; null where the place is not in the gazetteer.</param>
/// <param name="Reason">Why this place of that name.</param>
public sealed record PlaceMention(TextSpan Span, string Name, PlaceKind Kind, string? Country, int? GeoNames, double? Latitude, double? Longitude, string Reason);
