using System.Collections.Immutable;

namespace Tocsin.Analysis.Incidents;

/// <summary>What two lists of words have in common, each sorted ordinally and without doubles. Nothing is allocated but the result: a view of a war asks this some hundred thousand times.</summary>
internal static class SortedWords
{
    /// <param name="into">Takes the words; null where only their number is wanted.</param>
    /// <param name="except">Words that do not count, sorted.</param>
    public static int Common(ImmutableArray<string> one, ImmutableArray<string> other, List<string>? into, ImmutableArray<string> except)
    {
        if (except.IsEmpty)
        {
            return Common(one, other, into);
        }

        var (i, j, count) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var order = string.CompareOrdinal(one[i], other[j]);
            if (order == 0 && except.BinarySearch(one[i], StringComparer.Ordinal) < 0)
            {
                into?.Add(one[i]);
                count++;
            }

            (i, j) = (order <= 0 ? i + 1 : i, order >= 0 ? j + 1 : j);
        }

        return count;
    }

    public static int Common(ImmutableArray<string> one, ImmutableArray<string> other, List<string>? into = null)
    {
        var (i, j, count) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var order = string.CompareOrdinal(one[i], other[j]);
            if (order == 0)
            {
                into?.Add(one[i]);
                (i, j, count) = (i + 1, j + 1, count + 1);
            }
            else if (order < 0)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return count;
    }

    public static bool Any(ImmutableArray<string> one, ImmutableArray<string> other) => Common(one, other) > 0;
}
