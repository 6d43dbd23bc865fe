using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>Sets right, for the reading of attributions only, what parsers of news often get wrong below a verb of speech.</summary>
/// <remarks>
/// "The ministry said that A, and its spokeswoman warned that B": the second saying is taken for a part of the first content.
/// "Relatives said they had A and pleaded with B": so is a second verb of the same tense as the first.
/// "A general said that A, pushing back against B": so is a participle after a comma that is a saying of its own.
/// "The agency said in a report that A": the clause is hung on the noun. "The Red Crescent reports that A": the verb is taken for a noun.
/// Token indexes stay.
/// </remarks>
internal static class TreeRepair
{
    public static Sentence Repair(Sentence sentence, CueLexicon lexicon)
    {
        sentence = VerbFromNoun(sentence, lexicon);
        Dictionary<int, (int Head, string Deprel)>? changes = null;
        for (var i = 1; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            if (token.Relation == "acl" && token.Head >= 0 && token.Head < i && ThatClauseOf(sentence, i, lexicon) is var holder and >= 0)
            {
                (changes ??= [])[i] = (holder, sentence.IsVerb(holder) ? "ccomp" : sentence.Marker(i, "mark") == "that" ? "acl" : "acl:relcl");
                continue;
            }

            var participle = token.Xpos == "VBG" && token.Relation is "advcl" or "acl" or "parataxis" && sentence.Child(i, "nsubj") < 0 && sentence.Tokens[Math.Max(0, FirstOf(sentence, i) - 1)].Form == ",";
            var coordinate = token.Relation == "conj" && token.Xpos is "VBD" or "VBZ" or "VBP";
            if (!(participle || coordinate) || token.Head < 0 || token.Head > i || lexicon.VerbAt(sentence, i) is not { } entry)
            {
                continue;
            }

            var speech = SpeechAbove(sentence, token.Head, lexicon);
            if (speech < 0 || speech > i)
            {
                continue;
            }

            var subject = sentence.Child(i, "nsubj");
            var own = sentence.Tokens[speech];
            var belongs = participle
                ? entry.IsSpeech || entry.Act is not (SpeechAct.Intend or SpeechAct.Perceive)
                : subject >= 0
                    ? entry.IsSpeech && own.Xpos == token.Xpos && HasComma(sentence, subject) && sentence.Marker(i, "mark") != "that"
                    : own.Xpos == token.Xpos && sentence.Tokens[token.Head].Xpos != token.Xpos;
            if (belongs)
            {
                (changes ??= [])[i] = (speech, participle ? "advcl" : "conj");
            }
        }

        if (changes is null)
        {
            return sentence;
        }

        var tokens = sentence.Tokens.ToBuilder();
        foreach (var (index, (head, deprel)) in changes)
        {
            tokens[index] = tokens[index] with { Head = head, Deprel = deprel };
        }

        return new Sentence(tokens.ToImmutable(), sentence.Names, sentence.Contractions, sentence.StartsParagraph);
    }

    /// <summary>The verb or noun of speech to which a "that" clause belongs that hangs on a noun after it; -1 for none.</summary>
    private static int ThatClauseOf(Sentence sentence, int clause, CueLexicon lexicon)
    {
        var subject = FirstSubject(sentence, clause);
        var first = sentence.Subtree(clause)[0];
        if (subject < 0 || first >= subject || !sentence.Is(first, "that") || first == subject)
        {
            return -1;
        }

        var noun = sentence.Tokens[clause].Head;
        for (var at = noun; at >= 0; at = sentence.Tokens[at].Head)
        {
            if (at != noun && sentence.Tokens[at].Upos == "NOUN" && lexicon.Noun(sentence.Lemma(at)) is { } named && named.Takes(CueFrames.That) && lexicon.Noun(sentence.Lemma(noun)) is null)
            {
                return at;
            }

            if (sentence.IsVerb(at) && lexicon.VerbAt(sentence, at) is { IsSpeech: true } entry && entry.Takes(CueFrames.That))
            {
                // "denied a report that …" is about the report; the one told and the place of saying are not what is said.
                var direct = sentence.Tokens[noun].Head == at && sentence.Tokens[noun].Relation is "obj" or "iobj" && !entry.Takes(CueFrames.Told);
                return at < noun && !direct && sentence.Child(at, "ccomp") < 0 ? at : -1;
            }

            if (sentence.IsVerb(at))
            {
                return -1;
            }
        }

        return -1;
    }

    private static int FirstSubject(Sentence sentence, int clause)
    {
        foreach (var child in sentence.Children(clause))
        {
            if (sentence.Tokens[child].Relation is "nsubj" or "expl" && !sentence.Is(child, "that"))
            {
                return sentence.Subtree(child)[0];
            }
        }

        return -1;
    }

    /// <summary>"The Shelter Cluster plans to …", read as one noun phrase: the last noun is the verb, the one before it the subject.</summary>
    private static Sentence VerbFromNoun(Sentence sentence, CueLexicon lexicon)
    {
        var root = sentence.Root;
        if (root < 1 || sentence.Tokens[root].Upos is not ("NOUN" or "PROPN") || !sentence.Tokens[root].Form.EndsWith('s') || lexicon.VerbForm(sentence.Tokens[root].Form.ToLowerInvariant()) is not { } entry)
        {
            return sentence;
        }

        var noun = root - 1;
        var complement = sentence.Children(root).FirstOrDefault(c => c > root
            && ((sentence.Tokens[c].Relation is "ccomp" or "acl" && sentence.Marker(c, "mark") is "that" && entry.Takes(CueFrames.That))
                || (sentence.Tokens[c].Relation is "acl" && sentence.Marker(c, "mark") is "to" && entry.Takes(CueFrames.To))), -1);
        if (complement < 0 || sentence.Tokens[noun].Head != root || sentence.Tokens[noun].Relation is not ("compound" or "nmod" or "amod"))
        {
            return sentence;
        }

        var tokens = sentence.Tokens.ToBuilder();
        foreach (var child in sentence.Children(root).ToArray())
        {
            if (child < noun)
            {
                tokens[child] = tokens[child] with { Head = noun };
            }
        }

        tokens[noun] = tokens[noun] with { Deprel = "nsubj" };
        tokens[root] = tokens[root] with { Upos = "VERB", Xpos = "VBZ", Lemma = entry.Lemma };
        tokens[complement] = tokens[complement] with { Deprel = sentence.Marker(complement, "mark") == "to" ? "xcomp" : "ccomp" };
        return new Sentence(tokens.ToImmutable(), sentence.Names, sentence.Contractions, sentence.StartsParagraph);
    }

    private static int FirstOf(Sentence sentence, int token)
    {
        var first = token;
        foreach (var child in sentence.Children(token))
        {
            if (!sentence.IsPunctuation(child))
            {
                first = Math.Min(first, child);
            }
        }

        return first;
    }

    /// <summary>A comma or semicolon among the few words before the subject of a second saying.</summary>
    private static bool HasComma(Sentence sentence, int subject)
    {
        var first = sentence.Subtree(subject)[0];
        for (var i = first - 1; i >= Math.Max(0, first - 3); i--)
        {
            if (sentence.Tokens[i].Form is "," or ";" or "”" or "\"")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The verb of speech whose clause or infinitive content a token belongs to.</summary>
    private static int SpeechAbove(Sentence sentence, int token, CueLexicon lexicon)
    {
        for (var at = token; at >= 0; at = sentence.Tokens[at].Head)
        {
            var head = sentence.Tokens[at].Head;
            if (head >= 0 && head < at && sentence.Tokens[at].Relation is "ccomp" && sentence.IsVerb(head) && lexicon.VerbAt(sentence, head) is { IsSpeech: true } && sentence.Child(head, "nsubj") >= 0)
            {
                return head;
            }
        }

        return -1;
    }
}
