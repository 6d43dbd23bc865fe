using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis;

/// <summary>Takes from a list in text order what lies in one sentence, without a look at the rest.</summary>
internal static class TextOrder
{
    /// <param name="items">By the start of their spans.</param>
    /// <returns>The first index whose span starts in <paramref name="within"/>, and the first after it whose span does not.</returns>
    public static (int First, int End) Range<T>(ImmutableArray<T> items, TextSpan within, Func<T, TextSpan> span)
    {
        var first = Before(items, within.Start, span);
        var end = first;
        while (end < items.Length && span(items[end]).Start < within.End)
        {
            end++;
        }

        return (first, end);
    }

    /// <summary>How many start before a position.</summary>
    private static int Before<T>(ImmutableArray<T> items, int position, Func<T, TextSpan> span)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (span(items[middle]).Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
