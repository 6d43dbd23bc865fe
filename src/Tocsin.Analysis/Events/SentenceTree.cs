using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>A sentence with what the event rules ask of its tree, computed once: lower-case lemmas, children, prepositions, names.</summary>
internal sealed partial class SentenceTree
{
    private readonly EventLexicon _lexicon;
    private readonly int[][] _children;
    private readonly bool[] _named;
    private readonly string[] _relation;
    private readonly string[] _upos;
    private readonly int[] _head;

    /// <param name="opening">Where the dateline of the sentence ends in the text, 0 for none: its words take no part in the tree.</param>
    public SentenceTree(Sentence sentence, int number, EventLexicon lexicon, int opening = 0)
    {
        _lexicon = lexicon;
        Sentence = sentence;
        Number = number;
        Opening = opening;
        var count = sentence.Tokens.Length;
        Lemma = new string[count];
        _children = new int[count][];
        _named = new bool[count];
        _relation = new string[count];
        _upos = new string[count];
        _head = [.. sentence.Tokens.Select(t => t.Head)];
        for (var i = 0; i < count; i++)
        {
            var token = sentence.Tokens[i];
            Lemma[i] = (token.Lemma == "_" ? token.Form : token.Lemma).ToLowerInvariant();
            if (token.Upos == "VERB")
            {
                Lemma[i] = lexicon.VerbLemma(Lemma[i], token.Form.ToLowerInvariant());
            }

            else if (token.Form.EndsWith("men", StringComparison.OrdinalIgnoreCase) && token.Upos is "NOUN" or "PROPN" && token.Form.Length > 4)
            {
                // "Gunmen" at the start of a sentence is easily taken for a name.
                Lemma[i] = token.Form[..^3].ToLowerInvariant() + "man";
            }

            if (token.Upos is "NOUN" or "PROPN")
            {
                Lemma[i] = lexicon.NounLemma(Lemma[i], token.Form.ToLowerInvariant());
            }

            _children[i] = opening == 0 ? [.. sentence.Children(i)] : token.Span.End <= opening ? [] : [.. sentence.Children(i).Where(c => sentence.Tokens[c].Span.End > opening)];
            _relation[i] = token.Relation;
            _named[i] = token.Upos == "PROPN";
            _upos[i] = token.Upos;

            // "retaliation for the Soleimani killing": a form in -ing with an article or a name before it is a noun, whatever its tag.
            if (token.Upos == "VERB" && token.Xpos is "NN" && token.Form.EndsWith("ing", StringComparison.OrdinalIgnoreCase))
            {
                _upos[i] = "NOUN";
                Lemma[i] = token.Form.ToLowerInvariant();
            }
            else if (token.Upos == "VERB" && token.Xpos == "VBG"
                && _children[i].Any(c => c < i && sentence.Tokens[c].Deprel is "compound" or "det" or "nmod:poss") && sentence.Tokens[i].Relation is "nmod" or "obl" or "acl" or "obj")
            {
                _upos[i] = "NOUN";
                Lemma[i] = token.Form.ToLowerInvariant();
            }
        }

        for (var i = 0; i < count && sentence.Tokens[i].Span.End <= opening; i++)
        {
            Adopt(i, opening);
        }

        foreach (var name in sentence.Names)
        {
            Array.Fill(_named, true, name.First, name.Count);
        }

        ReadHeadline();
        for (var i = 0; i < count; i++)
        {
            TakeObject(i);
            JoinInfinitive(i);
        }
    }

    public Sentence Sentence { get; }

    /// <summary>Index of the sentence in its document.</summary>
    public int Number { get; }

    /// <summary>Where its dateline ends in the text, 0 for none.</summary>
    public int Opening { get; }

    public string[] Lemma { get; }

    public int Count => Lemma.Length;

    public Token this[int index] => Sentence.Tokens[index];

    public int Head(int index) => _head[index];

    /// <summary>The relation without its subtype.</summary>
    public string Relation(int index) => _relation[index];

    public string Upos(int index) => _upos[index];

    public int[] Children(int index) => _children[index];

    public bool IsName(int index) => _named[index];

    /// <summary>True where the word, by its lemma or as it stands, is of a class of the lexicon.</summary>
    public bool InClass(int index, string name) => _lexicon.InClass(name, Lemma[index]) || _lexicon.InClass(name, Sentence.Tokens[index].Form.ToLowerInvariant());

    public bool IsVerb(int index) => Upos(index) == "VERB";

    /// <summary>A noun, a name, a number or a pronoun that stands for one.</summary>
    public bool IsNominal(int index) => Upos(index) is "NOUN" or "PROPN" or "PRON" or "NUM" or "X" or "SYM";

    public int Child(int index, string relation)
    {
        foreach (var child in _children[index])
        {
            if (_relation[child] == relation)
            {
                return child;
            }
        }

        return -1;
    }

    public bool HasChildWord(int index, string word)
    {
        foreach (var child in _children[index])
        {
            if (Lemma[child] == word)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The preposition of a nominal, its last part where it has several ("out of" is "of"); null where it has none.</summary>
    public string? Preposition(int index)
    {
        string? found = null;
        foreach (var child in _children[index])
        {
            if (_relation[child] is "case" or "mark" && Upos(child) is "ADP" or "SCONJ" && !(Lemma[child] == "at" && child + 1 < Count && Sentence.Tokens[child + 1].Form is "least" or "most") && Lemma[child] is not ("'s" or "’s" or "'"))
            {
                found = Lemma[child];
            }
        }

        return found;
    }

    /// <summary>True for "Iran's" and "its" before a noun.</summary>
    public bool IsPossessor(int index) =>
        Sentence.Tokens[index].Deprel == "nmod:poss" || (_relation[index] == "nmod" && _children[index].Any(c => Lemma[c] is "'s" or "’s" or "'"));

    public bool HasParticle(int verb, string particle)
    {
        foreach (var child in _children[verb])
        {
            if (_relation[child] is "compound" or "advmod" or "xcomp" or "obj" or "obl" && Lemma[child] == particle)
            {
                return true;
            }
        }

        return verb + 1 < Count && Lemma[verb + 1] == particle && Upos(verb + 1) is "ADP" or "ADV" && Head(verb + 1) >= verb;
    }

    public bool IsPassive(int verb)
    {
        if (verb == _active)
        {
            return false;
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
        if (Sentence.Tokens[verb].Xpos == "VBN" && _relation[verb] == "conj" && Head(verb) is var first and >= 0 && IsVerb(first) && !HasAuxiliary(verb)
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
            && Sentence.Tokens[^1].Upos != "PUNCT" && _lexicon.InClass("DONETO", Lemma[verb]))
        {
            return true;
        }

        // "3 civilians wounded in Kesh.", "5 policemen shot dead": those who are counted, or called people, suffered what nobody is named as suffering.
        if (Sentence.Tokens[verb].Xpos is "VBN" or "VBD" or "VBP" && !HasAuxiliary(verb) && Child(verb, "obj") < 0 && (_lexicon.InClass("DONETO", Lemma[verb]) || (Lemma[verb] == "shoot" && HasParticle(verb, "dead")))
            && _children[verb].FirstOrDefault(c => c < verb && _relation[c] == "nsubj", -1) is var many and >= 0 && !HasBareNumber(verb)
            && (Upos(many) == "NUM" || Child(many, "nummod") >= 0 || _lexicon.InClass("PERSON", Lemma[many])))
        {
            return true;
        }

        // A participle after its noun or at the head of a clause: "the base hit by missiles".
        return Sentence.Tokens[verb].Xpos == "VBN" && _relation[verb] is "acl" or "advcl" or "amod" or "xcomp" && !HasAuxiliary(verb) && Child(verb, "obj") < 0;
    }

    /// <summary>"killed 12": the number is its object, however the tree calls it.</summary>
    private bool HasBareNumber(int verb) => _children[verb].Any(c => c > verb && Sentence.Tokens[c].Relation == "obl" && Upos(c) == "NUM" && Preposition(c) is null);

    /// <summary>The noun in "the intention was to kill", asked of the verb; -1 where there is none.</summary>
    public int StatedAim(int verb)
    {
        foreach (var child in HasMark(verb, "to") && Child(verb, "cop") >= 0 ? _children[verb] : [])
        {
            if (_relation[child] == "nsubj" && Lemma[child] is "intention" or "aim" or "goal" or "purpose" or "objective" or "intent" or "plan" or "idea")
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>"the number of Americans hurt in": who is counted suffered it.</summary>
    private bool IsCounted(int verb) =>
        verb > 1 && Lemma[verb] is "kill" or "wound" or "injure" or "hurt" && _relation[verb - 1] == "nmod" && Preposition(verb - 1) == "of"
        && _head[verb - 1] is var whole and >= 0 && Lemma[whole] is "number" or "toll";

    /// <summary>"doubted it, saying that they had meant to kill and not stage an attack": a bare infinitive is joined to the infinitive before it, not to a finite verb further up.</summary>
    private void JoinInfinitive(int index)
    {
        if (_upos[index] != "VERB" || Sentence.Tokens[index].Xpos != "VB" || _relation[index] != "conj" || HasMark(index, "to") || HasAuxiliary(index) || Child(index, "nsubj") >= 0
            || _head[index] is not (var finite and >= 0) || finite > index || Sentence.Tokens[finite].Xpos is not ("VBD" or "VBZ" or "VBP") || HasAuxiliary(finite))
        {
            return;
        }

        for (var at = index - 1; at > finite; at--)
        {
            if (_upos[at] == "VERB" && Sentence.Tokens[at].Xpos == "VB" && HasMark(at, "to"))
            {
                _children[finite] = [.. _children[finite].Where(c => c != index)];
                _children[at] = [.. _children[at], index];
                _head[index] = at;
                return;
            }
        }
    }

    /// <summary>"standing down after its attack on two bases": what follows the noun of an attack with "on" or "against" is what was attacked, not where one stood down; so too in "repulsed two attacks on Kesh".</summary>
    private void TakeObject(int index)
    {
        var verb = _head[index];
        if (_relation[index] != "obl" || verb < 0 || Preposition(index) is not ("on" or "against") || _lexicon.InClass("ABSTRACT", Lemma[index]))
        {
            return;
        }

        var noun = _children[index].Where(c => _relation[c] == "case").DefaultIfEmpty(index).Min() - 1;
        if (noun > verb && _head[noun] == verb && (_relation[noun] == "obj" || (_relation[noun] == "obl" && Preposition(noun) is "after" or "before" or "since" or "following")) && _upos[noun] == "NOUN"
            && _lexicon.Noun(Lemma[noun]).Any(p => p.Type == "ASSAULT"))
        {
            (_head[index], _relation[index]) = (noun, "nmod");
            _children[verb] = [.. _children[verb].Where(c => c != index)];
            _children[noun] = [.. _children[noun], index];
        }
    }

    /// <summary>"not", "n't", "never", "no longer" on a verb, "no" on a noun, "without" before a participle.</summary>
    public bool IsNegated(int index)
    {
        foreach (var child in _children[index])
        {
            if (_relation[child] == "mark" && Lemma[child] == "without" && child < index)
            {
                return true;
            }

            if (_relation[child] is "advmod" or "det" or "aux" or "neg" && Lemma[child] is "not" or "n't" or "never" or "no" or "neither" or "nor" or "hardly" && child < index)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"nobody", "none of them", "no one", "no commander".</summary>
    public bool IsNobody(int index) => Lemma[index] is "nobody" or "none" or "no-one" || NoBefore(index) >= 0;

    /// <summary>The "no" before a noun, -1 for none.</summary>
    private int NoBefore(int index)
    {
        foreach (var child in _children[index])
        {
            if (child < index && Lemma[child] == "no" && _relation[child] is "det" or "advmod")
            {
                return child;
            }
        }

        return Lemma[index] == "one" && index > 0 && Lemma[index - 1] == "no" ? index - 1 : -1;
    }

    /// <summary>The auxiliary among the given words, or -1.</summary>
    public int Auxiliary(int verb, Func<string, bool> word)
    {
        foreach (var child in _children[verb])
        {
            if (_relation[child] == "aux" && word(Lemma[child]))
            {
                return child;
            }
        }

        return -1;
    }

    public bool HasAuxiliary(int verb) => Child(verb, "aux") >= 0;

    /// <summary>True where the clause opens with one of these: "if", "to", "that".</summary>
    public bool HasMark(int verb, string word)
    {
        foreach (var child in _children[verb])
        {
            if (_relation[child] is "mark" or "advmod" or "case" && Lemma[child] == word && child < verb)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Head nouns joined to one by "and" or a comma, itself first.</summary>
    public IEnumerable<int> Conjuncts(int index)
    {
        yield return index;
        foreach (var child in _children[index])
        {
            if (_relation[child] == "conj" && IsNominal(child))
            {
                yield return child;
            }
        }
    }

    /// <summary>The phrase of a head noun without its preposition, its conjuncts and its clauses, as token indexes from first to last.</summary>
    public (int First, int Last) Phrase(int head)
    {
        var first = head;
        var last = head;
        Widen(head, ref first, ref last, top: true);
        while (last > head && Upos(last) == "PUNCT")
        {
            last--;
        }

        while (first < head && Upos(first) == "PUNCT")
        {
            first++;
        }

        // Nobody is called "no commander".
        if (first < head && first == NoBefore(head))
        {
            first++;
        }

        return (first, last);
    }

    public TextSpan PhraseSpan(int head)
    {
        var (first, last) = Phrase(head);
        return TextSpan.FromBounds(this[first].Span.Start, this[last].Span.End);
    }

    /// <summary>"ALGIERS, Algeria - Police have arrested", where the tree takes the dateline for the subject: what hangs under it after the dash is.</summary>
    private void Adopt(int place, int opening)
    {
        var head = Head(place);
        if (head < 0 || _relation[place] != "nsubj" || this[head].Span.End <= opening || Child(head, "nsubj") >= 0)
        {
            return;
        }

        foreach (var below in Sentence.Children(place))
        {
            if (this[below].Span.End > opening && below < head && IsNominal(below))
            {
                _relation[below] = "nsubj";
                _children[head] = [.. _children[head].Append(below).Order()];
                return;
            }
        }
    }

    /// <summary>"63 killed" in "hits wedding, 63 killed": what a headline adds after a comma.</summary>
    private bool IsVerbless(int index) => Upos(index) is "ADJ" or "VERB" && _children[index].Any(c => c < index && (Upos(c) == "NUM" || _relation[c] is "nsubj"));

    /// <summary>"accused the minister of weakness": what he is accused of is no part of who he is.</summary>
    private bool IsCharge(int index) => _head[index] is var verb and >= 0 && IsVerb(verb) && _relation[index] == "obj" && _lexicon.Is(OperatorKind.Accuse, Lemma[verb], "VERB") && Lemma[verb] is not "blame" && Child(verb, "obl") < 0;

    private void Widen(int index, ref int first, ref int last, bool top)
    {
        foreach (var child in _children[index])
        {
            var relation = _relation[child];
            var outside = relation is "acl" or "advcl" or "parataxis" or "ccomp" or "cop" or "nsubj" or "mark" or "aux" or "orphan" or "discourse"
                || (top && relation is "case" or "cc" or "conj" && !(relation == "case" && Lemma[child] is "'s" or "’s" or "'" && child > index))
                || (relation == "punct" && (top || child == index))
                || (top && relation == "case" && child > index)
                || (top && relation is "amod" or "appos" && child > index + 1 && IsVerbless(child) && Sentence.Tokens[index + 1].Form == ",")
                || (top && relation == "nmod" && child > index && Preposition(child) == "by" && Upos(index) == "NOUN")
                || (top && relation == "nmod" && child > index && Preposition(child) == "of" && IsCharge(index))
                || (top && relation is "nmod" or "obl" && child > index && (ClauseRoles.IsTimeWord(Lemma[child]) || Preposition(child) == "as"))
                || (IsVerb(index) && relation is "obl" or "obj" or "advmod" or "xcomp");
            if (outside)
            {
                continue;
            }

            first = Math.Min(first, child);
            last = Math.Max(last, child);
            Widen(child, ref first, ref last, top: false);
        }
    }
}
