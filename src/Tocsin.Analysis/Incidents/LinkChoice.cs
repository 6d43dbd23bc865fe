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
        var all = links.Select(link => (Account: link.First, link.Likeness, Other: link.Second)).Concat(links.Select(link => (Account: link.Second, link.Likeness, Other: link.First))).Concat(others);
        var last = all.GroupBy(entry => entry.Account, entry => (entry.Likeness, entry.Other)).Where(group => group.Skip(LinksMax).Any())
            .ToDictionary(group => group.Key, group => group.Order(Comparer<(double, EventKey)>.Create(Compare)).ElementAt(LinksMax - 1));
        bool IsStrong(EventKey account, double likeness, EventKey other) => !last.TryGetValue(account, out var bar) || Compare((likeness, other), bar) <= 0;
        return links.Where(link => IsStrong(link.First, link.Likeness, link.Second) || IsStrong(link.Second, link.Likeness, link.First));
    }
}
