using Tocsin.Language.Quotes;

namespace Tocsin.Language.Mentions;

/// <summary>Finds who speaks a quotation: the subject of the verb of speech beside it.</summary>
internal static class Speakers
{
    /// <summary>For each outermost quotation the mention of its speaker, null where none is found.</summary>
    public static DraftMention?[] Find(ParsedText text, Quotations quotations, MentionLexicon lexicon, Dictionary<(int, int), DraftMention> byHead)
    {
        var speakers = new DraftMention?[quotations.Outermost.Length];
        for (var q = 0; q < speakers.Length; q++)
        {
            var quotation = quotations.Outermost[q];
            if (quotation.ContinuesPrevious && q > 0 && speakers[q - 1] is { } same)
            {
                speakers[q] = same;
                continue;
            }

            // After the quotation first ("…," he said), in the sentence where it ends; then before it.
            var last = text.SentenceAt(Math.Max(quotation.Span.Start, quotation.Span.End - 1));
            var first = text.SentenceAt(quotation.Span.Start);
            speakers[q] = Nearest(text, last, quotation.Span, quotations, lexicon, byHead, after: true)
                ?? (last + 1 < text.Sentences.Length && !text.Sentences[last + 1].StartsParagraph && IsTag(text.Sentences[last + 1]) ? Nearest(text, last + 1, quotation.Span, quotations, lexicon, byHead, after: true) : null)
                ?? Nearest(text, first, quotation.Span, quotations, lexicon, byHead, after: false)
                ?? (first > 0 && EndsWithColon(text.Sentences[first - 1]) ? Nearest(text, first - 1, quotation.Span, quotations, lexicon, byHead, after: false) : null);
        }

        // "…," he said. "…": a quotation that follows in the same paragraph without a speaker of its own goes on.
        for (var q = 1; q < speakers.Length; q++)
        {
            speakers[q] ??= SameParagraph(text, quotations.Outermost[q - 1].Span, quotations.Outermost[q].Span) ? speakers[q - 1] : null;
        }

        return speakers;
    }

    private static DraftMention? Nearest(
        ParsedText text, int number, TextSpan quote, Quotations quotations, MentionLexicon lexicon, Dictionary<(int, int), DraftMention> byHead, bool after)
    {
        var sentence = text.Sentences[number];
        DraftMention? found = null;
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            if (token.Upos != "VERB" || !lexicon.IsQuoteVerb(token.Lemma) || (after ? token.Span.Start < quote.End : token.Span.Start >= quote.Start) || quotations.Inside(token.Span.Start))
            {
                continue;
            }

            var subject = Clause.Subject(sentence, i);
            if (subject >= 0 && byHead.TryGetValue((number, subject), out var mention) && mention.Quote < 0)
            {
                found = mention;
                if (after)
                {
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>A splitter may part the tag ("he said.") from a quotation that ends in a question mark.</summary>
    private static bool IsTag(Sentence sentence) => sentence.Tokens.Length <= 8;

    private static bool EndsWithColon(Sentence sentence) => sentence.Tokens[^1].Form == ":";

    private static bool SameParagraph(ParsedText text, TextSpan before, TextSpan after)
    {
        var from = text.SentenceAt(before.Start);
        var to = text.SentenceAt(after.Start);
        for (var s = from + 1; s <= to; s++)
        {
            if (text.Sentences[s].StartsParagraph)
            {
                return false;
            }
        }

        return true;
    }
}
