namespace Tocsin.Analysis.Events;

/// <summary>What the parser hangs elsewhere than the words mean: infinitives, objects of nouns, relatives, subjects under a dateline.</summary>
internal sealed partial class SentenceTree
{
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

    /// <summary>"attacks on the Gaza Strip Sunday": the day is no part of the name before it, which has a preposition of its own.</summary>
    private void ReleaseFromDay(int index)
    {
        var name = index - 1;
        if (name >= 0 && _relation[index] is "obl" or "nmod" && Lemma[index].EndsWith("day", StringComparison.Ordinal) && IsTimeWord(index) && _relation[name] == "compound" && _head[name] == index
            && _named[name] && Preposition(name) is not null && _head[index] is var head and >= 0)
        {
            Move(name, head, _relation[index]);
            TakeObject(name);
        }
    }

    /// <summary>"In 2014 rebels attacked the town", "Ten years ago rebels attacked it": the time is the verb's and no part of who attacked.</summary>
    private void ReleaseTime(int index)
    {
        if (_relation[index] != "nsubj" || _head[index] is not (var verb and >= 0) || _upos[verb] != "VERB" || _upos[index] == "PRON")
        {
            return;
        }

        foreach (var child in _children[index])
        {
            var isYear = _upos[child] == "NUM" && Lemma[child].Length == 4 && Preposition(child) is "in" or "since" or "by";
            if (child < index && (isYear || Lemma[child] == "ago"))
            {
                Move(child, verb, isYear ? "obl" : "advmod");
                return;
            }
        }
    }

    /// <summary>"retracted a report that jets had bombed a hospital": with an object of its own, the clause is what the report says.</summary>
    private void TakeTold(int index)
    {
        if (Lemma[index] == "that" && _relation[index] == "obj" && _head[index] is var verb and >= 0 && _relation[verb] == "acl" && index < verb && _children[verb].Any(c => c > verb && _relation[c] is "obj"))
        {
            _relation[index] = "mark";
        }
    }

    /// <summary>"killed 14 people and burned houses": a verb of the past after "and", taken for a word of the houses, is what they did next.</summary>
    private void JoinPast(int index)
    {
        if (_upos[index] != "VERB" || Sentence.Tokens[index].Xpos != "VBD" || _relation[index] != "amod" || index == 0 || Lemma[index - 1] is not ("and" or "then")
            || _head[index] is not (var thing and >= 0) || thing < index || _relation[thing] != "conj" || _head[thing] is not (var first and >= 0) || _relation[first] != "obj" || _head[first] is not (var verb and >= 0) || _upos[verb] != "VERB")
        {
            return;
        }

        Move(index, verb, "conj");
        Move(thing, index, "obj");
        Move(index - 1, index, "cc");
    }

    /// <summary>"called Reeve a liar": the second of two objects is what he was called.</summary>
    private void TakeCalled(int index)
    {
        if (_relation[index] is not ("obj" or "advmod" or "obl") || !IsNominal(index) || _head[index] is not (var verb and >= 0) || index < verb || !_lexicon.InClass("NAMING", Lemma[verb]) || Child(verb, "obj") is not (var named and >= 0) || named >= index)
        {
            return;
        }

        if (_children[index].Any(c => c > named && c < index && Lemma[c] is "a" or "an"))
        {
            _relation[index] = "xcomp";
        }
    }

    /// <summary>"holds the service responsible for the murder": it is held so, and no service that is so.</summary>
    private void TakeResponsible(int index)
    {
        if (Lemma[index] is "responsible" or "accountable" or "liable" or "answerable" && _relation[index] == "amod" && _head[index] is var noun and >= 0 && noun < index && _relation[noun] == "obj"
            && _head[noun] is var verb and >= 0 && Lemma[verb] is "hold" or "deem" or "consider" or "find")
        {
            Move(index, verb, "xcomp");
        }
    }

    /// <summary>"Should the army shell the town, the rebels will leave": the auxiliary that opens a condition is that of the first verb, and not of the clause that follows.</summary>
    private void TakeInverted()
    {
        if (Count < 4 || Sentence.Tokens[0].Upos != "AUX" || Lemma[0] is not ("should" or "have") || _head[0] is not (var main and >= 0) || Sentence.Tokens[^1].Form.EndsWith('?'))
        {
            return;
        }

        for (var verb = 1; verb < main && Sentence.Tokens[verb].Form != ","; verb++)
        {
            if (Sentence.Tokens[verb].Upos == "VERB" && Sentence.Tokens[verb].Xpos is "VB" or "VBN" && _head[verb] == main && _children[verb].Any(c => c < verb && _relation[c] == "nsubj"))
            {
                Move(0, verb, "aux");
                Move(verb, main, "advcl");
                return;
            }
        }
    }

    /// <summary>"go on arming the rebels": one verb with the next.</summary>
    private void JoinGoOn(int index)
    {
        if (Lemma[index] == "on" && _relation[index] is "mark" && _head[index] is var verb and >= 0 && Sentence.Tokens[verb].Xpos == "VBG" && _relation[verb] == "advcl" && _head[verb] is var go and >= 0 && Lemma[go] == "go" && index == go + 1)
        {
            _relation[verb] = "xcomp";
        }
    }

    /// <summary>"It attacked all the same": nothing that could be attacked.</summary>
    private void ReleaseAllTheSame(int index)
    {
        if (Lemma[index] == "same" && index > 1 && Lemma[index - 1] == "the" && Lemma[index - 2] == "all" && _relation[index] is "obj" or "obl")
        {
            _relation[index] = "advmod";
        }
    }

    /// <summary>"The League, and not Tarvia, bombed it, police said": of two subjects of the verb that reports, the first is that of what is reported, where this has none.</summary>
    private void TakeSubjectOfReported(int verb)
    {
        // "The charge that jets bombed the market is baseless, the premier says": so too for what is no verb.
        var isPredicate = Child(verb, "cop") >= 0 || (_upos[verb] == "VERB" && Sentence.Tokens[verb].Xpos is "VBD" or "VBZ" or "VBP");
        if (!isPredicate || _relation[verb] != "ccomp" || _head[verb] is not (var report and >= 0) || report < verb || Child(verb, "nsubj") >= 0)
        {
            return;
        }

        var subjects = _children[report].Where(c => c < report && _relation[c] == "nsubj").ToList();
        if (subjects.Count == 2 && subjects[0] < verb && subjects[1] > verb)
        {
            Move(subjects[0], verb, "nsubj");
        }
    }

    /// <summary>"Russia test-fired a missile": one verb, and who tests is its subject.</summary>
    private void JoinTest(int index)
    {
        if (_upos[index] != "VERB" || index < 2 || Lemma[index - 2] != "test" || Sentence.Tokens[index - 1].Form != "-" || _lexicon.Verb("test-" + Lemma[index]).IsEmpty)
        {
            return;
        }

        var test = index - 2;
        Lemma[index] = "test-" + Lemma[index];
        if (_relation[test] == "nsubj" && _head[test] == index && _children[test].Where(c => c < test && _relation[c] is "compound" or "nmod" or "amod" && (_named[c] || _upos[c] is "NOUN" or "PROPN")).DefaultIfEmpty(-1).Max() is var tester and >= 0)
        {
            Move(test, index, "compound");
            foreach (var child in _children[test].Where(c => c < test && c != tester).ToList())
            {
                Move(child, tester, _relation[child]);
            }

            Move(tester, index, "nsubj");
        }
    }

    /// <summary>"the bombing, which police blamed on the group": the relative is what they blamed, not which police.</summary>
    private void TakeRelative(int index)
    {
        if (Lemma[index] == "which" && _relation[index] == "det" && _head[index] is var subject and >= 0 && subject == index + 1 && _relation[subject] == "nsubj" && _head[subject] is var verb and >= 0
            && _relation[verb] == "acl" && Child(verb, "obj") < 0)
        {
            Move(index, verb, "obj");
        }
    }

    /// <summary>"admitted for the first time that the army had fired": the clause is what was admitted, and no time.</summary>
    private void TakeClauseOfTime(int index)
    {
        if (Lemma[index] != "that" || _head[index] is not (var clause and >= 0) || _relation[clause] != "acl" || _head[clause] is not (var time and >= 0) || Lemma[time] != "time" || time != index - 1
            || _relation[time] != "obl" || _head[time] is not (var verb and >= 0) || !IsVerb(verb) || Child(verb, "ccomp") >= 0 || !_children[clause].Any(c => c != index && _relation[c] == "nsubj"))
        {
            return;
        }

        _relation[index] = "mark";
        Move(clause, verb, "ccomp");
    }

    /// <summary>"the deadliest since a strike on the port in 2012 that killed nine": the strike killed them, and was in 2012.</summary>
    private void TakeRelativeOfAct(int index)
    {
        if (Lemma[index] is not ("that" or "which") || _relation[index] != "nsubj" || _head[index] is not (var verb and >= 0) || _relation[verb] is not ("advcl" or "acl") || _head[verb] is not (var head and >= 0)
            || (_relation[verb] == "acl" && _upos[head] is not ("NUM" or "PROPN")))
        {
            return;
        }

        // What it hangs under is no act; one stands before it under the same head.
        var above = _relation[verb] == "acl" ? _head[head] : head;
        var act = above < 0 ? -1 : _children[above].Where(c => c < index && c > above && _relation[c] is "obl" or "obj" or "nmod" && _upos[c] == "NOUN" && _lexicon.Noun(Lemma[c]).Any(p => p.Type == "ASSAULT")).DefaultIfEmpty(-1).Max();
        if (act < 0)
        {
            return;
        }

        foreach (var time in _children[above].Where(c => c > act && c < index && _relation[c] == "obl").ToList())
        {
            Move(time, act, "nmod");
        }

        Move(verb, act, "acl");
    }

    /// <summary>"Washington on Monday imposed sanctions on Kardia", where the tree takes "imposed" for a description of the sanctions: behind a day it is the verb, with the noun before the day as its subject.</summary>
    private void TakeVerbBehindDay(int verb)
    {
        if (_upos[verb] != "VERB" || _relation[verb] != "amod" || Sentence.Tokens[verb].Xpos is not ("VBD" or "VBN") || _head[verb] is not (var thing and >= 0) || thing < verb || verb < 3)
        {
            return;
        }

        var day = verb - 1;
        if (!IsTimeWord(day) || Preposition(day) is not ("on" or "in") || (_head[day] != thing && _head[day] != verb))
        {
            return;
        }

        var subject = _children[thing].Concat(_children[verb]).Where(c => c < day && _relation[c] == "nsubj").DefaultIfEmpty(-1).First();
        subject = subject < 0 && _head[thing] is var above and >= 0 && above < day && IsNominal(above) && _relation[thing] is "nmod" or "acl" or "appos" or "obl" ? above : subject;
        if (subject < 0)
        {
            return;
        }

        var top = _head[thing] == subject ? subject : thing;
        Move(verb, _head[top], _relation[top]);
        Move(subject, verb, "nsubj");
        Move(thing, verb, "obj");
        Move(day, verb, "obl");
    }

    /// <summary>"accused neighbouring Tolma of shelling a village", "the army of neighbouring Tolma", where the tree takes the adjective for a verb and the name for its object.</summary>
    private void TakeNameBehindAdjective(int adjective)
    {
        if (_upos[adjective] != "VERB" || !_lexicon.InClass("BESIDE", Lemma[adjective]) || Child(adjective, "obj") is not (var name and >= 0) || name < adjective || !_named[name] || _head[adjective] is not (var above and >= 0))
        {
            return;
        }

        var verb = above;
        while (verb >= 0 && _upos[verb] != "VERB")
        {
            verb = _head[verb];
        }

        var isOf = _children[adjective].Any(c => c < adjective && _relation[c] is "mark" or "case");
        Move(name, above, _relation[adjective] is "acl" or "nmod" || isOf ? (_upos[above] == "VERB" ? "obl" : "nmod") : Child(above, "obj") < 0 ? "obj" : "obl");
        foreach (var child in _children[adjective].ToList())
        {
            Move(child, child < adjective ? name : verb >= 0 ? verb : name, child < adjective && _relation[child] == "mark" ? "case" : _relation[child]);
        }

        Move(adjective, name, "amod");
        _upos[adjective] = "ADJ";
    }

    /// <summary>"standing down after its attack on two bases": what follows the noun of an attack with "on" or "against" is what was attacked, not where one stood down; so too in "repulsed two attacks on Kesh".</summary>
    private void TakeObject(int index)
    {
        var verb = _head[index];
        if (_relation[index] != "obl" || verb < 0 || Preposition(index) is not ("on" or "against") || IsTimeWord(index) || _lexicon.InClass("ABSTRACT", Lemma[index]))
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
}
