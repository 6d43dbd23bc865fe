using System.Collections.Immutable;
using System.Text;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>One step of the rule that coded an event.</summary>
/// <param name="Name">A line of the lexicon ("verbs.tsv:12"), or the word above the act that changed it ("refuse").</param>
/// <param name="Line">The fields of the lexicon line, parted by " | "; null for a word.</param>
public sealed record RuleStep(string Name, string? Line);

/// <summary>How the tree leads from the word that names the act to one who takes part in it.</summary>
/// <param name="Words">"fired –obl→ positions –nmod→ Kesh": arrows point from a word to its dependent. Null where they stand in different sentences, or there is no tree.</param>
public sealed record TreePath(Participant To, bool IsActor, string? Words);

/// <summary>Why an event was coded as it was, read off the same event that is explained: nothing is coded a second time.</summary>
public sealed record EventExplanation(ImmutableArray<RuleStep> Rule, ImmutableArray<TreePath> Paths)
{
    public static EventExplanation Of(Reading reading, Event coded) => new(
        Steps(coded.Rule),
        [.. coded.Actors.Select(a => new TreePath(a, true, Path(reading.Parsed, coded.Anchor, a.Span))), .. coded.Recipients.Select(r => new TreePath(r, false, Path(reading.Parsed, coded.Anchor, r.Span)))]);

    /// <summary>The rule is "line + word + …: path", and may go on with "; responsibility: …".</summary>
    private static ImmutableArray<RuleStep> Steps(string rule)
    {
        var end = rule.IndexOf(": ", StringComparison.Ordinal);
        var steps = ImmutableArray.CreateBuilder<RuleStep>();
        foreach (var name in (end < 0 ? rule : rule[..end]).Split(" + "))
        {
            steps.Add(new RuleStep(name, EventLexicon.LineAt(name)?.Replace("\t", " | ", StringComparison.Ordinal)));
        }

        if (rule.LastIndexOf("; ", StringComparison.Ordinal) is var later and >= 0)
        {
            steps.Add(new RuleStep(rule[(later + 2)..], null));
        }

        return steps.ToImmutable();
    }

    private static string? Path(ParsedText parsed, TextSpan from, TextSpan to)
    {
        if (parsed.Sentences.IsEmpty || parsed.SentenceAt(from.Start) is var number && number != parsed.SentenceAt(to.Start))
        {
            return null;
        }

        var sentence = parsed.Sentences[number];
        var (start, target) = (HeadOf(sentence, from), HeadOf(sentence, to));
        if (sentence.Root < 0 || start < 0 || target < 0)
        {
            return null;
        }

        // Up to the first word that has the target below it, then down to the target.
        var path = new StringBuilder(sentence.Tokens[start].Form);
        var top = start;
        while (!sentence.Dominates(top, target))
        {
            var token = sentence.Tokens[top];
            if (token.Head < 0)
            {
                return null;
            }

            path.Append(" ←").Append(token.Deprel).Append("– ").Append(sentence.Tokens[token.Head].Form);
            top = token.Head;
        }

        var down = new Stack<int>();
        for (var at = target; at != top; at = sentence.Tokens[at].Head)
        {
            down.Push(at);
        }

        foreach (var at in down)
        {
            path.Append(" –").Append(sentence.Tokens[at].Deprel).Append("→ ").Append(sentence.Tokens[at].Form);
        }

        return path.ToString();
    }

    /// <summary>The word of a span that hangs on a word outside it; -1 where no word lies in the span.</summary>
    private static int HeadOf(Sentence sentence, TextSpan span)
    {
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            if (span.Contains(token.Span) && (token.Head < 0 || !span.Contains(sentence.Tokens[token.Head].Span)) && token.Upos != "PUNCT")
            {
                return i;
            }
        }

        return -1;
    }
}
