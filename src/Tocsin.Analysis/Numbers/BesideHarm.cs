using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Numbers;

/// <summary>Reads the number that stands right before a word of harm, whatever the tree makes of it: "left 4 dead and 11 wounded", "3 civilians killed", "between 10 and 15 were injured".</summary>
/// <remarks>
/// Headlines, bullets and rows of tolls are where trees fail and word order does not.
/// <code>beside := quantity (noun | adjective | "other" | "more")* auxiliary* adverb* harm</code>
/// </remarks>
internal sealed class BesideHarm(NumberReader numbers, TotalLexicon totals)
{
    private const int WordsMax = 5;
    private const int QuantityMax = 9;

    /// <summary>What stands before a word that says a harm suffered; null where it stands for an act ("killed 12"), or no number is there.</summary>
    public (Quantity Quantity, int Head, TextSpan Span)? Find(Sentence sentence, int anchor)
    {
        var tokens = sentence.Tokens;
        if (!IsSuffered(sentence, anchor))
        {
            return null;
        }

        var at = anchor - 1;
        while (at >= 0 && tokens[at].Upos is "AUX" or "ADV" && tokens[at].Xpos != "EX")
        {
            at--;
        }

        var head = at;
        for (var words = 0; at >= 0 && words <= WordsMax; words++, at--)
        {
            if (EndsBefore(tokens, at + 1) is { } quantity)
            {
                var isYear = quantity is { Least: >= 1900 and <= 2099 } && quantity.End - quantity.First == 1 && tokens[quantity.First].Form.Length == 4;
                return isYear || (head > at && totals.IsMeasure(tokens[head].Lemma.ToLowerInvariant())) ? null
                    : (quantity, head, TextSpan.FromBounds(tokens[quantity.First].Span.Start, tokens[head].Span.End));
            }

            if (!IsOfPeople(tokens[at]))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The longest quantity whose last word stands right before a token.</summary>
    private Quantity? EndsBefore(ImmutableArray<Token> tokens, int end)
    {
        for (var start = Math.Max(0, end - QuantityMax); start < end; start++)
        {
            if (numbers.Read(tokens, start, end) is { } found && found.End == end && found.Least is not 0)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A participle or adjective, and a verb form that no object follows.</summary>
    private static bool IsSuffered(Sentence sentence, int anchor)
    {
        var token = sentence.Tokens[anchor];
        if (token.Upos is "ADJ" or "NOUN")
        {
            return token.Lemma.ToLowerInvariant() is "dead" or "wounded" or "injured" or "hurt" or "missing";
        }

        return token.Upos == "VERB" && token.Xpos is "VBN" or "VBD" or "VBP" && !sentence.Children(anchor).Any(c => sentence.Tokens[c].Relation is "obj" || (c == anchor + 1 && sentence.Tokens[c].Upos is "NUM" or "DET" or "NOUN" or "PROPN"));
    }

    private static bool IsOfPeople(Token token) =>
        token.Upos is "NOUN" or "PROPN" or "ADJ" || token.Form is "of" or "the" or "its" or "their";
}
