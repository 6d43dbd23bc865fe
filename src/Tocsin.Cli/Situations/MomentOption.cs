using System.CommandLine;
using System.Globalization;

namespace Tocsin.Cli.Situations;

/// <summary>Reads a moment from the command line: a day, or a day and time in UTC or with its offset.</summary>
internal static class MomentOption
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private static readonly string[] Offsets = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <param name="endOfDay">Whether a day alone stands for its end, so that all of it counts, or for its start.</param>
    public static Option<DateTimeOffset?> Create(string name, string description, bool endOfDay) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text, endOfDay, out var moment))
            {
                return moment;
            }

            result.AddError($"'{text}' is no moment for {name}. Write it as 2020-01-08 or 2020-01-08T14:05 (UTC), or with an offset as 2020-01-08T14:05+03:00.");
            return null;
        },
    };

    public static bool TryParse(string text, bool endOfDay, out DateTimeOffset moment)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            moment = endOfDay ? EndOf(day) : new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            return true;
        }

        var utc = text.EndsWith('Z') ? text[..^1] : text;
        return DateTimeOffset.TryParseExact(utc, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment)
            || DateTimeOffset.TryParseExact(text.EndsWith('Z') ? utc + "+00:00" : text, Offsets, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out moment);
    }

    /// <summary>The last moment of a day that a record can tell apart.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddDays(1).AddMicroseconds(-1);
}
