using Tocsin.Language;

namespace Tocsin.Analysis.Events;

/// <summary>The words that name one participant.</summary>
internal sealed partial class SentenceTree
{
    /// <summary>"nobody", "none of them", "no one", "no commander", "neither side", "not one rocket", "not a single shot".</summary>
    public bool IsNobody(int index) => Lemma[index] is "nobody" or "none" or "no-one" || NoBefore(index) >= 0;

    /// <summary>The "no" before a noun, -1 for none.</summary>
    private int NoBefore(int index)
    {
        foreach (var child in _children[index])
        {
            if (child < index && ((Lemma[child] is "no" or "neither" && _relation[child] is "det" or "advmod" or "cc")
                || (Lemma[child] == "not" && _relation[child] is "advmod" or "det" && _children[index].Any(c => c > child && c < index && Lemma[c] is "one" or "1" or "single"))))
            {
                return child;
            }

            // "not one shell", "not a single shot"
            if (child < index && child > 0 && Lemma[child] is "a" or "one" or "single" && Lemma[child - 1] == "not")
            {
                return child - 1;
            }
        }

        return Lemma[index] == "one" && index > 0 && Lemma[index - 1] == "no" ? index - 1 : -1;
    }

    /// <summary>Head nouns joined to one by "and" or a comma, itself first.</summary>
    public IEnumerable<int> Conjuncts(int index)
    {
        yield return index;
        foreach (var child in _children[index])
        {
            if (_relation[child] == "conj" && IsNominal(child) && !IsOpposed(child))
            {
                yield return child;
            }
        }
    }

    /// <summary>"seven people and not two", "the rebels, not the army", "five rather than eleven": joined in order to be ruled out.</summary>
    public bool IsOpposed(int conjunct) =>
        _relation[conjunct] == "conj" && _children[conjunct].Any(child => child < conjunct && (Lemma[child] == "not" || (Lemma[child] is "rather" or "instead" && _relation[child] is "cc" or "case" or "mark")));

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

    /// <summary>"63 killed" in "hits wedding, 63 killed": what a headline adds after a comma.</summary>
    private bool IsVerbless(int index) => Upos(index) is "ADJ" or "VERB" && _children[index].Any(c => c < index && (Upos(c) == "NUM" || _relation[c] is "nsubj"));

    /// <summary>"accused the minister of weakness": what he is accused of is no part of who he is.</summary>
    private bool IsCharge(int index) => _head[index] is var verb and >= 0 && IsVerb(verb) && _relation[index] == "obj" && _lexicon.Is(OperatorKind.Accuse, Lemma[verb], "VERB") && Lemma[verb] is not "blame" && Child(verb, "obl") < 0;

    /// <summary>"On Monday Washington hit": the day before a name is no part of it; in "Friday's attack" and "Black Friday" it is.</summary>
    private bool IsDayBefore(int index) => IsTimeWord(index) && !IsPossessor(index) && index > 0 && Lemma[index - 1] is "on" or "by" or "since" or "until" or "late" or "early";

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
                || (relation == "compound" && child > index + 1 && Sentence.Tokens[child - 1].Form == ",")
                || (top && relation == "nmod" && child > index && Preposition(child) == "by" && Upos(index) == "NOUN")
                || (top && relation == "nmod" && child > index && Preposition(child) == "of" && IsCharge(index))
                || (top && relation is "nmod" or "obl" && child > index && (IsTimeWord(child) || Preposition(child) == "as"))
                || (top && relation is "compound" or "nmod" && child < index && IsName(index) && IsDayBefore(child))
                || (top && relation == "amod" && child > index && InClass(child, "ANSWERABLE"))
                || (top && relation == "amod" && child > 0 && child < index && Lemma[child] == "dead" && IsVerb(child - 1))
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
