using System.Globalization;
using Tocsin.Analysis.Events;

namespace Tocsin.Analysis.Incidents;

/// <summary>What the numbers of two tellings say of their being one. Tolls rise from report to report, so a difference weighs less than an agreement.</summary>
internal static class Tolls
{
    public static double Weigh(Telling one, Telling other, List<string>? reasons)
    {
        var published = (one.Published?.DayNumber ?? 0) - (other.Published?.DayNumber ?? 0);
        var sum = Weigh(one.Killed, other.Killed, published, "killed", 1.25, reasons) + (Weigh(one.Injured, other.Injured, published, "injured", 1, reasons) is var hurt && hurt < 0 ? hurt / 3 : hurt);
        if (one.Count is { Min: { } count } && other.Count is { Min: { } otherCount } && count > 1 && otherCount > 1)
        {
            sum += count == otherCount ? 0.75 : -0.25;
        }

        return sum;
    }

    /// <param name="published">Days from the other's publication to the one's.</param>
    private static double Weigh(CountRange? one, CountRange? other, int published, string what, double exact, List<string>? reasons)
    {
        if (one is null || other is null)
        {
            return 0;
        }

        var (low, high) = (one.Min ?? 0, one.Max ?? int.MaxValue);
        var (otherLow, otherHigh) = (other.Min ?? 0, other.Max ?? int.MaxValue);
        if (low == otherLow && high == otherHigh)
        {
            reasons?.Add(low == high ? string.Create(CultureInfo.InvariantCulture, $"same toll: {low:N0} {what}") : $"same toll of {what}");
            return low >= 3 ? exact : 0.5;
        }

        if (low <= otherHigh && otherLow <= high)
        {
            return 0.25;
        }

        var (less, more) = (Math.Min(high, otherHigh), Math.Max(low, otherLow));
        if (less == 0)
        {
            reasons?.Add($"but nobody {what} in one");
            return -1;
        }

        // A later report that has more is what is to be expected.
        var isRising = published >= 0 == low > otherHigh || published == 0;
        var ratio = (double)more / less;
        if (ratio > (isRising ? 4 : 3) && less > 1)
        {
            reasons?.Add($"but other tolls of {what}");
            return isRising ? -0.75 : -1;
        }

        return isRising ? 0 : ratio > 1.6 ? -0.5 : 0;
    }
}
