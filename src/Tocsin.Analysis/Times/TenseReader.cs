using Tocsin.Language;

namespace Tocsin.Analysis.Times;

/// <summary>Says whether the clause around a word looks back or ahead, to choose between the last Friday and the next.</summary>
/// <remarks>
/// With a tree: the verbs above the word, nearest first. "will", a modal without "have", "would", a present progressive, an infinitive under a verb of
/// planning and the participles "scheduled", "expected", "due" look ahead; a past tense looks back; a plain present or a bare participle leaves it to the verb above.
/// Without a tree: the nearest such word before the expression in its clause, then after it.
/// </remarks>
internal static class TenseReader
{
    /// <param name="first">Index of the first token of the expression.</param>
    /// <param name="last">Index of its last token.</param>
    public static Direction Read(Sentence sentence, int first, int last)
    {
        if (IsUntil(sentence, first) || IsMeantFor(sentence, first, last))
        {
            return Direction.Future;
        }

        return sentence.Root >= 0 && sentence.Tokens[last].Upos != "_" ? FromTree(sentence, last) : FromWords(sentence, first, last);
    }

    /// <summary>"officials said on Tuesday": when it was said, not when what is told was. Known by the clause that hangs under the verb, or beside it.</summary>
    /// <param name="last">Index of the last token of the expression.</param>
    public static bool IsOfSaying(Sentence sentence, int last)
    {
        var verb = sentence.Tokens[last].Head;
        return verb >= 0 && sentence.Tokens[verb].Upos == "VERB" && sentence.Tokens[last].Relation is "obl" or "nmod"
            && (sentence.Tokens[verb].Relation == "parataxis" || sentence.Children(verb).Any(child => sentence.Tokens[child].Relation == "ccomp"));
    }

    /// <summary>"until Friday", "by the end of May" look ahead whatever the verb.</summary>
    private static bool IsUntil(Sentence sentence, int token)
    {
        for (var i = token - 1; i >= 0 && i >= token - 4; i--)
        {
            var form = sentence.Tokens[i].Form;
            if (form is "until" or "till" or "by" or "before")
            {
                return true;
            }

            if (char.IsLower(form[0]) && form is not ("the" or "end" or "of" or "early" or "late" or "mid" or "noon" or "midnight" or "a" or "m" or "p" or "a.m." or "p.m."))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"had called a strike for Tuesday", "a vote set for 9 May": what is for a day lies ahead, unless the day is another noun's: "blamed them for Tuesday's attack".</summary>
    private static bool IsMeantFor(Sentence sentence, int first, int last)
    {
        if (first == 0 || sentence.Tokens[first - 1] is not { Form: "for", Relation: "case" } || sentence.Tokens[last].Upos is not ("PROPN" or "NOUN" or "ADV" or "NUM") || sentence.Tokens[last].Head is not (var head and >= 0))
        {
            return false;
        }

        return sentence.Tokens[last].Relation is "obl" or "nmod" && sentence.Tokens[last].Deprel != "nmod:poss" && head < first
            && Enumerable.Range(Math.Max(0, first - 8), Math.Min(8, first)).Any(i => IsArranging(sentence.Tokens[i].Lemma));
    }

    private static bool IsArranging(string lemma) => lemma is "call" or "plan" or "schedule" or "set" or "announce" or "arrange" or "book" or "convene" or "fix" or "slate" or "summon";

    private static Direction FromTree(Sentence sentence, int token)
    {
        for (var at = token; at >= 0; at = sentence.Tokens[at].Head)
        {
            if (sentence.Tokens[at].Upos is "VERB" or "AUX" or "ADJ" or "NOUN" && OfPredicate(sentence, at) is var direction and not Direction.Unknown)
            {
                return direction;
            }
        }

        return Direction.Unknown;
    }

    private static Direction OfPredicate(Sentence sentence, int at)
    {
        var token = sentence.Tokens[at];
        bool have = false, be = false, past = false, ahead = false, infinitive = false, present = false;
        foreach (var child in sentence.Children(at))
        {
            var word = sentence.Tokens[child];
            if (word.Relation is "mark" && word.Xpos == "TO")
            {
                infinitive = true;
            }

            // "are due to meet", where the tree takes "due" for a mark.
            ahead |= word.Relation is "mark" && word.Lemma == "due";

            if (word.Relation is not ("aux" or "cop"))
            {
                continue;
            }

            have |= word.Lemma == "have";
            be |= word.Lemma == "be" && word.Relation == "aux";
            past |= word.Xpos == "VBD";
            present |= word.Xpos is "VBZ" or "VBP";
            ahead |= word.Xpos == "MD";
        }

        if (ahead)
        {
            return have ? Direction.Past : Direction.Future;
        }

        if (token.Upos is "VERB" or "ADJ" && IsPlan(token.Lemma, token.Form) && (token.Xpos is "VBN" or "JJ" || token is { Xpos: "VBD", Lemma: "plan" or "schedule" }))
        {
            return Direction.Future;
        }

        if (past || have || token.Xpos == "VBD")
        {
            return token.Xpos == "VBG" && token.Lemma == "go" ? Direction.Future : Direction.Past;
        }

        if (infinitive && token.Head >= 0 && IsIntent(sentence.Tokens[token.Head].Lemma))
        {
            // "plans to meet", "is to meet". "met to mark" leaves it to the verb above.
            return Direction.Future;
        }

        if (token.Xpos == "VBN" && token.Relation is "acl" && token.Upos == "VERB")
        {
            // "the injunction issued Thursday".
            return Direction.Past;
        }

        if (token.Xpos is "VBZ" or "VBP" && IsProgramme(token.Lemma))
        {
            // "begins its exercise on Monday"
            return Direction.Future;
        }

        return be && present && token.Xpos == "VBG" ? Direction.Future : Direction.Unknown;
    }

    private static bool IsIntent(string lemma) => lemma is "plan" or "expect" or "schedule" or "intend" or "want" or "hope" or "promise" or "vow" or "agree" or "decide" or "order"
        or "pledge" or "threaten" or "prepare" or "be" or "set" or "due" or "slate" or "aim" or "ask" or "urge" or "need" or "deadline" or "going" or "go" or "likely" or "ready";

    /// <summary>What a programme tells in the present: "opens on Friday".</summary>
    private static bool IsProgramme(string lemma) => lemma is "begin" or "start" or "open" or "resume";

    private static bool IsPlan(string lemma, string form) =>
        lemma is "schedule" or "expect" or "plan" or "slate" or "due" or "anticipate" or "propose" || form is "scheduled" or "expected" or "planned" or "slated" or "due";

    private static Direction FromWords(Sentence sentence, int first, int last)
    {
        for (var i = first - 1; i >= 0 && i >= first - 12; i--)
        {
            if (sentence.Tokens[i].Form is ";" or ":" or "\"" or "”")
            {
                break;
            }

            if (OfWord(sentence, i) is var before and not Direction.Unknown)
            {
                return before;
            }
        }

        for (var i = last + 1; i < sentence.Tokens.Length && i <= last + 8; i++)
        {
            if (OfWord(sentence, i) is var after and not Direction.Unknown)
            {
                return after;
            }
        }

        return Direction.Unknown;
    }

    private static Direction OfWord(Sentence sentence, int at)
    {
        var form = sentence.Tokens[at].Form;
        if (at > 0 && sentence.Tokens[at - 1].Form is "be")
        {
            // "will be held": the auxiliary decides.
            return Direction.Unknown;
        }

        switch (form)
        {
            case "will" or "'ll" or "’ll" or "wo" or "won't" or "would" or "shall" or "scheduled" or "expected" or "planned" or "slated" or "due" or "plans" or "expects" or "may" or "could" or "should":
                return at + 1 < sentence.Tokens.Length && sentence.Tokens[at + 1].Form == "have" ? Direction.Past : Direction.Future;
            case "was" or "were" or "had" or "said" or "did" or "has" or "have" or "came" or "went" or "took" or "fell" or "rose" or "held" or "told" or "made" or "began" or "met" or "shot" or "hit" or "struck" or "left" or "lost" or "won" or "saw" or "gave" or "found" or "sent" or "became" or "broke" or "fought" or "brought":
                return Direction.Past;
            case "set" or "to" when at + 1 < sentence.Tokens.Length && form == "to" && sentence.Tokens[at + 1].Form is "be" or "begin" or "start" or "meet" or "hold" or "visit" or "vote" or "resume":
                return Direction.Future;
            default:
                return form.Length > 4 && form.EndsWith("ed", StringComparison.Ordinal) && char.IsLower(form[0]) ? Direction.Past : Direction.Unknown;
        }
    }
}
