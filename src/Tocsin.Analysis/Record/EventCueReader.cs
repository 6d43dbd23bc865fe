using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Language;

namespace Tocsin.Analysis.Record;

/// <summary>Reads the <see cref="EventCues"/> of an event off its sentence.</summary>
internal static class EventCueReader
{
    private const int ClimbMax = 6;
    private const int NameLengthMin = 3;

    /// <summary>What a sentence speaks of, the sentences before it have named.</summary>
    private const int SentencesBefore = 2;

    private static readonly string[] PartsOfDay = ["TMO", "TMI", "TAF", "TEV", "TNI", "TDT"];

    public static EventCues Of(Reading reading, Event coded)
    {
        if (reading.Parsed.Sentences.IsEmpty)
        {
            return EventCues.None;
        }

        var number = reading.Parsed.SentenceAt(coded.Anchor.Start);
        var sentence = reading.Parsed.Sentences[number];
        var tokens = sentence.Tokens;
        var anchor = 0;
        while (anchor < tokens.Length - 1 && tokens[anchor].Span.End <= coded.Anchor.Start)
        {
            anchor++;
        }

        var opening = Datelines.End(sentence, reading.Parsed.Text);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var beside = new SortedSet<string>(StringComparer.Ordinal);
        var nouns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens.Where(token => token.Span.Start >= opening && !coded.Anchor.Overlaps(token.Span)))
        {
            var isWithin = coded.Span.Contains(token.Span);
            if (token.Upos == "NOUN" && isWithin)
            {
                nouns.Add((token.Lemma == "_" ? token.Form : token.Lemma).ToLowerInvariant());
            }
            else if (IsName(token, reading))
            {
                (isWithin ? names : beside).Add(PartyKeys.Fold(token.Form));
            }
        }

        // "the market where rockets killed eleven people"
        if (tokens[anchor].Relation == "acl" && tokens[anchor].Head is var described and >= 0 && tokens[described].Upos == "NOUN")
        {
            nouns.Add(tokens[described].Lemma.ToLowerInvariant());
        }

        for (var before = Math.Max(0, number - SentencesBefore); before < number; before++)
        {
            var end = Datelines.End(reading.Parsed.Sentences[before], reading.Parsed.Text);
            beside.UnionWith(reading.Parsed.Sentences[before].Tokens.Where(token => token.Span.Start >= end && IsName(token, reading)).Select(token => PartyKeys.Fold(token.Form)));
        }

        beside.ExceptWith(names);
        return new EventCues(
            number, tokens[anchor].Upos is "NOUN" or "PROPN", IsApart(tokens, anchor), PartOfDay(reading, sentence, coded), [.. names], [.. beside], [.. nouns], coded.AlsoAt);
    }

    private static bool IsName(Token token, Reading reading) => token.Upos == "PROPN" && token.Form.Length >= NameLengthMin && !reading.Times.Any(time => time.Span.Contains(token.Span));

    /// <summary>It hangs under "after", "before" or "since" with a length of time before that: a happening beside the other one, not its cause.</summary>
    private static bool IsApart(ImmutableArray<Token> tokens, int anchor)
    {
        for (var (at, left) = (anchor, ClimbMax); at >= 0 && left > 0; at = tokens[at].Head, left--)
        {
            for (var i = at - 1; i > 0; i--)
            {
                if (tokens[i].Head == at && tokens[i].Relation is "case" or "mark" && tokens[i].Lemma is "after" or "before" or "since" or "following")
                {
                    return tokens[i - 1].Lemma.ToLowerInvariant() is "hour" or "day" or "week" or "month" or "year" or "decade" or "weekend" or "night" or "morning";
                }
            }
        }

        return false;
    }

    private static string? PartOfDay(Reading reading, Sentence sentence, Event coded)
    {
        if (coded.OccurredOn.Interval is not { } interval)
        {
            return null;
        }

        var said = reading.Times.Where(time => sentence.Span.Contains(time.Span) && time.Interval == interval && time.Granularity == coded.OccurredOn.Granularity).MinBy(time => Math.Abs(time.Span.Start - coded.Anchor.Start));
        return said?.Value is { } value && Array.Find(PartsOfDay, part => value.EndsWith(part, StringComparison.Ordinal)) is { } found ? found[1..] : null;
    }
}
