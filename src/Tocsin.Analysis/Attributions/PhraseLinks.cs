using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Reads "according to …", "in the opinion of …" and adverbs that report without a source ("reportedly").</summary>
internal sealed class PhraseLinks(CueLexicon lexicon)
{
    public Link? Read(Sentence sentence, int token, Quotations quotations)
    {
        if (sentence.Is(token, "according") && token + 1 < sentence.Tokens.Length && sentence.Is(token + 1, "to"))
        {
            return AccordingTo(sentence, token, quotations);
        }

        return sentence.Tokens[token].Upos == "ADV" && sentence.Tokens[token].Relation == "advmod" && lexicon.Adverb(sentence.Lemma(token)) is not null ? Adverb(sentence, token, quotations) : null;
    }

    private static Link? AccordingTo(Sentence sentence, int according, Quotations quotations)
    {
        // "according" is case of its noun, with "to" fixed to it; parsers also make it the head, or a verb.
        var noun = sentence.Tokens[according].Relation is "case" or "mark" ? sentence.Tokens[according].Head : according;
        if (noun == according)
        {
            foreach (var child in sentence.Children(according))
            {
                if (child > according + 1 && sentence.Tokens[child].Relation is "obl" or "obj" or "nmod")
                {
                    noun = child;
                    break;
                }
            }

            if (noun == according)
            {
                return null;
            }
        }

        var phraseHead = sentence.Dominates(according, noun) ? according : noun;
        var host = sentence.Tokens[phraseHead].Head;
        if (host < 0)
        {
            return null;
        }

        var source = CueGroup.Phrase(sentence, noun);
        source.RemoveAll(t => t <= according + 1);
        List<int> all = [.. source];
        CutAtPhrase(sentence, source);
        var clause = sentence.ClauseHead(host);
        if (source.Count > 0 && (IsEdge(sentence, source[^1] + 1) || according == 0 || IsEdge(sentence, according - 1, forward: false)))
        {
            // At the start or end of a sentence it covers all of it.
            for (var up = sentence.Tokens[clause].Head; up >= 0 && !sentence.Dominates(phraseHead, up); up = sentence.Tokens[clause].Head)
            {
                clause = sentence.ClauseHead(up);
            }
        }

        var content = sentence.SubtreeWithout(clause, t => t == phraseHead || (sentence.Tokens[t].Relation is "cc" && t < clause) || IsLeading(sentence, t, clause));
        content.AddRange(all.Where(t => t > source[^1] && sentence.Dominates(clause, t)));
        content.RemoveAll(t => t == according || t == according + 1 || source.Contains(t));
        content.Sort();
        return content.Count == 0 || source.Count == 0
            ? null
            : new Link(0, according, null, SpanMaker.Spans(sentence, source), SpanMaker.Spans(sentence, [according, according + 1]), SpanMaker.Spans(sentence, content, quotations));
    }

    /// <summary>"according to some reports, on these channels": a comma and a preposition after it end the source.</summary>
    private static void CutAtPhrase(Sentence sentence, List<int> source)
    {
        for (var i = 1; i + 1 < source.Count; i++)
        {
            if (sentence.Tokens[source[i]].Form == "," && sentence.Tokens[source[i + 1]].Upos is "ADP" or "SCONJ" or "CCONJ")
            {
                source.RemoveRange(i, source.Count - i);
                return;
            }
        }
    }

    private static bool IsEdge(Sentence sentence, int token, bool forward = true)
    {
        while (token >= 0 && token < sentence.Tokens.Length && sentence.IsPunctuation(token))
        {
            token += forward ? 1 : -1;
        }

        return token < 0 || token >= sentence.Tokens.Length;
    }

    private static bool IsLeading(Sentence sentence, int token, int clause) => token > clause && sentence.Tokens[token].Relation == "conj" && sentence.Child(token, "nsubj") >= 0;

    private static Link? Adverb(Sentence sentence, int adverb, Quotations quotations)
    {
        var host = sentence.Tokens[adverb].Head;
        if (host < 0)
        {
            return null;
        }

        var content = sentence.SubtreeWithout(host, t => t == adverb || sentence.Tokens[t].Relation is "cc" or "parataxis" || (t > host && sentence.Tokens[t].Relation == "conj" && sentence.Child(t, "nsubj") >= 0));
        var link = new Link(0, adverb, null, [], SpanMaker.Spans(sentence, [adverb]), SpanMaker.Spans(sentence, content, quotations));
        return link.Content.IsEmpty ? null : link;
    }
}
