using System.Buffers;
using System.Globalization;

namespace Tocsin.Analysis.Watching;

/// <summary>Times, distances and parts as people write them.</summary>
public static class WatchValues
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>"90s", "5m", "6h", "2d", or several of them: "1h 30m". Null for anything else.</summary>
    public static TimeSpan? Duration(string text)
    {
        var total = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return null;
        }

        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            rest = rest[digits..].TrimStart();
            var letters = rest.IndexOfAnyExceptInRange('a', 'z') is var end and >= 0 ? end : rest.Length;
            var unit = rest[..letters] switch
            {
                "ms" => TimeSpan.FromMilliseconds(1),
                "s" or "sec" or "seconds" => TimeSpan.FromSeconds(1),
                "m" or "min" or "minutes" => TimeSpan.FromMinutes(1),
                "h" or "hour" or "hours" => TimeSpan.FromHours(1),
                "d" or "day" or "days" => TimeSpan.FromDays(1),
                _ => TimeSpan.Zero,
            };
            if (unit == TimeSpan.Zero || number > 36_500)
            {
                return null;
            }

            total += unit * number;
            rest = rest[letters..].TrimStart();
        }

        return total;
    }

    /// <summary>"5 km", "800 m". Null for anything else.</summary>
    public static double? Kilometres(string text)
    {
        var trimmed = text.Trim();
        var (number, scale) = trimmed.EndsWith("km", StringComparison.Ordinal) ? (trimmed[..^2], 1.0) : trimmed.EndsWith('m') ? (trimmed[..^1], 0.001) : (string.Empty, 0);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) && value <= 20_100 ? value * scale : null;
    }

    public static double? Part(string text)
    {
        var percent = text.EndsWith('%');
        return double.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= (percent ? 100 : 1) ? number / (percent ? 100 : 1) : null;
    }

    /// <summary>Letters to insert, drop or change to make one word of the other (Levenshtein).</summary>
    public static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
