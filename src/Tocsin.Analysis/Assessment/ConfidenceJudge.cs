using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Assessment;

/// <summary>Says how good the evidence is, whatever it says: how many independent origins, how well borne out, how contested, whether one of them carries the answer alone, whether it tells the readings apart at all, and how old it is.</summary>
internal static class ConfidenceJudge
{
    private const int OriginsForHigh = 4;
    private const double BeliefForMore = 0.45;
    private const double DecidedForItself = 0.8;

    /// <summary>All that was seen, taken together, makes one reading less than three times as likely against another: so little carries no high confidence.</summary>
    private static readonly double TellingForHigh = Math.Log(3);

    /// <summary>Ten times as likely under one reading as under another.</summary>
    private static readonly double TellingClearly = Math.Log(10);

    private const int DaysForHigh = 30;

    /// <param name="hypotheses">Their cells in the order of the evidence.</param>
    public static (Confidence Confidence, ImmutableArray<string> Reasons) Judge(ImmutableArray<Evidence> evidence, ImmutableArray<AssessedHypothesis> hypotheses, ImmutableArray<LeaveOneOut> leaveOneOut, DateTimeOffset asOf)
    {
        ImmutableArray<Evidence> seen = [.. evidence.Where(piece => !piece.IsAbsence)];
        if (seen.IsEmpty)
        {
            return (Confidence.Low, [evidence.IsEmpty ? "no evidence" : "nothing was seen; only silence speaks"]);
        }

        // Once the thing has happened, how well that is borne out is how good the answer is.
        if (seen.Any(piece => Weighing.Decides(piece) && Weighing.Decided(piece) >= DecidedForItself))
        {
            seen = [.. seen.Where(Weighing.Decides)];
        }

        var reasons = new List<string>();
        var origins = seen.SelectMany(piece => piece.Origins).Distinct().Count();
        var level = origins == 1 ? 0 : origins < OriginsForHigh ? 1 : 2;
        reasons.Add(origins == 1 ? "all of it from one origin" : string.Create(CultureInfo.InvariantCulture, $"{origins} independent origins"));
        var belief = seen.Average(piece => piece.Belief);
        if (belief < BeliefForMore)
        {
            level--;
            reasons.Add("on average it is believed less than half");
        }

        var contested = seen.Count(piece => !piece.Opposing.IsEmpty);
        if (contested * 2 > seen.Length)
        {
            level--;
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{contested} of {seen.Length} pieces are contested"));
        }
        else if (contested > 0)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{contested} of {seen.Length} pieces {(contested == 1 ? "is" : "are")} contested"));
        }
        else
        {
            reasons.Add("none of it is contested");
        }

        if (origins > 1 && leaveOneOut.FirstOrDefault(one => one.Kind == LeftOut.Origin && one.ChangesLeader) is { } carried)
        {
            level--;
            reasons.Add($"without the origin {carried.Name} another reading leads");
        }

        var telling = Enumerable.Range(0, evidence.Length).Where(i => !evidence[i].IsAbsence).Sum(i => hypotheses.Max(one => one.Cells[i]) - hypotheses.Min(one => one.Cells[i]));
        if (telling < TellingForHigh)
        {
            level = Math.Min(level, 1);
            reasons.Add("what was seen hardly tells the readings apart");
        }
        else
        {
            reasons.Add($"what was seen tells the readings {(telling < TellingClearly ? "" : "clearly ")}apart");
        }

        if (seen.SelectMany(piece => piece.Items).Max(item => item.Day) is { } newest && DateOnly.FromDateTime(asOf.UtcDateTime).DayNumber - newest.DayNumber is > DaysForHigh and var days)
        {
            level = Math.Min(level, 1);
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the newest of it is {days} days old"));
        }

        return ((Confidence)Math.Clamp(level, 0, 2), [.. reasons]);
    }
}
