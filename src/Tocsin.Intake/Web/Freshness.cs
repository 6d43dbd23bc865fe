using System.Net.Http;

namespace Tocsin.Intake.Web;

/// <summary>What an answer's headers say of time.</summary>
internal static class Freshness
{
    /// <summary>How long an answer is fresh (RFC 9111, 4.2.1 and 4.2.3): max-age, else Expires less Date, less its Age; zero for no-cache and no-store; null where nothing is said.</summary>
    /// <param name="now">For an answer without a Date.</param>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var cache = response.Headers.CacheControl;
        if (cache is { NoCache: true } or { NoStore: true })
        {
            return TimeSpan.Zero;
        }

        var lifetime = cache?.MaxAge;
        if (lifetime is null && response.Content.Headers.TryGetValues("Expires", out var expires))
        {
            // A date that cannot be read, such as 0, has passed (5.3).
            lifetime = PublicationTime.Parse(expires.FirstOrDefault())?.Moment is { } until ? until - (response.Headers.Date ?? now) : TimeSpan.Zero;
        }

        var left = lifetime - (response.Headers.Age ?? TimeSpan.Zero);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    /// <summary>How long the server asks to be left alone (RFC 9110, 10.2.3), by seconds or by date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
