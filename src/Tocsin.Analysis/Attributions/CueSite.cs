using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>The place in the tree that a cue's span points to: its sentence, its words, and the word that the lexicon knows.</summary>
/// <param name="Head">Index of the main word; -1 where the cue is a sign or no word of it has a token.</param>
/// <param name="Entry">Null where the lexicon knows none of its words.</param>
internal sealed record CueSite(Sentence Sentence, int SentenceIndex, ImmutableArray<int> Tokens, int Head, CueEntry? Entry, string? Lemma)
{
    /// <summary>Verbs in whose place a noun carries the meaning: "cast doubt on", "expressed fear".</summary>
    private static bool IsCarrier(string lemma) => NounLinks.IsLight(lemma) || lemma is "put" or "lead" or "keep" or "get" or "do" or "be";

    public static CueSite At(ParsedText parsed, ImmutableArray<TextSpan> cue, CueLexicon lexicon)
    {
        var index = parsed.SentenceAt(cue[0].Start);
        var sentence = parsed.Sentences[index];
        var tokens = TokensIn(sentence, cue);
        var head = -1;
        CueEntry? entry = null;
        foreach (var token in tokens)
        {
            var lemma = sentence.Lemma(token);
            var found = sentence.Tokens[token].Upos switch
            {
                "NOUN" => lexicon.Noun(lemma) ?? lexicon.Verb(lemma),
                "ADJ" => lexicon.Adjective(lemma) ?? lexicon.Verb(lemma),
                "VERB" or "AUX" or "PROPN" or "X" => lexicon.VerbAt(sentence, token) ?? lexicon.Noun(lemma) ?? lexicon.Adjective(lemma) ?? lexicon.Adjective(sentence.Tokens[token].Form.ToLowerInvariant()),
                _ => null,
            };
            // "refused to comment", "declined to say": the first decides. "expressed fear", "raised doubts": the noun does.
            if (found is not null && (entry is null || (IsCarrier(entry.Lemma) && sentence.Tokens[token].Upos == "NOUN")))
            {
                (head, entry) = (token, found);
            }
        }

        if (head < 0)
        {
            foreach (var token in tokens)
            {
                if (sentence.IsVerb(token))
                {
                    head = token;
                }
            }

            head = head < 0 && tokens.Length > 0 ? tokens[^1] : head;
        }

        return new CueSite(sentence, index, tokens, head, entry, head >= 0 ? sentence.Lemma(head) : null);
    }

    /// <summary>Indexes of the tokens of a sentence that lie in some spans, ascending.</summary>
    public static ImmutableArray<int> TokensIn(Sentence sentence, ImmutableArray<TextSpan> spans)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            foreach (var span in spans)
            {
                if (sentence.Tokens[i].Span.Length > 0 && span.Overlaps(sentence.Tokens[i].Span))
                {
                    found.Add(i);
                    break;
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Also for "denied" in "neither confirmed nor denied".</summary>
    public bool IsNegated => Tokens.Any(Sentence.IsNegation) || Tokens.Any(t => Sentence.IsVerb(t) && Sentence.Children(t).Any(c => Sentence.Tokens[c].Relation == "cc" && Sentence.Is(c, "nor")));
}
