using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Reads attributions off nouns and adjectives: "Okoro's assertion that …", "suggestions that …", "reports of …", "is convinced that …".</summary>
internal sealed class NounLinks(CueLexicon lexicon)
{
    public Link? ReadNoun(Sentence sentence, int noun, Quotations quotations)
    {
        if (sentence.Tokens[noun].Upos != "NOUN" || lexicon.Noun(sentence.Lemma(noun)) is not { } entry)
        {
            return null;
        }

        var content = new List<int>();
        var cue = new List<int> { noun };
        foreach (var child in sentence.Children(noun))
        {
            if (child < noun || content.Count > 0)
            {
                continue;
            }

            var token = sentence.Tokens[child];
            var mark = sentence.Marker(child, "mark");
            var clause = token.Relation is "acl" or "ccomp" or "advcl" && token.Deprel != "acl:relcl" && ((mark is "that" or "whether" && entry.Takes(CueFrames.That)) || (mark is "to" && entry.Takes(CueFrames.To)))
                || (token.Relation == "acl" && mark is null && entry.Takes(CueFrames.That) && IsThatClause(sentence, child, IsThere(sentence, noun)));
            var phrase = !clause && sentence.Marker(child, "case") is { } preposition && token.Relation == "nmod" && entry.Prepositions.Contains(preposition) && preposition != "of";
            var of = !clause && !phrase && token.Relation == "nmod" && sentence.Marker(child, "case") == "of" && entry.Prepositions.Contains("of") && !IsSomeone(sentence, child);
            if (clause || phrase || of)
            {
                content.AddRange(sentence.Subtree(child));
            }
        }

        if (content.Count == 0 && entry.Act == SpeechAct.Believe)
        {
            // "a view gaining ground that …": the clause hangs somewhere below the participle.
            content.AddRange(ClauseBelow(sentence, noun));
        }

        if (content.Count == 0)
        {
            return null;
        }

        var source = Source(sentence, noun, entry, content, cue);
        if (source is null)
        {
            return null;
        }

        content.RemoveAll(t => cue.Contains(t));
        return new Link(0, noun, entry, SpanMaker.Spans(sentence, source), SpanMaker.Spans(sentence, cue), SpanMaker.Spans(sentence, content, quotations), Sourceless: true);
    }

    private static IReadOnlyList<int> ClauseBelow(Sentence sentence, int noun)
    {
        foreach (var participle in sentence.Children(noun))
        {
            if (participle > noun && sentence.Tokens[participle].Relation == "acl" && sentence.Tokens[participle].Xpos == "VBG")
            {
                foreach (var below in sentence.Subtree(participle))
                {
                    if (sentence.Is(below, "that") && sentence.Tokens[below].Relation == "mark" && sentence.Tokens[below].Head is var clause and > 0)
                    {
                        return sentence.Subtree(clause);
                    }
                }
            }
        }

        return [];
    }

    public Link? ReadAdjective(Sentence sentence, int adjective, Quotations quotations)
    {
        if (sentence.Tokens[adjective].Upos is not ("ADJ" or "VERB") || sentence.Child(adjective, "cop") < 0 && sentence.Child(adjective, "aux:pass") < 0 && sentence.Tokens[adjective].Relation != "xcomp"
            || (lexicon.Adjective(sentence.Lemma(adjective)) ?? lexicon.Adjective(sentence.Tokens[adjective].Form.ToLowerInvariant())) is not { } entry)
        {
            return null;
        }

        var subject = CueGroup.Subject(sentence, adjective, out _);
        if (subject < 0 || sentence.Is(subject, "it"))
        {
            return null;
        }

        var content = new List<int>();
        var cue = CueGroup.Predicate(sentence, adjective);
        foreach (var child in sentence.Children(adjective))
        {
            if (child < adjective)
            {
                continue;
            }

            var token = sentence.Tokens[child];
            var marker = sentence.Marker(child, "mark") ?? sentence.Marker(child, "case");
            if ((token.Relation is "ccomp" or "advcl" && entry.Takes(CueFrames.That) && marker is null or "that" or "whether" or "if")
                || (token.Relation is "xcomp" or "advcl" or "ccomp" && marker is "to" && entry.Takes(CueFrames.To)))
            {
                content.AddRange(sentence.Subtree(child));
            }
            else if (token.Relation is "obl" or "advcl" && marker is not null && entry.Prepositions.Contains(marker))
            {
                var phrase = sentence.Subtree(child);
                cue.AddRange(phrase.Take(1).Where(t => t == adjective + 1));
                content.AddRange(phrase);
            }
        }

        content.RemoveAll(cue.Contains);
        var source = CueGroup.Phrase(sentence, subject);
        source.RemoveAll(cue.Contains);
        return content.Count == 0 ? null : new Link(0, adjective, entry, SpanMaker.Spans(sentence, source), SpanMaker.Spans(sentence, cue), SpanMaker.Spans(sentence, content, quotations), Sourceless: true);
    }

    /// <summary>Whose it is: "Okoro's", "by experts", the report itself, the subject that has or makes it. Empty for "suggestions that …"; null for no attribution.</summary>
    private List<int>? Source(Sentence sentence, int noun, CueEntry entry, List<int> content, List<int> cue)
    {
        foreach (var child in sentence.Children(noun))
        {
            var token = sentence.Tokens[child];
            if (token.Deprel == "nmod:poss" && child < noun)
            {
                var owner = sentence.Subtree(child).ToList();
                return owner;
            }

            if (token.Relation is "nmod" && child > noun && !content.Contains(child) && sentence.Marker(child, "case") is "by" or "of" or "from" or "among" && IsSomeone(sentence, child))
            {
                return [.. sentence.Subtree(child).Where(t => !(sentence.Tokens[t].Head == child && sentence.Tokens[t].Relation == "case"))];
            }
        }

        if (lexicon.KindOf(sentence.Lemma(noun)) == SourceKind.Document && entry.Act is SpeechAct.Allege or SpeechAct.Assert)
        {
            return [.. sentence.Subtree(noun).Where(t => !content.Contains(t) && t <= noun)];
        }

        // "issued a warning that", "have doubts about": the verb is light, the subject is the source.
        var verb = sentence.Tokens[noun].Head;
        if (verb >= 0 && sentence.Tokens[noun].Relation == "obj" && lexicon.Verb(sentence.Lemma(verb))?.Takes(CueFrames.Object) == true)
        {
            // "expressed doubts about": the verb is the cue, with the noun in its content.
            return null;
        }

        if (verb >= 0 && sentence.Tokens[noun].Relation == "obj" && IsLight(sentence.Lemma(verb)) && CueGroup.Subject(sentence, verb, out var passive) is var subject and >= 0 && !passive)
        {
            cue.Clear();
            cue.AddRange(CueGroup.Verb(sentence, verb));
            cue.AddRange(Enumerable.Range(verb + 1, noun - verb).Where(t => sentence.Dominates(noun, t)));
            if (content[0] == noun + 1 && sentence.Tokens[content[0]].Relation == "case")
            {
                cue.Add(content[0]);
            }

            return CueGroup.Phrase(sentence, subject);
        }

        var thatClause = sentence.Is(content[0], "that") || sentence.Is(content[0], "whether");
        return thatClause && (verb < 0 || lexicon.Verb(sentence.Lemma(verb)) is null || sentence.Tokens[noun].Relation is not "obj") ? [] : null;
    }

    public static bool IsLight(string lemma) => lemma is "have" or "make" or "issue" or "give" or "raise" or "voice" or "cast" or "throw" or "send" or "deliver" or "reiterate" or "repeat" or "provide" or "take" or "hold" or "show" or "harbor" or "harbour"
        or "express" or "announce" or "state" or "signal" or "declare" or "offer";

    private bool IsSomeone(Sentence sentence, int token) => sentence.Tokens[token].Upos is "PROPN" or "PRON" || lexicon.KindOf(sentence.Lemma(token)) is SourceKind.Role or SourceKind.Crowd or SourceKind.Institution or SourceKind.Anonymous;

    /// <summary>"There were reports": what exists are the reports, so that what follows says what they report.</summary>
    private static bool IsThere(Sentence sentence, int noun) => sentence.Tokens[noun] is { Relation: "nsubj", Head: >= 0 and var verb } && sentence.Child(verb, "expl") >= 0;

    /// <summary>Parsers often take "the view that it failed" for a relative clause: there the clause lacks nothing.</summary>
    private static bool IsThatClause(Sentence sentence, int clause, bool there)
    {
        if (sentence.Marker(clause, "mark") == "that")
        {
            return true;
        }

        var subject = sentence.Child(clause, "nsubj");
        return subject >= 0 && !sentence.Is(subject, "that") && !sentence.Is(subject, "which") && !sentence.Is(subject, "who")
            && sentence.Subtree(clause) is var below && sentence.Is(below[0], "that") && (there || sentence.Child(clause, "obj") != below[0] || sentence.Child(clause, "xcomp") >= 0 || sentence.Child(clause, "ccomp") >= 0);
    }
}
