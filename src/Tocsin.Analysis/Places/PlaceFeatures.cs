namespace Tocsin.Analysis.Places;

/// <summary>What speaks for or against one place of a name, as numbers that <see cref="PlaceRanker"/> weighs.</summary>
/// <remarks>Each is about 0 to 1. The names are those of data/places/ranker.txt.</remarks>
public enum PlaceFeature
{
    /// <summary>Decimal logarithm of the inhabitants, over 8.</summary>
    Population = 0,

    /// <summary>The same, as the part of the most populous place of the name.</summary>
    PopulationShare = 1,

    Country = 2,
    Province = 3,
    County = 4,
    Quarter = 5,
    Capital = 6,
    RegionSeat = 7,

    /// <summary>On the curated list.</summary>
    Curated = 8,

    /// <summary>The name is an alternate spelling of it.</summary>
    Alias = 9,

    /// <summary>It lies in the place named close behind: "Paris, Texas".</summary>
    CloseHeld = 10,

    /// <summary>Another place is named close behind, and it does not lie there.</summary>
    CloseNotHeld = 11,

    LooseHeld = 12,
    LooseNotHeld = 13,

    /// <summary>The text names its country.</summary>
    CountryNamed = 14,

    /// <summary>The text names its state or province.</summary>
    ProvinceNamed = 15,

    /// <summary>Part of the text's other places that are in the same country.</summary>
    CountryShare = 16,

    ProvinceShare = 17,

    /// <summary>Part of the text's other places that are near, fading over 100 km.</summary>
    Near = 18,

    /// <summary>The nearest of the text's other places, fading over 100 km.</summary>
    Nearest = 19,

    /// <summary>The same name stands elsewhere in the text with its state or country, and means this place.</summary>
    NamedInFull = 20,

    /// <summary>No place of the name is more populous.</summary>
    MostPopulous = 21,

    /// <summary>The names listed with it ("Oregon, Washington and Idaho") are of the same rank: countries, states, or neither.</summary>
    LikeNeighbours = 22,
}
