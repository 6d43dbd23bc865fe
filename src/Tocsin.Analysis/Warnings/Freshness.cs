using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Warnings;

/// <summary>Whether a report is new enough to ring. What has no date, or a date to come, never is: nothing tells how old it is.</summary>
internal static class Freshness
{
    /// <summary>Clocks differ a little.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    /// <returns>Why it may not ring; null where it may.</returns>
    public static (UnrungReason Reason, string Words)? WhyNot(RecordedDocument document, RecordedEvent? told, DateTimeOffset now, TimeSpan fresh)
    {
        if (document.PublishedAt is not { } published)
        {
            return (UnrungReason.Undated, "its report has no date of publication");
        }

        // Of a bare day only its end is known to be past; the day itself may begin before ours does.
        var latest = document.PublishedToTheMinute ? published : published.AddDays(1);
        if (published > now + (document.PublishedToTheMinute ? Ahead : TimeSpan.FromHours(14)))
        {
            return (UnrungReason.Future, "its report is dated in the future");
        }

        if (now - latest > fresh)
        {
            return (UnrungReason.Old, FormattableString.Invariant($"its report is of {published:yyyy-MM-dd HH:mm}, older than {fresh.TotalHours:0.#} hours"));
        }

        if (told is null)
        {
            return null;
        }

        if (told.Factuality == Factuality.Historical)
        {
            return (UnrungReason.LongPast, "its report looks back on it");
        }

        var oldest = DateOnly.FromDateTime((published - fresh).UtcDateTime).AddDays(-1);
        return told.OccurredOn.Interval is { } interval && interval.End < oldest ? (UnrungReason.LongPast, FormattableString.Invariant($"it happened on {interval.End:yyyy-MM-dd}, long before its report")) : null;
    }
}
