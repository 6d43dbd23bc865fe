using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>All attributions that the rules find in a text, at every depth of nesting.</summary>
internal sealed class RuleLinks(CueLexicon lexicon)
{
    private readonly VerbLinks _verbs = new(lexicon);
    private readonly NounLinks _nouns = new(lexicon);
    private readonly PhraseLinks _phrases = new(lexicon);
    private readonly FormatLinks _formats = new(lexicon);

    /// <returns>In order of the cue.</returns>
    public List<Link> Find(ParsedText parsed, Quotations quotations)
    {
        var links = new List<Link>();
        for (var s = 0; s < parsed.Sentences.Length; s++)
        {
            var sentence = TreeRepair.Repair(parsed.Sentences[s], lexicon);
            var start = LineStart.Of(parsed.Text, sentence);
            if (sentence.Root < 0)
            {
                continue;
            }

            for (var token = 0; token < sentence.Tokens.Length; token++)
            {
                var link = sentence.Tokens[token].Upos switch
                {
                    "VERB" or "AUX" => _verbs.Read(sentence, token, quotations) ?? _nouns.ReadAdjective(sentence, token, quotations) ?? _phrases.Read(sentence, token, quotations),
                    "NOUN" => _nouns.ReadNoun(sentence, token, quotations),
                    "ADJ" => _nouns.ReadAdjective(sentence, token, quotations),
                    "ADV" or "ADP" or "SCONJ" => _phrases.Read(sentence, token, quotations),
                    _ => null,
                };
                if (link is { Cue.IsEmpty: false } && link.Position >= start)
                {
                    links.Add(After(parsed.Text, start, link) with { Sentence = s });
                }
            }
        }

        links.Sort((a, b) => a.Position.CompareTo(b.Position));
        links = QuoteAssignment.Assign(parsed, quotations, links);
        foreach (var format in _formats.Find(parsed, quotations))
        {
            // A signature or label claims its words; a verb's link that took the same ones was a guess.
            links.RemoveAll(l => l.Content.Any(c => format.Content.Contains(c)) && !format.Content.Any(c => c.Contains(l.Position)));
            links.Add(format);
        }

        // In a transcript "I" and "we" are the speaker's own, as inside quotation marks.
        var labelled = new SpanSet(links.Where(l => l.Entry is null && l.Head == 0).SelectMany(l => l.Content));
        links.RemoveAll(l => l.Entry is not null && labelled.Overlaps(l.Cue[0]) && l.Source is [var only] && only.Length <= 3 && only.In(parsed.Text).ToLowerInvariant() is "i" or "we" or "you");

        links.Sort((a, b) => a.Position.CompareTo(b.Position));
        return links;
    }

    /// <summary>Without a dateline or label before the sentence. Where the parser took that for the subject, the words up to the cue are.</summary>
    private static Link After(string text, int start, Link link)
    {
        if (link.Source.All(x => x.Start >= start) && link.Content.All(x => x.Start >= start))
        {
            return link;
        }

        TextSpan[] before = [new TextSpan(0, start)];
        var source = SpanMaker.Minus(link.Source, before, text);
        if (source.IsEmpty && !link.Source.IsEmpty && SpanMaker.Trim(text, TextSpan.FromBounds(start, Math.Max(start, link.Position))) is { Length: > 0 } between && !link.Content.Any(between.Overlaps))
        {
            source = [between];
        }

        return link with { Source = source, Content = SpanMaker.Minus(link.Content, before, text) };
    }

    /// <summary>The outermost ones: those whose cue lies in no other's content.</summary>
    public static List<Link> Outermost(List<Link> links)
    {
        var holders = Nesting.Holders([.. links.Select(l => (l.Position, l.Content))]);
        return [.. links.Where((_, i) => holders[i] < 0)];
    }
}
