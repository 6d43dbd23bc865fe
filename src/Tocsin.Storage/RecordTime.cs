using System.Globalization;

namespace Tocsin.Storage;

/// <summary>How moments and days stand in the file: microseconds since 1970-01-01 UTC, and days as 2020-01-08.</summary>
internal static class RecordTime
{
    public static long Of(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long? Of(DateTimeOffset? moment) => moment is { } known ? Of(known) : null;

    public static DateTimeOffset Moment(long stored) => DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? Moment(long? stored) => stored is { } known ? Moment(known) : null;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Day(DateOnly? day) => day is { } known ? Day(known) : null;
}
