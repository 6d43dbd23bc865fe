namespace Tocsin.Analysis.Events;

/// <summary>Acts that a text looks back on, and acts that it says are not true.</summary>
internal sealed partial class OperatorReader
{
    /// <summary>"the anniversary of the war, in which rebels shot down planes", "it will be a year since troops took the town", "in the last war, rebels shelled the port".</summary>
    private bool IsRemembered(SentenceTree tree, int act)
    {
        for (var (at, left) = (act, MaxClimb); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.IsVerb(at) && (IsOfFormerWar(tree, at) || IsLongSince(tree, at) || HasBefore(tree, at)))
            {
                return true;
            }

            if (tree.Head(at) is var head and >= 0 && !tree.IsVerb(head) && tree.Relation(at) is "acl" or "nmod" && lexicon.Is(OperatorKind.Anniversary, tree.Lemma[head], "NOUN"))
            {
                return true;
            }

            // "a veteran of the battle of Kesh"
            if (tree.Head(at) is var person and >= 0 && tree.Relation(at) == "nmod" && tree.Lemma[person] == "veteran")
            {
                return true;
            }

            if (!(tree.Relation(at) is "acl" or "nmod" or "conj" or "xcomp" || (tree.Relation(at) == "compound" && at != act)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"during the previous war": another war than the one that is reported.</summary>
    private bool IsOfFormerWar(SentenceTree tree, int verb) =>
        tree.Children(verb).Any(c => tree.Relation(c) == "obl" && tree.Preposition(c) is "in" or "during" or "throughout" && lexicon.InClass("WAR", tree.Lemma[c])
            && tree.Children(c).Any(d => tree.Relation(d) == "amod" && lexicon.InClass("FORMER", tree.Lemma[d])));

    /// <summary>"has bombed markets before", "have attacked it in the past"; not "had been hit the day before", which counts from another day.</summary>
    private static bool HasBefore(SentenceTree tree, int verb) =>
        tree.Auxiliary(verb, w => w is "have" or "'ve") is var have and >= 0 && tree[have].Xpos != "VBD"
        && tree.Children(verb).Any(c => c > verb && ((tree.Relation(c) == "advmod" && tree.Lemma[c] == "before" && tree.Children(c).Length == 0 && !tree.IsTimeWord(c - 1)) || (tree.Relation(c) == "obl" && tree.Lemma[c] == "past" && tree.Preposition(c) == "in")));

    /// <summary>"a year since troops took the town", "two decades have passed since".</summary>
    private static bool IsLongSince(SentenceTree tree, int verb)
    {
        static bool IsLong(string lemma) => lemma is "year" or "decade" or "century" or "generation";
        return tree.Relation(verb) == "advcl" && tree.HasMark(verb, "since") && tree.Head(verb) is var head and >= 0
            && (IsLong(tree.Lemma[head]) || (tree.Lemma[head] is "pass" or "be" or "go" or "elapse" && tree.Children(head).Any(c => tree.Relation(c) is "nsubj" or "obl" && IsLong(tree.Lemma[c]))));
    }

    /// <summary>"It is not true that troops shelled the port", "there is no truth in reports that they did", "RETRACTED: Jets bombed the port".</summary>
    private bool IsUntrue(EventDraft draft, int act)
    {
        var tree = draft.Tree;
        var label = Enumerable.Range(0, Math.Min(2, tree.Count)).FirstOrDefault(i => tree[i].Form is "RETRACTED" or "RETRACTION" or "WITHDRAWN" or "Retracted" or "Withdrawn", -1);
        if (label >= 0 && label < act && label + 1 < tree.Count && tree[label + 1].Form == ":")
        {
            return true;
        }

        if (IsToldWrongly(tree, act))
        {
            return true;
        }

        var head = tree.Head(act);
        if (head >= 0 && !tree.IsVerb(act) && IsUntrueNoun(tree, act, head))
        {
            return true;
        }

        if (!tree.IsVerb(act) || head < 0 || tree.Relation(act) is not ("csubj" or "ccomp" or "acl" or "advcl") || !tree.HasMark(act, "that"))
        {
            return false;
        }

        if (tree.Child(head, "cop") >= 0 && tree.IsNegated(head) && lexicon.InClass("IMPOSSIBLE", tree.Lemma[head]) && tree.Upos(head) == "ADJ")
        {
            // "It is not impossible that"
            draft.Hedged = true;
            return false;
        }

        // "It is not true that", "it is impossible that", "it is out of the question that"
        if (tree.Child(head, "cop") >= 0 && (tree.IsNegated(head) ? lexicon.InClass("TRUTH", tree.Lemma[head]) : lexicon.InClass("IMPOSSIBLE", tree.Lemma[head]) && (tree.Upos(head) != "NOUN" || tree.Preposition(head) is not null)))
        {
            return true;
        }

        // What is told of may stand between: "no truth in reports that", "retracted its story that".
        var told = tree.IsVerb(head) ? -1 : head;
        return told >= 0 && tree.Head(told) is var above and >= 0
            && ((tree.Lemma[above] == "truth" && tree.IsNegated(above)) || (tree.IsVerb(above) && tree.Relation(told) == "obj" && lexicon.InClass("TAKEBACK", tree.Lemma[above]) && !tree.IsNegated(above)));
    }

    /// <summary>"wrongly reported that soldiers had taken two children", "a hoax video showed troops shooting prisoners".</summary>
    private bool IsToldWrongly(SentenceTree tree, int act)
    {
        for (var (at, left) = (act, MaxClimb); left > 0 && tree.Relation(at) is "ccomp" or "xcomp" or "conj" or "obj" && tree.Head(at) is var head and >= 0; at = head, left--)
        {
            if (!tree.IsVerb(head))
            {
                continue;
            }

            var telling = lexicon.Is(OperatorKind.Report, tree.Lemma[head], "VERB") || tree.Lemma[head] is "show" or "depict";
            if (telling && ClauseRoles.Overt(tree, head) is var version and >= 0 && (IsOfFormerVersion(tree, version) || IsOfFirstVersion(tree, head, version)))
            {
                return true;
            }

            if (telling && (tree.Children(head).Any(c => tree.Relation(c) == "advmod" && lexicon.InClass("WRONGLY", tree.Lemma[c]))
                || (ClauseRoles.Overt(tree, head) is var teller and >= 0 && tree.Children(teller).Append(teller).Any(c => tree.Relation(c) is "amod" or "compound" or "nsubj" && lexicon.InClass("FAKE", tree.Lemma[c])))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The bombing did not happen", "the attack never took place", "withdrew its report of an attack", "the report of an attack was false".</summary>
    private bool IsUntrueNoun(SentenceTree tree, int act, int head)
    {
        if (tree.Relation(act) == "nsubj" && tree.IsVerb(head) && tree.IsNegated(head))
        {
            return lexicon.InClass("HAPPEN", tree.Lemma[head]) || (tree.Lemma[head] == "take" && tree.Children(head).Any(child => tree.Lemma[child] == "place"));
        }

        if (tree.Relation(act) != "nmod" || !lexicon.InClass("REPORTNOUN", tree.Lemma[head]) || tree.Head(head) is not (var above and >= 0) || tree.IsNegated(above))
        {
            return false;
        }

        return (tree.Relation(head) == "obj" && tree.IsVerb(above) && lexicon.InClass("TAKEBACK", tree.Lemma[above]))
            || (tree.Relation(head) == "nsubj" && (HasProvedFalse(tree, above) || (lexicon.InClass("FALSEHOOD", tree.Lemma[above]) && tree.Child(above, "cop") >= 0)));
    }

    /// <summary>"An earlier version of this article said that rebels had fired": what is told of it is taken back.</summary>
    private bool IsOfFormerVersion(SentenceTree tree, int teller) =>
        tree.Lemma[teller] is "version" or "edition" && tree.Children(teller).Any(c => c < teller && tree[c].Form.ToLowerInvariant() is "earlier" or "previous" or "first" or "former" or "original" or "initial");

    /// <summary>"This article first said that rebels had fired"</summary>
    private bool IsOfFirstVersion(SentenceTree tree, int telling, int teller) =>
        lexicon.InClass("REPORTNOUN", tree.Lemma[teller]) | tree.Lemma[teller] is "article" && tree.Children(telling).Any(c => tree.Relation(c) == "advmod" && c < telling && tree[c].Form.ToLowerInvariant() is "first" or "originally" or "initially" or "earlier" or "previously");

    /// <summary>"The video that shows the strike is from 2019": old pictures are of an old act.</summary>
    private bool IsInOldPictures(SentenceTree tree, int act)
    {
        for (var (at, left) = (act, MaxClimb); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (lexicon.InClass("FOOTAGE", tree.Lemma[at]) && tree.Relation(at) == "nsubj" && tree.Head(at) is var from and >= 0)
            {
                return tree.Preposition(from) == "from" ? tree.Child(from, "cop") >= 0 && tree.Upos(from) == "NUM" : tree.Lemma[from] is "date" or "old";
            }
        }

        return false;
    }
}
