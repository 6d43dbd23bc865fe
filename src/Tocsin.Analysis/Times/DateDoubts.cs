using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Language;
using Tocsin.Language.Tokenization;

namespace Tocsin.Analysis.Times;

/// <summary>What does not go together in the dates of a document: a publication yet to come, a dateline of another day, a weekday that does not fall on its date.</summary>
/// <remarks>Nothing is mended: the reading goes by the dates as given, and its reader is told.</remarks>
public static class DateDoubts
{
    /// <summary>How many days before publication a dateline may lie: reports are printed again for some days.</summary>
    private const int DatelineDaysMax = 14;

    /// <summary>A day ahead of the reader's own, for those who publish east of it.</summary>
    private const int AheadDaysMax = 1;

    /// <summary>Clauses without a full stop, in text order; empty where the dates agree.</summary>
    /// <param name="today">The day of whoever reads.</param>
    public static ImmutableArray<string> Of(Reading reading, DateOnly today)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var text = reading.Parsed.Text;
        if (reading.Document.PublishedAt is { } published)
        {
            if (published.DayNumber > today.DayNumber + AheadDaysMax)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"its publication date {published:yyyy-MM-dd} lies in the future (today is {today:yyyy-MM-dd}), and relative dates count from it"));
            }

            foreach (var sentence in reading.Parsed.Sentences)
            {
                if (Datelines.End(sentence, text) is var end and > 0
                    && reading.Times.FirstOrDefault(t => t.Span.Start >= sentence.Span.Start && t.Span.End <= end && t is { Granularity: Granularity.Day, Interval: not null }) is { Interval: { } day } dateline
                    && (day.Start > published || day.End.DayNumber < published.DayNumber - DatelineDaysMax))
                {
                    found.Add(string.Create(CultureInfo.InvariantCulture, $"its dateline \"{dateline.Span.In(text)}\" ({day.Start:yyyy-MM-dd}) does not go with its publication date {published:yyyy-MM-dd}"));
                    break;
                }
            }
        }

        foreach (var time in reading.Times)
        {
            if (time.Reason.Contains(TimeResolver.OffWeekday, StringComparison.Ordinal))
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"in \"{Line(time.Span.In(text))}\" the weekday does not fall on the date{(time.Interval is { } day ? string.Create(CultureInfo.InvariantCulture, $" ({day.Start:yyyy-MM-dd} is a {day.Start.DayOfWeek})") : "")}"));
            }
        }

        return found.ToImmutable();
    }

    private static string Line(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
