using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>"The ministry neither confirmed nor denied that …": two verbs of one saying by one source.</summary>
internal static class CoordinatedCues
{
    /// <summary>Where the second verb was found as a saying of its own inside what the first is said to hold, both are one, and hold what the second holds.</summary>
    public static List<AttributionSpans> Join(ParsedText parsed, List<AttributionSpans> found)
    {
        var joined = new List<AttributionSpans>(found);
        foreach (var inner in found.Where(one => !one.Source.IsEmpty))
        {
            var at = joined.FindIndex(outer => outer != inner && outer.Source.SequenceEqual(inner.Source) && outer.Cue[^1].End <= inner.Cue[0].Start && outer.Content.Any(span => span.Contains(inner.Cue[0].Start)) && AreCoordinated(parsed, outer, inner));
            if (at >= 0)
            {
                var outer = joined[at];
                joined[at] = outer with { Cue = [.. outer.Cue, .. inner.Cue], Content = inner.Content, Confidence = Math.Max(outer.Confidence, inner.Confidence) };
                joined.Remove(inner);
            }
        }

        return joined;
    }

    private static bool AreCoordinated(ParsedText parsed, AttributionSpans outer, AttributionSpans inner)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(outer.Cue[0].Start)];
        var first = CueSite.TokensIn(sentence, outer.Cue);
        return CueSite.TokensIn(sentence, inner.Cue).Any(token => sentence.Tokens[token].Relation == "conj" && sentence.IsVerb(token) && first.Contains(sentence.Tokens[token].Head));
    }
}
