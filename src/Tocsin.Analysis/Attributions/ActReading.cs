using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Analysis.Attributions;

/// <summary>Says what a source does in saying it: the cue's act, turned by negation and, for words like "say", by what is said.</summary>
internal sealed class ActReading(CueLexicon lexicon)
{
    /// <summary>Letters of what is called untrue, and of what it is called.</summary>
    private const int UntrueLengthMax = 60;

    public (SpeechAct Act, bool Negated) Read(ParsedText parsed, CueSite site, ImmutableArray<TextSpan> source, ImmutableArray<TextSpan> content, bool direct)
    {
        var sentence = site.Sentence;
        var negated = site.IsNegated || NegativeSource(parsed, source);
        var first = FirstWord(parsed.Text, content);
        if (site.Entry is not { } entry)
        {
            var adverb = site.Head >= 0 ? lexicon.Adverb(sentence.Lemma(site.Head)) : null;
            return (adverb ?? (site.Head >= 0 && sentence.Is(site.Head, "according") ? SpeechAct.Assert : FromContent(parsed, content, direct) ?? SpeechAct.Assert), adverb is null && negated && site.Head >= 0);
        }

        if (IsDeclining(site, entry, negated, first))
        {
            return (SpeechAct.Decline, false);
        }

        var act = first == "to" ? entry.ActWithInfinitive : entry.Act;
        act = FromExpression(parsed, site, entry, content) ?? act;
        if (entry.Lemma is "express" or "voice" or "reiterate" or "repeat" or "signal" or "show" or "have" or "share")
        {
            act = FromNoun(parsed, content, source, site) ?? act;
        }

        if (CallsUntrue(parsed, site, entry, source, content))
        {
            return (SpeechAct.Deny, false);
        }

        if (entry.Takes(CueFrames.Generic) || entry.Lemma is "answer" or "reply" or "respond" or "add")
        {
            act = act == entry.ActWithInfinitive && first == "to" ? act : FromContent(parsed, content, direct) ?? act;
        }
        else if (direct && act == SpeechAct.Assert && entry.IsSpeech)
        {
            act = FromContent(parsed, content, direct) ?? act;
        }

        return Negate(act, entry, negated);
    }

    private static (SpeechAct, bool) Negate(SpeechAct act, CueEntry entry, bool negated)
    {
        if (!negated)
        {
            return (act, false);
        }

        return (act, entry.Lemma) switch
        {
            (SpeechAct.Intend, _) => (SpeechAct.Deny, false),
            (_, "rule out" or "exclude") => (SpeechAct.Believe, false),
            (_, "accept" or "buy" or "trust") => (SpeechAct.Doubt, false),
            (_, "sure" or "certain" or "convinced" or "confident") => (SpeechAct.Doubt, false),
            (SpeechAct.Support, _) => (SpeechAct.Oppose, false),
            _ => (act, true),
        };
    }

    /// <summary>"did not say whether", "would not comment", "had no comment", "neither confirm nor deny", "could not be reached".</summary>
    private static bool IsDeclining(CueSite site, CueEntry entry, bool negated, string first)
    {
        if (!negated)
        {
            return first == "no" && entry.Lemma is "have" or "make" or "offer";
        }

        return entry.Lemma switch
        {
            "say" or "tell" or "reveal" or "disclose" or "explain" or "indicate" or "make" or "know" or "announce" or "clarify" => first is "whether" or "if" or "who" or "what" or "when" or "where" or "why" or "how" or "which",
            "comment" or "respond" or "reply" or "answer" or "elaborate" or "specify" or "identify" or "name" or "confirm" or "address" or "give" or "provide" or "divulge" or "discuss" or "reach" or "return" or "draw" or "budge" => true,
            "deny" => site.Tokens.Any(t => site.Sentence.Lemma(t) is "confirm" or "nor" or "neither" || site.Sentence.Children(t).Any(c => site.Sentence.Is(c, "nor"))),
            _ => false,
        };
    }

    /// <summary>Expressions in which another word than the cue's own decides: "threw into doubt", "has no intention of", "is ready to".</summary>
    private SpeechAct? FromExpression(ParsedText parsed, CueSite site, CueEntry entry, ImmutableArray<TextSpan> content)
    {
        var sentence = site.Sentence;
        if (entry.Lemma == "call" && site.Tokens.Any(t => sentence.Is(t, "for") || sentence.Is(t, "on") || sentence.Is(t, "upon")))
        {
            return SpeechAct.Request;
        }

        if (entry.Lemma == "claim" && (site.IsNegated || content[0].In(parsed.Text).StartsWith("responsib", StringComparison.OrdinalIgnoreCase)))
        {
            return SpeechAct.Assert;
        }

        foreach (var token in site.Tokens)
        {
            if (token != site.Head && sentence.Tokens[token].Upos == "NOUN" && lexicon.Noun(sentence.Lemma(token)) is { } noun && (NounLinks.IsLight(entry.Lemma) || entry.Act == SpeechAct.Assert))
            {
                return noun.Act;
            }
        }

        return null;
    }

    /// <summary>"called the charge absurd", "branded the report a lie", "'Nonsense,' he said of the claim": what others say is called untrue.</summary>
    private bool CallsUntrue(ParsedText parsed, CueSite site, CueEntry entry, ImmutableArray<TextSpan> source, ImmutableArray<TextSpan> content)
    {
        if (site.IsNegated || !(entry.Takes(CueFrames.Naming) || entry.IsSpeech) || content.Sum(c => c.Length) > UntrueLengthMax)
        {
            return false;
        }

        var words = content.SelectMany(c => CueSite.TokensIn(parsed.Sentences[parsed.SentenceAt(c.Start)], [c]).Select(t => parsed.Sentences[parsed.SentenceAt(c.Start)].Lemma(t))).ToList();
        if (!words.Exists(word => lexicon.IsOfCharge(word, isWord: true)))
        {
            return false;
        }

        return entry.Takes(CueFrames.Naming) ? words.Exists(word => lexicon.IsOfCharge(word, isWord: false))
            : words.TrueForAll(word => !word.Any(char.IsLetter) || word is "a" or "an" or "be" or "it" or "this" or "that" or "pure" or "complete" or "total" or "utter" || lexicon.IsOfCharge(word, isWord: true))
                && CueSite.TokensIn(site.Sentence, source).Concat(Enumerable.Range(0, site.Sentence.Tokens.Length).Where(t => t > site.Head)).Any(t => lexicon.IsOfCharge(site.Sentence.Lemma(t), isWord: false));
    }

    /// <summary>"expressed great satisfaction that": the first noun of the content that is one of speech or thought.</summary>
    private SpeechAct? FromNoun(ParsedText parsed, ImmutableArray<TextSpan> content, ImmutableArray<TextSpan> source, CueSite site)
    {
        var seen = 0;
        foreach (var token in CueSite.TokensIn(site.Sentence, content))
        {
            if (site.Sentence.Tokens[token].Upos == "NOUN" && lexicon.Noun(site.Sentence.Lemma(token)) is { } noun)
            {
                return noun.Act;
            }

            if (++seen > 5)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>What the words themselves do: a question asks, an imperative orders or asks, "we will" promises, "I believe" believes, "we do not seek" denies.</summary>
    private SpeechAct? FromContent(ParsedText parsed, ImmutableArray<TextSpan> content, bool direct)
    {
        if (content.IsEmpty || parsed.Sentences.Length == 0)
        {
            return null;
        }

        if (!direct)
        {
            return DeniesIntention(parsed.Sentences[parsed.SentenceAt(content[0].Start)], content[0]) ? SpeechAct.Deny : null;
        }

        var lastText = content[^1].In(parsed.Text).TrimEnd('"', '”', '’', '\'', '»', ' ', '.', ',');
        if (lastText.EndsWith('?') && content is [{ Length: < 250 }])
        {
            return SpeechAct.Request;
        }

        SpeechAct? found = null;
        foreach (var span in content)
        {
            var firstSentence = parsed.SentenceAt(span.Start);
            var lastSentence = parsed.SentenceAt(Math.Max(span.Start, span.End - 1));
            for (var s = firstSentence; s <= lastSentence && s < firstSentence + 4; s++)
            {
                var act = FromClause(parsed.Sentences[s], span);
                if (act is not null && (found is null || Weight(act.Value) > Weight(found.Value)))
                {
                    found = act;
                }
            }
        }

        return found;
    }

    /// <summary>"said that it did not seek war": the main verb of what is said is an intention, negated.</summary>
    private bool DeniesIntention(Sentence sentence, TextSpan span)
    {
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            if (sentence.Tokens[i].Relation is "ccomp" or "root" && span.Contains(sentence.Tokens[i].Span))
            {
                return lexicon.Verb(sentence.Lemma(i)) is { Act: SpeechAct.Intend } && sentence.Children(i).Any(c => c < i && sentence.IsNegation(c) && sentence.Tokens[c].Relation != "cc");
            }
        }

        return false;
    }

    private static int Weight(SpeechAct act) => act switch
    {
        SpeechAct.Threaten => 5,
        SpeechAct.Promise => 4,
        SpeechAct.Decline => 6,
        SpeechAct.Request => 3,
        SpeechAct.Deny or SpeechAct.Intend => 2,
        _ => 1,
    };

    private SpeechAct? FromClause(Sentence sentence, TextSpan span)
    {
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var token = sentence.Tokens[i];
            if (!span.Contains(token.Span) || !(token.Relation is "root" or "ccomp" or "parataxis" or "conj") || !(sentence.IsVerb(i) || token.Upos == "ADJ"))
            {
                continue;
            }

            var subject = sentence.Child(i, "nsubj");
            if (subject < 0 && token.Xpos == "VB" && token.Relation is not "conj" && sentence.Child(i, "aux") < 0 && IsFirst(sentence, i, span) && sentence.Child(i, "mark") < 0)
            {
                return SpeechAct.Request;
            }

            if (subject < 0 || !span.Contains(sentence.Tokens[subject].Span) || !(sentence.Is(subject, "I") || sentence.Is(subject, "we")))
            {
                continue;
            }

            var negated = sentence.Children(i).Any(c => c < i && sentence.IsNegation(c));
            var will = sentence.Children(i).Any(c => sentence.Tokens[c].Relation == "aux" && sentence.Tokens[c].Form.ToLowerInvariant() is "will" or "'ll" or "’ll" or "shall" or "wo");
            if (will)
            {
                return lexicon.IsHarm(sentence.Lemma(i)) && !negated ? SpeechAct.Threaten : SpeechAct.Promise;
            }

            var modal = sentence.Children(i).Any(c => sentence.Tokens[c].Relation == "aux" && sentence.Tokens[c].Xpos == "MD");
            var past = token.Xpos is "VBD" or "VBN";
            if (negated && modal && lexicon.Verb(sentence.Lemma(i)) is { } unable && unable.Lemma is "confirm" or "say" or "comment" or "discuss" or "tell")
            {
                return SpeechAct.Decline;
            }

            var entry = token.Upos == "ADJ" ? lexicon.Adjective(sentence.Lemma(i)) : lexicon.Verb(sentence.Lemma(i));
            var obj = sentence.Child(i, "obj");
            if ((negated && past) || (past && obj >= 0 && sentence.Children(obj).Any(c => sentence.Is(c, "no"))) || (negated && sentence.Children(i).Any(c => sentence.Is(c, "did"))))
            {
                return SpeechAct.Deny;
            }

            if (entry is null || past || modal || entry.Act is SpeechAct.Assert or SpeechAct.Perceive || entry.Lemma is "know" or "see" or "understand" or "hold" or "find" or "love" or "agree" or "buy" or "accept" or "share" or "consider" or "expect")
            {
                continue;
            }

            var act = Negate(entry.Act, entry, negated);
            return act.Item2 ? act.Item1 == SpeechAct.Believe ? SpeechAct.Doubt : null : act.Item1;
        }

        return null;
    }

    /// <summary>What direct words pledge beside their main act: "we do not seek war, but will defend ourselves" denies and promises. Each act once, in text order.</summary>
    public ImmutableArray<SpeechAct> Pledges(ParsedText parsed, ImmutableArray<TextSpan> content)
    {
        var found = ImmutableArray.CreateBuilder<SpeechAct>();
        foreach (var span in content)
        {
            for (var s = parsed.SentenceAt(span.Start); s < parsed.Sentences.Length && parsed.Sentences[s].Span.Start < span.End; s++)
            {
                var sentence = parsed.Sentences[s];
                for (var i = 0; i < sentence.Tokens.Length; i++)
                {
                    if (!sentence.IsVerb(i) || !span.Contains(sentence.Tokens[i].Span) || sentence.Tokens[i].Relation is not ("conj" or "root" or "parataxis" or "ccomp")
                        || !sentence.Children(i).Any(c => sentence.Tokens[c].Relation == "aux" && sentence.Tokens[c].Form.ToLowerInvariant() is "will" or "'ll" or "’ll" or "shall"))
                    {
                        continue;
                    }

                    var subject = sentence.Child(i, "nsubj");
                    subject = subject >= 0 || sentence.Tokens[i] is not { Relation: "conj", Head: >= 0 } ? subject : sentence.Child(sentence.Tokens[i].Head, "nsubj");
                    var act = lexicon.IsHarm(sentence.Lemma(i)) ? SpeechAct.Threaten : SpeechAct.Promise;
                    if (subject >= 0 && (sentence.Is(subject, "we") || sentence.Is(subject, "I")) && !sentence.Children(i).Any(c => c < i && sentence.IsNegation(c)) && !found.Contains(act))
                    {
                        found.Add(act);
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    private static bool IsFirst(Sentence sentence, int token, TextSpan span)
    {
        for (var i = token - 1; i >= 0 && span.Contains(sentence.Tokens[i].Span); i--)
        {
            if (!sentence.IsPunctuation(i) && sentence.Tokens[i].Upos is not ("INTJ" or "ADV" or "PART" or "PROPN"))
            {
                return false;
            }
        }

        return true;
    }

    private static string FirstWord(string text, ImmutableArray<TextSpan> content)
    {
        if (content.IsEmpty)
        {
            return "";
        }

        var start = content[0].Start;
        while (start < content[0].End && !char.IsLetter(text[start]))
        {
            start++;
        }

        var end = start;
        while (end < content[0].End && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[start..end].ToLowerInvariant();
    }

    private static bool NegativeSource(ParsedText parsed, ImmutableArray<TextSpan> source) =>
        !source.IsEmpty && FirstWord(parsed.Text, source) is "no" or "nobody" or "none" or "neither" or "few" or "nothing";
}
