using System.Globalization;

namespace Tocsin.Analysis.Times;

/// <summary>What was told before, for "the following day".</summary>
/// <param name="Sentence">Index of the sentence that told it.</param>
internal sealed record TimeReference(DateInterval Interval, Granularity Granularity, int Sentence);

/// <param name="Day">Last day told before, null where none; steps of a day or less look from it.</param>
/// <param name="Any">Last date of any granularity told before.</param>
internal sealed record TimeContext(DateOnly? Published, Direction Direction, TimeReference? Day, TimeReference? Any, int Sentence);

/// <summary>A meaning held against publication and context.</summary>
internal readonly record struct Resolved(TimeType Type, string? Value, DateInterval? Interval, Granularity Granularity, string Reason);

/// <summary>Turns what an expression says into a TIMEX3 value and the days it covers.</summary>
/// <remarks>
/// News semantics: a bare weekday is the last one, publication's own day included, unless the clause looks ahead; "last Friday" is before publication, so on a
/// Friday it is a week ago; a day without a year is in the year that puts it nearest to publication, the weekday beside it included; a bare month is the last one
/// unless the clause looks ahead. Nothing that needs publication is resolved where it is not known.
/// </remarks>
internal static partial class TimeResolver
{
    /// <summary>A day so near, told as past, is meant though its weekday is another's.</summary>
    private const int NearDays = 31;

    /// <summary>Ends the reason of a date whose weekday, beside it in the text, is another.</summary>
    internal const string OffWeekday = "the weekday beside it does not fall on it";

    private const string NotPublished = "relative to publication, whose date is not known";

    public static Resolved Resolve(TimeMeaning meaning, TimeContext context) => meaning switch
    {
        DayMeaning m => OfDay(m, context),
        MonthMeaning m => OfMonth(m, context),
        YearMeaning m => Period(m.Year.ToString("0000", CultureInfo.InvariantCulture), Year(m.Year), Granularity.Year, "year as written"),
        DecadeMeaning m => Period((m.First / 10).ToString(CultureInfo.InvariantCulture), Years(m.First, 10), Granularity.Decade, "decade as written"),
        CenturyMeaning m => Period((m.First / 100).ToString("00", CultureInfo.InvariantCulture), Years(Math.Max(1, m.First), 100), Granularity.Century, "century as written"),
        WeekdayMeaning m => OfWeekday(m, context),
        StepMeaning m => OfStep(m, context),
        DayBackMeaning m => OfDayBack(m, context),
        VagueStepMeaning m => OfVagueStep(m, context),
        QuarterMeaning m => OfQuarter(m, context),
        HalfYearMeaning m => OfHalfYear(m),
        SeasonMeaning m => OfSeason(m, context),
        WeekendMeaning m => OfWeekend(m, context),
        PartMeaning m => OfPart(m, context),
        ClockMeaning m => OfClock(m, context),
        HolidayMeaning m => OfHoliday(m, context),
        DurationMeaning m => OfDuration(m, context),
        SetMeaning m => new Resolved(TimeType.Set, m.Value, null, Granularity.Vague, "recurs"),
        ReferenceMeaning m => OfReference(m, context),
        _ => throw new InvalidOperationException($"No rule resolves {meaning}."),
    };

    /// <summary>1 for Monday to 7.</summary>
    public static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static Resolved OfDay(DayMeaning m, TimeContext context)
    {
        if (m.Year is { } year)
        {
            if (m.Day > DateTime.DaysInMonth(year, m.Month))
            {
                return new Resolved(TimeType.Date, null, null, Granularity.Day, "no such day");
            }

            var written = new DateOnly(year, m.Month, m.Day);
            var clash = m.Weekday is { } named && Weekday(written) != named;
            return Period(Iso(written), One(written), Granularity.Day, clash ? "date as written; " + OffWeekday : "date as written");
        }

        if (context.Published is not { } published)
        {
            return new Resolved(TimeType.Date, string.Create(CultureInfo.InvariantCulture, $"XXXX-{m.Month:00}-{m.Day:00}"), null, Granularity.Day, "no year, and publication is not known");
        }

        DateOnly? best = null;
        var bestCost = double.MaxValue;
        var span = m.Weekday is null ? 1 : 3;
        for (var y = published.Year - span; y <= published.Year + span; y++)
        {
            if (y is < 1 or > 9999 || m.Day > DateTime.DaysInMonth(y, m.Month))
            {
                continue;
            }

            var day = new DateOnly(y, m.Month, m.Day);
            double away = day.DayNumber - published.DayNumber;
            var wrongWay = (context.Direction == Direction.Future && away < 0) || (context.Direction == Direction.Past && away > 0);

            // A past that lies a year ahead is a slip in the weekday.
            var cost = Math.Abs(away) + (wrongWay ? context.Direction == Direction.Past && m.Weekday is not null ? 20_000 : 200 : 0) + (m.Weekday is { } w && Weekday(day) != w ? Math.Abs(away) < NearDays && !wrongWay && context.Direction == Direction.Past ? 1_000 : 10_000 : 0);
            if (cost < bestCost)
            {
                (best, bestCost) = (day, cost);
            }
        }

        return best is { } found
            ? Period(Iso(found), One(found), Granularity.Day, m.Weekday is { } weekday && Weekday(found) != weekday ? "year nearest to publication; " + OffWeekday : "year nearest to publication")
            : new Resolved(TimeType.Date, null, null, Granularity.Day, "no such day");
    }

    private static Resolved OfMonth(MonthMeaning m, TimeContext context)
    {
        if (m.Year is { } written)
        {
            return Month(written, m.Month, "month as written");
        }

        if (context.Published is not { } published)
        {
            return new Resolved(TimeType.Date, string.Create(CultureInfo.InvariantCulture, $"XXXX-{m.Month:00}"), null, Granularity.Month, "no year, and publication is not known");
        }

        var ahead = m.Month > published.Month;
        var (year, reason) = m.Shift switch
        {
            Shift.Last => (m.Month >= published.Month ? published.Year - 1 : published.Year, "last such month before publication"),
            Shift.Next => (m.Month <= published.Month ? published.Year + 1 : published.Year, "next such month after publication"),
            Shift.This => (published.Year, "in the year of publication"),
            Shift.Before => (published.Year - 1, "in the year before publication"),
            Shift.Same => (published.Year, "in the year of publication"),
            Shift.After => (published.Year + 1, "in the year after publication"),
            _ => context.Direction switch
            {
                Direction.Future => (m.Month < published.Month ? published.Year + 1 : published.Year, "next such month, as the clause looks ahead"),
                _ when ahead && m.Month - published.Month <= (context.Direction == Direction.Past ? 2 : 3) => (published.Year, "such month nearest to publication"),
                _ when !ahead && m.Month + 12 - published.Month <= (context.Direction == Direction.Past ? 2 : 3) => (published.Year + 1, "such month nearest to publication"),
                _ => (ahead ? published.Year - 1 : published.Year, "last such month up to publication"),
            },
        };
        return Month(year, m.Month, reason);
    }

    private static Resolved OfWeekday(WeekdayMeaning m, TimeContext context)
    {
        if (m.Shift is Shift.Before or Shift.After && context.Day is { } told)
        {
            var from = told.Interval.Start;
            var found = m.Shift == Shift.Before ? from.AddDays(-Back(from, m.Weekday, strict: true)) : from.AddDays(Ahead(from, m.Weekday, strict: true));
            return Period(Iso(found), One(found), Granularity.Day, m.Shift == Shift.Before ? "weekday before the day told before it" : "weekday after the day told before it");
        }

        if (context.Published is not { } published)
        {
            return Unknown(TimeType.Date, Granularity.Day);
        }

        var (day, reason) = m.Shift switch
        {
            Shift.Last or Shift.Before => (published.AddDays(-Back(published, m.Weekday, strict: true)), "weekday before publication"),
            Shift.Next or Shift.After => (published.AddDays(Ahead(published, m.Weekday, strict: true)), "weekday after publication"),
            _ => context.Direction == Direction.Future || (m.Shift == Shift.This && context.Direction != Direction.Past)
                ? (published.AddDays(Ahead(published, m.Weekday, strict: false)), "next such weekday, as the clause looks ahead")
                : (published.AddDays(-Back(published, m.Weekday, strict: false)), "last such weekday up to publication"),
        };
        return Period(Iso(day), One(day), Granularity.Day, reason);
    }

    private static Resolved OfQuarter(QuarterMeaning m, TimeContext context)
    {
        if (m is { Number: { } n, Year: { } y })
        {
            return Quarter(y, n, "quarter as written");
        }

        if (context.Published is not { } published)
        {
            return Unknown(TimeType.Date, Granularity.Quarter);
        }

        if (m.Number is not { } number)
        {
            var current = (published.Year * 4) + ((published.Month - 1) / 3) + m.Shift switch { Shift.This or Shift.Same => 0, Shift.Next or Shift.After => 1, Shift.Before => -5, _ => -1 };
            return Quarter(current / 4, (current % 4) + 1, "quarter counted from publication");
        }

        if (m.Shift is Shift.Before or Shift.Same or Shift.After)
        {
            return Quarter(published.Year + (m.Shift == Shift.Before ? -1 : m.Shift == Shift.After ? 1 : 0), number, "in the year counted from publication");
        }

        var middle = new DateOnly(published.Year, (number * 3) - 1, 15).DayNumber - published.DayNumber;
        var shift = m.Shift switch
        {
            Shift.Last => middle >= 0 ? -1 : 0,
            Shift.Next => middle <= 0 ? 1 : 0,
            _ => middle > 183 ? -1 : middle < -183 ? 1 : 0,
        };
        return Quarter(published.Year + shift, number, "such quarter nearest to publication");
    }

    private static Resolved OfHalfYear(HalfYearMeaning m) => m.Year is not { } year
        ? Unknown(TimeType.Date, Granularity.Year)
        : Period(
            string.Create(CultureInfo.InvariantCulture, $"{year:0000}-H{m.Number}"),
            m.Number == 1 ? new DateInterval(new DateOnly(year, 1, 1), new DateOnly(year, 6, 30)) : new DateInterval(new DateOnly(year, 7, 1), new DateOnly(year, 12, 31)),
            Granularity.Quarter,
            "half as written");

    private static Resolved OfSeason(SeasonMeaning m, TimeContext context)
    {
        if (m.Year is { } written)
        {
            return Season(written, m.Code, "season as written");
        }

        if (context.Published is not { } published)
        {
            return Unknown(TimeType.Date, Granularity.Quarter);
        }

        var start = m.Code switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
        var begun = published.Month >= start;
        var ended = m.Code != "WI" && published.Month >= start + 3;
        return m.Shift switch
        {
            Shift.Last or Shift.Before => Season(ended ? published.Year : published.Year - 1, m.Code, "last such season before publication"),
            Shift.Next or Shift.After => Season(begun ? published.Year + 1 : published.Year, m.Code, "next such season after publication"),
            Shift.This or Shift.Same => Season(published.Year, m.Code, "in the year of publication"),
            _ when context.Direction == Direction.Future => Season(ended ? published.Year + 1 : published.Year, m.Code, "next such season, as the clause looks ahead"),
            _ => Season(begun ? published.Year : published.Year - 1, m.Code, "last such season up to publication"),
        };
    }

    private static Resolved OfWeekend(WeekendMeaning m, TimeContext context)
    {
        if (context.Published is not { } published)
        {
            return Unknown(TimeType.Date, Granularity.Day);
        }

        var monday = published.AddDays(1 - Weekday(published));
        var inWeekend = Weekday(published) >= 6;
        var weeks = m.Shift switch
        {
            Shift.Next or Shift.After => inWeekend ? 1 : 0,
            Shift.This => 0,
            Shift.Last or Shift.Before => -1,
            _ => context.Direction == Direction.Future || inWeekend ? 0 : -1,
        };
        var saturday = monday.AddDays((7 * weeks) + 5);
        return Period(WeekValue(saturday) + "-WE", new DateInterval(saturday, saturday.AddDays(1)), Granularity.Day, "weekend counted from publication");
    }

    private static Resolved OfHoliday(HolidayMeaning m, TimeContext context)
    {
        if (m.Rule == "lunar")
        {
            return new Resolved(TimeType.Date, null, null, Granularity.Vague, $"{m.Name} follows a calendar that moves against this one");
        }

        if (m.Year is { } written && HolidayCalendar.Day(m.Rule, written) is { } given)
        {
            return Period(Iso(given), One(given), Granularity.Day, "holiday in the year as written");
        }

        if (context.Published is not { } published)
        {
            return Unknown(TimeType.Date, Granularity.Day);
        }

        var ahead = m.Shift is Shift.Next or Shift.After || (m.Shift is Shift.None or Shift.This && context.Direction == Direction.Future);
        var strict = m.Shift is Shift.Last or Shift.Next;
        for (var i = 0; i <= 1; i++)
        {
            var day = HolidayCalendar.Day(m.Rule, published.Year + (ahead ? i : -i))!.Value;
            if (ahead ? day > published || (day == published && !strict) : day < published || (day == published && !strict))
            {
                return m.Rule.StartsWith("week", StringComparison.Ordinal)
                    ? Week(day, "week of the holiday nearest to publication")
                    : Period(Iso(day), One(day), Granularity.Day, ahead ? "next such holiday after publication" : "last such holiday up to publication");
            }
        }

        return new Resolved(TimeType.Date, null, null, Granularity.Day, "no such holiday within a year of publication");
    }

    private static int Back(DateOnly from, int weekday, bool strict) => (Weekday(from) - weekday + 7) % 7 is var days && days == 0 && strict ? 7 : days;

    private static int Ahead(DateOnly from, int weekday, bool strict) => (weekday - Weekday(from) + 7) % 7 is var days && days == 0 && strict ? 7 : days;
}
