namespace Tocsin.Analysis.Events;

/// <summary>Conditions that make of what one says of one's own side a threat.</summary>
internal sealed partial class OperatorReader
{
    /// <summary>"gave Oster a day to withdraw its guns and threatened to destroy them": whoever is addressed first is threatened, where only a pronoun says at what.</summary>
    private static void Address(EventDraft draft)
    {
        var tree = draft.Tree;
        var verb = draft.Operator >= 0 ? draft.Operator : draft.Carrier;
        if (tree.Relation(verb) != "conj" || ClauseRoles.Overt(tree, verb) >= 0 || tree.Head(verb) is not (var first and >= 0) || !tree.IsVerb(first)
            || draft.Recipients.Count == 0 || !draft.Recipients.TrueForAll(r => tree.Upos(r) == "PRON"))
        {
            return;
        }

        // "gave Oster a day to leave and threatened", where the tree joins the second verb to the infinitive.
        first = tree.HasMark(first, "to") && tree[verb].Xpos is "VBD" or "VBZ" or "VBP" && tree.Head(first) is var finite and >= 0 && tree.IsVerb(finite) ? finite : first;
        var addressee = tree.Child(first, "iobj") is var told and >= 0 ? told : tree.Child(first, "obj");
        if (addressee >= 0 && tree.IsName(addressee) && !draft.Actors.Contains(addressee))
        {
            draft.Recipients = [.. tree.Conjuncts(addressee)];
        }
    }

    /// <summary>"if they cross the river", "unless it withdraws": a condition on the act.</summary>
    private static bool IsConditional(SentenceTree tree, int at) =>
        tree.IsUnderInverted(at) || tree.Children(at).Any(c => tree.Relation(c) == "advcl" && (tree.HasMark(c, "if") || tree.HasMark(c, "unless") || tree.HasMark(c, "should") || tree.HasMark(c, "until")));

    /// <summary>"to withdraw or be attacked", "must withdraw or face strikes": what comes if the other is not done, and is not told as done.</summary>
    private bool IsAlternative(SentenceTree tree, int at) =>
        tree.Relation(at) == "conj" && tree.HasChildWord(at, "or") && !tree.HasMark(at, "to") && !tree.IsNegated(at) && tree.Head(at) is var other and >= 0
        && (IsInfinite(tree, at) || (!tree.IsVerb(at) && tree.Children(at).Any(c => tree[c].Xpos == "VB")))
        && tree.Auxiliary(other, w => w is "will" or "would" or "may" or "might" or "could" or "can") < 0 && !tree.InClass(other, "EFFECT");

    private bool IsInfinite(SentenceTree tree, int verb) =>
        tree.IsVerb(verb) && ((tree[verb].Xpos == "VB" && lexicon.Is(OperatorKind.Suffer, tree.Lemma[verb], "VERB")) || tree.Children(verb).Any(c => tree[c].Form is "be" && tree.Relation(c) == "aux"))
        && tree.Auxiliary(verb, w => w is not "be") < 0;

    /// <summary>Makes of an alternative the threat of whoever demands the other; a danger that nobody threatens with lies ahead.</summary>
    private void Threaten(EventDraft draft, int at)
    {
        var tree = draft.Tree;
        for (var (above, left) = (tree.Head(at), MaxClimb); above >= 0 && left > 0; above = tree.Head(above), left--)
        {
            var kinds = tree.IsVerb(above) ? lexicon.Operators(tree.Lemma[above], "VERB") : [];
            if ((kinds.Any(k => k is OperatorKind.Report or OperatorKind.Demand or OperatorKind.Threat or OperatorKind.Threaten) || tree.Lemma[above] == "give") && ClauseRoles.Agent(tree, above) is var speaker and >= 0)
            {
                var told = ClauseRoles.Patient(tree, above) is var patient and >= 0 && patient != speaker ? patient : tree.Child(above, "iobj");
                Become(draft, "THREATEN", ThreatMode(draft), above, speaker);
                if (told >= 0 && (tree.IsName(told) || _matcher.IsHuman(tree, told)))
                {
                    draft.Recipients = [.. tree.Conjuncts(told)];
                }

                return;
            }
        }

        draft.Actors.Clear();
        draft.Factuality = Factuality.Hypothetical;
    }

    /// <summary>The government for the army, an official for the country that he does not name otherwise: both of one state, as far as the words go.</summary>
    private bool IsOwnSide(SentenceTree tree, int speaker, int subject)
    {
        if (speaker < 0 || subject < 0 || (!lexicon.InClass("STATE", tree.Lemma[speaker]) && !lexicon.InClass("REGULAR", tree.Lemma[speaker]) && !lexicon.NamesAuthority(tree.Lemma[speaker])))
        {
            return false;
        }

        bool IsNamed(int head) => tree.IsName(head) || tree.Children(head).Any(c => tree.IsName(c) || (tree.Upos(c) == "ADJ" && char.IsUpper(tree[c].Form[0]) && c > 0));
        return tree.IsName(subject) ? !IsNamed(speaker) && tree.Upos(subject) == "PROPN"
            : (lexicon.InClass("REGULAR", tree.Lemma[subject]) || lexicon.InClass("STATE", tree.Lemma[subject])) && !tree.Children(subject).Any(c => tree.Lemma[c] is "rebel" or "enemy" or "foreign" or "a" or "an") && (!IsNamed(subject) || !IsNamed(speaker));
    }
}
