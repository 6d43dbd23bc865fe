using System.Collections.Immutable;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Attributions;

/// <summary>Puts right what names no speaker: of "they have the audacity to blame us" the speakers are they, and no audacity blames.</summary>
internal static class StraySources
{
    private const int ClimbMax = 6;

    public static List<AttributionSpans> Mend(ParsedText parsed, CueLexicon lexicon, ImmutableArray<Entity> entities, List<AttributionSpans> found)
    {
        var kinds = entities.ToDictionary(entity => entity.Number, entity => entity.Kind);
        var index = new EntityIndex(parsed, entities);
        bool IsSomebody(int sentence, int noun) => index.At(sentence, noun) is { } number && kinds[number] is not (EntityKind.Other or EntityKind.Document);
        var mended = new List<AttributionSpans>(found.Count);
        foreach (var one in found)
        {
            if (Noun(parsed, lexicon, IsSomebody, one) is not { } stray)
            {
                mended.Add(one);
            }
            else if (stray.IsInfinitive && Subject(stray.Sentence, stray.Noun) is var subject and >= 0)
            {
                mended.Add(one with { Source = SpanMaker.Spans(stray.Sentence, [.. stray.Sentence.Subtree(subject)]) });
            }
        }

        return mended;
    }

    /// <summary>The noun that is taken for the speaker though the cue only says what it is about: "the audacity to blame", "no intention of attacking". Null for somebody who may speak: "the first official to say".</summary>
    private static (Sentence Sentence, int Noun, bool IsInfinitive)? Noun(ParsedText parsed, CueLexicon lexicon, Func<int, int, bool> isSomebody, AttributionSpans one)
    {
        if (one.Source.IsEmpty || one.Cue.IsEmpty)
        {
            return null;
        }

        var site = CueSite.At(parsed, one.Cue, lexicon);
        if (site.Head < 0 || site.Sentence.Tokens[site.Head] is not { Upos: "VERB", Relation: "acl" or "nmod" or "xcomp" } cue || cue.Head < 0 || cue.Deprel == "acl:relcl")
        {
            return null;
        }

        var noun = cue.Head;
        var mark = site.Sentence.Marker(site.Head, "mark") ?? site.Sentence.Marker(site.Head, "case");
        var isStray = mark is "to" or "of" && site.Sentence.Tokens[noun].Upos == "NOUN" && one.Source.Any(span => span.Contains(site.Sentence.Tokens[noun].Span)) && lexicon.KindOf(site.Sentence.Lemma(noun)) is null
            && !SourceReading.IsPersonNoun(site.Sentence.Lemma(noun)) && !isSomebody(site.SentenceIndex, noun);
        return isStray ? (site.Sentence, noun, mark == "to") : null;
    }

    /// <summary>Who has it: the subject of the verb above.</summary>
    private static int Subject(Sentence sentence, int noun)
    {
        for (var (at, left) = (noun, ClimbMax); at >= 0 && left > 0; at = sentence.Tokens[at].Head, left--)
        {
            if (sentence.IsVerb(at))
            {
                return sentence.Child(at, "nsubj");
            }
        }

        return -1;
    }
}
