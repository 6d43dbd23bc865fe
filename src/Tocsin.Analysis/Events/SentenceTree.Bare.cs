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
