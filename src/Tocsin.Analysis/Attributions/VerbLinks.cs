using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Reads attributions off the tree around a verb: "the ministry denied firing", "he is believed to be ill", "the bridge, she said, is gone".</summary>
/// <remarks>
/// Universal Dependencies: the content is a clause (ccomp, xcomp, parataxis or the clause that an interrupting "he said" hangs on), a noun phrase (obj) or a
/// prepositional phrase (obl), as the entry of the verb allows; the source is the subject, of a passive the agent.
/// </remarks>
internal sealed class VerbLinks(CueLexicon lexicon)
{
    public Link? Read(Sentence sentence, int verb, Quotations quotations)
    {
        if (!sentence.IsVerb(verb))
        {
            return null;
        }

        var entry = lexicon.VerbAt(sentence, verb);
        if (InDoubt(sentence, verb) is var doubt and >= 0)
        {
            return ReadInDoubt(sentence, verb, doubt, quotations);
        }

        if (PassesOn(sentence, verb))
        {
            entry = lexicon.Verb("pass on");
        }

        if (entry is null || IsPartOfAnotherCue(sentence, verb))
        {
            return null;
        }

        var cue = CueGroup.Verb(sentence, verb);
        var source = new List<int>();
        var content = new List<int>();
        var subject = CueGroup.Subject(sentence, verb, out var passive);
        var isPassive = passive || sentence.Child(verb, "aux:pass") >= 0 || (sentence.Tokens[verb].Relation == "acl" && sentence.Tokens[verb].Xpos == "VBN");
        var asAside = sentence.Tokens[verb] is { Xpos: "VBN", Relation: "advcl" } && sentence.Marker(verb, "mark") == "as" && !passive && sentence.Child(verb, "aux") < 0;
        if (asAside)
        {
            ReadAside(sentence, verb, source, content);
        }
        else if (isPassive)
        {
            if (!ReadPassive(sentence, verb, entry, passive ? subject : -1, cue, source, content))
            {
                return null;
            }
        }
        else
        {
            if (subject >= 0)
            {
                source.AddRange(CueGroup.Phrase(sentence, subject));
            }
            else if (sentence.Tokens[verb].Relation == "acl" && sentence.Tokens[verb].Head is var noun and >= 0 && noun < verb)
            {
                source.AddRange(CueGroup.Phrase(sentence, noun, verb).Where(t => t < cue[0]));
            }

            ReadContent(sentence, verb, entry, cue, content, source);
            if (entry.Lemma == "pass on" && sentence.Child(verb, "obj") is var passed and >= 0 && sentence.Subtree(passed)[^1] is var end && end + 1 < sentence.Tokens.Length && sentence.Is(end + 1, "on"))
            {
                cue.Add(end + 1);
                content = [.. sentence.Subtree(passed)];
            }
        }

        source.RemoveAll(cue.Contains);
        content.RemoveAll(t => cue.Contains(t) || source.Contains(t));
        if (content.Count == 0 ? !entry.IsSpeech : content.TrueForAll(t => sentence.IsPunctuation(t) || sentence.Lemma(t) is "what" or "who" or "which" or "whom"))
        {
            return null;
        }

        // "We want ships", said inside a quotation, is the quoted speaker's own; it gives the act and is no link of a chain.
        if (quotations.Inside(sentence.Tokens[verb].Span.Start) && source.Count > 0 && source.TrueForAll(t => sentence.IsPunctuation(t) || sentence.Tokens[t].Form.ToLowerInvariant() is "i" or "we" or "you"))
        {
            return null;
        }

        return new Link(0, verb, entry, SpanMaker.Spans(sentence, source), SpanMaker.Spans(sentence, cue), SpanMaker.Spans(sentence, content, quotations), isPassive || asAside);
    }

    /// <summary>"threw into doubt", "calls into question": index of the noun, -1 for none.</summary>
    private static int InDoubt(Sentence sentence, int verb)
    {
        if (sentence.Lemma(verb) is "throw" or "call" or "put" or "bring" or "cast")
        {
            foreach (var child in sentence.Children(verb))
            {
                if (child > verb && sentence.Lemma(child) is "doubt" or "question" && sentence.Marker(child, "case") is "into" or "in")
                {
                    return child;
                }
            }
        }

        return -1;
    }

    private Link? ReadInDoubt(Sentence sentence, int verb, int doubt, Quotations quotations)
    {
        var subject = CueGroup.Subject(sentence, verb, out var passive);
        var @object = sentence.Child(verb, "obj");
        if (passive || subject < 0)
        {
            return null;
        }

        var phrase = sentence.SubtreeWithout(doubt, t => sentence.Tokens[t].Relation != "case");
        var content = @object >= 0 ? sentence.Subtree(@object).ToList() : [.. sentence.Subtree(doubt).Where(t => t > doubt)];
        List<int> cue = [.. CueGroup.Verb(sentence, verb), .. phrase];
        content.RemoveAll(cue.Contains);
        return content.Count == 0 ? null : new Link(
            0, doubt, lexicon.Noun("doubt"), SpanMaker.Spans(sentence, CueGroup.Phrase(sentence, subject)), SpanMaker.Spans(sentence, cue), SpanMaker.Spans(sentence, content, quotations));
    }

    /// <summary>"passed the message on to", "passed it on", "handed the warning to": a relay.</summary>
    private static bool PassesOn(Sentence sentence, int verb)
    {
        if (sentence.Lemma(verb) is not ("pass" or "hand" or "send"))
        {
            return false;
        }

        return sentence.Child(verb, "obj") is var passed and >= 0
            && (sentence.Lemma(passed) is "message" or "warning" or "word" or "note" or "information" or "news" or "intelligence" or "tip"
                || (sentence.Lemma(passed) is "it" or "this" or "that" && passed + 1 < sentence.Tokens.Length && sentence.Lemma(passed + 1) is "on" or "along"));
    }

    /// <summary>"declined to say": the infinitive belongs to what is declined. "wants to warn": one and the same person.</summary>
    private bool IsPartOfAnotherCue(Sentence sentence, int verb)
    {
        var head = sentence.Tokens[verb].Head;
        if (head < 0 || sentence.Tokens[verb].Relation is not ("xcomp" or "ccomp") || sentence.Child(verb, "nsubj") >= 0 || sentence.Child(verb, "nsubj:pass") >= 0)
        {
            return false;
        }

        // "is said to have told": the one above has no source, the one below has.
        if (sentence.Child(head, "aux:pass") >= 0 || sentence.Child(head, "nsubj:pass") >= 0)
        {
            return false;
        }

        return CueGroup.Top(sentence, verb) == verb && (sentence.IsVerb(head)
            ? lexicon.VerbAt(sentence, head) is { } upper && !(upper.IsSpeech && sentence.Child(verb, "ccomp") >= 0 && sentence.Tokens[verb].Relation == "ccomp")
            : lexicon.Adjective(sentence.Lemma(head)) is not null);
    }

    private bool ReadPassive(Sentence sentence, int verb, CueEntry entry, int subject, List<int> cue, List<int> source, List<int> content)
    {
        var agent = Agent(sentence, verb);
        if (agent >= 0)
        {
            source.AddRange(CueGroup.Phrase(sentence, agent));
        }

        // "Nobody was supposed to be hurt" is what was meant; "is supposed to have told" is what is passed on.
        if (entry.Lemma == "suppose" && sentence.Child(verb, "xcomp") is var meant and >= 0 && !sentence.Children(meant).Any(child => sentence.Tokens[child].Relation == "aux" && sentence.Lemma(child) == "have"))
        {
            return false;
        }

        if (subject < 0 && sentence.Tokens[verb].Relation == "acl" && agent >= 0)
        {
            // "an offer rejected by the rebels"
            subject = sentence.Tokens[verb].Head;
            content.AddRange(CueGroup.Phrase(sentence, subject, verb).Where(t => t < verb));
            return entry.Takes(CueFrames.Object | CueFrames.That);
        }

        var complement = Complement(sentence, verb, entry, told: false);
        if (entry.Takes(CueFrames.Told | CueFrames.Urged) && entry.Act is not SpeechAct.Intend && complement.Count > 0 && subject >= 0 && !(entry.Takes(CueFrames.That) && entry.Act == SpeechAct.Believe))
        {
            // "they had been told to leave": the subject is the one spoken to.
            content.AddRange(complement);
            return true;
        }

        if (entry.Takes(CueFrames.Told) && complement.Count == 0 && agent < 0)
        {
            // "They were told before the rockets came": to whom it was said is no content.
            return false;
        }

        if (subject >= 0 && !sentence.Is(subject, "it"))
        {
            content.AddRange(CueGroup.Phrase(sentence, subject));
        }
        else if (subject >= 0 && complement.Count == 0)
        {
            content.AddRange(CueGroup.Phrase(sentence, subject));
        }

        content.AddRange(complement);
        foreach (var child in sentence.Children(verb))
        {
            if (child > verb && child != agent && sentence.Tokens[child].Relation is "obl" or "advcl" or "xcomp" && !content.Contains(child)
                && (sentence.Marker(child, "case") ?? sentence.Marker(child, "mark")) is { } marker && (marker is "as" || entry.Prepositions.Contains(marker) || (marker is "of" or "on" or "for" or "to" && entry.Takes(CueFrames.ObjectOf | CueFrames.ObjectTo | CueFrames.Object) && entry.Act is SpeechAct.Allege)))
            {
                var phrase = sentence.Subtree(child).ToList();
                cue.AddRange(phrase.TakeWhile(t => sentence.Tokens[t].Head == child && sentence.Tokens[t].Relation is "case" or "mark" && sentence.Tokens[t].Upos != "PART"));
                content.AddRange(phrase);
            }
        }

        if (agent >= 0)
        {
            content.RemoveAll(t => sentence.Dominates(agent, t));
        }

        cue.Sort();
        content.Sort();
        var reports = entry.Takes(CueFrames.That | CueFrames.Naming) || entry.Act is SpeechAct.Allege;
        return content.Count > 0 && (agent >= 0 || (entry.Act is not SpeechAct.Intend && reports && entry.Act is not (SpeechAct.Decline or SpeechAct.Support) && (complement.Count > 0 || entry.Act is SpeechAct.Allege or SpeechAct.Assert || content.Count > 3)));
    }

    /// <summary>"If it was a mistake, as suggested by the diplomat, …": what was suggested is the clause right before, else the one it hangs on.</summary>
    private static void ReadAside(Sentence sentence, int verb, List<int> source, List<int> content)
    {
        if (Agent(sentence, verb) is var agent and >= 0)
        {
            source.AddRange(CueGroup.Phrase(sentence, agent));
        }

        var host = sentence.Tokens[verb].Head;
        var first = sentence.Subtree(verb)[0];
        foreach (var sibling in sentence.Children(host))
        {
            if (sibling < verb && sentence.Tokens[sibling].Relation == "advcl" && sentence.Subtree(sibling).Last(t => !sentence.IsPunctuation(t)) is var last && last < first && first - last <= 2)
            {
                content.AddRange(sentence.Subtree(sibling));
                return;
            }
        }

        content.AddRange(sentence.SubtreeWithout(host, t => t == verb));
    }

    private static int Agent(Sentence sentence, int verb)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (child > verb && (sentence.Tokens[child].Deprel == "obl:agent" || (sentence.Tokens[child].Relation == "obl" && sentence.Marker(child, "case") == "by"))
                && sentence.Tokens[child].Xpos is not "CD" && !IsTime(sentence, child))
            {
                return child;
            }
        }

        // "attributed to a militia by experts": parsers hang the agent on the noun before it.
        foreach (var child in sentence.Children(verb))
        {
            if (child > verb && sentence.Tokens[child].Relation == "obl")
            {
                foreach (var below in sentence.Children(child))
                {
                    if (below > child && sentence.Tokens[below].Relation == "nmod" && sentence.Marker(below, "case") == "by" && !IsTime(sentence, below))
                    {
                        return below;
                    }
                }
            }
        }

        return -1;
    }

    private static bool IsTime(Sentence sentence, int token) => sentence.Lemma(token) is "day" or "night" or "noon" or "dawn" or "midnight" or "evening" or "morning" or "year" or "week" or "month" or "end"
        or "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "phone" or "telephone" or "email" or "letter";

    /// <summary>Clauses and infinitives that the verb takes.</summary>
    private static List<int> Complement(Sentence sentence, int verb, CueEntry entry, bool told)
    {
        var found = new List<int>();
        foreach (var child in sentence.Children(verb))
        {
            var token = sentence.Tokens[child];
            var takes = token.Relation switch
            {
                "ccomp" => child > verb || sentence.Child(child, "mark") >= 0 || entry.IsSpeech,
                "xcomp" => entry.Takes(CueFrames.To | CueFrames.Urged | CueFrames.Ing | CueFrames.Naming | CueFrames.That) && child > verb,
                "advcl" => child > verb && sentence.Marker(child, "mark") is "that" or "if" or "whether" && entry.Takes(CueFrames.That) && !told,
                "csubj" => true,
                _ => false,
            };
            if (takes)
            {
                found.AddRange(sentence.SubtreeWithout(child, below => sentence.Tokens[below].Relation == "parataxis" && IsInterruption(sentence, below)));
            }
        }

        found.Sort();
        return found;
    }

    private static bool IsInterruption(Sentence sentence, int token) => sentence.Child(token, "nsubj") >= 0 && sentence.IsVerb(token);

    private void ReadContent(Sentence sentence, int verb, CueEntry entry, List<int> cue, List<int> content, List<int> source)
    {
        var negated = cue.Exists(sentence.IsNegation);
        content.AddRange(Complement(sentence, verb, entry, entry.Takes(CueFrames.Told)));
        var clause = content.Count > 0;
        var infinitive = clause && sentence.Child(verb, "xcomp") >= 0;
        var @object = sentence.Child(verb, "obj");
        if (@object >= 0 && !source.Contains(@object))
        {
            var takesObject = entry.Takes(CueFrames.Object | CueFrames.Naming | CueFrames.ObjectOf | CueFrames.ObjectTo | CueFrames.ObjectAt)
                || (entry.Takes(CueFrames.ObjectDoc) && TakesDocumentObject(sentence, source))
                || (entry.Takes(CueFrames.ObjectNegated) && negated)
                || (entry.Takes(CueFrames.ObjectView) && lexicon.Noun(sentence.Lemma(@object)) is not null);
            if ((clause && infinitive && (entry.Takes(CueFrames.Urged) || entry.Takes(CueFrames.Naming))) || (!clause && takesObject && !entry.Takes(CueFrames.Told)))
            {
                content.AddRange(sentence.SubtreeWithout(@object, t => sentence.Tokens[t].Relation == "parataxis"));
                AddPhrasesAfterObject(sentence, verb, entry, @object, cue, content);
            }
        }

        foreach (var child in sentence.Children(verb))
        {
            if (child < verb || sentence.Tokens[child].Relation is not ("obl" or "advcl" or "xcomp" or "ccomp") || content.Contains(child))
            {
                continue;
            }

            var marker = sentence.Marker(child, "case") ?? sentence.Marker(child, "mark");
            if (marker is null)
            {
                continue;
            }

            if (entry.Prepositions.Contains(marker) && (!clause || marker is not "to"))
            {
                if (@object < 0 || entry.Takes(CueFrames.Told) || marker is "against" or "for")
                {
                    var phrase = sentence.Subtree(child).ToList();
                    if (@object < 0)
                    {
                        cue.AddRange(phrase.Where(t => t < child && sentence.Tokens[t].Head == child && sentence.Tokens[t].Relation is "case" or "mark").Take(1).Where(t => t == verb + 1 || t == cue[^1] + 1));
                    }

                    content.AddRange(phrase);
                }
            }
            else if (entry.UrgedThrough.Contains(marker) && sentence.Tokens[child].Relation == "obl")
            {
                // "called on every household to defend": the preposition belongs to the cue, the one called on to the content.
                var phrase = sentence.Subtree(child).ToList();
                var inner = sentence.Child(verb, "xcomp") is var x and >= 0 ? x : sentence.Child(verb, "advcl");
                cue.AddRange(phrase.Take(1).Where(t => t < child));
                content.AddRange(phrase);
                if (inner > child)
                {
                    content.AddRange(sentence.Subtree(inner));
                }
            }
        }

        if (content.Count == 0)
        {
            ReadHost(sentence, verb, entry, cue, source, content);
        }

        cue.Sort();
        var unique = content.Distinct().Order().ToList();
        content.Clear();
        content.AddRange(unique);
    }

    private bool TakesDocumentObject(Sentence sentence, List<int> source) =>
        source.Exists(t => lexicon.KindOf(sentence.Lemma(t)) is SourceKind.Document or SourceKind.Institution);

    private static void AddPhrasesAfterObject(Sentence sentence, int verb, CueEntry entry, int @object, List<int> cue, List<int> content)
    {
        foreach (var child in sentence.Children(verb))
        {
            if (child <= @object || content.Contains(child))
            {
                continue;
            }

            var marker = sentence.Marker(child, "case") ?? sentence.Marker(child, "mark");
            var belongs = sentence.Tokens[child].Relation switch
            {
                "obl" or "advcl" => (marker is "as" or "of")
                    || (marker is "for" && entry.Act is SpeechAct.Allege or SpeechAct.Oppose or SpeechAct.Support)
                    || (marker is "to" or "on" && entry.Takes(CueFrames.ObjectTo))
                    || (marker is "on" && entry.Act == SpeechAct.Allege)
                    || (marker is "at" or "above" or "below" && entry.Takes(CueFrames.ObjectAt))
                    || (entry.Act is SpeechAct.Believe or SpeechAct.Intend && !entry.Takes(CueFrames.Naming)) || entry.Lemma is "predict" or "forecast" or "estimate" or "show",
                "xcomp" => true,
                _ => false,
            };
            if (belongs)
            {
                content.AddRange(sentence.Subtree(child));
            }
        }
    }

    /// <summary>"The bridge, she said, is gone" and "as she said": the content is the clause that the saying hangs on.</summary>
    private static void ReadHost(Sentence sentence, int verb, CueEntry entry, List<int> cue, List<int> source, List<int> content)
    {
        var host = sentence.Tokens[verb].Head;
        if (host < 0 || !(entry.Takes(CueFrames.That | CueFrames.Quote)))
        {
            return;
        }

        var token = sentence.Tokens[verb];
        var asClause = token.Relation == "advcl" && sentence.Marker(verb, "mark") is "as" or "so" or "like";
        var bare = token.Relation == "conj" && entry.IsSpeech && sentence.Child(verb, "cc") < 0 && sentence.Child(verb, "nsubj") is var speaker and > 0 && sentence.Tokens[sentence.Subtree(speaker)[0] - 1 < 0 ? 0 : sentence.Subtree(speaker)[0] - 1].Form == ",";
        if (token.Relation == "parataxis" || asClause || bare)
        {
            // Only a clause can be what is said; a noun phrase host is taken in the same way, since headlines and quotes are often cut.
            content.AddRange(sentence.SubtreeWithout(host, t => t == verb || (sentence.Tokens[t].Relation == "parataxis" && t > verb && sentence.Child(t, "nsubj") >= 0)));
            if (source.Exists(content.Contains) && asClause && sentence.Child(verb, "nsubj") < 0)
            {
                content.Clear();
            }
        }
        else if (sentence.Tokens[verb].Relation == "root" && sentence.Child(verb, "parataxis") is var below and >= 0)
        {
            content.AddRange(sentence.Subtree(below));
        }
    }
}
