using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>Clauses that tell what would have to be done first: "if Oster admitted the strike", "was ready to talk once Oster admitted the strike". Nobody has said or done it.</summary>
internal static class Conditions
{
    private const int MaxClimb = 4;

    public static bool IsCondition(Sentence sentence, int verb)
    {
        if (IsInverted(sentence, verb))
        {
            return true;
        }

        for (var (at, left) = (verb, MaxClimb); at >= 0 && left > 0; left--)
        {
            foreach (var child in sentence.Children(at))
            {
                if (child < at && sentence.Tokens[child].Relation is "mark" or "advmod" or "case")
                {
                    switch (sentence.Lemma(child))
                    {
                        case "if" or "unless":
                            return true;
                        case "once" or "until" or "till" or "before" when sentence.Tokens[at].Relation is "advcl" && IsAhead(sentence, sentence.Tokens[at].Head):
                            return true;
                    }
                }
            }

            if (sentence.Tokens[at].Relation is not ("xcomp" or "conj"))
            {
                return false;
            }

            at = sentence.Tokens[at].Head;
        }

        return false;
    }

    /// <summary>"Had Oster admitted it", "Should Oster admit it"; no question.</summary>
    private static bool IsInverted(Sentence sentence, int verb)
    {
        var subject = sentence.Child(verb, "nsubj");
        return !sentence.Tokens[^1].Form.EndsWith('?') && subject >= 0
            && sentence.Children(verb).Any(child => child < subject && child < verb && sentence.Tokens[child].Relation == "aux" && (child == 0 || sentence.Tokens[child - 1].Upos == "PUNCT")
                && sentence.Tokens[child].Form.ToLowerInvariant() is var form && (form == "should" || (form == "had" && sentence.Tokens[verb].Xpos == "VBN")));
    }

    /// <summary>"was ready to talk", "would talk", "there would be no talks": what has not come about, so that the clause says what it waits for.</summary>
    private static bool IsAhead(Sentence sentence, int head)
    {
        for (var (at, left) = (head, MaxClimb); at >= 0 && left > 0; left--)
        {
            if (sentence.Lemma(at) is "ready" or "willing" or "prepared" or "prepare" or "refuse" or "reject" or "promise" or "offer"
                || sentence.Children(at).Any(child => child < at && ((sentence.Tokens[child].Relation == "aux" && sentence.Lemma(child) is "will" or "would" or "can" or "could" or "may" or "might" or "shall" or "should" or "must")
                    || (sentence.Tokens[child].Relation is "advmod" or "det" && sentence.Lemma(child) is "not" or "no" or "never"))))
            {
                return true;
            }

            if (sentence.Tokens[at].Relation is not ("xcomp" or "nsubj"))
            {
                return false;
            }

            at = sentence.Tokens[at].Head;
        }

        return false;
    }
}
