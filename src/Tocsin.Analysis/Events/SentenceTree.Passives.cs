namespace Tocsin.Analysis.Events;

/// <summary>Which verbs tell what was suffered: passives, and participles of headlines and bullets that leave out the auxiliary.</summary>
internal sealed partial class SentenceTree
{
    public bool IsPassive(int verb)
    {
        if (verb == _active)
        {
            return false;
        }

        // "Man shot dead outside mosque": in a headline, with nobody after it.
        if (verb == _bare || (IsShotDead(verb) && _relation[verb] == "root" && !HasAuxiliary(verb) && Child(verb, "obj") < 0 && Sentence.Tokens[^1].Upos != "PUNCT"))
        {
            return true;
        }

        foreach (var child in _children[verb])
        {
            // "Two rockets landed": the tree is easily wrong of what nobody can land.
            if (Sentence.Tokens[child].Deprel is "nsubj:pass" or "aux:pass" or "csubj:pass")
            {
                return Sentence.Tokens[child].Relation == "aux" || Sentence.Tokens[verb].Xpos != "VBD" || HasAuxiliary(verb) || !_lexicon.InClass("UNACCUSATIVE", Lemma[verb]);
            }
        }

        // "was tortured and killed": the second participle is passive with the first.
        if ((Sentence.Tokens[verb].Xpos == "VBN" || (Lemma[verb] is "tell" or "order" && Child(verb, "xcomp") >= 0)) && _relation[verb] == "conj" && Head(verb) is var first and >= 0 && IsVerb(first) && !HasAuxiliary(verb)
            && Child(verb, "obj") < 0 && Sentence.Tokens[first].Xpos == "VBN" && IsPassive(first))
        {
            return true;
        }

        // "Market hit by rockets", "the number of people killed when": one tag for the past and the participle.
        if (Sentence.Tokens[verb].Xpos is "VBN" or "VBD" or "VBP" && !HasAuxiliary(verb) && Child(verb, "obj") < 0
            && (_children[verb].Any(c => Sentence.Tokens[c].Deprel == "obl:agent") || IsCounted(verb)))
        {
            return true;
        }

        // A headline leaves out the auxiliary: "Contractor killed in rocket attack", "Ten arrested near border", "3 civilians killed and 17 injured".
        if (Sentence.Tokens[verb].Xpos is "VBN" or "VBD" && _relation[verb] == "conj" && Child(verb, "nsubj") >= 0 && !HasAuxiliary(verb) && Child(verb, "obj") < 0
            && Head(verb) is var before and >= 0 && IsVerb(before) && Sentence.Tokens[^1].Upos != "PUNCT" && _lexicon.InClass("DONETO", Lemma[verb]))
        {
            return true;
        }

        if (Sentence.Tokens[verb].Xpos is "VBN" or "VBD" && _relation[verb] == "root" && !HasAuxiliary(verb) && Child(verb, "obj") < 0
            && Sentence.Tokens[^1].Upos != "PUNCT" && (_lexicon.InClass("DONETO", Lemma[verb]) || _lexicon.InClass("DONEINHEADLINE", Lemma[verb])))
        {
            return true;
        }

        // "Supply convoy ambushed near Kesh", "School shelled overnight", "Judge gunned down": headlines tell in the present what is done, and in the past what was suffered, but of those who fight.
        if (Sentence.Tokens[verb].Xpos is "VBN" or "VBD" && _relation[verb] == "root" && !HasAuxiliary(verb) && Child(verb, "obj") < 0 && verb + 1 < Count && Upos(verb + 1) is "ADP" or "ADV" or "PUNCT" or "SCONJ" or "ADJ"
            && Sentence.Tokens[^1].Upos != "PUNCT" && (_lexicon.InClass("STRUCK", Lemma[verb]) || (Lemma[verb] == "gun" && HasParticle(verb, "down")) || IsShotDead(verb) || (Lemma[verb] == "set" && Lemma[verb + 1] is "ablaze" or "alight"))
            && Child(verb, "nsubj") is var thing and >= 0 && Upos(thing) == "NOUN" && !_named[thing] && !_lexicon.InClass("FORCE", Lemma[thing]) && !_lexicon.InClass("ABDUCTING", Lemma[thing]) && _lexicon.WeaponMode(Lemma[thing]) is null)
        {
            return true;
        }

        // "Dolm shelled, two dead": a town that is named did not shell.
        if (Sentence.Tokens[verb].Xpos is "VBN" or "VBD" && _relation[verb] is "root" or "parataxis" or "conj" && !HasAuxiliary(verb) && Child(verb, "obj") < 0 && _lexicon.InClass("STRUCK", Lemma[verb]) && verb + 1 < Count && Upos(verb + 1) == "PUNCT"
            && Child(verb, "nsubj") is var town and >= 0 && town == verb - 1 && (town == 0 || Upos(town - 1) == "PUNCT") && _named[town])
        {
            return true;
        }

        // "3 civilians wounded in Kesh.", "5 policemen shot dead": those who are counted, or called people, suffered what nobody is named as suffering.
        if (Sentence.Tokens[verb].Xpos is "VBN" or "VBD" or "VBP" && !HasAuxiliary(verb) && Child(verb, "obj") < 0 && (_lexicon.InClass("DONETO", Lemma[verb]) || IsShotDead(verb))
            && _children[verb].FirstOrDefault(c => c < verb && _relation[c] == "nsubj", -1) is var many and >= 0 && !HasBareNumber(verb)
            && (Upos(many) == "NUM" || Child(many, "nummod") >= 0 || _lexicon.InClass("PERSON", Lemma[many])))
        {
            return true;
        }

        // "miners taken hostage by rebels": what they were taken as is nobody whom they took.
        if (Sentence.Tokens[verb].Xpos == "VBN" && _relation[verb] is "acl" or "advcl" && !HasAuxiliary(verb) && Child(verb, "obj") is var taken and >= 0 && Lemma[taken] is "hostage" or "captive" or "prisoner")
        {
            return true;
        }

        // A participle after its noun or at the head of a clause: "the base hit by missiles".
        return Sentence.Tokens[verb].Xpos == "VBN" && _relation[verb] is "acl" or "advcl" or "amod" or "xcomp" && !HasAuxiliary(verb) && Child(verb, "obj") < 0;
    }

    private bool IsShotDead(int verb) => Lemma[verb] == "shoot" && ((verb + 1 < Count && Lemma[verb + 1] == "dead") || HasParticle(verb, "dead"));

    /// <summary>"killed 12": the number is its object, however the tree calls it.</summary>
    private bool HasBareNumber(int verb) => _children[verb].Any(c => c > verb && Sentence.Tokens[c].Relation == "obl" && Upos(c) == "NUM" && Preposition(c) is null);

    /// <summary>"the number of Americans hurt in": who is counted suffered it.</summary>
    private bool IsCounted(int verb) =>
        verb > 1 && Lemma[verb] is "kill" or "wound" or "injure" or "hurt" && _relation[verb - 1] == "nmod" && Preposition(verb - 1) == "of"
        && _head[verb - 1] is var whole and >= 0 && Lemma[whole] is "number" or "toll";
}
