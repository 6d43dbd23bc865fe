namespace Tocsin.Analysis.Places;

/// <summary>Says in plain words why a name was taken for a place: the strongest of what sets it above the next best one.</summary>
internal sealed class PlaceReasons(Gazetteer gazetteer, PlaceRanker ranker)
{
    public string Explain(PlaceUnit unit, IReadOnlyList<PlaceUnit> units)
    {
        var best = unit.Best;
        if (best < 0)
        {
            return "not in the gazetteer";
        }

        var place = unit.Candidates[best].Place;
        if (unit.Candidates.Length == 1)
        {
            return place.Rank == PlaceRank.Nation ? "country of that name" : "only place of that name in the gazetteer";
        }

        if (unit.Holder >= 0 && (unit.Feature(best, PlaceFeature.CloseHeld) > 0.5 || unit.Feature(best, PlaceFeature.LooseHeld) > 0.5))
        {
            return $"in {NameOf(units[unit.Holder])}, which is named beside it";
        }

        var second = Second(unit, best);
        var (strongest, gain) = (PlaceFeature.Population, 0.0);
        foreach (var feature in Enum.GetValues<PlaceFeature>())
        {
            var difference = ranker.WeightOf(feature) * (unit.Feature(best, feature) - unit.Feature(second, feature));
            if (difference > gain)
            {
                (strongest, gain) = (feature, difference);
            }
        }

        return $"{Words(strongest, unit, best, units)}, of {unit.Candidates.Length} places of that name";
    }

    private string Words(PlaceFeature feature, PlaceUnit unit, int best, IReadOnlyList<PlaceUnit> units)
    {
        var place = unit.Candidates[best].Place;
        return feature switch
        {
            PlaceFeature.Population or PlaceFeature.PopulationShare or PlaceFeature.MostPopulous => "the most prominent",
            PlaceFeature.Country => "the country",
            PlaceFeature.Province or PlaceFeature.County => "the larger division",
            PlaceFeature.Capital => "the capital",
            PlaceFeature.RegionSeat => "the seat of its region",
            PlaceFeature.Curated => "on the list of places of crises",
            PlaceFeature.CountryNamed or PlaceFeature.CountryShare => $"in the country of the text's other places ({place.Country})",
            PlaceFeature.ProvinceNamed or PlaceFeature.ProvinceShare => "in the state of the text's other places",
            PlaceFeature.Near or PlaceFeature.Nearest => NearestName(unit, best, units) is { } near ? $"near {near}, which the text names" : "near the text's other places",
            PlaceFeature.LikeNeighbours => "of the same rank as the names listed with it",
            PlaceFeature.NamedInFull => "named in full elsewhere in the text",
            PlaceFeature.CloseHeld or PlaceFeature.CloseNotHeld or PlaceFeature.LooseHeld or PlaceFeature.LooseNotHeld => "not ruled out by the place named beside it",
            _ => "the likeliest",
        };
    }

    private static int Second(PlaceUnit unit, int best)
    {
        var second = -1;
        for (var i = 0; i < unit.Probabilities.Length; i++)
        {
            if (i != best && (second < 0 || unit.Probabilities[i] > unit.Probabilities[second]))
            {
                second = i;
            }
        }

        return second;
    }

    private string? NearestName(PlaceUnit unit, int best, IReadOnlyList<PlaceUnit> units)
    {
        var (nearest, distance) = (-1, double.MaxValue);
        foreach (var other in units)
        {
            if (other.Key == unit.Key || other.Best < 0 || other.Candidates[other.Best].Place.Rank >= PlaceRank.Province)
            {
                continue;
            }

            var there = unit.Candidates[best].ChordTo(other.Candidates[other.Best]);
            if (there < distance)
            {
                (nearest, distance) = (other.Candidates[other.Best].Place.Index, there);
            }
        }

        return nearest < 0 ? null : gazetteer.NameOf(nearest);
    }

    private string NameOf(PlaceUnit unit) => unit.Best < 0 ? unit.Key : gazetteer.NameOf(unit.Candidates[unit.Best].Place.Index);
}
