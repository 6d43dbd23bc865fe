using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>How and to whom it was said: form, hedges, medium, addressee.</summary>
internal sealed class MannerReading(CueLexicon lexicon)
{
    /// <summary>Direct where all words of the content are quoted, mixed where two neighbours or more are; one quoted word is only held at arm's length.</summary>
    public static QuoteForm Form(string text, ImmutableArray<TextSpan> content, Quotations quotations)
    {
        var (words, quoted, run, longest) = (0, 0, 0, 0);
        foreach (var span in content)
        {
            for (var i = span.Start; i < span.End; i++)
            {
                if (!char.IsLetterOrDigit(text[i]) || (i > span.Start && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '\'' or '’')))
                {
                    continue;
                }

                words++;
                if (quotations.Inside(i))
                {
                    quoted++;
                    run++;
                    longest = Math.Max(longest, run);
                }
                else
                {
                    run = 0;
                }
            }
        }

        return words > 0 && quoted == words ? QuoteForm.Direct : longest > 1 ? QuoteForm.Mixed : QuoteForm.Indirect;
    }

    /// <summary>Words by which the source or the reporter holds back, in the content and the cue; what lies in an inner content is that one's.</summary>
    public ImmutableArray<string> Hedges(ParsedText parsed, ImmutableArray<TextSpan> cue, ImmutableArray<TextSpan> content, IReadOnlyList<TextSpan> inner, int cueHead)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var span in cue.AddRange(content))
        {
            var isCue = cue.Contains(span);
            for (var s = parsed.SentenceAt(span.Start); s < parsed.Sentences.Length && parsed.Sentences[s].Span.Start < span.End; s++)
            {
                var tokens = parsed.Sentences[s].Tokens;
                for (var i = 0; i < tokens.Length; i++)
                {
                    if (!span.Contains(tokens[i].Span) || (isCue && i == cueHead) || inner.Any(x => x.Contains(tokens[i].Span)))
                    {
                        continue;
                    }

                    foreach (var hedge in lexicon.Hedges(tokens[i].Form.ToLowerInvariant()))
                    {
                        if (Matches(tokens, i, hedge) && !(isCue && hedge[0] is "could" or "might" or "may") && IsHedge(parsed.Sentences[s], i))
                        {
                            var words = string.Join(' ', hedge);
                            if (!found.Contains(words))
                            {
                                found.Add(words);
                            }

                            i += hedge.Length - 1;
                            break;
                        }
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    private static bool Matches(ImmutableArray<Token> tokens, int start, ImmutableArray<string> words)
    {
        for (var k = 0; k < words.Length; k++)
        {
            if (start + k >= tokens.Length || !tokens[start + k].Form.Equals(words[k], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>May the month and "could" as ability in the negative are none.</summary>
    private static bool IsHedge(Sentence sentence, int token)
    {
        var t = sentence.Tokens[token];
        return t.Form.ToLowerInvariant() switch
        {
            "may" => t.Upos is not ("PROPN" or "NOUN"),
            "could" => t.Relation == "aux" && !(token + 1 < sentence.Tokens.Length && sentence.IsNegation(token + 1)),
            "appear" or "appears" or "appeared" => t.Upos == "VERB" || t.Upos == "AUX",
            _ => true,
        };
    }

    /// <summary>The medium and the addressee, read off the cue's own clause outside source and content.</summary>
    public (string? Medium, TextSpan? Addressee) Channel(ParsedText parsed, CueSite site, ImmutableArray<TextSpan> source, ImmutableArray<TextSpan> content)
    {
        var sentence = site.Sentence;
        if (site.Head < 0)
        {
            return (null, null);
        }

        var taken = CueSite.TokensIn(sentence, content.AddRange(source)).ToHashSet();
        string? medium = sentence.Lemma(site.Head) is "tweet" or "retweet" or "post" or "broadcast" && sentence.IsVerb(site.Head) ? lexicon.Medium(sentence.Lemma(site.Head)) : null;
        TextSpan? addressee = null;
        // "passed it on to them", "passed it on them": the particle and the preposition may be one word.
        var relays = sentence.Lemma(site.Head) is "pass" or "hand" or "send" && site.Tokens.Any(t => t > site.Head && (sentence.Is(t, "on") || sentence.Is(t, "along")));
        if (site.Entry is null && !relays)
        {
            return (medium, null);
        }

        foreach (var child in sentence.Children(site.Head))
        {
            if (taken.Contains(child) || site.Tokens.Contains(child))
            {
                continue;
            }

            var token = sentence.Tokens[child];
            var marker = sentence.Marker(child, "case");
            var told = site.Entry?.Takes(CueFrames.Told | CueFrames.Urged) == true && token.Relation is "obj" or "iobj" && child > site.Head;
            var toWhom = marker == "to" && token.Relation == "obl" && child > site.Head && site.Entry is { IsSpeech: true };
            var passedTo = child > site.Head && ((relays && token.Relation == "obl" && marker is "to" or "on" or "along") || (site.Entry?.Lemma is "pass on" or "pass along" or "relay" or "forward" && marker == "to"));
            if (addressee is null && (told || token.Relation == "iobj" || toWhom || passedTo))
            {
                var phrase = sentence.SubtreeWithout(child, t => taken.Contains(t) || sentence.Tokens[t].Relation is "case" or "advcl" or "parataxis" || sentence.Marker(t, "case") is "on" or "at" or "during" or "after" or "before");
                phrase.RemoveAll(taken.Contains);
                addressee = SpanMaker.Spans(sentence, phrase) is { IsEmpty: false } spans ? spans[0] : null;
            }

            medium ??= MediumIn(sentence, child, taken, told || toWhom);
        }

        return (medium, addressee);
    }

    private string? MediumIn(Sentence sentence, int child, HashSet<int> taken, bool addressed)
    {
        var marker = sentence.Marker(child, "case");
        if (!addressed && !(sentence.Tokens[child].Relation is "obl" or "nmod" or "advcl" or "advmod" && marker is "in" or "on" or "at" or "during" or "via" or "through" or "by" or "from" or "over" or "with"))
        {
            return null;
        }

        foreach (var token in sentence.Subtree(child))
        {
            if (!taken.Contains(token) && (sentence.Tokens[token].Upos is "NOUN" or "PROPN" or "SYM") && lexicon.Medium(sentence.Lemma(token)) is { } medium)
            {
                if (!(addressed && medium is not ("reporters" or "hearing" or "court" or "radio" or "television")))
                {
                    return medium;
                }
            }
        }

        return null;
    }
}
