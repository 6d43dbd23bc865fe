using System.Runtime.CompilerServices;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>What two places say of two happenings.</summary>
internal static class PlaceLikeness
{
    private const double SameKilometres = 5;
    private const double NearKilometres = 30;

    /// <summary>0 where one of them has none.</summary>
    public static double Weigh(Telling one, Telling other, List<string>? reasons)
    {
        if (one.Place is not { } here || other.Place is not { } there)
        {
            return 0;
        }

        if (here.Country is { } country && there.Country is { } second && country != second)
        {
            return Add(-4, reasons, $"but in another country");
        }

        if (!here.IsPoint || !there.IsPoint)
        {
            if (here.IsPoint != there.IsPoint)
            {
                return here.Country is not null && here.Country == there.Country ? Add(0.5, reasons, $"{(here.IsPoint ? here : there).Name} lies in {(here.IsPoint ? there : here).Name}") : 0;
            }

            return IsSameName(one, other) ? Add(0.75, reasons, $"same {(here.Kind == PlaceKind.Region ? "region" : "country")}: {here.Name}") : here.Kind == there.Kind ? -1 : 0;
        }

        if ((here.GeoNames is not null && here.GeoNames == there.GeoNames) || IsSameName(one, other))
        {
            return Add(2, reasons, $"same place: {here.Name}");
        }

        if (Kilometres(here, there) is { } distance)
        {
            return distance <= SameKilometres ? Add(2, reasons, $"same place: {here.Name}, {there.Name}")
                : distance <= NearKilometres ? Add(0.5, reasons, $"{here.Name} and {there.Name} are {distance:F0} km apart")
                : Add(-5, reasons, $"but {here.Name} and {there.Name} are far apart");
        }

        // "Lomna" and "Lomna air base": neither is in the gazetteer. One report may speak of both: "the road from Lumba to Kesh".
        return Holds(here.Name, there.Name) || Holds(there.Name, here.Name) ? Add(1, reasons, $"places of one name: {here.Name}, {there.Name}")
            : one.SpeaksOfPlaceOf(other) || other.SpeaksOfPlaceOf(one) ? 0
            : Add(-2, reasons, $"but {here.Name} is not {there.Name}");
    }

    /// <summary>Great-circle distance on a sphere of 6,371 km; null where one of them is not in the gazetteer.</summary>
    public static double? Kilometres(RecordedPlace here, RecordedPlace there) =>
        GreatCircle.Kilometres(here.Latitude, here.Longitude, there.Latitude, there.Longitude);

    private static bool IsSameName(Telling one, Telling other) => one.PlaceName == other.PlaceName && (Kilometres(one.Place!, other.Place!) ?? 0) <= NearKilometres;

    private static bool Holds(string longer, string name) => longer.Length > name.Length && longer.Split(' ').Contains(name, StringComparer.OrdinalIgnoreCase);

    private static double Add(double weight, List<string>? reasons, [InterpolatedStringHandlerArgument(nameof(reasons))] ref Reason reason)
    {
        reason.AddTo(reasons);
        return weight;
    }
}
