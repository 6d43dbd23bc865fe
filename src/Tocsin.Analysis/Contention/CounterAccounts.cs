using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>Finds who answers another's claim with an account of their own that leaves no room for it: "troops repelled the attack", "the post is still in army hands", "denies losing it", "the drone was lost because of a technical fault".</summary>
/// <remarks>The words are in data/contention/part.tsv. The claim stands no more than <see cref="SentencesBack"/> sentences before the answer, and somebody else makes it.</remarks>
internal sealed class CounterAccounts(EventLexicon lexicon, IEnumerable<string[]> facts)
{
    private const int SentencesBack = 3;

    private readonly List<(string Kind, string Words)> _phrases = [.. facts.Where(f => f[0] is "held" or "unheld" or "fault").Select(f => (f[0], f[1]))];

    public IEnumerable<Contested> Find(ParsedText parsed, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events)
    {
        foreach (var answer in attributions)
        {
            if (answer.Negated || answer.Source.Spans.IsEmpty || answer.Cue.IsEmpty || KindOf(parsed, answer) is not { } kind)
            {
                continue;
            }

            var at = parsed.SentenceAt(answer.Cue[0].Start);
            var claim = events.LastOrDefault(e => e is { Type: "ASSAULT", Attribution: not null, Factuality: Factuality.Actual } && e.Status != EventStatus.Denied && e.Anchor.Start < answer.Content[0].Start
                && at - parsed.SentenceAt(e.Anchor.Start) <= SentencesBack && IsAnswered(parsed, e, kind) && attributions.FirstOrDefault(a => a.Number == e.Attribution) is { } claimed && IsAnother(parsed, claimed, answer));
            if (claim is not null)
            {
                yield return new Contested(claim.Id, ContestedOn.Occurrence, [[claim.Attribution!.Value], [answer.Number]]);
            }
        }
    }

    private string? KindOf(ParsedText parsed, Attribution answer)
    {
        foreach (var content in answer.Content)
        {
            var words = " " + content.In(parsed.Text).Replace(",", " ", StringComparison.Ordinal).TrimEnd('.') + " ";
            foreach (var (kind, phrase) in _phrases)
            {
                if ((kind == "unheld") == (answer.Act == SpeechAct.Deny) && Holds(words, phrase))
                {
                    return kind;
                }
            }
        }

        return null;
    }

    /// <summary>True where the parts of a phrase stand in the words, one after the other.</summary>
    private static bool Holds(string words, string phrase)
    {
        var at = 0;
        foreach (var part in phrase.Split('…', StringSplitOptions.TrimEntries))
        {
            var found = words.IndexOf($" {part} ", at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length + 1;
        }

        return true;
    }

    /// <summary>A capture is answered by "it is still ours", a shooting down by "it crashed".</summary>
    private bool IsAnswered(ParsedText parsed, Event told, string kind)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(told.Anchor.Start)];
        var anchor = sentence.Tokens.FirstOrDefault(t => t.Span == told.Anchor);
        return anchor is not null && lexicon.InClass(kind == "fault" ? "DOWNING" : "CAPTURE", lexicon.VerbLemma(anchor.Lemma.ToLowerInvariant(), anchor.Form.ToLowerInvariant()));
    }

    private static bool IsAnother(ParsedText parsed, Attribution claim, Attribution answer) =>
        claim.Number != answer.Number && claim.Within != answer.Number && answer.Within != claim.Number
        && !(claim.Source.Entity is { } one && one == answer.Source.Entity)
        && !(claim.Source.Spans is [var first, ..] && answer.Source.Spans is [var second, ..] && first.In(parsed.Text).Equals(second.In(parsed.Text), StringComparison.OrdinalIgnoreCase));
}
