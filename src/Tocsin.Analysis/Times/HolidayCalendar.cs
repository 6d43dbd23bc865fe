using System.Globalization;

namespace Tocsin.Analysis.Times;

/// <summary>Days of the rules of data/times/holidays.tsv.</summary>
internal static class HolidayCalendar
{
    /// <summary>The day of a rule in a year, or null for a rule that is not resolved ("lunar").</summary>
    public static DateOnly? Day(string rule, int year)
    {
        var parts = rule.Split(' ');
        return parts switch
        {
            ["lunar"] => null,
            ["easter", var offset] => Easter(year).AddDays(int.Parse(offset, CultureInfo.InvariantCulture)),
            ["nth", var month, var weekday, var n] => Nth(year, Parse(month), Parse(weekday), int.Parse(n, CultureInfo.InvariantCulture)),
            ["week", .. var rest] => Day(string.Join(' ', rest), year),
            [var fixedDay] => new DateOnly(year, Parse(fixedDay[..2]), Parse(fixedDay[3..])),
            _ => throw new InvalidDataException($"Unknown holiday rule \"{rule}\"."),
        };
    }

    /// <summary>Western Easter Sunday: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8).</summary>
    public static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }

    /// <param name="weekday">1 for Monday to 7.</param>
    /// <param name="n">1 for the first, -1 for the last.</param>
    private static DateOnly Nth(int year, int month, int weekday, int n)
    {
        if (n < 0)
        {
            var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
            return last.AddDays(-((TimeResolver.Weekday(last) - weekday + 7) % 7));
        }

        var first = new DateOnly(year, month, 1);
        return first.AddDays(((weekday - TimeResolver.Weekday(first) + 7) % 7) + (7 * (n - 1)));
    }

    private static int Parse(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
