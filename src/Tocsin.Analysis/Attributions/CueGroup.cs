using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>The words that make up a cue around its head, and the subject that goes with them.</summary>
internal static class CueGroup
{
    /// <summary>Verbs that leave the saying to the verb below them: "appears to blame", "continued to insist", "tried to explain".</summary>
    public static bool IsRaising(string lemma) => lemma is "appear" or "seem" or "continue" or "begin" or "start" or "happen" or "tend" or "fail" or "try" or "attempt" or "go" or "use" or "have" or "come" or "like" or "take";

    /// <summary>The top of the chain of raising verbs above a verb; the verb itself where there is none.</summary>
    public static int Top(Sentence sentence, int verb)
    {
        var top = verb;
        while (sentence.Tokens[top].Relation == "xcomp" && sentence.Tokens[top].Head is var head and >= 0 && head < top && IsRaising(sentence.Lemma(head)))
        {
            top = head;
        }

        return top;
    }

    /// <summary>The particle of a verb ("out" in "points out"), -1 for none.</summary>
    public static int Particle(Sentence sentence, int verb)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (child > verb && child <= verb + 4 && (sentence.Tokens[child].Deprel == "compound:prt" || (child == verb + 1 && sentence.Tokens[child].Relation is "advmod" or "compound" && sentence.Lemma(child) is "back" or "out" or "off" or "down" or "on" or "along" or "aside" or "away" or "up")))
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>The verb with its auxiliaries, negation, the adverbs among them or right before it, its particle, and the raising verbs above it with theirs.</summary>
    public static List<int> Verb(Sentence sentence, int verb)
    {
        var group = new SortedSet<int>();
        var at = verb;
        var top = Top(sentence, verb);
        while (true)
        {
            group.Add(at);
            var first = at;
            foreach (var child in sentence.Children(at))
            {
                var token = sentence.Tokens[child];
                if (child < at && (token.Relation is "aux" or "cop" || (token.Relation == "mark" && token.Form.Equals("to", StringComparison.OrdinalIgnoreCase) && at != top)))
                {
                    group.Add(child);
                    first = Math.Min(first, child);
                }
            }

            foreach (var child in sentence.Children(at))
            {
                if (child < at && sentence.Tokens[child].Relation == "advmod" && (child > first || AdjacentBefore(sentence, child, first)) && !sentence.Is(child, "how") && !sentence.Is(child, "when") && !sentence.Is(child, "why") && !sentence.Is(child, "where"))
                {
                    var below = sentence.Subtree(child);
                    if (below[^1] < at && below.Count <= 3)
                    {
                        group.UnionWith(below);
                    }
                }
                else if (child > at && sentence.IsNegation(child) && sentence.Tokens[child].Relation == "advmod" && child == at + 1)
                {
                    group.Add(child);
                }
            }

            if (at == top)
            {
                break;
            }

            at = sentence.Tokens[at].Head;
        }

        if (Particle(sentence, verb) is var particle and >= 0)
        {
            group.Add(particle);
        }

        return Unbroken(sentence, group, verb);
    }

    /// <summary>The part of a group that no other word than punctuation breaks off from its verb: in a question the auxiliary stands before the subject.</summary>
    private static List<int> Unbroken(Sentence sentence, SortedSet<int> group, int verb)
    {
        var first = verb;
        while (first > 0 && (group.Contains(first - 1) || sentence.IsPunctuation(first - 1)))
        {
            first--;
        }

        return [.. group.Where(t => t >= first)];
    }

    /// <summary>A predicate adjective or noun with its copula, auxiliaries, negation and adverbs.</summary>
    public static List<int> Predicate(Sentence sentence, int head) => Verb(sentence, head);

    private static bool AdjacentBefore(Sentence sentence, int child, int first)
    {
        var below = sentence.Subtree(child);
        return below[^1] == first - 1 && below.Count <= 2 && sentence.Tokens[child].Upos == "ADV";
    }

    /// <summary>Who does it: the subject of the verb, or of the clause whose subject it shares. -1 where none is said.</summary>
    /// <param name="passive">True where the subject found is that of a passive, so that it is not who says it.</param>
    public static int Subject(Sentence sentence, int verb, out bool passive)
    {
        var at = Top(sentence, verb);
        passive = false;
        for (var steps = 0; steps < 6; steps++)
        {
            foreach (var child in sentence.Children(at))
            {
                var token = sentence.Tokens[child];
                if (token.Relation == "nsubj")
                {
                    passive = token.Deprel == "nsubj:pass" && at == Top(sentence, verb);
                    return IsExpletive(sentence, child) ? -1 : child;
                }

                if (token.Relation == "expl" || token.Relation == "csubj")
                {
                    return -1;
                }
            }

            var relation = sentence.Tokens[at].Relation;
            var head = sentence.Tokens[at].Head;
            if (head < 0 || !(relation is "conj" or "xcomp" || (relation == "advcl" && steps == 0) || (relation is "parataxis" && steps == 0 && sentence.Tokens[at].Xpos == "VBG")))
            {
                return -1;
            }

            // "accused the state of ordering the raid": who is accused of it, not who accuses.
            if (relation == "advcl" && sentence.Marker(at, "mark") is "of" or "for" or "from" && sentence.Child(head, "obj") is var accused and >= 0 && accused < at)
            {
                return accused;
            }

            // "He ordered the army to stay": the one ordered, not the subject, does the infinitive.
            at = head;
            while (CueGroup.Top(sentence, at) is var top && top != at)
            {
                at = top;
            }
        }

        return -1;
    }

    private static bool IsExpletive(Sentence sentence, int token) => sentence.Tokens[token].Upos == "PRON" && sentence.Is(token, "there");

    /// <summary>The phrase of a source: its subtree, without a clause that only says how it spoke.</summary>
    public static List<int> Phrase(Sentence sentence, int head, params ReadOnlySpan<int> without)
    {
        var leave = without.ToArray();
        return sentence.SubtreeWithout(head, child => Array.IndexOf(leave, child) >= 0
            || sentence.Tokens[child].Relation is "parataxis" or "discourse" or "dislocated"
            || (child > head && sentence.Lemma(child) is "course" or "part" or "turn" or "instance" or "example" && sentence.Marker(child, "case") is not null)
            || (sentence.Tokens[child].Head == head && child < head
                && (sentence.Tokens[child].Relation is "cc" or "mark" || (sentence.Tokens[child].Relation == "case" && sentence.Is(child, "by")))));
    }
}
