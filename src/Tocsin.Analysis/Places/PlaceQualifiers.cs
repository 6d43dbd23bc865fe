using System.Buffers;

namespace Tocsin.Analysis.Places;

/// <summary>How a place is tied to the place named right after or before it.</summary>
public enum QualifierTie
{
    None = 0,

    /// <summary>"Fallujah in Anbar", "Iraq's Anbar".</summary>
    Loose = 1,

    /// <summary>"Paris, Texas", "Paris (France)".</summary>
    Close = 2,
}

/// <summary>Reads which spotted place says where another one lies.</summary>
internal static class PlaceQualifiers
{
    private const int LooseGapMax = 24;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(";.!?:\n");

    /// <summary>For each spotted place the index of the one that may hold it, -1 for none, and how close the tie is.</summary>
    /// <param name="spots">In text order, none overlapping.</param>
    public static (int Holder, QualifierTie Tie)[] Find(string text, IReadOnlyList<SpottedPlace> spots)
    {
        var holders = new (int Holder, QualifierTie Tie)[spots.Count];
        Array.Fill(holders, (-1, QualifierTie.None));
        for (var i = 0; i + 1 < spots.Count; i++)
        {
            var start = spots[i].Span.End;
            var length = spots[i + 1].Span.Start - start;
            if (length is <= 0 or > LooseGapMax)
            {
                continue;
            }

            var gap = text.AsSpan(start, length);
            if (IsClose(gap))
            {
                holders[i] = (i + 1, QualifierTie.Close);
            }
            else if (IsInside(gap))
            {
                holders[i] = (i + 1, QualifierTie.Loose);
            }
            else if (gap is "'s " or "’s " or "' " or "’ " or " " && holders[i + 1].Holder < 0)
            {
                holders[i + 1] = (i, QualifierTie.Loose);
            }
        }

        return holders;
    }

    /// <summary>Whether two spotted places stand side by side in a list.</summary>
    public static bool AreListed(string text, in SpottedPlace left, in SpottedPlace right)
    {
        var start = left.Span.End;
        var length = right.Span.Start - start;
        return length is > 0 and <= 8 && text.AsSpan(start, length) is ", " or " and " or ", and " or " or " or ", or " or " and the " or ", the " or "; ";
    }

    private static bool IsClose(ReadOnlySpan<char> gap) => gap is ", " or "," or " (" or " , " or ",\n";

    // "in", ", in", "in northern", ", in the southern", "province of", "city in".
    private static bool IsInside(ReadOnlySpan<char> gap)
    {
        if (gap.IndexOfAny(Breaks) >= 0 || gap.Contains(" and ", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var word in (ReadOnlySpan<string>)[" in ", " of "])
        {
            var at = gap.IndexOf(word, StringComparison.Ordinal);
            if (at >= 0 && at <= 10)
            {
                return true;
            }
        }

        return false;
    }
}
