using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Tocsin.Language.Tokenization;

namespace Tocsin.Analysis.Record;

/// <summary>Reads the <see cref="EventCues"/> of an event off its sentence.</summary>
internal static class EventCueReader
{
    private const int ClimbMax = 6;
    private const int NameLengthMin = 3;

    /// <summary>What a sentence speaks of, those around it name.</summary>
    private const int SentencesNear = 2;

    private static readonly string[] PartsOfDay = ["TMO", "TMI", "TAF", "TEV", "TNI", "TDT"];

    public static EventCues Of(Reading reading, Event coded, StateNames states)
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
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (token.Span.Start < opening || coded.Anchor.Overlaps(token.Span) || IsOfAnother(tokens, i, anchor))
            {
                continue;
            }

            var isWithin = coded.Span.Contains(token.Span);
            if (token.Upos == "NOUN" && isWithin)
            {
                nouns.Add((token.Lemma == "_" ? token.Form : token.Lemma).ToLowerInvariant());
            }
            else if (isWithin && IsName(token, reading, states))
            {
                names.Add(PartyKeys.Fold(token.Form));
            }
        }

        // "the market in Sorin where rockets killed eleven people", but not "told reporters that rockets had killed"
        for (var (at, left) = (tokens[anchor].Relation == "acl" && !sentence.Children(anchor).Any(child => tokens[child] is { Relation: "mark", Lemma: "that" }) ? tokens[anchor].Head : -1, 3); at >= 0 && left > 0; at = tokens[at].Relation == "nmod" ? tokens[at].Head : -1, left--)
        {
            if (tokens[at].Upos == "NOUN")
            {
                nouns.Add(tokens[at].Lemma.ToLowerInvariant());
            }
            else if (IsName(tokens[at], reading, states))
            {
                names.Add(PartyKeys.Fold(tokens[at].Form));
            }
        }

        // "the car bombing that left fourteen dead at the gates of the police headquarters"
        foreach (var clause in tokens[anchor].Upos == "NOUN" ? sentence.Children(anchor).Where(child => tokens[child] is { Upos: "VERB", Relation: "acl" }) : [])
        {
            nouns.UnionWith(Enumerable.Range(clause + 1, tokens.Length - clause - 1).Where(i => tokens[i].Upos == "NOUN" && IsInClause(tokens, i, clause)).Select(i => tokens[i].Lemma.ToLowerInvariant()));
        }

        for (var near = Math.Max(0, number - SentencesNear); near <= Math.Min(number + SentencesNear, reading.Parsed.Sentences.Length - 1); near++)
        {
            beside.UnionWith(reading.Parsed.Sentences[near].Tokens.Where(token => IsName(token, reading, states)).Select(token => PartyKeys.Fold(token.Form)));
        }

        beside.ExceptWith(names);
        return new EventCues(
            number, tokens[anchor].Upos is "NOUN" or "PROPN", IsApart(tokens, anchor), PartOfDay(reading, sentence, coded), [.. names], [.. beside], [.. nouns], coded.AlsoAt, coded.Restates);
    }

    /// <summary>It hangs under a verb and no other one between.</summary>
    private static bool IsInClause(ImmutableArray<Token> tokens, int token, int verb)
    {
        for (var (at, left) = (tokens[token].Head, ClimbMax); at >= 0 && left > 0; at = tokens[at].Head, left--)
        {
            if (tokens[at].Upos == "VERB")
            {
                return at == verb;
            }
        }

        return false;
    }

    /// <summary>What is of a state, such as "Tarkeshi", tells no more of where than "Russian" does.</summary>
    private static bool IsName(Token token, Reading reading, StateNames states) =>
        token.Upos == "PROPN" && token.Form.Length >= NameLengthMin && !reading.Times.Any(time => time.Span.Contains(token.Span)) && !states.IsAdjective(PartyKeys.Fold(token.Form));

    /// <summary>It is what another act answers, or hangs under "after", "before" or "since" with a length of time before that: a happening beside the other one, not its cause.</summary>
    private static bool IsApart(ImmutableArray<Token> tokens, int anchor)
    {
        // "Hours before, a car bomb had exploded"
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i].Head == anchor && tokens[i] is { Upos: "ADV", Relation: "advmod" } && tokens[i].Lemma is "before" or "earlier" or "later" or "previously" && IsLength(tokens[i - 1]))
            {
                return true;
            }
        }

        if (IsAnswered(tokens, anchor))
        {
            return true;
        }

        for (var (at, left) = (anchor, ClimbMax); at >= 0 && left > 0; at = tokens[at].Head, left--)
        {
            for (var i = at - 1; i > 0; i--)
            {
                // In "after bombs killed 52 people" the tree may hang "after" under the bombs.
                if ((tokens[i].Head == at || (tokens[i].Head is var subject and > 0 && subject < at && tokens[subject].Head == at && tokens[subject].Relation == "nsubj")) && tokens[i].Relation is "case" or "mark" && tokens[i].Lemma is "after" or "before" or "since" or "following")
                {
                    return IsLength(tokens[i - 1]);
                }
            }
        }

        return false;
    }

    /// <summary>"Gunmen stormed the court hours after the blast at the bus station": the bus station is not where they were.</summary>
    private static bool IsOfAnother(ImmutableArray<Token> tokens, int token, int anchor)
    {
        for (var (at, left) = (token, ClimbMax); at >= 0 && at != anchor && left > 0; at = tokens[at].Head, left--)
        {
            for (var i = at - 1; i > 0; i--)
            {
                if (tokens[i].Head == at && tokens[i].Relation is "case" or "mark" && tokens[i].Lemma is "after" or "before" or "since" or "following" && IsLength(tokens[i - 1]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"The missiles avenged the killing of a general", "an answer to the attack on the base": what is answered is not what answers it.</summary>
    private static bool IsAnswered(ImmutableArray<Token> tokens, int anchor)
    {
        // Over "the killing and maiming", "the attack that killed twelve" and names to whatever governs them all.
        for (var (at, left) = (anchor, ClimbMax); tokens[at].Head >= 0 && left > 0; at = tokens[at].Head, left--)
        {
            var head = tokens[tokens[at].Head];
            if (head.Lemma.ToLowerInvariant() is "aveng" or "avenge" or "answer" or "retaliate" or "retaliation" or "response" or "respond" or "revenge" or "vengeance" or "reprisal" or "reply" or "punish" or "punishment"
                && tokens[at].Relation is "obj" or "obl" or "nmod" or "nsubj:pass")
            {
                return true;
            }

            if (tokens[at].Relation is not ("conj" or "acl" or "compound" or "nmod"))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsLength(Token token) => token.Lemma.ToLowerInvariant() is "hour" or "day" or "week" or "month" or "year" or "decade" or "weekend" or "night" or "morning";

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
