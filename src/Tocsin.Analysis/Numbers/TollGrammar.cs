using Tocsin.Language;

namespace Tocsin.Analysis.Numbers;

/// <summary>Where in a tree the people of a word of harm stand, and which words belong to a counted phrase.</summary>
internal static class TollGrammar
{
    /// <summary>Index of the head of the people, or -1.</summary>
    /// <param name="patient">True where they undergo the verb ("kill"), false where they are its subject ("die", "dead").</param>
    public static int Victims(Sentence sentence, int anchor, bool patient)
    {
        var tokens = sentence.Tokens;
        var token = tokens[anchor];
        if (patient && Child(sentence, anchor, "obj") is var obj and >= 0)
        {
            return obj;
        }

        if (patient && token.Xpos is "VBD" or "VBG" or "VB" or "VBZ" or "VBP" && Child(sentence, anchor, "obj") < 0 && BareOblique(sentence, anchor) is var bare and >= 0)
        {
            return bare;
        }

        var participle = token.Xpos == "VBN" || token.Feats.Contains("VerbForm=Part", StringComparison.Ordinal) && !token.Feats.Contains("Tense=Pres", StringComparison.Ordinal) || token.Upos == "ADJ";
        if (!patient || participle)
        {
            var subject = Nearest(sentence, anchor, patient && token.Upos == "VERB" ? "nsubj:pass" : "nsubj");
            if (subject < 0 && patient && HeadlinePassive(sentence, anchor))
            {
                subject = Child(sentence, anchor, "nsubj");
            }

            if (subject >= 0)
            {
                return IsRelative(sentence, subject) ? RelativeHead(sentence, anchor) : subject;
            }

            if (!patient && token.Upos == "VERB" && CountedBefore(sentence, anchor) is var counted and >= 0)
            {
                return counted;
            }

            if (token.Relation == "xcomp" && token.Upos == "VERB" && Child(sentence, anchor, "nummod") >= 0)
            {
                return anchor;
            }

            switch (token.Relation)
            {
                case "acl" or "amod":
                    // "Missiles strike base, eight dead": the number is of the dead.
                    return token.Head < anchor && Child(sentence, anchor, "nummod") >= 0 ? anchor : token.Head;
                case "xcomp" when token.Head >= 0 && tokens[token.Head].Lemma is "mean" or "intend" or "want" or "suppose" or "plan" or "wish":
                    // "No one had been meant to die": what was meant, and nobody's number.
                    return -1;
                case "xcomp" or "advcl" when token.Head >= 0 && (token.Relation == "xcomp" || token.Upos == "ADJ"):
                    return Child(sentence, token.Head, "obj") is var left and >= 0 ? left
                        : Subject(sentence, token.Head) is var subjectAbove and >= 0 ? subjectAbove
                        : sentence.Tokens[token.Head].Relation == "acl" ? sentence.Tokens[token.Head].Head : -1;
                case "conj" when Child(sentence, anchor, "nummod") >= 0:
                    return anchor;
                case "conj" when token.Head >= 0 && tokens[token.Head].Upos is "VERB" or "ADJ":
                    // "12 people were killed or injured": the first verb's people.
                    return Victims(sentence, token.Head, patient && tokens[token.Head].Upos == "VERB");
            }
        }

        // "12 dead, 30 wounded": the number depends on the word itself.
        return Child(sentence, anchor, "nummod") >= 0 && token.Relation is not ("amod" or "acl") ? anchor
            : !patient && token.Xpos == "VBD" ? CountedBefore(sentence, anchor) : -1;
    }

    /// <summary>"Two children are among the dead": some of those who are counted elsewhere, and no number of all.</summary>
    public static bool IsAmong(Sentence sentence, int anchor)
    {
        foreach (var child in sentence.Children(anchor))
        {
            if (child < anchor && sentence.Tokens[child] is { Relation: "case", Lemma: "among" or "amongst" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Subject of a verb, active or passive, its relative pronoun replaced by what it stands for; -1 where it has none.</summary>
    public static int Subject(Sentence sentence, int verb)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (sentence.Tokens[child].Relation == "nsubj")
            {
                return IsRelative(sentence, child) ? RelativeHead(sentence, verb) : child;
            }
        }

        return -1;
    }

    /// <summary>"At least 18 civilians, among them seven children, lost": the first counted noun before the verb, where the tree takes "at" for its preposition; -1 for none.</summary>
    public static int CountedBefore(Sentence sentence, int verb)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (child < verb && sentence.Tokens[child] is { Relation: "obl", Upos: "NOUN" } && Child(sentence, child, "nummod") >= 0 && Child(sentence, child, "case") < 0)
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>Whom a noun of harm is of: "the killing of two soldiers", "Soleimani's death"; -1 where not said.</summary>
    public static int OfWhom(Sentence sentence, int noun)
    {
        var owner = -1;
        foreach (var child in sentence.Children(noun))
        {
            var token = sentence.Tokens[child];
            if (token.Deprel == "nmod:poss")
            {
                // In "their killing of two men" the owner did it.
                owner = child;
            }
            else if (token.Relation == "nmod" && Child(sentence, child, "case") is var mark and >= 0 && sentence.Tokens[mark].Lemma is "of" or "among")
            {
                return child;
            }
        }

        return owner;
    }

    /// <summary>True under "not", "never", "no one" as subject, and after "without".</summary>
    public static bool IsNegated(Sentence sentence, int anchor)
    {
        foreach (var child in sentence.Children(anchor))
        {
            var token = sentence.Tokens[child];
            if ((token.Relation is "advmod" && token.Lemma.ToLowerInvariant() is "not" or "never" or "n't"
                    && !(child + 1 < sentence.Tokens.Length && sentence.Tokens[child + 1].Lemma is "only" or "just"))
                || (token.Relation is "mark" or "case" && token.Form.Equals("without", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"were fatally shot", "was mortally wounded": the word beside the harm kills.</summary>
    public static bool IsFatal(Sentence sentence, int verb)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (sentence.Tokens[child].Relation == "advmod" && sentence.Tokens[child].Lemma.ToLowerInvariant() is "fatally" or "mortally" or "lethally")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"rose to nine after two of the wounded died": two is not what it rose to.</summary>
    public static bool IsBeforeOrAfter(Sentence sentence, int number) =>
        sentence.Children(number).Any(c => sentence.Tokens[c].Relation == "case" && sentence.Tokens[c].Lemma is "after" or "before" or "since" or "among" or "including" or "from");

    /// <summary>The bare number after "at" under a verb that puts a number to somebody; -1 for none.</summary>
    public static int NumberPut(Sentence sentence, int verb, int after)
    {
        if (sentence.Tokens[verb].Lemma is not ("put" or "estimate" or "place" or "set"))
        {
            return -1;
        }

        for (var i = sentence.Tokens.Length - 1; i > after + 1; i--)
        {
            if (sentence.Tokens[i].Upos == "NUM" && sentence.Tokens[i - 1].Form == "at" && sentence.Dominates(verb, i) && (i + 1 == sentence.Tokens.Length || sentence.Tokens[i + 1].Upos is not ("NOUN" or "PROPN" or "NUM")))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"how many soldiers died": a number that is not known.</summary>
    public static bool IsHowMany(Sentence sentence, int head)
    {
        for (var i = Math.Max(0, Left(sentence, head) - 1); i < head; i++)
        {
            if (sentence.Tokens[i].Form.Equals("how", StringComparison.OrdinalIgnoreCase) && sentence.Tokens[i + 1].Lemma is "many" or "much")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"How many people died?": asked, not told.</summary>
    public static bool IsQuestion(Sentence sentence) =>
        sentence.Tokens.Length > 3 && sentence.Tokens[^1].Form == "?" && sentence.Tokens[0].Form.Equals("how", StringComparison.OrdinalIgnoreCase) && sentence.Tokens[1].Form.ToLowerInvariant() is "many" or "much";

    /// <summary>"dies at 84", "died peacefully": a death with no more to it than an age.</summary>
    public static bool IsOfAge(Sentence sentence, int anchor)
    {
        if (!sentence.Tokens[anchor].Lemma.Equals("die", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var aged = false;
        foreach (var child in sentence.Children(anchor))
        {
            var token = sentence.Tokens[child];
            var isAge = token.Lemma is "aged" or "peacefully" || (token.Upos == "NUM" && token.Relation == "obl" && sentence.Children(child).Any(c => sentence.Tokens[c].Lemma is "at" or "aged"));
            aged |= isAge;
            if (!isAge && token.Relation is "obl" or "advcl" && sentence.Children(child).Any(c => sentence.Tokens[c].Relation is "case" or "mark"))
            {
                return false;
            }
        }

        return aged;
    }

    /// <summary>"not one soldier", "not a single civilian", "neither driver": nobody of them.</summary>
    public static bool IsNotOne(Sentence sentence, int head)
    {
        var (not, one) = (false, false);
        foreach (var child in sentence.Children(head))
        {
            var lemma = sentence.Tokens[child].Lemma.ToLowerInvariant();
            not |= child < head && lemma == "not";
            one |= child < head && (lemma is "single" or "one" or "1");
            if (child < head && lemma == "neither")
            {
                return true;
            }
        }

        return not && one;
    }

    /// <summary>A phrase and the nominals coordinated with it, in text order.</summary>
    public static IEnumerable<int> Coordinated(Sentence sentence, int head)
    {
        yield return head;
        foreach (var part in JoinedBelow(sentence, head))
        {
            yield return part;
        }

        if (!sentence.Children(head).Any(c => sentence.Tokens[c].Relation == "conj" && sentence.Children(c).Any(d => sentence.Tokens[d].Relation == "cc")))
        {
            // "110 people, mostly soldiers": no "and", so no sum.
            yield break;
        }

        foreach (var child in sentence.Children(head))
        {
            // "killed 14 people and burned houses": the houses are no victims.
            // "nine people and not four", "five rather than eleven": the second is another's number.
            if (sentence.Tokens[child].Relation == "conj" && sentence.Children(child).Any(c => c < child && (sentence.Tokens[c].Lemma.ToLowerInvariant() is "not" or "never" or "rather" or "instead" || sentence.Children(c).Any(d => sentence.Tokens[d].Lemma is "than"))))
            {
                continue;
            }

            if (sentence.Tokens[child].Relation == "conj" && sentence.Tokens[child].Upos is "NOUN" or "PROPN" or "NUM" or "PRON" && !sentence.Children(child).Any(c => sentence.Tokens[c] is { Relation: "amod", Xpos: "VBD" }))
            {
                yield return child;
            }
        }
    }

    /// <summary>"three journalists of state television and two officers": the second number counts people, where the tree joins it to whose the first are.</summary>
    private static IEnumerable<int> JoinedBelow(Sentence sentence, int head)
    {
        var isCounted = Child(sentence, head, "nummod") >= 0;
        foreach (var owner in sentence.Children(head))
        {
            if (!isCounted || owner < head || sentence.Tokens[owner].Relation != "nmod" || Child(sentence, owner, "nummod") >= 0
                || !(Child(sentence, owner, "case") is var mark and >= 0 && sentence.Tokens[mark].Lemma is "of" or "from"))
            {
                continue;
            }

            foreach (var part in sentence.Children(owner))
            {
                if (sentence.Tokens[part] is { Relation: "conj", Xpos: "NNS" or "NNPS" } && Child(sentence, part, "nummod") >= 0 && sentence.Children(part).Any(c => sentence.Tokens[c].Relation == "cc"))
                {
                    yield return part;
                }
            }
        }
    }

    /// <summary>Index of the first word of a phrase: the leftmost word below its head that joins on to it without a gap; its own preposition is outside.</summary>
    public static int Left(Sentence sentence, int head)
    {
        var first = head;
        while (first > 0 && sentence.Dominates(head, first - 1) && !IsOutside(sentence, first - 1, head))
        {
            first--;
        }

        return first;
    }

    /// <summary>A phrase from its first word to its last, without relative clauses, appositions and what is coordinated.</summary>
    public static TextSpan Phrase(Sentence sentence, int head)
    {
        var last = head;
        foreach (var child in sentence.Children(head))
        {
            if (child > last && sentence.Tokens[child].Relation is "nmod" or "flat" or "compound" or "fixed" or "nummod")
            {
                last = Last(sentence, child);
            }
        }

        var first = Left(sentence, head);
        while (first < head && sentence.Tokens[first].Upos == "PUNCT")
        {
            first++;
        }

        return TextSpan.FromBounds(sentence.Tokens[first].Span.Start, sentence.Tokens[last].Span.End);
    }

    /// <summary>True where a word can start the number of a phrase: it stands under the head, not inside another number's noun ("12-year-old").</summary>
    public static bool Counts(Sentence sentence, int index, int head)
    {
        if (index == head)
        {
            return true;
        }

        for (var at = sentence.Tokens[index].Head; at >= 0 && at != head; at = sentence.Tokens[at].Head)
        {
            var token = sentence.Tokens[at];
            if (token.Relation is "amod" or "nmod" or "compound" or "flat" && token.Upos is not ("NUM" or "ADV") && token.Lemma is not ("more" or "few" or "less" or "least" or "many" or "most" or "several" or "dozen"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True for a number that is an age or a date rather than a count: "a 12-year-old", "the 2019 killings".</summary>
    public static bool IsDateOrAge(Sentence sentence, Quantity found, int head)
    {
        var form = sentence.Tokens[found.First].Form;
        var year = found.End - found.First == 1 && form.Length == 4 && found.Least is >= 1900 and <= 2099 && found.First != head && sentence.Tokens[head].Xpos is "NN" or "NNP";
        var measured = found.End < sentence.Tokens.Length && found.End <= head
            && (sentence.Tokens[found.End].Form is "%" or "percent" or "per" || (sentence.Tokens[found.End].Form == "-" && found.End + 1 < sentence.Tokens.Length && sentence.Tokens[found.End + 1].Lemma is "year" or "day" or "month"));
        return year || measured;
    }

    private static bool IsOutside(Sentence sentence, int index, int head)
    {
        var token = sentence.Tokens[index];
        return token.Relation switch
        {
            "nsubj" or "cop" or "aux" or "acl" or "advcl" => true,
            "cc" or "case" or "mark" => token.Head == head,
            "punct" => token.Head == head && token.Form is not ("-" or ","),
            _ => false,
        };
    }

    /// <summary>An oblique without a preposition of its own right after the verb: how parsers take the object of "killed at least 26 soldiers".</summary>
    private static int BareOblique(Sentence sentence, int anchor)
    {
        foreach (var child in sentence.Children(anchor))
        {
            var token = sentence.Tokens[child];
            if (child > anchor && child - anchor <= 8 && token.Deprel is "obl" or "obl:unmarked" or "nmod" or "dep" && token.Upos is "NOUN" or "PROPN" or "NUM"
                && !HasPreposition(sentence, child) && (token.Upos == "NUM" || Child(sentence, child, "nummod") >= 0))
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>"at" of "at least nine" is no preposition.</summary>
    private static bool HasPreposition(Sentence sentence, int noun) =>
        Child(sentence, noun, "case") is var mark and >= 0
        && !(sentence.Tokens[mark].Form == "at" && mark + 1 < sentence.Tokens.Length && sentence.Tokens[mark + 1].Form is "least" or "most");

    private static int Last(Sentence sentence, int index)
    {
        var last = index;
        foreach (var child in sentence.Children(index))
        {
            if (child > last && sentence.Tokens[child].Relation is not ("punct" or "acl" or "appos" or "conj" or "parataxis"))
            {
                last = Last(sentence, child);
            }
        }

        return last;
    }

    /// <summary>The last of such dependents before a word, else the first after it: a dateline is sometimes taken for a subject too.</summary>
    private static int Nearest(Sentence sentence, int index, string deprel)
    {
        var found = -1;
        foreach (var child in sentence.Children(index))
        {
            if (sentence.Tokens[child].Deprel == deprel && (found < 0 || child < index))
            {
                found = child;
            }
        }

        return found;
    }

    private static int Child(Sentence sentence, int index, string deprel)
    {
        foreach (var child in sentence.Children(index))
        {
            if (sentence.Tokens[child].Deprel == deprel)
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>"12 killed in blast": a headline leaves out the auxiliary, and parsers then say nsubj.</summary>
    private static bool HeadlinePassive(Sentence sentence, int anchor) =>
        sentence.Tokens[anchor].Xpos == "VBN" && Child(sentence, anchor, "aux") < 0;

    private static bool IsRelative(Sentence sentence, int index) =>
        sentence.Tokens[index].Xpos is "WP" or "WDT" || sentence.Tokens[index].Feats.Contains("PronType=Rel", StringComparison.Ordinal);

    private static int RelativeHead(Sentence sentence, int verb) =>
        sentence.Tokens[verb].Relation is "acl" ? sentence.Tokens[verb].Head : -1;
}
