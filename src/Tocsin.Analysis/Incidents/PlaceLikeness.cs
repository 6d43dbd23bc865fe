using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>What two places say of two happenings.</summary>
internal static class PlaceLikeness
{
    private const double SameKilometres = 5;
    private const double NearKilometres = 30;

    /// <summary>Nothing where one of them has none.</summary>
    /// <returns>They are one place, or one has the name of the other.</returns>
    public static bool Weigh(Telling one, Telling other, ref Tally tally)
    {
        if (one.Place is not { } here || other.Place is not { } there)
        {
            if (one.Document.Id != other.Document.Id && (IsNotNamed(one, other) || IsNotNamed(other, one)))
            {
                tally.Add(Evidence.PlaceNotNamed);
            }

            return false;
        }

        if (here.Country is { } country && there.Country is { } second && country != second)
        {
            tally.Add(Evidence.OtherCountry, "but in another country");
            return false;
        }

        if (!here.IsPoint || !there.IsPoint)
        {
            Areas(one, other, ref tally);
            return false;
        }

        if ((here.GeoNames is not null && here.GeoNames == there.GeoNames) || IsSameName(one, other))
        {
            tally.Add(Evidence.SamePlace);
            tally.Reasons?.Add($"same place: {here.Name}");
            return true;
        }

        if (Kilometres(here, there) is { } distance)
        {
            if (distance <= SameKilometres)
            {
                tally.Add(Evidence.SamePlace);
                tally.Reasons?.Add($"same place: {here.Name}, {there.Name}");
                return true;
            }

            if (distance <= NearKilometres)
            {
                tally.Add(Evidence.NearPlace);
                tally.Reasons?.Add(FormattableString.Invariant($"{here.Name} and {there.Name} are {distance:F0} km apart"));
            }
            else
            {
                tally.Add(Evidence.FarPlace);
                tally.Reasons?.Add($"but {here.Name} and {there.Name} are far apart");
            }

            return false;
        }

        // "Lomna" and "Lomna air base": neither is in the gazetteer. One report may speak of both: "the road from Lumba to Kesh".
        if (Holds(here.Name, there.Name) || Holds(there.Name, here.Name))
        {
            tally.Add(Evidence.PlacesOfOneName);
            tally.Reasons?.Add($"places of one name: {here.Name}, {there.Name}");
            return true;
        }

        if (one.IsAtSite == other.IsAtSite && !one.SpeaksOfPlaceOf(other) && !other.SpeaksOfPlaceOf(one))
        {
            tally.Add(Evidence.OtherPlace);
            tally.Reasons?.Add($"but {here.Name} is not {there.Name}");
        }
        else if (one.Document.Id == other.Document.Id && !SortedWords.Any(one.Names, other.Names)
            && (one.IsDenial != other.IsDenial || (one.Weapon is not null && other.Weapon is not null && one.Weapon != other.Weapon)))
        {
            tally.Add(Evidence.OtherPlaceBeside);
        }

        return false;
    }

    private static bool IsNotNamed(Telling placed, Telling other) => placed.Place is { IsPoint: true } && !placed.IsAtSite && other.Place is null && other.NamesSomething && !other.SpeaksOfPlaceOf(placed);

    /// <summary>Each says where it was, and neither report speaks of where the other was.</summary>
    public static bool AreTwoTowns(Telling one, Telling other) =>
        one.PlaceName is { } here && other.PlaceName is { } there && here != there && !Holds(here, there) && !Holds(there, here) && one.Place!.Kind != PlaceKind.Country && other.Place!.Kind != PlaceKind.Country
        && one.IsAtSite == other.IsAtSite && !one.SpeaksOfPlaceOf(other) && !other.SpeaksOfPlaceOf(one);

    private static void Areas(Telling one, Telling other, ref Tally tally)
    {
        var (here, there) = (one.Place!, other.Place!);
        if (here.IsPoint != there.IsPoint)
        {
            if (here.Country is not null && here.Country == there.Country)
            {
                tally.Add(Evidence.LiesIn);
                tally.Reasons?.Add($"{(here.IsPoint ? here : there).Name} lies in {(here.IsPoint ? there : here).Name}");
            }
            else if (AreTwoTowns(one, other))
            {
                // A town on no map may have the name of a region of somewhere else.
                tally.Add(Evidence.OtherPlace);
                tally.Reasons?.Add($"but {here.Name} is not {there.Name}");
            }
        }
        else if (IsSameName(one, other))
        {
            tally.Add(Evidence.SameRegion);
            tally.Reasons?.Add($"same {(here.Kind == PlaceKind.Region ? "region" : "country")}: {here.Name}");
        }
        else if (here.Kind == there.Kind)
        {
            tally.Add(Evidence.OtherRegion);
        }
    }

    /// <summary>Great-circle distance on a sphere of 6,371 km; null where one of them is not in the gazetteer.</summary>
    public static double? Kilometres(RecordedPlace here, RecordedPlace there) =>
        GreatCircle.Kilometres(here.Latitude, here.Longitude, there.Latitude, there.Longitude);

    private static bool IsSameName(Telling one, Telling other) => one.PlaceName == other.PlaceName && (Kilometres(one.Place!, other.Place!) ?? 0) <= NearKilometres;

    private static bool Holds(string longer, string name) => longer.Length > name.Length && longer.Split(' ').Contains(name, StringComparer.OrdinalIgnoreCase);
}
