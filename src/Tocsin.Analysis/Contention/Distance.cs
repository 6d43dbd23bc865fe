namespace Tocsin.Analysis.Contention;

internal static class Distance
{
    /// <summary>Great-circle distance on a sphere of 6,371 km; null where a coordinate is not known.</summary>
    public static double? Kilometres(double? latitude, double? longitude, double? otherLatitude, double? otherLongitude)
    {
        if (latitude is not { } here || longitude is not { } along || otherLatitude is not { } there || otherLongitude is not { } beyond)
        {
            return null;
        }

        const double Radian = Math.PI / 180;
        var north = Math.Sin((there - here) * Radian / 2);
        var east = Math.Sin((beyond - along) * Radian / 2);
        var haversine = (north * north) + (Math.Cos(here * Radian) * Math.Cos(there * Radian) * east * east);
        return 2 * 6371 * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }
}
