using System.Globalization;

namespace Tocsin.Analysis.Times;

/// <summary>Steps, parts of days, clock times, durations and references; the calendar's values.</summary>
internal static partial class TimeResolver
{
    private static Resolved OfStep(StepMeaning m, TimeContext context)
    {
        DateOnly origin;
        string from;
        if (m.FromReference && Origin(m.Unit, context) is { } told)
        {
            (origin, from) = (told.Interval.Start, "the date told before it");
        }
        else if (context.Published is { } published)
        {
            (origin, from) = (published, "publication");
        }
        else
        {
            return Unknown(TimeType.Date, OfUnit(m.Unit));
        }

        var reason = m.Steps == 0 ? $"of {from}" : $"counted from {from}";
        if (Shifted(origin, m.Unit, m.Steps) is not { } day)
        {
            return new Resolved(TimeType.Date, null, null, OfUnit(m.Unit), "outside the calendar");
        }

        return m.Unit switch
        {
            <= TimeUnit.Hour => new Resolved(
                TimeType.Time,
                Iso(day),
                day <= origin ? new DateInterval(day.AddDays(-1), origin) : new DateInterval(origin, day.AddDays(1)),
                Granularity.Hour,
                reason),
            TimeUnit.Day => Period(Iso(day), One(day), Granularity.Day, reason),
            TimeUnit.Week => Week(day, reason),
            TimeUnit.Month => Month(day.Year, day.Month, reason),
            TimeUnit.Quarter => Quarter(day.Year, ((day.Month - 1) / 3) + 1, reason),
            TimeUnit.Year => Period(day.Year.ToString("0000", CultureInfo.InvariantCulture), Year(day.Year), Granularity.Year, reason),
            TimeUnit.Decade when m.Steps == 0 => Period((day.Year / 10).ToString(CultureInfo.InvariantCulture), Years(day.Year / 10 * 10, 10), Granularity.Decade, reason),
            TimeUnit.Decade => Period(day.Year.ToString("0000", CultureInfo.InvariantCulture), Year(day.Year), Granularity.Year, reason),
            _ => Period((day.Year / 100).ToString("00", CultureInfo.InvariantCulture), Years(day.Year / 100 * 100, 100), Granularity.Century, reason),
        };
    }

    private static Resolved OfDayBack(DayBackMeaning m, TimeContext context) =>
        context.Published is not { } published ? Unknown(TimeType.Date, Granularity.Day)
        : Shifted(published, m.Unit, m.Steps) is { } day ? Period(Iso(day), One(day), Granularity.Day, "the day of publication, counted from publication")
        : new Resolved(TimeType.Date, null, null, Granularity.Day, "outside the calendar");

    private static Resolved OfVagueStep(VagueStepMeaning m, TimeContext context)
    {
        var value = m.Later ? "FUTURE_REF" : "PAST_REF";
        var way = m.Later ? "after" : "before";
        var days = m.Unit switch { <= TimeUnit.Hour => 1, TimeUnit.Day => 7, TimeUnit.Week => 35, _ => 0 };
        DateOnly? origin = m.FromReference
            ? context.Day is { } told && told.Sentence >= context.Sentence - 1 ? told.Interval.Start : null
            : context.Published;
        if (origin is not { } start || days == 0)
        {
            return new Resolved(TimeType.Date, value, null, Granularity.Vague, m.FromReference ? $"some time {way} what is told before it" : $"some time {way} publication");
        }

        var first = m.Unit <= TimeUnit.Hour ? start : start.AddDays(m.Later ? 1 : -1);
        var last = start.AddDays(m.Later ? days : -days);
        return new Resolved(TimeType.Date, value, m.Later ? new DateInterval(first, last) : new DateInterval(last, first), Granularity.Vague, m.FromReference ? $"{way} the day told before it" : $"{way} publication");
    }

    private static Resolved OfPart(PartMeaning m, TimeContext context)
    {
        var (day, reason) = DayOf(m.Day, context);
        if (day is not { } d)
        {
            return Unknown(TimeType.Time, Granularity.PartOfDay);
        }

        if (m.IntoDay && d > DateOnly.MinValue)
        {
            return new Resolved(TimeType.Time, Iso(d) + "T" + m.Code, new DateInterval(d.AddDays(-1), d), Granularity.PartOfDay, "the night before " + (context.Published is null || m.Day is not StepMeaning ? "that day" : "publication"));
        }

        var night = m.Code == "NI" && d < DateOnly.MaxValue;
        return new Resolved(TimeType.Time, Iso(d) + "T" + m.Code, night ? new DateInterval(d, d.AddDays(1)) : One(d), Granularity.PartOfDay, reason);
    }

    private static Resolved OfClock(ClockMeaning m, TimeContext context)
    {
        var (day, reason) = DayOf(m.Day, context);
        var clock = string.Create(CultureInfo.InvariantCulture, $"T{m.Hour:00}:{m.Minute ?? 0:00}");
        return day is { } d
            ? new Resolved(TimeType.Time, Iso(d) + clock, One(d), m.Minute is null ? Granularity.Hour : Granularity.Minute, reason)
            : new Resolved(TimeType.Time, "XXXX-XX-XX" + clock, null, Granularity.Minute, NotPublished);
    }

    private static (DateOnly? Day, string Reason) DayOf(TimeMeaning? meaning, TimeContext context)
    {
        if (meaning is not null)
        {
            var resolved = Resolve(meaning, context);
            return (resolved.Interval?.Start, resolved.Reason);
        }

        return context.Day is { } told && told.Sentence >= context.Sentence - 1
            ? (told.Interval.Start, "on the day told before it")
            : (context.Published, context.Published is null ? NotPublished : "on the day of publication");
    }

    private static Resolved OfDuration(DurationMeaning m, TimeContext context)
    {
        var granularity = m.Unit is { } u ? OfUnit(u) : Granularity.Vague;
        if (m.Toward == Direction.Unknown || m.Unit is not { } unit || m.Steps is not { } steps)
        {
            return new Resolved(TimeType.Duration, m.Value, null, granularity, "a length of time, not tied to the calendar");
        }

        if (context.Published is not { } published || Shifted(published, unit, m.Toward == Direction.Past ? -steps : steps) is not { } other)
        {
            return new Resolved(TimeType.Duration, m.Value, null, granularity, NotPublished);
        }

        return new Resolved(
            TimeType.Duration,
            m.Value,
            m.Toward == Direction.Past ? new DateInterval(other, published) : new DateInterval(published, other),
            granularity,
            m.Toward == Direction.Past ? "up to publication" : "from publication");
    }

    private static Resolved OfReference(ReferenceMeaning m, TimeContext context)
    {
        if (m.Days is not { } days || context.Published is not { } published)
        {
            return new Resolved(TimeType.Date, m.Value, null, Granularity.Vague, context.Published is null ? NotPublished : "says only before, about or after publication");
        }

        var interval = m.Value switch
        {
            "PAST_REF" => new DateInterval(published.AddDays(-Math.Min(days, published.DayNumber)), published),
            "FUTURE_REF" => new DateInterval(published, published.AddDays(Math.Min(days, DateOnly.MaxValue.DayNumber - published.DayNumber))),
            _ => One(published),
        };
        return new Resolved(TimeType.Date, m.Value, interval, Granularity.Vague, m.Value == "PRESENT_REF" ? "about publication" : m.Value == "PAST_REF" ? "shortly before publication" : "shortly after publication");
    }

    /// <summary>The date told before that a step of a unit can start from: at least as fine as the unit.</summary>
    private static TimeReference? Origin(TimeUnit unit, TimeContext context) =>
        unit <= TimeUnit.Day ? context.Day is { } day && day.Sentence >= context.Sentence - 4 ? day : null
        : context.Any is { } any && any.Granularity <= OfUnit(unit) && any.Sentence >= context.Sentence - 4 ? any : null;

    private static DateOnly? Shifted(DateOnly origin, TimeUnit unit, int steps)
    {
        long days = unit switch
        {
            <= TimeUnit.Hour => 0,
            TimeUnit.Day => steps,
            TimeUnit.Week => 7L * steps,
            _ => 0,
        };
        if (unit <= TimeUnit.Week)
        {
            if (unit <= TimeUnit.Hour)
            {
                days = (long)steps * (unit == TimeUnit.Hour ? 3600 : unit == TimeUnit.Minute ? 60 : 1) / 86400;
            }

            var number = origin.DayNumber + days;
            return number is > 1 and < 3652057 ? DateOnly.FromDayNumber((int)number) : null;
        }

        var months = steps * (long)(unit switch { TimeUnit.Month => 1, TimeUnit.Quarter => 3, TimeUnit.Year => 12, TimeUnit.Decade => 120, _ => 1200 });
        var target = (origin.Year * 12L) + origin.Month - 1 + months;
        return target is >= 24 and < 9998 * 12 ? origin.AddMonths((int)months) : null;
    }

    private static Granularity OfUnit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second or TimeUnit.Minute => Granularity.Minute,
        TimeUnit.Hour => Granularity.Hour,
        TimeUnit.Day => Granularity.Day,
        TimeUnit.Week => Granularity.Week,
        TimeUnit.Month => Granularity.Month,
        TimeUnit.Quarter => Granularity.Quarter,
        TimeUnit.Year => Granularity.Year,
        TimeUnit.Decade => Granularity.Decade,
        _ => Granularity.Century,
    };

    private static Resolved Week(DateOnly day, string reason)
    {
        var monday = day.AddDays(1 - Weekday(day));
        return Period(WeekValue(day), new DateInterval(monday, monday.AddDays(6)), Granularity.Week, reason);
    }

    private static string WeekValue(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}");
    }

    private static Resolved Month(int year, int month, string reason)
    {
        var first = new DateOnly(year, month, 1);
        return Period(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}"), new DateInterval(first, new DateOnly(year, month, DateTime.DaysInMonth(year, month))), Granularity.Month, reason);
    }

    private static Resolved Quarter(int year, int quarter, string reason)
    {
        var last = quarter * 3;
        return Period(
            string.Create(CultureInfo.InvariantCulture, $"{year:0000}-Q{quarter}"),
            new DateInterval(new DateOnly(year, last - 2, 1), new DateOnly(year, last, DateTime.DaysInMonth(year, last))),
            Granularity.Quarter,
            reason);
    }

    /// <summary>Seasons of the northern hemisphere, from the first of March, June, September and December; a winter belongs to the year of its December.</summary>
    private static Resolved Season(int year, string code, string reason)
    {
        var start = new DateOnly(year, code switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 }, 1);
        return Period($"{year:0000}-{code}", new DateInterval(start, start.AddMonths(3).AddDays(-1)), Granularity.Quarter, reason);
    }

    private static DateInterval Year(int year) => Years(year, 1);

    private static DateInterval Years(int first, int count) => new(new DateOnly(Math.Clamp(first, 1, 9999), 1, 1), new DateOnly(Math.Clamp(first + count - 1, 1, 9999), 12, 31));

    private static DateInterval One(DateOnly day) => new(day, day);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Resolved Period(string value, DateInterval interval, Granularity granularity, string reason) => new(TimeType.Date, value, interval, granularity, reason);

    private static Resolved Unknown(TimeType type, Granularity granularity) => new(type, null, null, granularity, NotPublished);
}
