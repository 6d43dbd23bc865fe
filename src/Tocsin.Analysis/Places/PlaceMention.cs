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

/// <summary>What a place name does in its sentence.</summary>
public enum PlaceUse
{
    /// <summary>It names the place itself.</summary>
    Literal = 0,

    /// <summary>It opens a report and says where that was written, not where anything happened.</summary>
    Dateline = 1,

    /// <summary>It stands for a state or government that acts: "Washington denied it".</summary>
    Actor = 2,

    /// <summary>It is part of the name of an organisation: "Baghdad Operations Command".</summary>
    InName = 3,
}

/// <summary>A place named in the text and where it is.</summary>
/// <param name="Country">ISO 3166-1 alpha-3, null at sea or where not known.</param>
/// <param name="Latitude">Degrees, WGS 84; null where the place is not in the gazetteer.</param>
/// <param name="Reason">Why this place of that name.</param>
public sealed record PlaceMention(
    TextSpan Span,
    string Name,
    PlaceKind Kind,
    string? Country,
    int? GeoNames,
    double? Latitude,
    double? Longitude,
    string Reason,
    PlaceUse Use = PlaceUse.Literal)
{
    /// <summary>It says where the report was written.</summary>
    public bool IsDateline => Use == PlaceUse.Dateline;
}
