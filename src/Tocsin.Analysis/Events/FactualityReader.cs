namespace Tocsin.Analysis.Events;

/// <summary>Whether the words present an act as something that happened (after Saurí and Pustejovsky's FactBank, in PLOVER's terms).</summary>
internal static class FactualityReader
{
    private const int MaxClimb = 6;

    /// <summary>What the tree says of the act itself, beside the operators above it. Also true where a modal makes it only possible.</summary>
    public static (Factuality Factuality, bool Possible) Of(EventDraft draft)
    {
        var tree = draft.Tree;
        var possible = draft.Hedged || tree.Children(draft.Carrier).Any(c => tree.Relation(c) == "advmod" && IsHedge(tree.Lemma[c]));
        if (draft.Factuality is { } known)
        {
            return (known, possible);
        }

        var at = draft.Operator >= 0 ? draft.Operator : draft.Carrier;
        for (var left = MaxClimb; at >= 0 && left > 0; left--, at = tree.Head(at))
        {
            if (tree.HasMark(at, "if") || tree.HasMark(at, "unless") || tree.HasMark(at, "whether") || tree.HasMark(at, "should"))
            {
                return (tree.HasMark(at, "whether") ? Factuality.Actual : Factuality.Hypothetical, true);
            }

            if (tree.IsVerb(at))
            {
                var perfect = tree.Auxiliary(at, w => w is "have" or "'ve") >= 0;
                if (tree.Auxiliary(at, w => w is "may" or "might" or "could" or "can") >= 0 && !(tree.Auxiliary(at, w => w == "could") >= 0 && tree.IsNegated(at)))
                {
                    return perfect ? (Factuality.Actual, true) : (Factuality.Hypothetical, true);
                }

                if (tree.Auxiliary(at, w => w is "would" or "'d") >= 0)
                {
                    return (perfect || !IsReported(tree, at) ? Factuality.Hypothetical : Factuality.Future, possible);
                }

                if (tree.Auxiliary(at, w => w is "must" or "should" or "ought") >= 0 && !(perfect && tree.Auxiliary(at, w => w == "must") >= 0))
                {
                    return (Factuality.Hypothetical, possible);
                }

                if (tree.Auxiliary(at, w => w is "will" or "shall" or "wo" or "'ll") >= 0)
                {
                    return (Factuality.Future, possible);
                }
            }

            // "sent jets to destroy the reactor": what is aimed at is not yet done.
            if (tree.Relation(at) is "advcl" or "acl" && tree.HasMark(at, "to") && at == draft.Carrier)
            {
                return (Factuality.Attempted, possible);
            }

            // An open complement and a bare second verb share the modals above; a noun shares those of the verb it is an object of.
            var shares = tree.Relation(at) == "xcomp"
                || (tree.Relation(at) == "conj" && ClauseRoles.Overt(tree, at) < 0)
                || (tree.Relation(at) == "obj" && !tree.IsVerb(at));
            if (!shares)
            {
                break;
            }
        }

        return (Factuality.Actual, possible);
    }

    private static bool IsHedge(string adverb) =>
        adverb is "allegedly" or "reportedly" or "presumably" or "apparently" or "supposedly" or "possibly" or "probably" or "perhaps" or "likely" or "purportedly" or "seemingly" or "maybe";

    private static bool IsReported(SentenceTree tree, int verb) => tree.Relation(verb) is "ccomp" or "parataxis";
}
