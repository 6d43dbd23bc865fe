using System.Globalization;
using Tocsin.Analysis.Events;

namespace Tocsin.Analysis.Incidents;

/// <summary>What the numbers of two tellings say of their being one. Tolls rise from report to report, so a difference weighs less than an agreement.</summary>
internal static class Tolls
{
    private const int BeyondCounting = 50;

    public static void Weigh(Telling one, Telling other, ref Tally tally)
    {
        var published = (one.Published?.DayNumber ?? 0) - (other.Published?.DayNumber ?? 0);
        Weigh(one.Killed, other.Killed, published, "killed", Evidence.SameKilled, ref tally);
        Weigh(one.Injured, other.Injured, published, "injured", Evidence.SameInjured, ref tally);
        if (one.Count is { Min: { } count } && other.Count is { Min: { } otherCount } && count > 1 && otherCount > 1)
        {
            tally.Add(count == otherCount ? Evidence.SameCount : Evidence.OtherCount);
        }
    }

    /// <param name="published">Days from the other's publication to the one's.</param>
    /// <param name="same">The first of the kinds of evidence about this number; the others follow in their order.</param>
    private static void Weigh(CountRange? one, CountRange? other, int published, string what, Evidence same, ref Tally tally)
    {
        if (one is null || other is null)
        {
            return;
        }

        Evidence Kind(Evidence ofKilled) => same + (ofKilled - Evidence.SameKilled);
        var (low, high) = (one.Min ?? 0, one.Max ?? int.MaxValue);
        var (otherLow, otherHigh) = (other.Min ?? 0, other.Max ?? int.MaxValue);
        if (low == otherLow && high == otherHigh)
        {
            tally.Reasons?.Add(low == high ? string.Create(CultureInfo.InvariantCulture, $"same toll: {low:N0} {what}") : $"same toll of {what}");
            tally.Add(Kind(low >= 3 ? Evidence.SameKilled : Evidence.SameFewKilled));
            return;
        }

        if (low <= otherHigh && otherLow <= high)
        {
            tally.Add(Kind(Evidence.KilledOverlap));
            return;
        }

        var (less, more) = (Math.Min(high, otherHigh), Math.Max(low, otherLow));
        if (less == 0)
        {
            tally.Add(Kind(Evidence.NobodyKilled));
            tally.Reasons?.Add($"but nobody {what} in one");
            return;
        }

        // A later report that has more is what is to be expected.
        var isRising = published >= 0 == low > otherHigh || published == 0;
        var ratio = (double)more / less;
        if (ratio > (isRising ? 4 : 3) && less > 1)
        {
            // No count of one attack's dead is out by that much: thousands who fell in a war are not the two of a raid.
            tally.Add(Kind(isRising ? Evidence.FarMoreKilled : Evidence.FarOtherKilled), ratio > BeyondCounting ? 3 : 1);
            tally.Reasons?.Add($"but other tolls of {what}");
        }
        else if (!isRising && ratio > 1.6)
        {
            tally.Add(Kind(Evidence.OtherKilled));
        }
        else if (published == 0 && ratio > 1.6)
        {
            tally.Add(Kind(Evidence.OtherKilledAtOnce));
        }
    }
}
