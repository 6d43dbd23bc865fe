using System.Collections.Immutable;
using Tocsin.Language.Neural;

namespace Tocsin.Language;

/// <summary>Another name in brackets, in the middle of a clause: "blamed FKF [Free Kardian Front] rebels for it". It is read apart, so that the clause around it is read whole.</summary>
/// <remarks>
/// In square brackets any name; in round ones an abbreviation that a small word follows, since elsewhere the parser knows round brackets well.
/// The name becomes an apposition to the word before it.
/// </remarks>
internal static class OtherNameBrackets
{
    private const int WordsMax = 12;
    private const int AbbreviationMax = 7;

    /// <summary>Where the brackets stand: indexes of the opening and the closing one, in text order, apart from each other.</summary>
    public static List<(int Open, int Close)> Find(ImmutableArray<Token> tokens)
    {
        var found = new List<(int, int)>();
        for (var open = 1; open + 2 < tokens.Length; open++)
        {
            var isSquare = tokens[open].Form == "[";
            if ((!isSquare && tokens[open].Form != "(") || !char.IsUpper(tokens[open - 1].Form[0]))
            {
                continue;
            }

            var close = open + 1;
            while (close < tokens.Length && close - open <= WordsMax && tokens[close].Form is not ("]" or ")" or "[" or "("))
            {
                close++;
            }

            if (close == open + 1 || close >= tokens.Length || tokens[close].Form != (isSquare ? "]" : ")"))
            {
                continue;
            }

            if (isSquare ? IsName(tokens, open, close) : IsAbbreviation(tokens, open, close))
            {
                found.Add((open, close));
            }

            open = close;
        }

        return found;
    }

    private static bool IsName(ImmutableArray<Token> tokens, int open, int close)
    {
        for (var i = open + 1; i < close; i++)
        {
            var isEnd = i == open + 1 || i == close - 1;
            if (!char.IsUpper(tokens[i].Form[0]) && (isEnd || (char.IsLetter(tokens[i].Form[0]) && !IsSmallInNames(tokens[i].Form))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSmallInNames(string form) => form is "of" or "the" or "for" or "and" or "in" or "to" or "de" or "del" or "la" or "el" or "y" or "al";

    private static bool IsAbbreviation(ImmutableArray<Token> tokens, int open, int close) =>
        close == open + 2 && tokens[open + 1].Form is { Length: > 1 and <= AbbreviationMax } name && name.All(char.IsUpper)
        && close + 1 < tokens.Length && char.IsLower(tokens[close + 1].Form[0]);

    /// <summary>The pieces to read apart: the sentence without its brackets, then what stands in each.</summary>
    public static IEnumerable<string[]> Pieces(ImmutableArray<Token> tokens, List<(int Open, int Close)> brackets)
    {
        yield return [.. Outside(tokens.Length, brackets).Select(i => tokens[i].Form)];
        foreach (var (open, close) in brackets)
        {
            yield return [.. tokens[(open + 1)..close].Select(t => t.Form)];
        }
    }

    private static IEnumerable<int> Outside(int count, List<(int Open, int Close)> brackets) =>
        Enumerable.Range(0, count).Where(i => !brackets.Exists(b => b.Open <= i && i <= b.Close));

    /// <summary>One analysis of the whole from those of the pieces.</summary>
    /// <param name="whole">The sentence read with its brackets, for the tags of the brackets themselves.</param>
    /// <param name="pieces">In the order of <see cref="Pieces"/>.</param>
    public static SentenceAnalysis Join(SentenceAnalysis whole, List<(int Open, int Close)> brackets, ReadOnlySpan<SentenceAnalysis> pieces)
    {
        var count = whole.Upos.Length;
        var joined = new SentenceAnalysis([.. whole.Upos], [.. whole.Xpos], [.. whole.Feats], [.. whole.Lemmas], new int[count], new string[count], []);
        var names = new List<NameSpan>();
        int[] outside = [.. Outside(count, brackets)];
        Copy(pieces[0], outside, joined, names);
        for (var b = 0; b < brackets.Count; b++)
        {
            var (open, close) = brackets[b];
            var inside = Enumerable.Range(open + 1, close - open - 1).ToArray();
            var root = Copy(pieces[b + 1], inside, joined, names);
            var named = open - 1;
            while (joined.Relations[named].StartsWith("flat", StringComparison.Ordinal) && joined.Heads[named] > 0)
            {
                named = joined.Heads[named] - 1;
            }

            (joined.Heads[root], joined.Relations[root]) = (named + 1, "appos");
            (joined.Heads[open], joined.Relations[open]) = (root + 1, "punct");
            (joined.Heads[close], joined.Relations[close]) = (root + 1, "punct");
        }

        return joined with { Names = [.. names.OrderBy(n => n.First)] };
    }

    /// <summary>Writes a piece to its places, heads counted from 1 and 0 for the root. A name that runs over a bracket ends before it.</summary>
    /// <returns>Index of the piece's root in the whole.</returns>
    private static int Copy(SentenceAnalysis piece, int[] places, SentenceAnalysis into, List<NameSpan> names)
    {
        var root = places[0];
        for (var i = 0; i < places.Length; i++)
        {
            var at = places[i];
            (into.Upos[at], into.Xpos[at], into.Feats[at], into.Lemmas[at], into.Relations[at]) = (piece.Upos[i], piece.Xpos[i], piece.Feats[i], piece.Lemmas[i], piece.Relations[i]);
            into.Heads[at] = piece.Heads[i] == 0 ? 0 : places[piece.Heads[i] - 1] + 1;
            root = piece.Heads[i] == 0 ? at : root;
        }

        foreach (var name in piece.Names)
        {
            var length = 1;
            while (length < name.Count && places[name.First + length] == places[name.First] + length)
            {
                length++;
            }

            names.Add(name with { First = places[name.First], Count = length });
        }

        return root;
    }
}
