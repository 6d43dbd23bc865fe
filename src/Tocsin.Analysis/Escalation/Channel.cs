using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Escalation;

/// <summary>Acts or statements: how fast they fade, and how much one counts.</summary>
/// <param name="halfLifeDays">After so many days half of a happening is left.</param>
/// <param name="spreadMin">What one happening of one origin adds: less than that is no change, however calm the past.</param>
/// <param name="noun">For the sentences: "act".</param>
internal sealed class Channel(double halfLifeDays, double spreadMin, string noun)
{
    /// <summary>Half of a sanction's score, by one origin.</summary>
    public static readonly Channel Acts = new(PairTension.ActHalfLifeDays, 3, "act");

    /// <summary>A promise, by one origin.</summary>
    public static readonly Channel Statements = new(PairTension.StatementHalfLifeDays, 1.25, "statement");

    private const int SilenceDaysMax = 60;
    private const int EvidenceMin = 2;
    private const int MoversMax = 3;

    public ChannelState State(IReadOnlyCollection<Happening> unordered, DateOnly asOf)
    {
        // One order for all sums: adding in another order would change the last digits.
        Happening[] happenings = [.. unordered.OrderBy(h => h.Day).ThenBy(h => h.Id, StringComparer.Ordinal).ThenBy(h => h.Title, StringComparer.Ordinal)];
        Happening[] recent = [.. happenings.Where(h => asOf.DayNumber - h.Day.DayNumber < PairTension.SeriesDays)];
        if (recent.Length == 0)
        {
            return new ChannelState([], 0, 0, spreadMin, 0, 0, TensionLevel.NotEnoughEvidence, Direction.NotEnoughEvidence, [], [], 0, $"No {noun} is known of the last {PairTension.SeriesDays} days.");
        }

        var measure = Measure(recent, asOf);
        var movers = recent
            .Select(h => new Mover(h, Left(h, asOf) - Left(h, asOf.AddDays(-PairTension.WindowDays))))
            .OrderByDescending(m => Math.Abs(m.Moved)).ThenByDescending(m => m.Happening.Day).ThenBy(m => m.Happening.Id, StringComparer.Ordinal)
            .Take(MoversMax).ToImmutableArray();
        var direction = recent.Length < EvidenceMin ? Direction.NotEnoughEvidence : measure.Direction;
        return new ChannelState(
            Series(recent, asOf), measure.Level, measure.Usual, measure.Spread, measure.Change, measure.HistoryDays,
            recent.Length < EvidenceMin ? TensionLevel.NotEnoughEvidence : measure.Standing, direction, movers,
            direction is Direction.NotEnoughEvidence ? [] : Reliefs(recent, movers, asOf, measure), recent.Length, Reason(recent.Length, measure, direction));
    }

    /// <summary>What is left of a happening's tension at the end of a day; nothing before it happened.</summary>
    private double Left(Happening happening, DateOnly day)
    {
        var age = day.DayNumber - happening.Day.DayNumber;
        return age < 0 ? 0 : happening.Tension * Math.Pow(2, -age / halfLifeDays);
    }

    private double LevelOn(Happening[] happenings, DateOnly day) => happenings.Sum(h => Left(h, day));

    private ImmutableArray<DayTension> Series(Happening[] happenings, DateOnly asOf)
    {
        var first = happenings[0].Day;
        var byDay = happenings.ToLookup(h => h.Day);
        var series = ImmutableArray.CreateBuilder<DayTension>();
        var level = 0.0;
        var fade = Math.Pow(2, -1 / halfLifeDays);
        for (var day = first; day <= asOf; day = day.AddDays(1))
        {
            var added = byDay[day].Sum(h => h.Tension);
            level = (level * fade) + added;
            series.Add(new DayTension(day, added, level));
        }

        return series.ToImmutable();
    }

    private Measured Measure(Happening[] happenings, DateOnly asOf)
    {
        var level = LevelOn(happenings, asOf);
        var before = LevelOn(happenings, asOf.AddDays(-PairTension.WindowDays));
        double[] past = happenings.Length == 0
            ? []
            : [.. Series(happenings, asOf.AddDays(-PairTension.WindowDays)).Select(day => day.Level)];
        var median = Median(past);
        var spread = Math.Max(spreadMin, 1.4826 * Median([.. past.Select(value => Math.Abs(value - median))]));
        var trust = Math.Min(1, past.Length / (double)PairTension.HistoryDaysEnough);
        return new Measured(level, median * trust, spread, (level - before) / spread, past.Length);
    }

    private static double Median(double[] values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private ImmutableArray<Relief> Reliefs(Happening[] happenings, ImmutableArray<Mover> movers, DateOnly asOf, Measured now)
    {
        if (now.Direction == Direction.DeEscalating)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<Relief>();
        for (var days = 1; days <= SilenceDaysMax; days++)
        {
            // A spread is never less than the least, so most days need no look at the whole past.
            var day = asOf.AddDays(days);
            if (now.Direction == Direction.Holding && LevelOn(happenings, day.AddDays(-PairTension.WindowDays)) - LevelOn(happenings, day) < spreadMin)
            {
                continue;
            }

            if (Measure(happenings, day).Direction is var then && then < now.Direction)
            {
                found.Add(new Relief(string.Create(CultureInfo.InvariantCulture, $"no new {noun} for {days} {(days == 1 ? "day" : "days")}"), then));
                break;
            }
        }

        foreach (var mover in movers.Where(m => m.Moved > 0))
        {
            if (Measure([.. happenings.Where(h => h != mover.Happening)], asOf).Direction is var then && then < now.Direction)
            {
                found.Add(new Relief($"if “{mover.Happening.Title}” of {mover.Happening.Day:yyyy-MM-dd} were denied or withdrawn", then));
            }
        }

        // What is to be taken off, on the scale of one happening that one origin reports as a fact (weight one half).
        var goal = now.Direction == Direction.Escalating ? 1 : -1;
        var needed = ((now.Change - goal) * now.Spread / 0.5) + 0.05;
        if (needed is > 0 and <= 10)
        {
            found.Add(new Relief(
                string.Create(CultureInfo.InvariantCulture, $"one {noun} of cooperation with a score of {needed:0.0} or more (a promise is 2.5, talks 2.5 to 4, a ceasefire 7.5, a withdrawal 8)"),
                now.Direction == Direction.Escalating ? Direction.Holding : Direction.DeEscalating));
        }

        return found.ToImmutable();
    }

    private string Reason(int count, Measured measured, Direction direction)
    {
        if (direction == Direction.NotEnoughEvidence)
        {
            return $"Only one {noun} is known: too little for a direction.";
        }

        var history = measured.HistoryDays >= PairTension.HistoryDaysEnough
            ? $"its own {measured.HistoryDays} days before"
            : measured.HistoryDays == 0 ? "quiet: nothing is known of it before these days" : $"a short past of {measured.HistoryDays} days, drawn towards quiet";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count} {noun}s; level {Shown(measured.Level):0.0} beside a usual of {Shown(measured.Usual):0.0} ({history}), {Shown(measured.Change):+0.0;-0.0;0.0} spreads in {PairTension.WindowDays} days.");
    }

    /// <summary>Nothing is written as less than nothing.</summary>
    private static double Shown(double value) => Math.Abs(value) < 0.05 ? 0 : value;

    private readonly record struct Measured(double Level, double Usual, double Spread, double Change, int HistoryDays)
    {
        public Direction Direction => Change >= 1 ? Direction.Escalating : Change <= -1 ? Direction.DeEscalating : Direction.Holding;

        public TensionLevel Standing => ((Level - Usual) / Spread) switch
        {
            >= 3 => TensionLevel.FarAboveUsual,
            >= 1 => TensionLevel.AboveUsual,
            <= -1 => TensionLevel.BelowUsual,
            _ => TensionLevel.Usual,
        };
    }
}
