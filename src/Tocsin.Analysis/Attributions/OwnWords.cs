using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Keeps the reporter's own words out of other people's mouths: where a content ends, which clause a phrase covers, and what is nobody's saying.</summary>
internal static class OwnWords
{
    /// <summary>"He said A, basing it, according to reports, on B": where the phrase stands in a clause of its own, that clause is its content, not what the model took instead or with it.</summary>
    /// <param name="sayings">The cues by which somebody speaks.</param>
    public static AttributionSpans OfPhrase(AttributionSpans found, Link? phrase, SpanSet sayings, string text)
    {
        if (phrase is null)
        {
            return found;
        }

        // What it took outside the clause holds another's saying: it took the sentence.
        var outside = SpanMaker.Minus(found.Content, [.. phrase.Content, .. phrase.Cue], text);
        return phrase.Content.Any(p => found.Content.Any(p.Overlaps)) && !outside.Any(sayings.Overlaps) ? found : found with { Source = phrase.Source, Content = phrase.Content };
    }

    /// <summary>"If A, as suggested by X, B": an aside after a condition.</summary>
    public static bool IsAside(Sentence sentence, Link link) =>
        link is { Entry: not null, Sourceless: true, Head: >= 0 } && sentence.Tokens[link.Head] is { Xpos: "VBN", Relation: "advcl" } && sentence.Marker(link.Head, "mark") == "as"
        && link.Content is [var only] && CueSite.TokensIn(sentence, [only]) is [var first, ..] && sentence.Is(first, "if");

    /// <summary>X suggested A; B is what the reporter makes of it.</summary>
    public static AttributionSpans OfAside(AttributionSpans found, ParsedText parsed, ILookup<int, Link> asides)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(found.Cue[0].Start)];
        foreach (var token in CueSite.TokensIn(sentence, found.Cue))
        {
            if (asides[sentence.Tokens[token].Span.Start].FirstOrDefault() is { } aside)
            {
                return found with { Content = aside.Content };
            }
        }

        return found;
    }

    /// <summary>Nobody says, thinks or feels this: "it would indicate that", "troops attacked a village".</summary>
    public static bool IsNone(ParsedText parsed, CueLexicon lexicon, Quotations quotations, AttributionSpans found)
    {
        var site = CueSite.At(parsed, found.Cue, lexicon);
        if (site.Head < 0)
        {
            return false;
        }

        if (found.Source is [var it] && it.In(parsed.Text).Equals("it", StringComparison.OrdinalIgnoreCase) && site.Lemma is "indicate" or "suggest" or "mean" or "imply" or "show")
        {
            return site.Sentence.Marker(site.Head, "aux") is "would" or "could" or "might" or "may" or "should" or "must";
        }

        // "The council voted to extend sanctions; Oster abstained": two clauses, and the second says nothing of the first.
        if (site.Entry is not { IsSpeech: true } && found.Source is [var doer] && found.Cue[0].Start >= doer.End && found.Content.All(c => c.End <= doer.Start)
            && parsed.Text.AsSpan(0, doer.Start).TrimEnd() is [.., ';'] && !found.Content.Any(c => quotations.Inside(c.Start)))
        {
            return true;
        }

        if (site.Sentence.Child(site.Head, "obj") is var thing and >= 0 && lexicon.IsDeed(site.Lemma ?? "", site.Sentence.Lemma(thing)) && !found.Content.Any(c => quotations.Inside(c.Start)))
        {
            return true;
        }

        if (site.Lemma is not ("attack" or "assail" or "blast" or "bash" or "hit back") || found.Content.Any(c => quotations.Inside(c.Start)))
        {
            return false;
        }

        // "plans to attack diplomats", "if they attacked the country": one attacks in words for something or as something.
        var marker = site.Sentence.Marker(site.Head, "mark");
        if (site.Lemma == "attack" && marker is "to" or "if" && !site.Sentence.Children(site.Head).Any(c => site.Sentence.Tokens[c].Relation is "obl" or "advcl" && c > site.Head))
        {
            return true;
        }

        var target = site.Sentence.Child(site.Head, "obj");
        return (target >= 0 && lexicon.IsTarget(site.Sentence.Lemma(target)))
            || (site.Lemma == "attack" && IsBetweenPlaces(site, target))
            || CueSite.TokensIn(site.Sentence, found.Source).Any(t => site.Sentence.Tokens[t].Head == site.Head && lexicon.IsAttacker(site.Sentence.Lemma(t)));
    }

    /// <summary>"Peru attacked Ecuador", "Turkey attacked Kobani on Monday": places attack each other in arms, unless it is over, for or as something.</summary>
    private static bool IsBetweenPlaces(CueSite site, int target)
    {
        bool IsPlace(int token) => token >= 0 && site.Sentence.Names.Any(n => n.Tag == NameTag.Location && token >= n.First && token < n.First + n.Count);
        return (IsPlace(target) || IsPlace(site.Sentence.Child(site.Head, "nsubj")))
            && !CueSite.TokensIn(site.Sentence, [site.Sentence.Span]).Any(t => t > site.Head && site.Sentence.Tokens[t].Lemma.ToLowerInvariant() is "over" or "for" or "as" or "about");
    }

    /// <summary>What is told in the reporter's words ends with the paragraph: a headline is no part of the sentence below it.</summary>
    private static AttributionSpans WithinParagraph(ParsedText parsed, Quotations quotations, AttributionSpans found)
    {
        var (first, last) = (parsed.SentenceAt(found.Cue[0].Start), parsed.SentenceAt(found.Cue[^1].Start));
        while (first > 0 && !parsed.Sentences[first].StartsParagraph)
        {
            first--;
        }

        while (last + 1 < parsed.Sentences.Length && !parsed.Sentences[last + 1].StartsParagraph)
        {
            last++;
        }

        var paragraph = TextSpan.FromBounds(parsed.Sentences[first].Span.Start, parsed.Sentences[last].Span.End);
        var content = found.Content.SelectMany(c => c.Overlaps(paragraph) && !paragraph.Contains(c) && !quotations.Inside(c.Start) && !quotations.Inside(c.End - 1)
            ? SpanMaker.Minus([c], [TextSpan.FromBounds(0, paragraph.Start), TextSpan.FromBounds(paragraph.End, parsed.Text.Length)], parsed.Text)
            : [c]).ToImmutableArray();
        return content.IsEmpty ? found : found with { Content = content };
    }

    /// <summary>Without a dateline before the source, and without what the reporter adds after an indirect content.</summary>
    public static AttributionSpans Cut(ParsedText parsed, CueLexicon lexicon, Quotations quotations, AttributionSpans found)
    {
        found = WithinParagraph(parsed, quotations, found);
        var sentence = parsed.Sentences[parsed.SentenceAt(found.Cue[0].Start)];
        var start = LineStart.Of(parsed.Text, sentence);
        if (found.Cue[0].Start >= start && found.Source.Any(s => s.Start < start && s.End > start))
        {
            found = found with { Source = SpanMaker.Minus(found.Source, [new TextSpan(0, start)], parsed.Text) };
        }

        var end = AddedAt(sentence, lexicon, quotations, found);
        end = end < 0 ? OccasionAt(sentence, lexicon, quotations, found) : end;
        var left = end < 0 ? found.Content : SpanMaker.Minus(found.Content, [TextSpan.FromBounds(end, parsed.Text.Length)], parsed.Text);
        return left.IsEmpty ? found : found with { Content = left };
    }

    /// <summary>Where "in his remarks, which were seen as mild" starts at the end of an indirect content: the occasion of the saying, and what the reporter says of it; -1 for nowhere.</summary>
    private static int OccasionAt(Sentence sentence, CueLexicon lexicon, Quotations quotations, AttributionSpans found)
    {
        if (found.Content is not [var content] || content.Start < found.Cue[^1].End || !sentence.Span.Contains(content) || quotations.Inside(content.Start))
        {
            return -1;
        }

        var tokens = CueSite.TokensIn(sentence, found.Content);
        for (var i = 1; i + 2 < tokens.Length; i++)
        {
            var (at, owner, noun) = (tokens[i], tokens[i + 1], tokens[i + 2]);
            if (sentence.Is(at, "in") && sentence.Lemma(owner) is "he" or "she" or "its" or "his" or "her" or "their" or "they" && sentence.Tokens[owner].Deprel == "nmod:poss"
                && sentence.Tokens[at].Head == noun && sentence.Tokens[owner].Head == noun && (lexicon.Medium(sentence.Lemma(noun)) ?? lexicon.Medium(sentence.Tokens[noun].Form.ToLowerInvariant())) is not null)
            {
                return sentence.Tokens[at].Span.Start;
            }
        }

        return -1;
    }

    /// <summary>Where "but there were also reports that" or "but reports said" starts, in a content without "that"; -1 for nowhere.</summary>
    private static int AddedAt(Sentence sentence, CueLexicon lexicon, Quotations quotations, AttributionSpans found)
    {
        if (found.Content is not [var content] || content.Start < found.Cue[^1].End || !sentence.Span.Contains(content) || quotations.Inside(content.Start))
        {
            return -1;
        }

        var tokens = CueSite.TokensIn(sentence, found.Content);
        if (tokens.IsEmpty || sentence.Is(tokens[0], "that") || sentence.Is(tokens[0], "to"))
        {
            return -1;
        }

        for (var i = 1; i + 2 < tokens.Length; i++)
        {
            var but = tokens[i];
            if (sentence.Is(but, "but") && but + 2 < sentence.Tokens.Length && !quotations.Inside(sentence.Tokens[but].Span.Start) && StartsOwnClause(sentence, but + 1, lexicon))
            {
                return sentence.Tokens[but].Span.Start;
            }
        }

        return -1;
    }

    private static bool StartsOwnClause(Sentence sentence, int first, CueLexicon lexicon)
    {
        var there = sentence.Tokens[first].Relation == "expl" && sentence.Is(first, "there");
        var last = Math.Min(sentence.Tokens.Length - 1, first + 6);
        for (var i = first; i <= last; i++)
        {
            var token = sentence.Tokens[i];
            if (token.Upos == "NOUN" && token.Relation is "nsubj" or "nsubj:pass" && token.Head > (there ? -1 : i))
            {
                var isReport = token.Xpos == "NNS" && lexicon.Noun(sentence.Lemma(i)) is { Act: SpeechAct.Allege or SpeechAct.Believe };
                return isReport && (there || (!sentence.Children(i).Any(c => sentence.Tokens[c].Deprel == "nmod:poss") && lexicon.VerbAt(sentence, token.Head) is not null));
            }

            if (!there && token.Upos is not ("DET" or "ADJ" or "ADV" or "NOUN"))
            {
                return false;
            }
        }

        return false;
    }
}
