using Tocsin.Language;

namespace Tocsin.Analysis.Places;

/// <summary>Names whose only places lie where nothing else of the text does: a town of that name that no gazetteer lists is likelier.</summary>
internal static class StrayPlaces
{
    /// <summary>A town of more inhabitants is known beyond its country.</summary>
    private const int SmallPopulation = 50_000;

    /// <summary>So many other names of one country say where the text plays.</summary>
    private const int CompanyMin = 2;

    private static readonly string[] StateNouns = ["president", "government", "army", "military", "parliament", "ministry", "minister", "capital", "ambassador", "border"];

    /// <summary>What belongs to a state and to no man, so that a name taken for a person's is a state's.</summary>
    private static readonly string[] OfNoPerson = ["president", "parliament", "capital", "border"];

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

    /// <summary>The same in a text of a state that no list has ("Karvonia's president"): the small town that alone bears the name elsewhere is not meant where nothing speaks of its country.</summary>
    public static string? WhyUnlisted(PlaceUnit unit, IReadOnlyList<PlaceUnit> units, IReadOnlyList<SpottedPlace> spots) =>
        unit.Best < 0 || unit.Holder >= 0 || !unit.Spots.TrueForAll(spot => spots[spot].Use is PlaceUse.Literal or PlaceUse.Actor) || !unit.Candidates.All(candidate => IsSmall(candidate.Place))
            || units.Any(other => other.Key != unit.Key && other.Best >= 0 && other.Candidates[other.Best].Place is var place && place.Country == unit.Candidates[unit.Best].Place.Country && !IsSmall(place))
            ? null
            : $"the text tells of a state that no list has, and nothing in it of {unit.Candidates[unit.Best].Place.Country}, where the only namesake is a small town";

    /// <summary>"Karvonia's president", "Karvonia's army", with Karvonia in no list of places.</summary>
    public static bool NamesUnlistedState(ParsedText parsed, IReadOnlyList<PlaceUnit> units, IReadOnlyList<SpottedPlace> spots)
    {
        var known = units.Where(unit => unit.Candidates.Length > 0).SelectMany(unit => unit.Spots).Select(spot => spots[spot].Span.Start).ToHashSet();
        foreach (var sentence in parsed.Sentences)
        {
            for (var t = 0; t < sentence.Tokens.Length; t++)
            {
                if (sentence.Tokens[t] is { Deprel: "nmod:poss", Upos: "PROPN", Head: var head } && head > t && StateNouns.Contains(sentence.Tokens[head].Lemma, StringComparer.OrdinalIgnoreCase) && !known.Contains(sentence.Tokens[t].Span.Start)
                    && !(t > 0 && sentence.Tokens[t - 1].Upos == "PROPN") && (OfNoPerson.Contains(sentence.Tokens[head].Lemma, StringComparer.OrdinalIgnoreCase) || !sentence.Names.Any(name => name.Tag == NameTag.Person && t >= name.First && t < name.First + name.Count)))
                {
                    return true;
                }
            }
        }

        return false;
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
