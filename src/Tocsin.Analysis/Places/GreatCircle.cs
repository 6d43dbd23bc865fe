namespace Tocsin.Analysis.Places;

/// <summary>Distances on a sphere of 6,371 km, in kilometres, by the haversine formula (R. W. Sinnott, Virtues of the Haversine, 1984). Coordinates are degrees, WGS 84.</summary>
internal static class GreatCircle
{
    private const double EarthKilometres = 6371;
    private const double Radian = Math.PI / 180;

    public static double Kilometres(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var north = Math.Sin((otherLatitude - latitude) * Radian / 2);
        var east = Math.Sin((otherLongitude - longitude) * Radian / 2);
        var haversine = (north * north) + (Math.Cos(latitude * Radian) * Math.Cos(otherLatitude * Radian) * east * east);
        return 2 * EarthKilometres * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }

    /// <summary>Null where a coordinate is not known.</summary>
    public static double? Kilometres(double? latitude, double? longitude, double? otherLatitude, double? otherLongitude) =>
        latitude is { } here && longitude is { } along && otherLatitude is { } there && otherLongitude is { } beyond ? Kilometres(here, along, there, beyond) : null;
}
