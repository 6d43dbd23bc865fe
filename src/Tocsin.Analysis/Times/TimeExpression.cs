using Tocsin.Language;

namespace Tocsin.Analysis.Times;

/// <summary>Types of TIMEX3 (TimeML).</summary>
public enum TimeType
{
    Date = 0,
    Time = 1,
    Duration = 2,
    Set = 3,
}

public enum Granularity
{
    Minute = 0,
    Hour = 1,
    PartOfDay = 2,
    Day = 3,
    Week = 4,
    Month = 5,
    Quarter = 6,
    Year = 7,
    Decade = 8,
    Century = 9,
    Vague = 10,
}

/// <summary>Days from start to end, both inside.</summary>
public readonly record struct DateInterval
{
    /// <exception cref="ArgumentException">The end lies before the start.</exception>
    public DateInterval(DateOnly start, DateOnly end)
    {
        if (end < start)
        {
            throw new ArgumentException($"The interval ends on {end:yyyy-MM-dd}, before it starts on {start:yyyy-MM-dd}.", nameof(end));
        }

        Start = start;
        End = end;
    }

    public DateOnly Start { get; }

    public DateOnly End { get; }
}

/// <summary>When something happened, as far as it is known.</summary>
/// <param name="Reason">Why this date: "weekday before publication".</param>
public sealed record Occurrence(DateInterval? Interval, Granularity Granularity, string Reason);

/// <summary>A time expression in the text.</summary>
/// <param name="Value">TIMEX3 value: 2020-01-03, P3D, PAST_REF; null where it cannot be resolved.</param>
/// <param name="Interval">The days it covers; null where not resolved to days.</param>
/// <param name="Reason">How it was resolved, or why not.</param>
public sealed record TimeExpression(TextSpan Span, TimeType Type, string? Value, DateInterval? Interval, Granularity Granularity, string Reason);
