using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Escalation;

/// <summary>One report's account of something that counts, in the terms of the scale.</summary>
/// <param name="Incident">Equal for accounts of one happening; null where it was joined to nothing.</param>
/// <param name="Content">Equal for the same words of the same origin, which are one account however often they are printed; for a stance, for one speaker and day.</param>
/// <param name="Actors">Sides that act.</param>
/// <param name="Recipients">Sides that it is done to, or said to or of.</param>
/// <param name="Weight">Status and factuality, without origins.</param>
/// <param name="SpanDays">Days that the date leaves open, 1 for a day; 0 where only the report's day is known.</param>
internal sealed record Telling(
    string? Incident, string Content, bool IsAct, string Title, double Score, double Weight, EventStatus Status, ImmutableArray<string> Actors, ImmutableArray<string> Recipients, DateOnly? Day, int SpanDays,
    DateOnly? Reported, string Origin, string Document, EventKey? Event, ClaimKey? Claim, string Words);

/// <summary>What a status, a factuality and a statement are worth.</summary>
internal static class TellingWeight
{
    /// <summary>A threat of violence and a promise on the PLOVER scale: what is announced is a statement, however grave the act would be.</summary>
    public const double Threat = -3.5;

    public const double Promise = 2.5;

    /// <summary>Somebody says of the other side that it means harm: an accusation.</summary>
    public const double Accusation = -3;

    /// <summary>Longer than this, "when" is not known well enough for a daily series.</summary>
    public const int SpanDaysMax = 31;

    public static double Of(EventStatus status) => status switch
    {
        EventStatus.Fact => 1,
        EventStatus.Claimed => 0.6,
        EventStatus.AccusedByAuthority => 0.5,
        EventStatus.Accused or EventStatus.Possible => 0.3,
        _ => 0,
    };

    public static double Of(Factuality factuality) => factuality switch
    {
        Factuality.Actual => 1,
        Factuality.Attempted => 0.7,
        Factuality.Threatened => 1,
        Factuality.Future => 0.5,
        _ => 0,
    };

    /// <summary>One origin is half the weight, two are two thirds, never the whole: n / (n + 1).</summary>
    public static double OfOrigins(int origins) => origins / (origins + 1.0);

    /// <summary>The middle of what the date leaves open; null where it leaves more open than a month.</summary>
    public static (DateOnly Day, int SpanDays)? Middle(DateInterval? interval)
    {
        if (interval is not { } known)
        {
            return null;
        }

        var days = known.End.DayNumber - known.Start.DayNumber + 1;
        return days > SpanDaysMax ? null : (known.Start.AddDays((days - 1) / 2), days);
    }

    /// <summary>Who speaks in a statement of intention: a state of mind ("Iran wants") that somebody tells of is that somebody's statement.</summary>
    public static RecordedClaim Speaker(RecordedClaim claim, IReadOnlyDictionary<ClaimKey, RecordedClaim> claims)
    {
        var at = claim;
        for (var steps = 0; at.Act == SpeechAct.Intend && at.Within is { } outer && steps < 8; steps++)
        {
            if (!claims.TryGetValue(outer, out var found))
            {
                break;
            }

            at = found;
        }

        return at;
    }
}
