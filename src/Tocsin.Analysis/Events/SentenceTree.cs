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

            // "A mine killed two farmers": not what is mine.
            if (token.Form == "mine" && token.Upos == "PRON" && i > 0 && sentence.Tokens[i - 1].Upos == "DET")
            {
                _upos[i] = "NOUN";
            }

            // "Gunmen open fire on bus": the finer tag knows a verb in a headline.
            if (token.Upos == "ADJ" && token.Xpos is "VBP" && token.Relation == "root" && !lexicon.Verb(lexicon.VerbLemma(Lemma[i], token.Form.ToLowerInvariant())).IsEmpty)
            {
                _upos[i] = "VERB";
                Lemma[i] = lexicon.VerbLemma(Lemma[i], token.Form.ToLowerInvariant());
            }

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
            else if (token.Upos == "VERB" && token.Xpos == "VBG" && i > 0 && token.Head is var governor and >= 0 && governor < i && !lexicon.Noun(token.Form.ToLowerInvariant()).IsEmpty
                && (sentence.Tokens[i - 1].Form == "under" || (sentence.Tokens[i - 1].Form == "by" && token.Relation == "advcl" && sentence.Tokens[governor].Xpos == "VBN" && sentence.Children(i).All(c => sentence.Tokens[c].Relation is not ("obj" or "nsubj"))) || lexicon.VerbLemma(sentence.Tokens[governor].Lemma.ToLowerInvariant(), sentence.Tokens[governor].Form.ToLowerInvariant()) is "flee" or "escape"))
            {
                // "came under shelling", "damaged by shelling", "have fled fighting": what they came under and fled, and not what they did.
                _upos[i] = "NOUN";
                Lemma[i] = token.Form.ToLowerInvariant();
                _relation[i] = sentence.Tokens[i - 1].Form is "under" or "by" ? "obl" : "obj";
            }
        }

        for (var i = 0; i < count; i++)
        {
            // Whatever hung on a verb that is a noun hangs on a noun: "fled fighting between the army and the rebels".
            if (_relation[i] == "obl" && _head[i] >= 0 && sentence.Tokens[_head[i]].Upos == "VERB" && _upos[_head[i]] == "NOUN")
            {
                _relation[i] = "nmod";
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
        TakeInverted();
        for (var i = 0; i < count; i++)
        {
            TakeVerbBehindDay(i);
            TakeNameBehindAdjective(i);
            TakeRelative(i);
            TakeClauseOfTime(i);
            TakeObject(i);
            TakeRelativeOfAct(i);
            JoinInfinitive(i);
            JoinTest(i);
            JoinPast(i);
            ReleaseFromDay(i);
            ReleaseTime(i);
            TakeTold(i);
            TakeCalled(i);
            JoinGoOn(i);
            TakeResponsible(i);
            ReleaseAllTheSame(i);
            TakeSubjectOfReported(i);
            TakeBareSubject(i);
            TakeBareSubjectOfClause(i);
            TakeEffect(i);
            TakeObjectOfParticle(i);
            TakeNounOfDay(i);
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

    /// <summary>True for the dictionary form of a verb that only tells what follows: "say", "report".</summary>
    public bool IsSaying(string lemma) => _lexicon.Is(OperatorKind.Report, lemma, "VERB");

    /// <summary>True where a word of another sentence, in its dictionary form, is of a class.</summary>
    public bool IsWordOf(string name, string lemma) => _lexicon.InClass(name, lemma);

    /// <summary>A day, a month, a part of a day, a number: what stands after "by" and "on" for a time.</summary>
    public bool IsTimeWord(int index) => char.IsAsciiDigit(Lemma[index][0]) || _lexicon.InClass("TIMEWORD", Lemma[index]);

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

        return word == "if" && IsInverted(verb);
    }
}
