using System.Globalization;

namespace Tocsin.Desk.Charts;

/// <summary>Numbers as drawings write them: a tenth of a pixel is enough.</summary>
public static class Svg
{
    public static string N(double number) => Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A line through points.</summary>
    public static string Line(IEnumerable<(double X, double Y)> points) => "M" + string.Join('L', points.Select(point => $"{N(point.X)} {N(point.Y)}"));
}
