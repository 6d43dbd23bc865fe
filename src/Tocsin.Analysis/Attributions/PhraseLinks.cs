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
        var clause = sentence.ClauseHead(host);
        var content = sentence.SubtreeWithout(clause, t => t == phraseHead || (sentence.Tokens[t].Relation is "cc" && t < clause) || IsLeading(sentence, t, clause));
        content.RemoveAll(t => t == according || t == according + 1 || source.Contains(t));
        return content.Count == 0 || source.Count == 0
            ? null
            : new Link(0, according, null, SpanMaker.Spans(sentence, source), SpanMaker.Spans(sentence, [according, according + 1]), SpanMaker.Spans(sentence, content, quotations));
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
