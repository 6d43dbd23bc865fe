namespace Tocsin.Intake;

/// <summary>When something was published, as its metadata says it.</summary>
/// <param name="Day">In the zone in which it was written.</param>
/// <param name="Moment">Null where no time of day was given, or none whose zone is known: "21:00" without a zone is no moment.</param>
/// <remarks>
/// Read are the forms that feeds and mail use and misuse: RFC 822 and 2822 (<c>Mon, 3 Mar 2031 21:04:00 +0200</c>), RFC 3339 and W3CDTF (<c>2031-03-03T21:04:00Z</c>), asctime
/// (<c>Mon Mar  3 21:04:00 2031</c>) and <c>March 3, 2031 9:04 PM GMT</c>; weekdays may be wrong, missing or in any language, months long or short, years of two digits. A date that can
/// be read two ways (03/04/2031), or that is a clock's zero, is none. RFC 822 names the zones of North America; of other names only those with one meaning in practice are taken.
/// </remarks>
public readonly record struct PublicationTime(DateOnly Day, DateTimeOffset? Moment)
{
    /// <summary>Longer values are no dates.</summary>
    private const int LengthMax = 100;

    private const int TokensMax = 16;

    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly Dictionary<string, int> ZoneMinutes =
        FactFile.ReadEmbedded("intake/zones.tsv", 2).ToDictionary(zone => zone[0], zone => int.Parse(zone[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where the text is no date beyond doubt. Never throws.</summary>
    public static PublicationTime? Parse(string? text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.Length is < 6 or > LengthMax)
        {
            return null;
        }

        var day = Iso(ref rest) ?? Worded(ref rest);
        if (day is not { } known || known.Year < 1900 || known > new DateOnly(9990, 1, 1))
        {
            return null;
        }

        var time = TimeOfDay(ref rest, out var isNextDay);
        known = isNextDay ? known.AddDays(1) : known;
        if (time is not { } clock || Zone(rest) is not { } offset)
        {
            return known == new DateOnly(1970, 1, 1) ? null : new PublicationTime(known, null);
        }

        var moment = new DateTimeOffset(known.ToDateTime(clock), offset);
        return moment.ToUnixTimeSeconds() == 0 ? null : new PublicationTime(known, moment);
    }

    /// <summary>2031-03-03 or 20310303, and the T or blanks before the time.</summary>
    private static DateOnly? Iso(ref ReadOnlySpan<char> rest)
    {
        var digits = Digits(rest, 8, out var year);
        if (digits == 8)
        {
            var compact = Date(year / 10000, year / 100 % 100, year % 100);
            rest = compact is null ? rest : AfterDay(rest[8..]);
            return compact;
        }

        if (digits != 4 || rest.Length < 8 || rest[4] != '-')
        {
            return null;
        }

        var after = rest[5..];
        var monthDigits = Digits(after, 2, out var month);
        if (monthDigits == 0 || after.Length <= monthDigits || after[monthDigits] != '-')
        {
            return null;
        }

        after = after[(monthDigits + 1)..];
        var dayDigits = Digits(after, 2, out var day);
        after = after[dayDigits..];
        if (dayDigits == 0 || (after.Length > 0 && char.IsAsciiDigit(after[0])) || Date(year, month, day) is not { } date)
        {
            return null;
        }

        rest = AfterDay(after);
        return date;
    }

    private static ReadOnlySpan<char> AfterDay(ReadOnlySpan<char> rest) => rest.TrimStart(" ,Tt");

    /// <summary>A day, a month's name and a year, in any order in which the day is not the year; the rest starts at the time, wherever that stands.</summary>
    private static DateOnly? Worded(ref ReadOnlySpan<char> rest)
    {
        int? day = null, month = null, year = null;
        var at = 0;
        var timeAt = -1;
        for (var tokens = 0; at < rest.Length && tokens < TokensMax && (day is null || month is null || year is null); tokens++)
        {
            var length = TokenLength(rest[at..]);
            var token = rest.Slice(at, length);
            if (char.IsLetter(token[0]))
            {
                month ??= Month(token);
            }
            else if (char.IsAsciiDigit(token[0]))
            {
                var digits = Digits(token, 5, out var number);
                if (token.Contains(':'))
                {
                    timeAt = timeAt < 0 ? at : timeAt;
                }
                else if (digits != length && !token[digits..].TrimEnd('.').Equals("st", StringComparison.OrdinalIgnoreCase) && token[digits..].TrimEnd('.') is not ("nd" or "rd" or "th" or ""))
                {
                    return null;
                }
                else if (digits <= 2 && day is null)
                {
                    day = number;
                }
                else if (digits == 4 && year is null)
                {
                    year = number;
                }
                else if (digits == 2 && month is not null && year is null)
                {
                    // RFC 2822, 4.3: 00 to 49 are of this century, 50 to 99 of the last.
                    year = number + (number < 50 ? 2000 : 1900);
                }
                else
                {
                    return null;
                }
            }

            at += length;
        }

        if (day is null || month is null || year is null || Date(year.Value, month.Value, day.Value) is not { } date)
        {
            return null;
        }

        rest = (timeAt >= 0 && timeAt < at ? WithoutYear(rest[timeAt..], year.Value) : rest[at..]).TrimStart(" ,Tt");
        rest = rest.StartsWith("at ", StringComparison.OrdinalIgnoreCase) ? rest[3..] : rest;
        return date;
    }

    /// <summary>asctime puts the year behind the time; what remains is the time and, in some, a zone between them.</summary>
    private static ReadOnlySpan<char> WithoutYear(ReadOnlySpan<char> rest, int year)
    {
        var at = rest.LastIndexOf(year.ToString("D4", System.Globalization.CultureInfo.InvariantCulture));
        return at < 0 ? rest : rest[..at].TrimEnd();
    }

    /// <summary>A run of letters, of digits with what is glued to them, or one other character.</summary>
    private static int TokenLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        if (char.IsLetter(text[0]))
        {
            while (length < text.Length && char.IsLetter(text[length]))
            {
                length++;
            }
        }
        else if (char.IsAsciiDigit(text[0]))
        {
            while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is ':' or '.' or '/'))
            {
                length++;
            }
        }

        return length;
    }

    private static int? Month(ReadOnlySpan<char> word)
    {
        for (var month = 0; month < 12; month++)
        {
            var name = Months[month].AsSpan();
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase) || ((word.Length == 3 || (word.Length == 4 && month == 8)) && name.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            {
                return month + 1;
            }
        }

        return null;
    }

    /// <summary>21:04, 9:04:59.123, 9:04 PM, 2104 after a compact date; 24:00 is the next day's midnight and second 60 is 59.</summary>
    private static TimeOnly? TimeOfDay(ref ReadOnlySpan<char> rest, out bool isNextDay)
    {
        isNextDay = false;
        var digits = Digits(rest, 6, out var number);
        int hour, minute, second = 0;
        if (digits is 4 or 6 && (rest.Length == digits || rest[digits] != ':'))
        {
            number = digits == 4 ? number * 100 : number;
            (hour, minute, second) = (number / 10000, number / 100 % 100, number % 100);
            rest = rest[digits..];
        }
        else
        {
            hour = number;
            if (digits is 0 or > 2 || rest.Length < digits + 3 || rest[digits] != ':' || Digits(rest[(digits + 1)..], 2, out minute) != 2)
            {
                return null;
            }

            rest = rest[(digits + 3)..];
            if (rest.Length >= 3 && rest[0] == ':' && Digits(rest[1..], 2, out second) == 2)
            {
                rest = rest[3..];
            }
        }

        if (rest.Length > 1 && rest[0] is '.' or ',' && char.IsAsciiDigit(rest[1]))
        {
            rest = rest[1..].TrimStart("0123456789");
        }

        rest = rest.TrimStart();
        if (rest.StartsWith("am", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("pm", StringComparison.OrdinalIgnoreCase))
        {
            if (hour is 0 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (rest[0] is 'p' or 'P' ? 12 : 0);
            rest = rest[2..].TrimStart();
        }

        if (hour == 24 && minute == 0 && second == 0)
        {
            isNextDay = true;
            hour = 0;
        }

        return hour < 24 && minute < 60 && second <= 60 ? new TimeOnly(hour, minute, Math.Min(second, 59)) : null;
    }

    /// <summary>+02:00, -0500, +2, GMT, GMT+0200, EST, "+0000 (UTC)"; null where there is none or none that is known.</summary>
    private static TimeSpan? Zone(ReadOnlySpan<char> rest)
    {
        var comment = rest.IndexOf('(');
        rest = (comment < 0 ? rest : rest[..comment]).Trim();
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
        {
            letters++;
        }

        var minutes = 0;
        if (letters > 0 && !ZoneMinutes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest[..letters], out minutes))
        {
            return null;
        }

        rest = rest[letters..].TrimStart();
        if (rest.IsEmpty)
        {
            return letters > 0 ? TimeSpan.FromMinutes(minutes) : null;
        }

        if (minutes != 0 || rest[0] is not ('+' or '-' or '\u2212'))
        {
            return letters > 0 && !char.IsAsciiDigit(rest[0]) ? TimeSpan.FromMinutes(minutes) : null;
        }

        var sign = rest[0] == '+' ? 1 : -1;
        rest = rest[1..];
        var digits = Digits(rest, 4, out var number);
        int hours;
        if (digits <= 2)
        {
            hours = number;
            number = rest.Length >= digits + 3 && rest[digits] == ':' && Digits(rest[(digits + 1)..], 2, out var part) == 2 ? part : 0;
        }
        else
        {
            (hours, number) = (number / 100, number % 100);
        }

        return digits > 0 && hours <= 14 && number < 60 && (hours * 60) + number <= 14 * 60 ? TimeSpan.FromMinutes(sign * ((hours * 60) + number)) : null;
    }

    private static int Digits(ReadOnlySpan<char> text, int max, out int value)
    {
        value = 0;
        var digits = 0;
        while (digits < text.Length && digits < max && char.IsAsciiDigit(text[digits]))
        {
            value = (value * 10) + (text[digits++] - '0');
        }

        return digits;
    }

    private static DateOnly? Date(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
