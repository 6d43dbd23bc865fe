namespace Tocsin.Analysis.Events;

/// <summary>Clauses that are not told as done by their order or form: inverted conditions, questions, commands.</summary>
internal sealed partial class SentenceTree
{
    /// <summary>"Should the shelling continue", "Had they not withdrawn", "were a faction to attack": a condition without "if". Its auxiliary opens the clause, and nothing is asked.</summary>
    public bool IsInverted(int index)
    {
        if (Sentence.Tokens[^1].Form.EndsWith('?'))
        {
            return false;
        }

        if (OpensWith(index, isCopula: false))
        {
            return true;
        }

        // "were a faction to attack", where the tree takes the faction for what something is.
        return _relation[index] == "acl" && HasMark(index, "to") && _head[index] is var noun and >= 0 && Child(noun, "nsubj") < 0 && OpensWith(noun, isCopula: true);
    }

    private bool OpensWith(int index, bool isCopula)
    {
        foreach (var child in _children[index])
        {
            if (child < index && (isCopula ? _relation[child] == "cop" : _relation[child] == "aux") && Sentence.Tokens[child].Form.ToLowerInvariant() is var form
                && (isCopula ? form == "were" : form is "should" or "were" || (form == "had" && Sentence.Tokens[index].Xpos is "VBN"))
                && (child == 0 || Sentence.Tokens[child - 1].Upos is "PUNCT")
                && (isCopula || _children[index].Any(subject => subject > child && subject < index && _relation[subject] == "nsubj")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The clause that an inverted condition stands before, which the tree hangs below it: "Should they attack, we will answer".</summary>
    public bool IsUnderInverted(int index) =>
        _relation[index] is "ccomp" or "parataxis" or "advcl" or "conj" && _head[index] is var head and >= 0
        && (IsInverted(head) || _children[head].Any(child => child < index && _relation[child] is "acl" or "advcl" && IsInverted(child)));

    /// <summary>"Did the army fire first?": a question that is answered by yes or no.</summary>
    public bool IsAsked(int index)
    {
        if (_upos[index] != "VERB" || !Sentence.Tokens.Skip(Count - 2).Any(token => token.Form.StartsWith('?')))
        {
            return false;
        }

        var subject = _children[index].FirstOrDefault(child => child < index && _relation[child] == "nsubj", -1);
        return subject >= 0 && _children[index].Any(child => child < subject && _relation[child] == "aux") && !_children[index].Any(child => child < subject && Sentence.Tokens[child].Xpos is "WRB" or "WP" or "WDT");
    }

    /// <summary>"Inform the duty officer", "Do not spread it": told to be done, and not told as done.</summary>
    public bool IsCommand(int index)
    {
        var verb = index;
        for (var left = 3; left > 0 && _relation[verb] == "conj" && _head[verb] is var first and >= 0 && Child(verb, "nsubj") < 0 && _upos[first] == "VERB"; left--)
        {
            verb = first;
        }

        return _upos[verb] == "VERB" && Sentence.Tokens[index].Xpos == "VB" && Sentence.Tokens[verb].Xpos == "VB" && _relation[verb] is "root" or "parataxis" && Child(verb, "nsubj") < 0 && !HasMark(verb, "to")
            && _children[verb].All(child => _relation[child] is not ("aux" or "cop") || Lemma[child] == "do");
    }
}
