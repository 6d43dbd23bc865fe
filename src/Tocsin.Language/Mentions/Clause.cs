namespace Tocsin.Language.Mentions;

/// <summary>Questions to a tree about clauses. Trees come from a parser and may be odd: every walk is bounded by the sentence.</summary>
internal static class Clause
{
    public static bool Is(Token token, string relation) =>
        token.Deprel.StartsWith(relation, StringComparison.Ordinal) && (token.Deprel.Length == relation.Length || token.Deprel[relation.Length] == ':');

    /// <summary>A token that heads a clause: the root, and what depends by a clausal relation.</summary>
    public static bool IsHead(Token token) =>
        token.Head < 0 || Is(token, "ccomp") || Is(token, "xcomp") || Is(token, "advcl") || Is(token, "acl") || Is(token, "csubj") || Is(token, "parataxis");

    /// <summary>The head of the clause that a token stands in; a coordinated predicate is a clause of its own.</summary>
    public static int HeadOf(Sentence sentence, int token)
    {
        var at = token;
        for (var steps = 0; steps < sentence.Tokens.Length; steps++)
        {
            var current = sentence.Tokens[at];
            if (current.Head < 0)
            {
                return at;
            }

            if (at != token && (IsHead(current) || (Is(current, "conj") && (current.Upos is "VERB" or "AUX" || HasSubject(sentence, at)))))
            {
                return at;
            }

            at = current.Head;
        }

        return at;
    }

    /// <summary>The clause around a clause; -1 for that of the root.</summary>
    public static int Above(Sentence sentence, int clause) => sentence.Tokens[clause].Head < 0 ? -1 : HeadOf(sentence, sentence.Tokens[clause].Head) is var above && above != clause ? above : -1;

    /// <summary>The head word of a clause's own subject; -1 for none.</summary>
    public static int OwnSubject(Sentence sentence, int clause)
    {
        foreach (var child in sentence.Children(clause))
        {
            if (Is(sentence.Tokens[child], "nsubj"))
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>The subject that a clause has or takes over from the clause that it is joined to or opens from.</summary>
    public static int Subject(Sentence sentence, int clause)
    {
        var at = clause;
        for (var steps = 0; steps < 8; steps++)
        {
            var own = OwnSubject(sentence, at);
            if (own >= 0)
            {
                return own;
            }

            var token = sentence.Tokens[at];
            if (token.Head < 0 || !(Is(token, "conj") || Is(token, "xcomp") || Is(token, "advcl") || Is(token, "parataxis")))
            {
                return -1;
            }

            at = Is(token, "conj") ? token.Head : HeadOf(sentence, token.Head);
        }

        return -1;
    }

    public static Slot SlotOf(Sentence sentence, int head)
    {
        var token = sentence.Tokens[head];
        for (var steps = 0; steps < 8 && Is(token, "conj") && token.Head >= 0; steps++)
        {
            token = sentence.Tokens[token.Head];
        }

        if (Is(token, "nsubj"))
        {
            return Slot.Subject;
        }

        if (Is(token, "obj") || Is(token, "iobj"))
        {
            return Slot.Object;
        }

        if (token.Deprel == "nmod:poss")
        {
            return Slot.Possessor;
        }

        if (Is(token, "compound") || Is(token, "flat"))
        {
            return Slot.Modifier;
        }

        return Is(token, "obl") || Is(token, "nmod") ? Slot.Oblique : Slot.Other;
    }

    private static bool HasSubject(Sentence sentence, int clause) => OwnSubject(sentence, clause) >= 0;
}
