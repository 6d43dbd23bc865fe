namespace Tocsin.Delivery;

/// <summary>When a failed attempt is made again: twice as long after each failure, less a random part, so that many that failed together do not come back together.</summary>
/// <param name="AttemptsMax">After so many it is given up.</param>
/// <param name="Chance">0 to 1, anew each time.</param>
public sealed record RetryPolicy(TimeSpan First, TimeSpan Longest, int AttemptsMax, Func<double> Chance)
{
    /// <summary>Twelve attempts over some 25 minutes.</summary>
    public static RetryPolicy Usual { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), 12, Random.Shared.NextDouble);

    /// <param name="attempts">Made so far, from 1.</param>
    /// <returns>Half of the full wait to all of it; null to give up.</returns>
    public TimeSpan? After(int attempts)
    {
        if (attempts >= AttemptsMax)
        {
            return null;
        }

        var full = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 30)));
        return TimeSpan.FromMilliseconds(full * (0.5 + (0.5 * Math.Clamp(Chance(), 0, 1))));
    }
}
