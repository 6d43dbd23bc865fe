using System.Runtime.InteropServices;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Which links of a happening that hundreds report are kept: so many of each account that the happening holds together, and its pairs do not grow with their square.</summary>
/// <remarks>
/// A link is kept where it is one of the <see cref="LinksMax"/> strongest of either of its two accounts, among all accounts that are known, or one of as many that are drawn, by a number that a pair has for
/// good. The strongest alone would part a happening: where two wire texts are printed by forty outlets each, every account is likest to the copies of its own. None of it says anything of the order in which
/// accounts came. A store that sees them one by one keeps a link where it would be kept by then: later ones can only push it out, never in, so what is kept of all is among what was stored.
/// </remarks>
public static class LinkChoice
{
    /// <summary>Of each kind. Up to so many accounts of one happening and one, all pairs are kept.</summary>
    public const int LinksMax = 12;

    /// <summary>A number of the account, the same on every machine.</summary>
    public static ulong NumberOf(EventKey account) => Hashing.Pair(Hashing.Of(account.Document), (ulong)account.Number);

    /// <summary>The number of a pair, from those of its accounts, whichever is given first.</summary>
    public static ulong Draw(ulong one, ulong other) => one < other ? Hashing.Pair(one, other) : Hashing.Pair(other, one);

    /// <summary>Places in the list of those that are kept, ascending.</summary>
    /// <param name="links">Between accounts by number, which are in the order of their keys.</param>
    /// <param name="asked">How many, from the start, may be kept; the others only compete with them.</param>
    public static List<int> Kept(IReadOnlyList<(long First, long Second, double Likeness, ulong Draw)> links, int asked)
    {
        var all = new Dictionary<long, List<Contender<long>>>();
        void Add(long account, Contender<long> contender)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(all, account, out _);
            (known ??= new List<Contender<long>>(LinksMax + 1)).Add(contender);
        }

        foreach (var (first, second, likeness, draw) in links)
        {
            Add(first, new Contender<long>(likeness, draw, second));
            Add(second, new Contender<long>(likeness, draw, first));
        }

        var bars = new Dictionary<long, (Contender<long> Strength, Contender<long> Draw)>();
        foreach (var (account, contenders) in all)
        {
            if (contenders.Count > LinksMax)
            {
                contenders.Sort(Contender<long>.ByStrength);
                var weakest = contenders[LinksMax - 1];
                contenders.Sort(Contender<long>.ByDraw);
                bars.Add(account, (weakest, contenders[LinksMax - 1]));
            }
        }

        bool IsKept(long account, Contender<long> contender) =>
            !bars.TryGetValue(account, out var bar) || Contender<long>.ByStrength(contender, bar.Strength) <= 0 || Contender<long>.ByDraw(contender, bar.Draw) <= 0;
        var kept = new List<int>();
        for (var i = 0; i < asked; i++)
        {
            var (first, second, likeness, draw) = links[i];
            if (IsKept(first, new Contender<long>(likeness, draw, second)) || IsKept(second, new Contender<long>(likeness, draw, first)))
            {
                kept.Add(i);
            }
        }

        return kept;
    }
}
