namespace Tocsin.Analysis.Events;

/// <summary>What is played, told of a made-up world or drilled, and so did not take place.</summary>
internal sealed partial class OperatorReader
{
    /// <summary>"an exercise in which troops attacked a village", "attacked a mock village": played, not done.</summary>
    private bool IsPlayed(SentenceTree tree, int verb)
    {
        if (!tree.IsVerb(verb))
        {
            return false;
        }

        var head = tree.Head(verb);
        if (tree.Relation(verb) == "acl" && head >= 0 && IsPlay(tree, head)
            && tree.Children(verb).Any(c => (tree.Lemma[c] == "which" && tree.Preposition(c) is "in" or "during") || (tree.Lemma[c] == "where" && tree.Relation(c) == "advmod")))
        {
            return true;
        }

        var patient = ClauseRoles.Patient(tree, verb);
        bool IsUnreal(int noun) => tree.Children(noun).Any(c => tree.Relation(c) is "amod" or "compound" && tree.InClass(c, "UNREAL"));
        return IsDrilled(tree, verb, patient) || IsTold(tree, verb) || (patient >= 0 && IsUnreal(patient))
            || tree.Children(verb).Any(c => tree.Relation(c) == "obl" && tree.Preposition(c) is "at" or "on" or "against" or "into" && IsUnreal(c));
    }

    /// <summary>A drill or a work of fiction; in "the film 'Drone Strike', in which" the tree hangs the clause under the title.</summary>
    private bool IsPlay(SentenceTree tree, int noun)
    {
        bool Is(int at) => lexicon.Is(OperatorKind.Exercise, tree.Lemma[at], "NOUN") || lexicon.Is(OperatorKind.Fiction, tree.Lemma[at], "NOUN");
        return Is(noun) || (tree.Relation(noun) is "appos" or "flat" or "nmod" && tree.Head(noun) is var title and >= 0 && (Is(title) || tree.Children(noun).Any(c => tree.Relation(c) == "compound" && Is(c))));
    }

    /// <summary>"In the novel, Chinese troops invade Taiwan and kill thousands", "under the scenario the port is shelled": told of a world that is made up. Not "gunmen attacked the crew of a film".</summary>
    private bool IsTold(SentenceTree tree, int verb)
    {
        for (var left = MaxClimb; left > 0 && verb >= 0; left--)
        {
            var subject = ClauseRoles.Overt(tree, verb);
            foreach (var child in tree.Children(verb))
            {
                if (tree.Relation(child) is "obl" or "nmod" && tree.Preposition(child) is "in" or "under" or "throughout" && IsPartOfTale(tree, child))
                {
                    return true;
                }

                if (tree.Relation(child) is "obl" or "nmod" && tree.Preposition(child) is "in" or "under" or "throughout" && tree.InClass(child, "TALE")
                    && ((subject >= 0 && child < subject) || (child > verb && tree[verb].Xpos is "VBZ" or "VBP")))
                {
                    return true;
                }
            }

            if (!(tree.Relation(verb) is "conj" or "advcl" or "xcomp") || (tree.Relation(verb) == "conj" && subject >= 0 && tree[verb].Xpos is not ("VBZ" or "VBP")))
            {
                return false;
            }

            verb = tree.Head(verb);
            if (verb >= 0 && !tree.IsVerb(verb))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"in the third episode of the series", "in the last scene of the film"</summary>
    private bool IsPartOfTale(SentenceTree tree, int part) =>
        tree.InClass(part, "TALEPART") && tree.Children(part).Any(c => (tree.Relation(c) == "nmod" && tree.Preposition(c) is "of" or "in" || tree.IsPossessor(c)) && (tree.InClass(c, "TALE") || lexicon.Is(OperatorKind.Fiction, tree.Lemma[c], "NOUN")));

    /// <summary>"Troops stormed a village during an exercise"; not "gunmen attacked troops during an exercise", which they only came upon.</summary>
    private bool IsDrilled(SentenceTree tree, int verb, int patient) =>
        ClauseRoles.Agent(tree, verb) is var agent and >= 0 && lexicon.InClass("REGULAR", tree.Lemma[agent])
        && !(patient >= 0 && (lexicon.InClass("FORCE", tree.Lemma[patient]) || lexicon.InClass("PERSON", tree.Lemma[patient])))
        && WithJoined(tree, verb).Any(v => tree.Children(v).Any(c => tree.Relation(c) == "obl" && tree.Preposition(c) is "during" or "in" or "as" && IsExercise(tree, c)));

    /// <summary>"an exercise", "part of Exercise Steadfast Tide", "part of a drill".</summary>
    private bool IsExercise(SentenceTree tree, int noun) =>
        lexicon.Is(OperatorKind.Exercise, tree.Lemma[noun], "NOUN") || (tree.IsName(noun) && tree.Children(noun).Any(c => c < noun && tree.Relation(c) is "compound" or "amod" && lexicon.Is(OperatorKind.Exercise, tree.Lemma[c], "NOUN")))
        || (tree.Lemma[noun] == "part" && tree.Children(noun).Any(c => tree.Relation(c) == "nmod" && tree.Preposition(c) == "of" && tree.Lemma[c] != "part" && IsExercise(tree, c)));

    /// <summary>A verb and those that "and" joins to it without a subject of their own.</summary>
    private static IEnumerable<int> WithJoined(SentenceTree tree, int verb)
    {
        var first = tree.Relation(verb) == "conj" && tree.Head(verb) is var above and >= 0 && tree.IsVerb(above) && ClauseRoles.Overt(tree, verb) < 0 ? above : verb;
        return tree.Children(first).Where(c => tree.Relation(c) == "conj" && tree.IsVerb(c) && ClauseRoles.Overt(tree, c) < 0).Prepend(first);
    }
}
