namespace Tocsin.Analysis.Events;

/// <summary>Whether the words present an act as something that happened (after Saurí and Pustejovsky's FactBank, in PLOVER's terms).</summary>
internal static class FactualityReader
{
    private const int MaxClimb = 6;

    /// <summary>What the tree says of the act itself, beside the operators above it. Also true where a modal makes it only possible.</summary>
    public static (Factuality Factuality, bool Possible, string Reason) Of(EventDraft draft)
    {
        var tree = draft.Tree;
        var possible = draft.Hedged || tree.Children(draft.Carrier).Any(c => tree.Relation(c) == "advmod" && (tree.InClass(c, "HEDGE") || tree.InClass(c, "ALLEGED"))) || draft.Actors.Any(a => tree.Children(a).Any(c => c < a && tree.Relation(c) == "advmod" && tree.InClass(c, "HEDGE")));
        possible |= IsSurmised(tree, draft.Operator >= 0 ? draft.Operator : draft.Carrier);
        if (draft.Factuality == Factuality.Negated && draft.IsNominal && tree.Preposition(draft.Anchor) == "behind" && tree.Child(draft.Anchor, "cop") >= 0 && tree.Children(draft.Anchor).Any(c => tree.Lemma[c] == "the" || tree.IsPossessor(c)))
        {
            return (Factuality.Actual, possible, "who is behind it is what is denied, and not that it happened");
        }

        if (draft.Factuality is null && IsLivedThrough(draft))
        {
            return (Factuality.Historical, possible, "somebody lived through it: it belongs to the past");
        }

        if (draft.Factuality is { } known)
        {
            if (known == Factuality.Negated && IsConditional(draft))
            {
                return (Factuality.Hypothetical, true, "it stands under a condition: “if” or “unless”");
            }

            return (known, possible, Operated(known));
        }

        if (draft.IsNominal && tree.Children(draft.Anchor).Any(c => tree.Relation(c) == "amod" && tree.InClass(c, "FAILED")))
        {
            return (Factuality.Attempted, possible, "it is called failed or attempted");
        }

        if (draft.IsNominal && draft.Operator < 0 && IsImagined(tree, draft.Anchor))
        {
            return (Factuality.Hypothetical, possible, "any such act is meant, or one that would follow");
        }

        var at = draft.Operator >= 0 ? draft.Operator : draft.Carrier;
        if (IsGeneric(tree, at))
        {
            return (Factuality.Hypothetical, possible, "any such act is meant, or one that would follow");
        }

        if (tree.IsAsked(at) || tree.IsCommand(at))
        {
            return (Factuality.Hypothetical, true, "it is asked or told to be done, and not told as done");
        }

        for (var left = MaxClimb; at >= 0 && left > 0; left--, at = tree.Head(at))
        {
            if (tree.HasMark(at, "if") || tree.HasMark(at, "unless") || tree.HasMark(at, "whether") || tree.HasMark(at, "should"))
            {
                return (tree.HasMark(at, "whether") ? Factuality.Actual : Factuality.Hypothetical, true, tree.HasMark(at, "whether") ? "it stands after “whether”" : "it stands under a condition: “if”, “unless” or “should”");
            }

            if (tree.IsVerb(at))
            {
                var perfect = tree.Auxiliary(at, w => w is "have" or "'ve") >= 0;
                if (tree.Auxiliary(at, w => w is "may" or "might" or "could" or "can") >= 0 && !(tree.Auxiliary(at, w => w == "could") >= 0 && tree.IsNegated(at)))
                {
                    return perfect ? (Factuality.Actual, true, "“may”, “might” or “could have”: possibly done") : (Factuality.Hypothetical, true, "“may”, “might”, “could” or “can”");
                }

                if (tree.Auxiliary(at, w => w is "would" or "'d") >= 0)
                {
                    return (perfect || !IsReported(tree, at) || tree.IsUnderInverted(at) ? Factuality.Hypothetical : Factuality.Future, possible, perfect ? "“would have”" : "“would”");
                }

                if (tree.Auxiliary(at, w => w is "must" or "should" or "ought") >= 0 && !(perfect && tree.Auxiliary(at, w => w == "must") >= 0))
                {
                    return (Factuality.Hypothetical, possible, "“must”, “should” or “ought to”");
                }

                if (tree.Auxiliary(at, w => w is "will" or "shall" or "wo" or "'ll") >= 0)
                {
                    return (Factuality.Future, possible, "“will” or “shall”");
                }
            }

            // "sent jets to destroy the reactor": what is aimed at is not yet done.
            if (tree.Relation(at) is "advcl" or "acl" && tree.HasMark(at, "to") && at == draft.Carrier)
            {
                return (Factuality.Attempted, possible, "a purpose, told with “to”");
            }

            // An open complement and a bare second verb share the modals above; a noun shares those of the verb it is an object of.
            var shares = tree.Relation(at) == "xcomp"
                || (tree.Relation(at) == "conj" && ClauseRoles.Overt(tree, at) < 0)
                || (tree.Relation(at) == "obj" && !tree.IsVerb(at) && !IsGiven(draft, at));
            if (!shares)
            {
                break;
            }
        }

        return (Factuality.Actual, possible, "no condition, modal, negation or plan holds it");
    }

    /// <summary>"survived the siege", "a veteran of the war", "was born during the occupation": what a life is told by.</summary>
    private static bool IsLivedThrough(EventDraft draft)
    {
        var tree = draft.Tree;
        if (!draft.IsNominal || draft.Type is not ("ASSAULT" or "COERCE") || !tree.InClass(draft.Anchor, "LASTING") || tree.Head(draft.Anchor) is not (var above and >= 0))
        {
            return false;
        }

        return tree.IsVerb(above) ? (tree.Relation(draft.Anchor) == "obj" ? tree.Lemma[above] == "survive" : tree.Preposition(draft.Anchor) is "in" or "during" && tree.InClass(above, "LIVED")) : tree.InClass(above, "VETERAN");
    }

    /// <summary>"If they are not freed": nothing was or was not done yet.</summary>
    private static bool IsConditional(EventDraft draft)
    {
        var tree = draft.Tree;
        var at = draft.Carrier;
        for (var left = MaxClimb; left > 0 && !tree.HasMark(at, "if") && !tree.HasMark(at, "unless"); left--)
        {
            if (tree.Head(at) < 0 || !(tree.Relation(at) is "xcomp" || (tree.Relation(at) is "obj" or "nsubj" or "nsubj:pass" or "obl" && !tree.IsVerb(at)) || (tree.Relation(at) == "conj" && ClauseRoles.Overt(tree, at) < 0)))
            {
                return false;
            }

            at = tree.Head(at);
        }

        return tree.HasMark(at, "if") || tree.HasMark(at, "unless");
    }

    /// <summary>"the possibility that rebels shelled the town": a clause of its own below a noun of surmise.</summary>
    private static bool IsSurmised(SentenceTree tree, int at)
    {
        for (var left = MaxClimb; left > 0 && tree.Relation(at) is "conj" or "xcomp" && tree.Head(at) >= 0 && ClauseRoles.Overt(tree, at) < 0; left--)
        {
            at = tree.Head(at);
        }

        return tree.IsVerb(at) && tree.Relation(at) is "acl" or "ccomp" && ClauseRoles.Overt(tree, at) >= 0 && tree.Head(at) is var noun and >= 0 && tree.InClass(noun, "SURMISE") && !tree.IsVerb(noun);
    }

    /// <summary>"should investigate the massacre of 57 villagers": what a definite noun names, with whom it struck or when, is taken for granted, unless a verb carries it out.</summary>
    private static bool IsGiven(EventDraft draft, int noun) =>
        draft.Type == "ASSAULT" && noun == draft.Anchor && draft.Carrier == draft.Anchor
        && draft.Tree.Children(noun).Any(child => draft.Tree.Lemma[child] == "the" || draft.Tree.IsPossessor(child))
        && draft.Tree.Children(noun).Any(child => draft.Tree.Relation(child) is "nmod" && child > noun);

    /// <summary>What the operators above an act say of it, in words.</summary>
    private static string Operated(Factuality known) => known switch
    {
        Factuality.Negated => "it is negated, or a word above it denies or avoids it",
        Factuality.Future => "it is told as yet to come: “will”, or a plan or promise of it",
        Factuality.Attempted => "a word above it says that it was tried",
        Factuality.Threatened => "a word above it threatens it, or warns of it",
        Factuality.Hypothetical => "a word above it wishes, allows or imagines it",
        Factuality.Historical => "a word above it looks back on it, as an anniversary does",
        _ => "the words above it tell it as done",
    };

    /// <summary>"attacking a school is a crime"; "will bomb any village that shelters fighters who fired on its troops"; "whether anyone was killed".</summary>
    private static bool IsGeneric(SentenceTree tree, int act)
    {
        if (!tree.IsVerb(act))
        {
            return false;
        }

        if (tree.Relation(act) == "csubj" && tree[act].Xpos == "VBG" && tree.Child(act, "nsubj") < 0 && tree.Head(act) is var judged and >= 0 && !tree.IsVerb(judged)
            && tree.Children(judged).Any(c => tree.Relation(c) is "cop" or "aux" && (tree[c].Xpos is "VBZ" or "VBP" or "MD")))
        {
            return true;
        }

        if (tree[act].Xpos is "VBZ" or "VBP" or "VB" && (tree.Relation(act) == "acl" && tree.Head(act) is var any and >= 0 && tree.Lemma[any] is "whoever" or "whichever" || (ClauseRoles.Overt(tree, act) is var anyone and >= 0 && tree.Lemma[anyone] is "whoever" or "whichever")))
        {
            return true;
        }

        // "He who attacks an envoy attacks the state"
        if (tree[act].Xpos is "VBZ" or "VBP" && ClauseRoles.Overt(tree, act) is var someone and >= 0 && tree.Lemma[someone] is "he" or "she" or "those" or "that" or "anyone" or "whoever"
            && (tree.Lemma[someone] == "whoever" || tree.Children(someone).Any(c => tree.Relation(c) == "acl" && tree[c].Xpos is "VBZ" or "VBP" && !tree.HasAuxiliary(c))))
        {
            return true;
        }

        if (tree.HasMark(act, "whether") && tree.Children(act).Any(c => tree.Relation(c) is "nsubj" or "obj" && tree.Lemma[c] is "anyone" or "anybody"))
        {
            return true;
        }

        for (var (at, left) = (act, MaxClimb); left > 0 && tree.Relation(at) is "acl" or "conj" && tree.Head(at) is var head and >= 0; left--)
        {
            if (tree.Relation(at) == "acl" && tree.Children(head).Any(c => tree.Relation(c) == "det" && tree.Lemma[c] is "any" or "every" or "whichever"))
            {
                return true;
            }

            if (tree.Relation(at) == "acl" && IsAnyone(tree, at, head))
            {
                return true;
            }

            if (tree.Relation(at) == "acl" && (tree.Lemma[head] is "anyone" or "anybody" or "everyone" or "everybody" or "whoever"
                || (tree.Lemma[head] is "those" or "that" or "he" or "she" && tree[at].Xpos is "VBP" or "VBZ" && !tree.HasAuxiliary(at) && head < at)))
            {
                // "Anyone who shoots a policeman", "those who kill hostages": whoever does it.
                return true;
            }

            at = tree.IsVerb(head) ? head : tree.Head(head) is var above and >= 0 && tree.Relation(head) is "obj" or "obl" && tree.IsVerb(above) && tree.Relation(above) == "acl" ? above : -1;
            if (at < 0)
            {
                break;
            }
        }

        return false;
    }

    /// <summary>"sanctions on companies that buy oil", "will not be the ones who shoot first": whoever does so, and nobody who did.</summary>
    private static bool IsAnyone(SentenceTree tree, int clause, int noun)
    {
        if (ClauseRoles.Overt(tree, clause) is not (var who and >= 0) || !ClauseRoles.IsRelative(tree, who) || !(tree[clause].Xpos is "VBP" or "VBZ") || tree.HasAuxiliary(clause))
        {
            return false;
        }

        var isBare = tree[noun].Xpos is "NNS" && !tree.Children(noun).Any(c => tree.Relation(c) is "det" or "nummod" || tree.IsPossessor(c) || tree.IsName(c));
        return (isBare && tree.Relation(noun) is "obl" or "nmod" or "obj") || (tree.Lemma[noun] is "one" or "those" or "anyone" or "anybody" && tree.Child(noun, "cop") >= 0 && (tree.IsNegated(noun) || tree.Auxiliary(noun, w => w is "will" or "would") >= 0));
    }

    /// <summary>"any attack will be answered", "an attack on the island would be met with force".</summary>
    private static bool IsImagined(SentenceTree tree, int noun)
    {
        var determiner = tree.Children(noun).FirstOrDefault(c => tree.Relation(c) == "det", -1);
        if (determiner >= 0 && tree.Lemma[determiner] == "any")
        {
            return true;
        }

        return (determiner < 0 || tree.Lemma[determiner] is "a" or "an" or "another") && !tree.Children(noun).Any(tree.IsPossessor) && tree.Relation(noun) == "nsubj" && tree.Head(noun) is var verb and >= 0
            && tree.Auxiliary(verb, w => w is "would" or "could" or "may" or "might") >= 0 && tree.Auxiliary(verb, w => w is "have" or "'ve") < 0;
    }

    private static bool IsReported(SentenceTree tree, int verb) => tree.Relation(verb) is "ccomp" or "parataxis";
}
