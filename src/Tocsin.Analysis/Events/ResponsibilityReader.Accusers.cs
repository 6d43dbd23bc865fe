namespace Tocsin.Analysis.Events;

/// <summary>Responsibility that a noun or an adjective gives, and who says so where a clause stands between.</summary>
internal sealed partial class ResponsibilityReader
{
    /// <summary>Who claims an act where the clause hangs on a message: "called the station to claim" is said by who calls, "received a call from a member of the group claiming" by whom it comes from; -1 elsewhere.</summary>
    private static int Caller(SentenceTree tree, int at)
    {
        if (!tree.InClass(at, "OWNUP") || tree.Head(at) is not (>= 0 and var head) || !tree.IsVerb(head))
        {
            return -1;
        }

        if (tree.Relation(at) == "xcomp" && tree.HasMark(at, "to") && tree.InClass(head, "RINGUP"))
        {
            return ClauseRoles.Subject(tree, head);
        }

        return tree.Relation(at) is "advcl" or "xcomp" && tree[at].Xpos == "VBG" && ClauseRoles.Patient(tree, head) is var received and >= 0 && tree.InClass(received, "MESSAGE")
            ? (After(tree, received, "from") is var sender and >= 0 ? sender : After(tree, head, "from"))
            : -1;
    }

    private Responsibility? OfNoun(SentenceTree tree, int at)
    {
        switch (tree.Lemma[at])
        {
            case "blame" when ClauseRoles.Overt(tree, at) is var subject and >= 0:
                return new Responsibility(subject, After(tree, at, "for"), Ground.Accused);
            case var _ when tree.InClass(at, "INVOLVEMENT") && After(tree, at, "in") is var act and >= 0 && IsAct(tree, act):
                var owner = tree.Children(at).FirstOrDefault(tree.IsPossessor, -1);
                return new Responsibility(owner >= 0 ? owner : After(tree, at, "of") is var of and >= 0 ? of : After(tree, at, "by"), act, Ground.Possible);
            case var _ when tree.InClass(at, "HANDIWORK") && ClauseRoles.Overt(tree, at) is var done and >= 0 && After(tree, at, "of") is var worker and >= 0:
                return new Responsibility(worker, done, Ground.Accused);
            case var _ when lexicon.InClass("ACT", tree.Lemma[at]) && ClauseRoles.Overt(tree, at) is var deed and >= 0 && IsAct(tree, deed) && After(tree, at, "by") is var doer and >= 0 && CanStrike(tree, doer):
                // "the murder was an act by the army"
                return new Responsibility(doer, deed, Ground.Accused);
            case var _ when tree.Child(at, "cop") >= 0 && IsMember(tree, at) && ClauseRoles.Overt(tree, at) is var culprit and >= 0 && tree.InClass(culprit, "CULPRIT"):
                // "the killers were members of the army": as firm as whoever says so.
                return new Responsibility(at, -1, Ground.Told);
            default:
                return null;
        }
    }

    /// <summary>"members of the group", "soldiers of the 5th brigade", "group members": people of a body with a name or under arms.</summary>
    private bool IsMember(SentenceTree tree, int noun) =>
        tree.Lemma[noun] is "member" or "soldier" or "fighter" or "militant" or "officer" or "guerrilla" && (CanStrike(tree, noun) || (After(tree, noun, "of") is var body and >= 0 && CanStrike(tree, body)));

    private Responsibility? OfAdjective(SentenceTree tree, int at)
    {
        if (tree.Lemma[at] is not ("responsible" or "behind" or "blame"))
        {
            return null;
        }

        // "accused the group of being responsible for the attack": who is accused stands above.
        if (tree.HasMark(at, "of") && tree.Relation(at) is "advcl" or "acl" or "xcomp" && Accuser(tree, at) is var verb and >= 0 && ClauseRoles.Patient(tree, verb) is var charged and >= 0)
        {
            var deed = After(tree, at, "for");
            return deed >= 0 && IsAct(tree, deed) ? new Responsibility(charged, deed, IsAuthority(tree, ClauseRoles.Agent(tree, verb)) ? Ground.AccusedByAuthority : Ground.Accused) : null;
        }

        if (ClauseRoles.Overt(tree, at) is var subject and >= 0)
        {
            return new Responsibility(subject, After(tree, at, "for"), Ground.Accused);
        }

        // "the group responsible for the attack"
        return tree.Relation(at) is "amod" or "acl" && tree.Head(at) is var head and >= 0 && head < at && tree.IsNominal(head) && After(tree, at, "for") is var act and >= 0
            ? new Responsibility(head, act, Ground.Accused)
            : null;
    }

    /// <summary>The verb of accusing right above a clause, or above the one it hangs on; -1 for none.</summary>
    private static int Accuser(SentenceTree tree, int clause) =>
        tree.Head(clause) is not (>= 0 and var above) ? -1
        : tree.IsVerb(above) ? (tree.Lemma[above] is "accuse" or "suspect" ? above : -1)
        : tree.Relation(above) == "obj" && tree.Head(above) is >= 0 and var verb && tree.Lemma[verb] is "accuse" or "suspect" ? verb : -1;
}
