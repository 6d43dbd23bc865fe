namespace Tocsin.Analysis.Events;

/// <summary>Words of harm that tell no attack: accidents, and what an attack was for.</summary>
internal sealed partial class DraftFinder
{
    /// <summary>"crashed, killing all on board", "sank, drowning two": what kills is the accident.</summary>
    private bool IsMishap(SentenceTree tree, EventDraft draft)
    {
        if (draft.Type != "ASSAULT" || !tree.IsVerb(draft.Anchor) || !tree.InClass(draft.Anchor, "EFFECT"))
        {
            return false;
        }

        // "An explosion of methane killed nine", "killed by a gas explosion"
        bool IsHarmless(int blast) => blast >= 0 && !tree.IsVerb(blast) && tree.InClass(blast, "BLAST") && !lexicon.Noun(tree.Lemma[blast]).IsEmpty && _matcher.Noun(tree, blast) is null;
        if (IsHarmless(ClauseRoles.Agent(tree, draft.Anchor)) || (tree.IsPassive(draft.Anchor) && tree.Children(draft.Anchor).Any(c => tree.Relation(c) == "obl" && tree.Preposition(c) is "in" or "by" && IsHarmless(c))))
        {
            return true;
        }

        // "was injured when a vehicle overturned"
        bool IsAccident(int verb) => tree.IsVerb(verb) && lexicon.InClass("MISHAP", tree.Lemma[verb]) && !tree.IsPassive(verb) && ClauseRoles.Overt(tree, verb) is var what and >= 0
            && (lexicon.WeaponMode(tree.Lemma[what]) is null || lexicon.InClass("VEHICLE", tree.Lemma[what]))
            && !tree.Children(verb).Any(c => tree.Relation(c) is "advcl" or "obl" && (tree.IsVerb(c) ? lexicon.Verb(tree.Lemma[c]) : lexicon.Noun(tree.Lemma[c])).Any(p => p.Type == "ASSAULT"));
        if (tree.IsPassive(draft.Anchor) && tree.Children(draft.Anchor).Any(c => tree.Relation(c) == "advcl" && (tree.HasMark(c, "when") || tree.HasMark(c, "after") || tree.HasMark(c, "as")) && IsAccident(c)))
        {
            return true;
        }

        if (tree[draft.Anchor].Xpos != "VBG")
        {
            return false;
        }

        for (var (at, left) = (draft.Anchor, 4); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (at != draft.Anchor && tree.IsVerb(at) && lexicon.InClass("MISHAP", tree.Lemma[at]))
            {
                return ClauseRoles.Agent(tree, at) is var subject && (subject < 0 || lexicon.WeaponMode(tree.Lemma[subject]) is null || lexicon.InClass("VEHICLE", tree.Lemma[subject]));
            }
        }

        return false;
    }

    /// <summary>"fired missiles at the bases to kill soldiers": what an attack was for is no second attack.</summary>
    private static bool IsMotive(EventDraft draft, List<EventDraft> drafts)
    {
        var tree = draft.Tree;
        var act = draft.Carrier;
        for (var left = 3; left > 0 && tree.Relation(act) == "conj" && tree.HasMark(act, "to") && tree.Head(act) >= 0; left--)
        {
            act = tree.Head(act);
        }

        return draft.Type == "ASSAULT" && tree.IsVerb(act) && tree.Relation(act) == "advcl" && tree.HasMark(act, "to")
            && tree.Head(act) is var deed and >= 0 && drafts.Exists(d => d != draft && d.Type == "ASSAULT" && (d.Anchor == deed || d.Carrier == deed));
    }
}
