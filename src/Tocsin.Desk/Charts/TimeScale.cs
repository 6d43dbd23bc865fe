using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Desk.Charts;

/// <summary>A stretch of time laid out from left to right.</summary>
/// <param name="To">After <paramref name="From"/>.</param>
public sealed record TimeScale(DateTimeOffset From, DateTimeOffset To, double Left, double Right)
{
    /// <summary>Years to hours: how far apart the ticks may stand.</summary>
    private static readonly (TimeSpan Step, string Format, string Larger)[] Steps =
    [
        (TimeSpan.FromMinutes(15), "HH:mm", "d MMM yyyy"), (TimeSpan.FromHours(1), "HH:mm", "d MMM yyyy"), (TimeSpan.FromHours(3), "HH:mm", "d MMM yyyy"), (TimeSpan.FromHours(6), "HH:mm", "d MMM yyyy"),
        (TimeSpan.FromHours(12), "HH:mm", "d MMM yyyy"), (TimeSpan.FromDays(1), "d", "MMMM yyyy"), (TimeSpan.FromDays(2), "d", "MMMM yyyy"), (TimeSpan.FromDays(7), "d MMM", "yyyy"),
        (TimeSpan.FromDays(14), "d MMM", "yyyy"), (TimeSpan.FromDays(30), "MMM", "yyyy"), (TimeSpan.FromDays(91), "MMM", "yyyy"), (TimeSpan.FromDays(365), "yyyy", ""), (TimeSpan.FromDays(1826), "yyyy", ""),
    ];

    private const double TickGapMin = 62;

    public TimeSpan Span => To - From;

    public double X(DateTimeOffset moment) => Left + (Math.Clamp((moment - From) / Span, 0, 1) * (Right - Left));

    public bool Holds(DateTimeOffset moment) => moment >= From && moment <= To;

    public DateTimeOffset At(double x) => From + (Span * Math.Clamp((x - Left) / (Right - Left), 0, 1));

    /// <summary>Round moments with their label; the second label is that of the larger unit, where it begins.</summary>
    public ImmutableArray<(DateTimeOffset At, string Label, string? Larger)> Ticks()
    {
        var most = Math.Max(2, (int)((Right - Left) / TickGapMin));
        var (step, format, larger) = Steps.FirstOrDefault(candidate => Span / candidate.Step <= most, Steps[^1]);
        var ticks = ImmutableArray.CreateBuilder<(DateTimeOffset, string, string?)>();
        string? last = null;
        for (var at = First(step); at <= To; at = Next(at, step))
        {
            if (at < From)
            {
                continue;
            }

            var above = larger.Length == 0 ? null : at.UtcDateTime.ToString(larger, CultureInfo.InvariantCulture);
            ticks.Add((at, at.UtcDateTime.ToString(format.Length == 1 ? "%" + format : format, CultureInfo.InvariantCulture), above == last ? null : above));
            last = above;
        }

        return ticks.ToImmutable();
    }

    private DateTimeOffset First(TimeSpan step)
    {
        var from = From.UtcDateTime;
        return step.TotalDays switch
        {
            >= 365 => Of(from.Year - (from.Year % (int)Math.Round(step.TotalDays / 365)), 1),
            >= 91 => Of(from.Year, 1),
            >= 30 => Of(from.Year, from.Month),
            >= 7 => new DateTimeOffset(from.Date.AddDays(-(((int)from.DayOfWeek + 6) % 7)), TimeSpan.Zero),
            _ => new DateTimeOffset(from.Ticks - (from.Ticks % step.Ticks), TimeSpan.Zero),
        };
    }

    private static DateTimeOffset Next(DateTimeOffset at, TimeSpan step) => step.TotalDays switch
    {
        >= 365 => at.AddYears((int)Math.Round(step.TotalDays / 365)),
        >= 91 => at.AddMonths(3),
        >= 30 => at.AddMonths(1),
        _ => at + step,
    };

    private static DateTimeOffset Of(int year, int month) => new(Math.Max(1, year), month, 1, 0, 0, 0, TimeSpan.Zero);
}
