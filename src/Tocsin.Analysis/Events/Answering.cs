using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>Days of an act that no clause dates and that is told as the answer to one that has a day: it came after that, and before somebody spoke of it.</summary>
/// <remarks>"Marran hit two bases in an attack that was meant to avenge the killing of the general last Friday": from that Friday to the day on which the attack is first spoken of, else to publication.</remarks>
internal sealed class Answering
{
    /// <summary>An answer that comes later than that is dated by what it answers no better than not at all.</summary>
    private const int DaysMax = 31;

    private readonly FrozenSet<string> _words = FactFile.ReadEmbedded("events/answers.tsv", 1).Select(line => line[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="found">Not yet numbered; <see cref="Event.Restates"/> counts them from 1.</param>
    public void Date(ImmutableArray<Event>.Builder found, ParsedText parsed, ImmutableArray<Attribution> attributions, DateOnly? published)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i] is { Quad: Quad.MaterialConflict, Factuality: Factuality.Actual, OccurredOn.Interval: null } told && Answered(told, found, parsed) is { } since
                && Spoken(i, found, attributions, since.Start, published) is { } until && until.DayNumber - since.Start.DayNumber <= DaysMax)
            {
                found[i] = told with
                {
                    OccurredOn = new Occurrence(
                        new DateInterval(since.Start, until), since.Start == until ? Granularity.Day : Granularity.Vague,
                        string.Create(CultureInfo.InvariantCulture, $"after what it answers, of {since.Start:yyyy-MM-dd}, and before it was spoken of on {until:yyyy-MM-dd}")),
                };
            }
        }
    }

    /// <summary>Days of what the act is told to answer, in its own sentence; null for none.</summary>
    private DateInterval? Answered(Event told, ImmutableArray<Event>.Builder found, ParsedText parsed)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(told.Anchor.Start)];
        bool IsUnder(int token, Func<int, bool> holds)
        {
            for (var (at, left) = (sentence.Tokens[token].Head, sentence.Tokens.Length); at >= 0 && left > 0; at = sentence.Tokens[at].Head, left--)
            {
                if (holds(at))
                {
                    return true;
                }
            }

            return false;
        }

        return found.Where(other => other.Factuality == Factuality.Actual && other.OccurredOn.Interval is { } days && days.End.DayNumber - days.Start.DayNumber <= 1 && sentence.Span.Contains(other.Anchor))
            .Where(other => sentence.Tokens.Select((token, t) => (token, t)).Where(pair => pair.token.Span == other.Anchor)
                .Any(pair => IsUnder(pair.t, word => _words.Contains(sentence.Tokens[word].Lemma) && IsUnder(word, at => sentence.Tokens[at].Span == told.Anchor))))
            .Select(other => other.OccurredOn.Interval).FirstOrDefault();
    }

    /// <summary>The first day on which somebody speaks of it; that of publication where nobody does on a day that is told.</summary>
    private static DateOnly? Spoken(int told, ImmutableArray<Event>.Builder found, ImmutableArray<Attribution> attributions, DateOnly since, DateOnly? published)
    {
        var days = Tellings(told, found).Select(j => found[j].Attribution).OfType<int>().Select(number => attributions.FirstOrDefault(said => said.Number == number)?.SaidOn).OfType<DateInterval>()
            .Where(days => days.Start == days.End && days.Start >= since).Select(days => days.End).ToList();
        return days.Count > 0 ? days.Min() : published >= since ? published : null;
    }

    /// <summary>The event and all that tell it again.</summary>
    private static IEnumerable<int> Tellings(int told, ImmutableArray<Event>.Builder found)
    {
        var first = (found[told].Restates ?? told + 1) - 1;
        return Enumerable.Range(0, found.Count).Where(j => j == told || j == first || found[j].Restates == first + 1 || found[j].Restates == told + 1);
    }
}
