using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>Cuts from a source what stands beside it: the hour that opens an entry ("21:50 Police said"), and what somebody is named as ("named by the ministry as").</summary>
internal static class SourceEdges
{
    public static AttributionSpans Trim(ParsedText parsed, AttributionSpans found)
    {
        if (found.Source is not [var source])
        {
            return found;
        }

        var sentence = parsed.Sentences[parsed.SentenceAt(source.Start)];
        var tokens = CueSite.TokensIn(sentence, [source]);
        var (first, end) = (0, tokens.Length);
        while (first < end - 1 && IsClock(sentence.Tokens[tokens[first]]))
        {
            first++;
        }

        for (var i = first + 1; i < end; i++)
        {
            if (sentence.Tokens[tokens[i]] is { Form: "as", Relation: "case" or "mark" } word && word.Head > tokens[i] && sentence.Tokens[word.Head].Head is var above && above >= 0 && above <= tokens[i]
                && !Enumerable.Range(first, i - first).Any(k => sentence.Tokens[tokens[k]].Upos == "VERB"))
            {
                end = i;
                break;
            }
        }

        return first == 0 && end == tokens.Length ? found
            : found with { Source = [SpanMaker.Trim(parsed.Text, TextSpan.FromBounds(sentence.Tokens[tokens[first]].Span.Start, sentence.Tokens[tokens[end - 1]].Span.End))] };
    }

    /// <summary>"21:50", "7.30", "1140h", and the dash or colon after it.</summary>
    private static bool IsClock(Token token) =>
        token.Form is "-" or "–" or "—" or ":" or "|" || (char.IsAsciiDigit(token.Form[0]) && token.Form.IndexOfAny([':', '.']) is 1 or 2 && token.Form.Length is 4 or 5);
}
