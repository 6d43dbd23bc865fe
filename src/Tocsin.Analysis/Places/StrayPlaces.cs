namespace Tocsin.Analysis.Places;

/// <summary>Names whose only places lie where nothing else of the text does: a town of that name that no gazetteer lists is likelier.</summary>
internal static class StrayPlaces
{
    /// <summary>A town of more inhabitants is known beyond its country.</summary>
    private const int SmallPopulation = 50_000;

    /// <summary>So many other names of one country say where the text plays.</summary>
    private const int CompanyMin = 2;

    private static readonly string[] Parts = ["district", "quarter", "neighbourhood", "neighborhood", "suburb", "borough", "ward", "area", "section", "sector"];

    /// <summary>Why a name is not taken for the small foreign town that alone bears it; null where it may be.</summary>
    public static string? Why(PlaceUnit unit, IReadOnlyList<PlaceUnit> units, IReadOnlyList<SpottedPlace> spots)
    {
        if (unit.Best < 0 || unit.Holder >= 0 || !unit.Spots.TrueForAll(spot => spots[spot].Use == PlaceUse.Literal))
        {
            return null;
        }

        string? country = null;
        var company = new HashSet<string>();
        foreach (var other in units)
        {
            if (other.Best < 0 || other.Key == unit.Key || other.Candidates[other.Best].Place.Country is not { } there)
            {
                continue;
            }

            if (country is not null && country != there)
            {
                return null;
            }

            country = there;
            company.Add(other.Key);
        }

        return country is not null && company.Count >= CompanyMin && unit.Candidates.All(candidate => IsSmall(candidate.Place) && candidate.Place.Country != country)
            ? $"not in the gazetteer for {country}, where the text's other places lie; its only namesake is a small town of {unit.Candidates[unit.Best].Place.Country}"
            : null;
    }

    /// <summary>True for what stands between a part of a town and the town: " district of ".</summary>
    public static bool IsPartOf(ReadOnlySpan<char> gap)
    {
        foreach (var part in Parts)
        {
            if (gap.Length == part.Length + 5 && gap[0] == ' ' && gap[1..].StartsWith(part, StringComparison.Ordinal) && gap.EndsWith(" of ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSmall(in Place place) =>
        place.Kind == PlaceKind.City && place.Country is not null && place.Rank is PlaceRank.None or PlaceRank.Quarter or PlaceRank.LocalSeat && place.Population < SmallPopulation;
}
