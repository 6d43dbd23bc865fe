namespace Tocsin.Intake;

/// <summary>Finds a date that is written out beyond doubt: 2020-01-09, 9 January 2020, Jan. 9, 2020. Not 01/09/2020, which is two dates.</summary>
public static class WrittenDate
{
    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    /// <summary>The first date in the text; null where there is none.</summary>
    /// <param name="end">The character after it, 0 where there is none.</param>
    public static DateOnly? Find(ReadOnlySpan<char> text, out int end) => Find(text, out _, out end);

    /// <summary>The same with its first character, 0 where there is none.</summary>
    public static DateOnly? Find(ReadOnlySpan<char> text, out int start, out int end)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            var rest = text[at..];
            int length;
            if ((Iso(rest, out length) ?? DayFirst(rest, out length) ?? MonthFirst(rest, out length)) is { } date)
            {
                (start, end) = (at, at + length);
                return date;
            }
        }

        (start, end) = (0, 0);
        return null;
    }

    /// <summary>A date of JSON or of a page's metadata: a day, or a time stamp whose own day is taken, whatever its zone.</summary>
    public static DateOnly? OfTimestamp(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return Iso(trimmed, out var length) is { } date && (length == trimmed.Length || trimmed[length] is 'T' or 't' or ' ') ? date : Find(trimmed, out _);
    }

    private static DateOnly? Iso(ReadOnlySpan<char> text, out int length)
    {
        length = 10;
        return text.Length >= 10 && text[4] == '-' && text[7] == '-' && (text.Length == 10 || !char.IsAsciiDigit(text[10]))
            && Number(text[..4], out var year) == 4 && Number(text[5..7], out var month) == 2 && Number(text[8..10], out var day) == 2
            ? Date(year, month, day)
            : null;
    }

    /// <summary>9 January 2020, 9th Jan. 2020.</summary>
    private static DateOnly? DayFirst(ReadOnlySpan<char> text, out int length)
    {
        length = Number(text, out var day);
        if (length is 0 or > 2)
        {
            return null;
        }

        length += Ordinal(text[length..]);
        length += Gap(text[length..]);
        var name = Month(text[length..], out var month);
        length += name;
        length += Gap(text[length..]);
        return name == 0 ? null : Year(text, ref length) is { } year ? Date(year, month, day) : null;
    }

    /// <summary>January 9, 2020, Jan. 9th 2020.</summary>
    private static DateOnly? MonthFirst(ReadOnlySpan<char> text, out int length)
    {
        length = Month(text, out var month);
        if (length == 0)
        {
            return null;
        }

        length += Gap(text[length..]);
        var digits = Number(text[length..], out var day);
        if (digits is 0 or > 2)
        {
            return null;
        }

        length += digits;
        length += Ordinal(text[length..]);
        length += Gap(text[length..]);
        return Year(text, ref length) is { } year ? Date(year, month, day) : null;
    }

    private static int? Year(ReadOnlySpan<char> text, ref int length)
    {
        var digits = Number(text[length..], out var year);
        length += digits;
        return digits == 4 ? year : null;
    }

    private static int Number(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        var digits = 0;
        while (digits < text.Length && digits < 5 && char.IsAsciiDigit(text[digits]))
        {
            value = (value * 10) + (text[digits++] - '0');
        }

        return digits;
    }

    private static int Ordinal(ReadOnlySpan<char> text) =>
        text.StartsWith("st") || text.StartsWith("nd") || text.StartsWith("rd") || text.StartsWith("th") ? 2 : 0;

    private static int Gap(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < 3 && text[length] is ' ' or ',' or '.' or '\u00A0')
        {
            length++;
        }

        return length;
    }

    /// <summary>The whole name or its first three letters or "Sept".</summary>
    private static int Month(ReadOnlySpan<char> text, out int month)
    {
        var letters = 0;
        while (letters < text.Length && letters < 10 && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        for (month = 1; month <= 12; month++)
        {
            var name = Months[month - 1];
            if ((letters == name.Length || letters == 3 || (letters == 4 && month == 9)) && name.AsSpan().StartsWith(text[..letters], StringComparison.OrdinalIgnoreCase))
            {
                return letters;
            }
        }

        return 0;
    }

    private static DateOnly? Date(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
