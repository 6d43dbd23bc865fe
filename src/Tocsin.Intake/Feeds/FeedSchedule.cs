namespace Tocsin.Intake.Feeds;

/// <summary>When to ask a feed again.</summary>
/// <param name="Usual">Where nobody says otherwise.</param>
/// <param name="Shortest">Never sooner than this after an answer.</param>
/// <param name="Longest">What a server says of freshness, or a feed of its interval, is believed up to here: a crisis does not wait for a header that somebody set to a year.</param>
/// <param name="LongestAfterFailure">The pause after a failure doubles with each, up to here.</param>
/// <param name="LongestAsked">A server's wish to be left alone (Retry-After) is kept up to here.</param>
public sealed record FeedSchedule(TimeSpan Usual, TimeSpan Shortest, TimeSpan Longest, TimeSpan LongestAfterFailure, TimeSpan LongestAsked)
{
    /// <summary>15 minutes; at least 5, at most 60; 6 hours after failures; a day where asked.</summary>
    public static FeedSchedule Default { get; } = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1));

    /// <summary>What a person set wins over what feeds and servers say of their interval and freshness; a wish to be left alone is kept, and failures lengthen the pause as ever.</summary>
    public static FeedSchedule Every(TimeSpan pause) => Default with
    {
        Usual = pause,
        Shortest = pause,
        Longest = pause,
        LongestAfterFailure = pause > Default.LongestAfterFailure ? pause : Default.LongestAfterFailure,
    };

    /// <summary>After an answer. Freshness lengthens the pause and never shortens it below the usual one; the feed's own wish does both.</summary>
    /// <param name="fresh">How long the answer is fresh; null where not said.</param>
    /// <param name="asked">How often the feed asks to be read; null where it does not say.</param>
    public DateTimeOffset AfterAnswer(DateTimeOffset now, TimeSpan? fresh, TimeSpan? asked)
    {
        var pause = asked ?? Usual;
        pause = fresh > pause ? fresh.Value : pause;
        return now + (pause < Shortest ? Shortest : pause > Longest ? Longest : pause);
    }

    /// <param name="failures">In a row, this one counted.</param>
    /// <param name="retryAfter">How long the server asks to be left alone; null where it does not.</param>
    public DateTimeOffset AfterFailure(DateTimeOffset now, int failures, TimeSpan? retryAfter)
    {
        var doubled = Usual * Math.Pow(2, Math.Clamp(failures - 1, 0, 16));
        var pause = doubled > LongestAfterFailure ? LongestAfterFailure : doubled;
        var asked = retryAfter > LongestAsked ? LongestAsked : retryAfter ?? TimeSpan.Zero;
        return now + (asked > pause ? asked : pause);
    }
}
