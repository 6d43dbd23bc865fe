namespace Tocsin.Analysis.Events;

/// <summary>Who does what in a clause, whatever its shape: passives, relative and participial clauses, control, coordination.</summary>
/// <remarks>Answers are indexes of head tokens; -1 means that the clause does not say.</remarks>
internal static class ClauseRoles
{
    private const int MaxClimb = 8;

    /// <summary>The one who acts, in the terms of meaning: the agent of a passive, the noun before "killing", the subject shared by "and".</summary>
    public static int Agent(SentenceTree tree, int verb)
    {
        if (tree.IsPassive(verb))
        {
            return PassiveAgent(tree, verb);
        }

        return Subject(tree, verb, MaxClimb);
    }

    /// <summary>The one to whom it is done: an object, or the subject of a passive.</summary>
    public static int Patient(SentenceTree tree, int verb)
    {
        if (tree.IsPassive(verb))
        {
            // "hospitals reported 26 wounded": the participle itself counts them, and who reports was not hurt.
            if (tree.Relation(verb) == "xcomp" && (tree.Child(verb, "nummod") >= 0 || (verb > 0 && tree.Upos(verb - 1) == "NUM")) && Overt(tree, verb) < 0)
            {
                return -1;
            }

            return Subject(tree, verb, MaxClimb);
        }

        var direct = tree.Child(verb, "obj");
        if (direct >= 0)
        {
            return IsRelative(tree, direct) ? Antecedent(tree, verb) : direct;
        }

        // "warned Greece that it would pay", "asked Greece to pay": the one who is told.
        if (tree.Child(verb, "iobj") is var told and >= 0 && (tree.Child(verb, "ccomp") >= 0 || tree.Child(verb, "xcomp") >= 0))
        {
            return told;
        }

        // "killed at least a dozen civilians", where "at" was taken for a preposition of the civilians.
        foreach (var child in tree.Children(verb))
        {
            if (child > verb && tree[child].Deprel == "obl" && tree.IsNominal(child) && tree.Preposition(child) is null && !tree.IsTimeWord(child)
                && (tree.Upos(child) == "NUM" || tree.Children(child).Any(c => tree.Relation(c) is "nummod" or "det" && c < child)))
            {
                return child;
            }
        }

        // "the missiles that Iran fired": the noun is the object of its own relative clause.
        if (tree.Relation(verb) == "acl" && Overt(tree, verb) >= 0 && !IsRelative(tree, Overt(tree, verb)) && tree[verb].Xpos != "VBG")
        {
            return tree.Head(verb);
        }

        // "seized and destroyed the boats": the object stands with the last verb; not in "vowed to respond and urged allies".
        foreach (var child in tree.Children(verb))
        {
            if (tree.Child(verb, "xcomp") < 0 && tree.Child(verb, "ccomp") < 0 && tree.Relation(child) == "conj" && tree.IsVerb(child) && Overt(tree, child) < 0 && tree.Child(child, "obj") is var shared and >= 0 && child - verb <= 3)
            {
                return shared;
            }
        }

        return -1;
    }

    /// <summary>The grammatical subject, found upwards where the clause has none of its own.</summary>
    public static int Subject(SentenceTree tree, int verb) => Subject(tree, verb, MaxClimb);

    /// <summary>The subject written in the clause itself; the nearest before the verb where a dateline or a title was taken for another.</summary>
    public static int Overt(SentenceTree tree, int verb)
    {
        var found = -1;
        foreach (var child in tree.Children(verb))
        {
            if (tree.Relation(child) == "nsubj" && tree[child].Deprel != "nsubj:outer" && (found < 0 || child < verb))
            {
                found = child;
            }
        }

        return found;
    }

    /// <summary>"by the army": the agent of a passive verb or of an event noun.</summary>
    public static int PassiveAgent(SentenceTree tree, int index)
    {
        foreach (var child in tree.Children(index))
        {
            // "fired by mistake", "brought in by sea": how, and not who.
            if ((tree[child].Deprel == "obl:agent" || (tree.Relation(child) is "obl" or "nmod" && tree.Preposition(child) == "by" && !tree.IsTimeWord(child))) && !(tree.InClass(child, "BYWAY") && tree.Children(child).All(c => tree.Relation(c) == "case")))
            {
                return child;
            }
        }

        return FarAgent(tree, index, 3);
    }

    /// <summary>"was kidnapped near his home by the group", "the murder of a judge by the group", where the tree hangs the agent under a word between.</summary>
    private static int FarAgent(SentenceTree tree, int index, int depth)
    {
        if (depth == 0 || (tree.IsVerb(index) && !tree.IsPassive(index)))
        {
            return -1;
        }

        foreach (var child in tree.Children(index))
        {
            if (child < index || tree.Relation(child) is not ("obl" or "nmod" or "advmod" or "appos" or "flat") || tree.Preposition(child) is "by" or "after" or "before" or "since" or "until")
            {
                continue;
            }

            foreach (var below in tree.Children(child))
            {
                if (below > child && tree.Relation(below) is "nmod" or "obl" && tree.Preposition(below) == "by" && tree.IsNominal(below) && !tree.IsTimeWord(below))
                {
                    return below;
                }
            }

            if (FarAgent(tree, child, depth - 1) is var deeper and >= 0)
            {
                return deeper;
            }
        }

        return -1;
    }

    /// <summary>True for "who", "which" and "that" where they stand for the noun before.</summary>
    public static bool IsRelative(SentenceTree tree, int index) =>
        tree.Upos(index) is "PRON" or "DET" or "SCONJ" && tree.Lemma[index] is "who" or "which" or "that" or "whom" or "whose";

    /// <summary>"to the Iraqis, who passed it on", where the tree hangs the clause elsewhere; -1 where no noun stands right before.</summary>
    private static int NominalBefore(SentenceTree tree, int index)
    {
        var at = index - 1;
        while (at >= 0 && tree.Upos(at) == "PUNCT")
        {
            at--;
        }

        return at >= 0 && tree.Upos(at) is "NOUN" or "PROPN" ? at : -1;
    }

    private static int Antecedent(SentenceTree tree, int verb)
    {
        for (var (at, left) = (verb, MaxClimb); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.Relation(at) == "acl")
            {
                // "It was the League and not the army that fired": not the army.
                var noun = tree.Head(at);
                return noun >= 0 && tree.IsOpposed(noun) && tree.Head(noun) is var first and >= 0 ? first : noun;
            }
        }

        return -1;
    }

    private static int Subject(SentenceTree tree, int verb, int left)
    {
        if (left == 0)
        {
            return -1;
        }

        var overt = Overt(tree, verb);
        if (overt >= 0)
        {
            return !IsRelative(tree, overt) ? overt
                : tree.Lemma[overt] is "who" or "which" && tree.Relation(verb) != "acl" && NominalBefore(tree, overt) is var next and >= 0 ? next
                : Antecedent(tree, verb) is var antecedent and >= 0 ? antecedent
                : overt;
        }

        var head = tree.Head(verb);
        if (head < 0)
        {
            return -1;
        }

        switch (tree.Relation(verb))
        {
            case "acl":
                // "gunmen storming a hotel", "the man shot by police"; "a plan to attack" and "efforts to free" look for who plans.
                if (tree.HasMark(verb, "to"))
                {
                    return NominalActor(tree, head, left - 1);
                }

                if (tree.HasMark(verb, "of") && tree.Head(head) is var charging and >= 0 && tree.IsVerb(charging) && tree.IsPassive(charging) && PassiveAgent(tree, charging) == head)
                {
                    // "is accused by prosecutors of ordering the raid": not the prosecutors.
                    return Subject(tree, charging, left - 1);
                }

                return head;
            case "conj":
                return tree.IsVerb(head) || tree.Upos(head) is "ADJ" or "NOUN" ? Subject(tree, head, left - 1) : -1;
            case "xcomp" or "ccomp" or "advcl" or "parataxis" or "dep" when tree.IsVerb(head) || tree.Upos(head) == "ADJ" || tree.Child(head, "cop") >= 0:
                var relation = tree.Relation(verb);
                if (relation == "advcl" && tree.HasMark(verb, "by") && tree.IsPassive(head))
                {
                    // "Hundreds were displaced by fighting": not theirs.
                    return -1;
                }

                if (relation is "parataxis" or "dep" || (relation == "ccomp" && !tree.HasMark(verb, "to") && tree[verb].Xpos is not ("VBG" or "VB")))
                {
                    return -1;
                }

                // "urged Iran to free": the object of the upper verb acts below; "accused Russia of sending" too.
                var controller = tree.Child(head, "obj");
                var accused = tree.HasMark(verb, "of") || tree.HasMark(verb, "from") || tree.HasMark(verb, "for");
                if (controller >= 0 && (relation != "advcl" || accused) && controller < verb && !IsRelative(tree, controller))
                {
                    return controller;
                }

                return Subject(tree, head, left - 1);
            default:
                return -1;
        }
    }

    /// <summary>Who plans in "Iran's plan to attack" and "Iran made efforts to".</summary>
    private static int NominalActor(SentenceTree tree, int noun, int left)
    {
        foreach (var child in tree.Children(noun))
        {
            if (tree.IsPossessor(child))
            {
                return child;
            }
        }

        var governor = tree.Head(noun);
        return governor >= 0 && tree.IsVerb(governor) && tree.Relation(noun) is "obj" or "obl" ? Subject(tree, governor, left) : -1;
    }
}
