namespace Tocsin.Analysis.Events;

/// <summary>Headlines, whose trees the parser, trained on sentences, takes for phrases.</summary>
internal sealed partial class SentenceTree
{
    /// <summary>A verb that the parser took for a passive and that has its object after it; -1 for none.</summary>
    private int _active = -1;

    /// <summary>A participle that the parser took for a noun; -1 for none.</summary>
    private int _bare = -1;

    private void ReadHeadline()
    {
        ReadFirstNoun();
        ReadShortPassive();
        if (Count < 3 || Sentence.Tokens[^1].Upos == "PUNCT" || Array.FindIndex(_head, h => h < 0) is not (var root and >= 0))
        {
            return;
        }

        ReadBareParticiple(root);
        ReadRootVerb(root);
        root = ReadFirstVerb(root);
        if (IsVerb(root) && !HasAuxiliary(root))
        {
            ReadObject(root);
            ReadGerund(root);
        }

        for (var i = 2; i + 1 < Count; i++)
        {
            ReadSecondVerb(i);
        }
    }

    /// <summary>"Freighter seized off Kesh": the capital of the first word makes no name of a common noun.</summary>
    private void ReadFirstNoun()
    {
        if (Count > 1 && _upos[0] == "PROPN" && Sentence.Tokens[^1].Upos != "PUNCT" && _relation[0] is "nsubj" or "compound" && _upos[1] is "VERB" or "NOUN"
            && (_lexicon.InClass("PERSON", Lemma[0]) || _lexicon.InClass("PLACEWORD", Lemma[0]) || _lexicon.InClass("TERRITORY", Lemma[0]) || _lexicon.InClass("VEHICLE", Lemma[0])))
        {
            _upos[0] = "NOUN";
            _named[0] = false;
        }
    }

    /// <summary>"Kesh shelled, 3 dead": with nothing after the verb but who was hurt, the place before it is what was shelled.</summary>
    private void ReadShortPassive()
    {
        if (Array.FindIndex(_head, h => h < 0) is not (var root and > 0) || Sentence.Tokens[root].Xpos is not ("VBD" or "VBN") || _upos[root] != "VERB" || !_lexicon.InClass("STRUCK", Lemma[root]) || Child(root, "obj") >= 0 || HasAuxiliary(root)
            || Child(root, "nsubj") is not (var place and >= 0) || place > root || !_named[place] || root + 1 >= Count || Sentence.Tokens[root + 1].Form is not ("," or ":" or ";")
            || !Enumerable.Range(root, Count - root).Any(i => Lemma[i] is "dead" or "killed" or "wounded" or "injured" || (_upos[i] == "VERB" && Lemma[i] is "kill" or "wound" or "injure" && Sentence.Tokens[i].Xpos == "VBN")))
        {
            return;
        }

        _relation[place] = "obj";
    }

    /// <summary>"Prosecutor slain in Kesh", "Mayor shot dead": an irregular participle after a noun, taken for a noun.</summary>
    private void ReadBareParticiple(int root)
    {
        if (root == 0 || _upos[root] != "NOUN" || _relation[root - 1] != "compound" || _head[root - 1] != root || Child(root, "obj") >= 0 || _children[root].Any(c => c < root - 1 && _relation[c] == "case"))
        {
            return;
        }

        var form = Sentence.Tokens[root].Form.ToLowerInvariant();
        var lemma = _lexicon.VerbLemma(form, form);
        if (lemma == form || !(_lexicon.InClass("DONETO", lemma) || (lemma == "shoot" && root + 1 < Count && Lemma[root + 1] is "dead")))
        {
            return;
        }

        (_upos[root], Lemma[root]) = ("VERB", lemma);
        _bare = root;
        Move(root - 1, root, "nsubj");
        foreach (var word in _children[root].Where(c => c < root - 1 && _relation[c] is "amod" or "det" or "nummod" or "compound").ToList())
        {
            Move(word, root - 1, _relation[word]);
        }
    }

    /// <summary>"Gunmen storm hotel", "Army foils attack on Kesh": the verb after the first noun, taken for a noun.</summary>
    /// <returns>The root as it is now.</returns>
    private int ReadFirstVerb(int root)
    {
        var verb = Array.FindIndex(_upos, u => u is "NOUN" or "PROPN" or "VERB") + 1;
        if (verb < 1 || verb > root || _upos[verb - 1] == "VERB" || _upos[verb] is not "NOUN" || verb == root || !char.IsLower(Sentence.Tokens[verb].Form[0]))
        {
            return root;
        }

        var form = Sentence.Tokens[verb].Form.ToLowerInvariant();
        var lemma = _lexicon.VerbLemma(form, form);
        var avoids = _lexicon.Operators(lemma, "VERB").Any(k => k is OperatorKind.Avoid or OperatorKind.Foil);
        var isAct = _lexicon.Noun(Lemma[root]).Any(p => p.Type == "ASSAULT");
        if ((_lexicon.Verb(lemma).IsEmpty && !avoids) || (isAct && !avoids))
        {
            return root;
        }

        var many = Sentence.Tokens[verb - 1].Xpos is "NNS" or "NNPS" || _lexicon.InClass("FORCE", Lemma[verb - 1]);
        var ofOne = Sentence.Tokens[verb].Xpos == "NNS" && form != lemma && _lexicon.InClass("FORCE", Lemma[verb - 1]);
        var plain = !IsVerb(root) && Sentence.Tokens[verb].Xpos == "NN" && form == lemma && many && _relation[verb] == "compound" && _relation[verb - 1] == "compound";
        var taken = IsVerb(root) && isAct && ofOne && _relation[verb] == "nsubj" && root == verb + 1;
        if (!plain && !taken && !(!IsVerb(root) && ofOne && _relation[verb] == "compound"))
        {
            return root;
        }

        _upos[verb] = "VERB";
        Lemma[verb] = lemma;
        (_upos[root], Lemma[root]) = ("NOUN", _lexicon.NounLemma(Lemma[root], Sentence.Tokens[root].Form.ToLowerInvariant()));
        Move(verb, -1, "root");
        Move(root, verb, "obj");
        Move(verb - 1, verb, "nsubj");
        foreach (var below in _children[root].Where(c => c > root && (_relation[c] is "parataxis" or "advcl" or "punct" || (taken && _relation[c] == "obl"))).ToList())
        {
            Move(below, _relation[below] == "obl" ? root : verb, _relation[below] == "obl" ? "nmod" : _relation[below]);
        }

        return verb;
    }

    /// <summary>"Large blast hits Marun depot", "Second car bomb in a week hits Kesh": a form in -s with a noun right before it and a bare noun after it is a verb, whatever its tag.</summary>
    private void ReadRootVerb(int root)
    {
        if (_upos[root] != "NOUN" || Enumerable.Range(0, Count).Any(i => _upos[i] == "VERB" && Sentence.Tokens[i].Xpos is "VBD" or "VBZ" or "VBP"))
        {
            return;
        }

        var verb = Enumerable.Range(1, Count - 1).FirstOrDefault(i => Sentence.Tokens[i].Xpos == "NNS" && _upos[i] == "NOUN" && (i == root || _head[i] == root) && _relation[i - 1] == "compound" && _head[i - 1] == i && ThingAfter(i) >= 0, -1);
        if (verb < 0 || _lexicon.VerbLemma(Lemma[verb], Sentence.Tokens[verb].Form.ToLowerInvariant()) is not { } lemma || _lexicon.Verb(lemma).IsEmpty)
        {
            return;
        }

        var thing = ThingAfter(verb);
        (_upos[verb], Lemma[verb]) = ("VERB", lemma);
        foreach (var word in _children[verb].Where(c => c < verb - 1 && _relation[c] is "amod" or "det" or "nummod" or "compound" or "case").ToList())
        {
            Move(word, verb - 1, _relation[word]);
        }

        if (verb == root)
        {
            Move(verb - 1, verb, "nsubj");
        }
        else
        {
            Move(verb - 1, root, "nmod");
            Move(verb, -1, "root");
            Move(root, verb, "nsubj");
        }

        Move(thing, verb, "obj");
    }

    /// <summary>The noun after a word that hangs on it without a preposition; -1 for none.</summary>
    private int ThingAfter(int word) =>
        _children[word].FirstOrDefault(c => c > word && _relation[c] is "obj" or "nmod" or "appos" or "dep" or "nummod" && Preposition(c) is null && !_children[word].Any(p => p > word && p < c && _relation[p] == "punct"), -1);

    /// <summary>"Rebels attacked Kesh", "Rebels attack Kesh": who stands before the verb acts, and what stands bare after it is its object.</summary>
    private void ReadObject(int root)
    {
        var after = _children[root].FirstOrDefault(c => c > root && _relation[c] is "xcomp" or "obl" && Sentence.Tokens[c].Deprel is "xcomp" or "obl" && Upos(c) is "NOUN" or "PROPN" && Preposition(c) is null && !Lemma[c].EndsWith("day", StringComparison.Ordinal), -1);
        var before = _children[root].FirstOrDefault(c => c < root && (Sentence.Tokens[c].Deprel == "nsubj:pass" || (c == root - 1 && _relation[c] == "compound")) && IsNominal(c), -1);
        if (after >= 0 && before >= 0 && Child(root, "obj") < 0)
        {
            _relation[before] = "nsubj";
            _relation[after] = "obj";
            _active = root;
        }
    }

    /// <summary>"Marran denies striking hospital": not a striking hospital.</summary>
    private void ReadGerund(int root)
    {
        var gerund = root + 1;
        if (gerund + 1 < Count && Sentence.Tokens[gerund].Xpos == "VBG" && _relation[gerund] == "amod" && _head[gerund] is var thing && _relation[thing] == "obj" && _head[thing] == root
            && !_lexicon.Operators(Lemma[root], "VERB").IsEmpty)
        {
            _upos[gerund] = "VERB";
            Lemma[gerund] = _lexicon.VerbLemma(Lemma[gerund], Sentence.Tokens[gerund].Form.ToLowerInvariant());
            Move(gerund, root, "xcomp");
            Move(thing, gerund, "obj");
        }
    }

    /// <summary>"12 dead as drone hits bus": a verb in -s between two nouns, taken for a noun.</summary>
    private void ReadSecondVerb(int verb)
    {
        if (Sentence.Tokens[verb].Xpos != "NNS" || _relation[verb] != "compound" || _head[verb] is not (var thing and >= 0) || thing < verb || _head[thing] < 0
            || _relation[verb - 1] != "compound" || (_head[verb - 1] != thing && _head[verb - 1] != verb) || _lexicon.Verb(Lemma[verb]).IsEmpty
            || _children[thing].FirstOrDefault(c => c < verb && _relation[c] is "case" or "mark" && Lemma[c] is "as" or "after", -1) is not (var mark and >= 0))
        {
            return;
        }

        var head = _head[thing];
        _upos[verb] = "VERB";
        Move(verb, head, "advcl");
        Move(thing, verb, "obj");
        Move(verb - 1, verb, "nsubj");
        Move(mark, verb, "mark");
    }

    private void Move(int token, int head, string relation)
    {
        if (_head[token] is var old and >= 0)
        {
            _children[old] = [.. _children[old].Where(c => c != token)];
        }

        (_head[token], _relation[token]) = (head, relation);
        if (head >= 0)
        {
            _children[head] = [.. _children[head].Append(token).Order()];
        }
    }
}
