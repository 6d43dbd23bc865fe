using System.Collections.Immutable;

namespace Tocsin.Desk.Assessments;

/// <summary>Looks back at moments one by one, each of which costs something, until it is known at which of them something changed.</summary>
internal static class Curve
{
    /// <summary>So many are looked at without asking whether it is worth it.</summary>
    private const int AllMax = 40;
    private const int First = 12;

    /// <summary>Beyond it nothing is looked at any more.</summary>
    private const int LookedMax = 60;

    /// <summary>
    /// All of a few moments. Of many some that lie evenly, and then those between two that differ, the middle first, until each change is between neighbours or <see cref="LookedMax"/> are spent.
    /// </summary>
    /// <param name="look">One moment by its place; asked once for each.</param>
    public static ImmutableArray<(int At, T Seen)> Of<T>(int moments, Func<int, T> look, Func<T, T, bool> differ)
    {
        var seen = new SortedDictionary<int, T>();
        foreach (var at in moments <= AllMax ? Enumerable.Range(0, moments) : Enumerable.Range(0, First).Select(i => (int)Math.Round(i * (moments - 1) / (First - 1.0))).Distinct())
        {
            seen[at] = look(at);
        }

        while (seen.Count < Math.Min(moments, LookedMax) && Widest(seen, differ) is { } between)
        {
            seen[between] = look(between);
        }

        return [.. seen.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>The middle of the widest stretch whose ends differ; null where each such stretch is one step.</summary>
    private static int? Widest<T>(SortedDictionary<int, T> seen, Func<T, T, bool> differ) => seen.Zip(seen.Skip(1))
        .Where(pair => pair.Second.Key - pair.First.Key > 1 && differ(pair.First.Value, pair.Second.Value)).OrderByDescending(pair => pair.Second.Key - pair.First.Key)
        .Select(pair => (int?)((pair.First.Key + pair.Second.Key) / 2)).FirstOrDefault();
}
