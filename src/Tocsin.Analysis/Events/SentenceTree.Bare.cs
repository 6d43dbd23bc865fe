namespace Tocsin.Analysis.Events;

/// <summary>Nouns without a preposition that the parser takes for circumstances: subjects behind "after" and "when", objects behind a particle.</summary>
internal sealed partial class SentenceTree
{
    /// <summary>"six hours after a car bomb went off": a noun without a preposition before its verb is who or what does it.</summary>
    private void TakeBareSubject(int index)
    {
        var isPerson = _lexicon.InClass("PERSON", Lemma[index]) || _lexicon.InClass("CAPTIVE", Lemma[index]);
        if (_relation[index] != "obl" || !(Sentence.Tokens[index].Deprel == "obl" || isPerson) || !IsNominal(index) || Preposition(index) is not null || IsTimeWord(index) || _lexicon.InClass("DAYWORD", Lemma[index])
            || _head[index] is not (var verb and >= 0) || index > verb || _upos[verb] != "VERB" || Child(verb, "nsubj") >= 0 || (IsPassive(verb) && !isPerson) || !(HasAuxiliary(verb) || Sentence.Tokens[verb].Xpos is "VBD" or "VBZ" or "VBP")
            || Enumerable.Range(index + 1, verb - index - 1).Any(i => _relation[i] == "punct"))
        {
            return;
        }

        _relation[index] = "nsubj";
    }

    /// <summary>"were recovered after a naval vessel rammed their boat": between "after" and its verb stands who does it, wherever the tree hangs it.</summary>
    private void TakeBareSubjectOfClause(int verb)
    {
        if (_relation[verb] != "advcl" || _upos[verb] != "VERB" || Sentence.Tokens[verb].Xpos is not ("VBD" or "VBZ" or "VBP") || Child(verb, "nsubj") >= 0 || verb == 0 || _relation[verb - 1] is not ("obl" or "obj") || !IsNominal(verb - 1)
            || _head[verb - 1] != _head[verb] || IsTimeWord(verb - 1))
        {
            return;
        }

        var mark = Preposition(verb - 1) is null ? Child(verb, "mark") : _children[verb - 1].FirstOrDefault(c => c < verb && _relation[c] == "case" && _upos[c] == "SCONJ", -1);
        if (mark < 0 || mark > verb - 1)
        {
            return;
        }

        Move(mark, verb, "mark");
        Move(verb - 1, verb, "nsubj");
    }

    /// <summary>"opened fire on a convoy carrying officials, killing two and wounding five": it was not the convoy that killed, nor were those killed who were wounded.</summary>
    private void TakeEffect(int verb)
    {
        if (Sentence.Tokens[verb].Xpos != "VBG" || !_lexicon.InClass("EFFECT", Lemma[verb]))
        {
            return;
        }

        if (verb + 1 < Count && _upos[verb + 1] == "NUM" && _relation[verb + 1] == "conj" && Child(verb, "obj") < 0)
        {
            Move(verb + 1, verb, "obj");
        }

        if (_relation[verb] != "advcl" || verb == 0 || Sentence.Tokens[verb - 1].Form != "," || _head[verb] is not (var carrying and >= 0) || carrying > verb || Sentence.Tokens[carrying].Xpos != "VBG" || _relation[carrying] != "acl"
            || _lexicon.Verb(Lemma[carrying]).Any(p => p.Type == "ASSAULT" && p.Rest.IsEmpty))
        {
            return;
        }

        var above = _head[carrying];
        for (var left = 4; above >= 0 && !IsVerb(above) && left > 0; left--)
        {
            above = _head[above];
        }

        if (above >= 0 && IsVerb(above) && above < carrying)
        {
            Move(verb, above, "advcl");
        }
    }

    /// <summary>"broke up a march", "hauled in 40 students", "set off the bomb": what follows the particle of a phrasal verb is its object, whatever it was taken for.</summary>
    private void TakeObjectOfParticle(int verb)
    {
        if (_upos[verb] != "VERB" || verb + 2 >= Count || Child(verb, "obj") >= 0 || IsPassive(verb) || _upos[verb + 1] is not ("ADP" or "ADV") || !_lexicon.Verb(Lemma[verb]).Any(p => p.Rest is [var rest] && rest == Lemma[verb + 1]))
        {
            return;
        }

        var particle = verb + 1;
        var thing = _children[verb].FirstOrDefault(c => c > particle && _relation[c] is "obl" && IsNominal(c) && !IsTimeWord(c), -1);
        if (thing < 0 || Enumerable.Range(particle + 1, thing - particle - 1).Any(i => _relation[i] is "punct" or "case" && _head[i] != verb))
        {
            return;
        }

        if (_head[particle] == verb && Preposition(thing) is null)
        {
            _relation[thing] = "obj";
        }
        else if (_head[particle] == thing && _relation[particle] == "case" && Lemma[particle] is "in" or "up" or "off" or "out" or "down" or "away" && (_lexicon.InClass("PERSON", Lemma[thing]) || _lexicon.InClass("CAPTIVE", Lemma[thing])))
        {
            Move(particle, verb, "compound");
            _relation[thing] = "obj";
        }
    }

    /// <summary>"Tuesday's bloodshed": a word that has a day before it and names an act is a noun, whatever its tag.</summary>
    private void TakeNounOfDay(int index)
    {
        if (_upos[index] == "ADJ" && _children[index].Any(c => c < index && IsPossessor(c) && _lexicon.InClass("DAYWORD", Lemma[c])) && !_lexicon.Noun(Lemma[index]).IsEmpty)
        {
            _upos[index] = "NOUN";
        }
    }
}
