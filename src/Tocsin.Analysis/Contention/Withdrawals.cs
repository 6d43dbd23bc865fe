using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>Reads what an outlet tells again in order to take it back: "we reported that soldiers had shelled the hospital. That report was wrong."</summary>
/// <remarks>
/// What is taken back is denied and no further report of it. Of a correction that mends a part, the number that stood in the earlier report is dropped, and the happening stays told.
/// </remarks>
internal sealed class Withdrawals
{
    /// <summary>A sentence further on takes back something else.</summary>
    private const int SentencesAfter = 4;

    /// <summary>A sentence that says that there was none of it says little else.</summary>
    private const int NoneWords = 7;

    /// <summary>Where a sentence says what it is about.</summary>
    private const int FirstWords = 5;

    private readonly HashSet<string> _about = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _whole = [];
    private readonly List<string> _part = [];
    private readonly HashSet<string> _earlier = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _living = new(StringComparer.OrdinalIgnoreCase);

    public Withdrawals()
    {
        foreach (var fields in FactFile.ReadEmbedded("contention/withdrawals.tsv", 2))
        {
            switch (fields[0])
            {
                case "about":
                    _about.Add(fields[1]);
                    break;
                case "whole":
                    _whole.Add($" {fields[1]} ");
                    break;
                case "earlier":
                    _earlier.Add(fields[1]);
                    break;
                case "living":
                    _living.Add(fields[1]);
                    break;
                case "part":
                    _part.Add(fields[1]);
                    break;
            }
        }
    }

    /// <summary>The same events, those that the document takes back marked as denied; the same array where it takes back nothing.</summary>
    public ImmutableArray<Event> Apply(Document document, ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events)
    {
        var isPart = _part.Exists(word => (document.Title ?? "").StartsWith(word, StringComparison.OrdinalIgnoreCase) || document.Text.AsSpan().TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase));
        ImmutableArray<int>? takingBack = null;
        var changed = events.ToBuilder();
        for (var i = 0; i < events.Length; i++)
        {
            if (isPart && events[i].Killed is { Min: > 0 } wrong && IsNumberCorrected(wrong.Span, parsed))
            {
                changed[i] = events[i] with { Killed = null, Injured = null };
                continue;
            }

            if (events[i].Attribution is not { } number || attributions.FirstOrDefault(attribution => attribution.Number == number) is not { } held || !IsOwnReport(held, document, entities, parsed.Text))
            {
                continue;
            }

            var told = parsed.SentenceAt(events[i].Anchor.Start);
            takingBack ??= [.. Enumerable.Range(0, parsed.Sentences.Length).Where(sentence => TakesBack(parsed, sentence))];
            if (takingBack.Value.Any(sentence => sentence > told && sentence - told <= SentencesAfter) || IsContradicted(events[i], told, parsed))
            {
                if (IsCountedAnew(events[i], told, events, parsed))
                {
                    changed[i] = events[i] with { Killed = null, Injured = null };
                    continue;
                }

                changed[i] = events[i] with
                {
                    Status = EventStatus.Denied,
                    Happened = EventStatus.Denied,
                    Factuality = Factuality.Negated,
                    StatusReason = "the outlet takes its report of it back",
                    FactualityReason = "the outlet takes its report of it back",
                };
            }
            else if (isPart && (events[i].Killed is not null || events[i].Injured is not null))
            {
                changed[i] = events[i] with { Killed = null, Injured = null };
            }
        }

        return changed.SequenceEqual(events) ? events : changed.ToImmutable();
    }

    /// <summary>"we said", "our report of 4 May said", "The Tarren Post reported" in the Tarren Post.</summary>
    private bool IsOwnReport(Attribution attribution, Document document, ImmutableArray<ActorEntity> entities, string text)
    {
        if (attribution.Act is SpeechAct.Deny or SpeechAct.Doubt || attribution.Negated || attribution.Source.Spans.IsEmpty)
        {
            return false;
        }

        var words = string.Join(' ', attribution.Source.Spans.Select(span => span.In(text)));
        var name = attribution.Source.Entity is { } number ? entities.FirstOrDefault(entity => entity.Entity.Number == number)?.Entity.Name : null;
        return IsOneOf(words, "we") || IsEarlierVersion(words) || words.StartsWith("our ", StringComparison.OrdinalIgnoreCase) || words.StartsWith("this newspaper", StringComparison.OrdinalIgnoreCase)
            || (document.Outlet is { Length: > 0 } outlet && (IsOneOf(words, outlet) || (name is not null && IsOneOf(name, outlet))));
    }

    /// <summary>"An earlier version of this story", "the first report", "our headline".</summary>
    private bool IsEarlierVersion(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is > 1 and < 8 && parts.Take(4).Any(_earlier.Contains) && parts.Any(_about.Contains);
    }

    /// <summary>"We reported that the mayor was killed. The mayor is alive.": the next sentences say of the dead that they live.</summary>
    private bool IsContradicted(Event told, int sentence, ParsedText parsed)
    {
        if (told.Type != "ASSAULT" || told.Recipients.IsEmpty)
        {
            return false;
        }

        var names = told.Recipients.Select(recipient => LastWord(recipient.Span, parsed)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var s = sentence + 1; s < parsed.Sentences.Length && s <= sentence + SentencesAfter; s++)
        {
            var tokens = parsed.Sentences[s].Tokens;
            if (tokens.Any(token => _living.Contains(token.Form)) && tokens.Any(token => token.Relation == "nsubj" && (names.Contains(token.Form) || (s == sentence + 1 && token.Form is "He" or "She" or "They")))
                && !tokens.Any(token => token.Lemma is "not" or "n't" or "no" or "longer"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"We said that four had been killed when the convoy was shelled. This was wrong. Three were killed": the number was wrong, and not that it happened.</summary>
    private static bool IsCountedAnew(Event told, int sentence, ImmutableArray<Event> events, ParsedText parsed) =>
        told is { Type: "ASSAULT", Killed: not null } && events.Any(other => other is { Type: "ASSAULT", Factuality: Factuality.Actual, Killed.Min: > 0, Status: not EventStatus.Denied } && parsed.SentenceAt(other.Anchor.Start) is var at && at > sentence && at - sentence <= SentencesAfter);

    /// <summary>"The number of people killed was 14, not 40": a sentence further on rules the number out.</summary>
    private static bool IsNumberCorrected(TextSpan number, ParsedText parsed)
    {
        var at = parsed.SentenceAt(number.Start);
        var said = parsed.Sentences[at].Tokens.Where(token => number.Contains(token.Span) && token.Upos == "NUM").Select(token => token.Form).FirstOrDefault();
        for (var s = at + 1; said is not null && s < parsed.Sentences.Length && s <= at + SentencesAfter; s++)
        {
            var tokens = parsed.Sentences[s].Tokens;
            for (var i = 1; i < tokens.Length; i++)
            {
                if (tokens[i].Form.Equals(said, StringComparison.OrdinalIgnoreCase) && tokens[i - 1].Form is "not" or "than" or "of" && tokens[i - 1].Form is var word && (word == "not" || (i > 1 && tokens[i - 2].Form is "rather" or "instead")))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The head of a phrase, as it is written: the last of its words that a preposition does not stand before.</summary>
    private static string LastWord(TextSpan phrase, ParsedText parsed)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(phrase.Start)];
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            if (phrase.Contains(token.Span) && (token.Head < 0 || !phrase.Contains(sentence.Tokens[token.Head].Span)) && token.Upos is "NOUN" or "PROPN" or "PRON")
            {
                return token.Form;
            }
        }

        return "";
    }

    private static bool IsOneOf(string words, string name)
    {
        var bare = words.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? words.AsSpan(4) : words.AsSpan();
        var other = name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name.AsSpan(4) : name.AsSpan();
        return bare.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    private bool TakesBack(ParsedText parsed, int sentence)
    {
        var forms = parsed.Sentences[sentence].Tokens.Select(token => token.Form).Where(form => char.IsLetterOrDigit(form[0])).ToList();
        var line = $" {string.Join(' ', forms)} ";
        if (forms is ["There" or "there", "was" or "were", "no", var none, ..] && forms.Count <= NoneWords && char.IsLower(none[0]))
        {
            // "There was no fire."
            return true;
        }

        var phrase = _whole.Find(words => line.Contains(words, StringComparison.OrdinalIgnoreCase));
        if (phrase is null)
        {
            return false;
        }

        // "No shelling took place" takes it back, "the shelling took place" does not; of "withdraws" the outlet is the subject.
        var isNone = forms[0].Equals("no", StringComparison.OrdinalIgnoreCase) || line.Contains(" no such ", StringComparison.OrdinalIgnoreCase);
        return phrase == " took place " ? isNone
            : phrase.Contains("withdr", StringComparison.Ordinal) || phrase.Contains("retract", StringComparison.Ordinal) ? forms.Exists(form => form is "report" or "story" or "article" or "account" or "dispatch" or "item")
            : forms.Take(FirstWords).Any(_about.Contains);
    }
}
