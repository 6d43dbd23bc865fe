namespace Tocsin.Analysis.Places;

/// <summary>What a place is the seat or the extent of. The numbers are stored in the gazetteer file.</summary>
public enum PlaceRank
{
    None = 0,

    /// <summary>A quarter of a town.</summary>
    Quarter = 1,

    /// <summary>The seat of a county, district or commune.</summary>
    LocalSeat = 2,

    /// <summary>The seat of a state or province.</summary>
    RegionSeat = 3,

    Capital = 4,

    /// <summary>A county or district, the second level below the country.</summary>
    County = 5,

    /// <summary>A state or province, the first level below the country.</summary>
    Province = 6,

    Nation = 7,
}

/// <summary>A place of the gazetteer, without its name: see <see cref="Gazetteer.NameOf"/>.</summary>
/// <param name="Index">Its number in the gazetteer.</param>
/// <param name="Country">ISO 3166-1 alpha-3, null at sea or across borders.</param>
/// <param name="Province">Number of its state or province, 0 where it has none.</param>
/// <param name="Population">Inhabitants; for what has none, of a town equally prominent.</param>
/// <param name="GeoNames">Its GeoNames number, null for the curated places.</param>
public readonly record struct Place(int Index, PlaceKind Kind, PlaceRank Rank, string? Country, int Province, double Latitude, double Longitude, int Population, int? GeoNames)
{
    /// <summary>Great-circle distance in kilometres on a sphere of 6,371 km.</summary>
    public double KilometresTo(in Place other) => GreatCircle.Kilometres(Latitude, Longitude, other.Latitude, other.Longitude);
}

/// <summary>A place that a name may mean.</summary>
/// <param name="IsAlias">The name is another spelling, not the one the gazetteer prints.</param>
public readonly record struct PlaceHit(int Place, bool IsAlias);
