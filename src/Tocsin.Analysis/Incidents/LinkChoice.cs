using System.Runtime.InteropServices;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Which links of a happening that hundreds report are kept: each account's strongest, so that the happening holds together and its pairs do not grow with their square.</summary>
/// <remarks>
/// A link is kept where it is one of the <see cref="LinksMax"/> strongest of either of its two accounts, among all accounts that are known. That says nothing of the order in which they came. A store that
/// sees them one by one keeps a link where it is among the strongest by then: later ones can only push it out, never in, so what is kept of all is among what was stored.
/// </remarks>
public static class LinkChoice
{
    /// <summary>Up to so many accounts of one happening and one, all pairs are kept.</summary>
    public const int LinksMax = 24;

    /// <summary>Of an account's links the stronger first, and of equals the one to the earlier key.</summary>
    public static int Compare((double Likeness, EventKey Other) one, (double Likeness, EventKey Other) other) =>
        other.Likeness.CompareTo(one.Likeness) is var order and not 0 ? order : one.Other.CompareTo(other.Other);

    /// <summary>Those that are kept, in the order given.</summary>
    /// <param name="links">Those to choose from.</param>
    /// <param name="others">Further links of the same accounts, which compete with them and are not asked for.</param>
    public static IEnumerable<IncidentLink> Strongest(IReadOnlyCollection<IncidentLink> links, IEnumerable<(EventKey Account, double Likeness, EventKey Other)> others)
    {
        var all = new Dictionary<EventKey, List<(double Likeness, EventKey Other)>>();
        void Add(EventKey account, double likeness, EventKey other)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(all, account, out _);
            (known ??= []).Add((likeness, other));
        }

        foreach (var link in links)
        {
            Add(link.First, link.Likeness, link.Second);
            Add(link.Second, link.Likeness, link.First);
        }

        foreach (var (account, likeness, other) in others)
        {
            Add(account, likeness, other);
        }

        var last = new Dictionary<EventKey, (double, EventKey)>();
        foreach (var (account, entries) in all)
        {
            if (entries.Count > LinksMax)
            {
                entries.Sort(Compare);
                last.Add(account, entries[LinksMax - 1]);
            }
        }

        bool IsStrong(EventKey account, double likeness, EventKey other) => !last.TryGetValue(account, out var bar) || Compare((likeness, other), bar) <= 0;
        return links.Where(link => IsStrong(link.First, link.Likeness, link.Second) || IsStrong(link.Second, link.Likeness, link.First));
    }
}
