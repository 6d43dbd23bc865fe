namespace Tocsin.Analysis.Incidents;

/// <summary>Joins what belongs together, the surest first, and only while all that is joined belongs together on average.</summary>
/// <remarks>
/// Greedy average linkage over candidate pairs: two attacks that one vague report could belong to stay two, and a chain of weak links does not run through a war, since its
/// ends do not go together. Deterministic: items come in an order of their own, and ties are broken by it.
/// </remarks>
internal sealed class Clustering
{
    /// <summary>Of larger clusters, so many from the start of each are weighed against each other.</summary>
    private const int WeighedMax = 24;

    /// <summary>A merge that was refused may hold once other merges were made.</summary>
    private const int PassesMax = 3;

    /// <summary>Log odds by which the average may be below even: of two reports of one happening, each leaves out much of what the other says.</summary>
    private const double Leeway = 0.3;

    private readonly int[] _clusterOf;
    private readonly List<int>?[] _members;
    private readonly Func<int, int, double> _weigh;
    private readonly Func<int, int, bool> _isForbidden;
    private readonly bool _hasForbidden;

    /// <summary>Pairs of clusters that do not go together, by their first items and sizes: clusters only grow, so that says which they are. Two of them may have hundreds of links between them.</summary>
    private readonly HashSet<(int, int, int, int)> _refused = [];

    private Clustering(int count, Func<int, int, double> weigh, Func<int, int, bool>? isForbidden)
    {
        _clusterOf = [.. Enumerable.Range(0, count)];
        _members = [.. Enumerable.Range(0, count).Select(item => new List<int> { item })];
        _weigh = weigh;
        _hasForbidden = isForbidden is not null;
        _isForbidden = isForbidden ?? ((_, _) => false);
    }

    /// <summary>Clusters by their first item; the items of each ascending.</summary>
    /// <param name="pairs">Which are worth a look, with their log odds.</param>
    /// <param name="joined">Pairs that are one whatever their odds, with all that is one with either.</param>
    /// <param name="weigh">Log odds of any pair.</param>
    /// <param name="isForbidden">Pairs that are never one; null for none.</param>
    public static List<List<int>> Of(int count, IEnumerable<(int One, int Other, double LogOdds)> pairs, IEnumerable<(int One, int Other)> joined, Func<int, int, double> weigh, Func<int, int, bool>? isForbidden)
    {
        var order = pairs.Where(pair => pair.LogOdds > 0).Select(pair => (One: Math.Min(pair.One, pair.Other), Other: Math.Max(pair.One, pair.Other), pair.LogOdds)).ToList();
        order.Sort((one, other) => other.LogOdds.CompareTo(one.LogOdds) is var odds and not 0 ? odds : one.One.CompareTo(other.One) is var first and not 0 ? first : one.Other.CompareTo(other.Other));
        var decided = joined.ToList();
        var clustering = new Clustering(count, weigh, isForbidden);
        clustering.MergeAll(order);
        if (!clustering.TryJoin(decided))
        {
            // What was set apart stands against what goes with the two, so the decision comes first, and the rest sees whom it still goes with.
            clustering = new Clustering(count, weigh, isForbidden);
            decided.ForEach(pair => clustering.Merge(pair.One, pair.Other));
            clustering.MergeAll(order);
        }

        return [.. clustering._members.OfType<List<int>>().OrderBy(members => members[0])];
    }

    private void MergeAll(List<(int One, int Other, double LogOdds)> order)
    {
        for (var (pass, changed) = (0, true); changed && pass < PassesMax; pass++)
        {
            changed = false;
            foreach (var (one, other, _) in order)
            {
                if (_clusterOf[one] != _clusterOf[other] && GoTogether(one, other))
                {
                    Merge(one, other);
                    changed = true;
                }
            }
        }
    }

    private bool TryJoin(List<(int One, int Other)> decided)
    {
        foreach (var (one, other) in decided)
        {
            if (_clusterOf[one] != _clusterOf[other] && AreForbidden(_members[_clusterOf[one]]!, _members[_clusterOf[other]]!))
            {
                return false;
            }

            Merge(one, other);
        }

        return true;
    }

    private bool AreForbidden(List<int> first, List<int> second) => _hasForbidden && first.Exists(item => second.Exists(against => _isForbidden(item, against)));

    private bool GoTogether(int one, int other)
    {
        var (low, high) = (Math.Min(_clusterOf[one], _clusterOf[other]), Math.Max(_clusterOf[one], _clusterOf[other]));
        var (first, second) = (_members[low]!, _members[high]!);
        var state = (low, first.Count, high, second.Count);
        if (_refused.Contains(state))
        {
            return false;
        }

        if (AreForbidden(first, second))
        {
            return false;
        }

        var sum = Leeway * Math.Min(first.Count, WeighedMax) * Math.Min(second.Count, WeighedMax);
        for (var i = 0; i < first.Count && i < WeighedMax; i++)
        {
            for (var j = 0; j < second.Count && j < WeighedMax; j++)
            {
                sum += _weigh(first[i], second[j]);
            }
        }

        if (sum <= 0)
        {
            _refused.Add(state);
        }

        return sum > 0;
    }

    private void Merge(int one, int other)
    {
        var (low, high) = (Math.Min(_clusterOf[one], _clusterOf[other]), Math.Max(_clusterOf[one], _clusterOf[other]));
        if (low == high)
        {
            return;
        }

        foreach (var item in _members[high]!)
        {
            _clusterOf[item] = low;
        }

        _members[low] = Merged(_members[low]!, _members[high]!);
        _members[high] = null;
    }

    /// <summary>Both ascending.</summary>
    private static List<int> Merged(List<int> one, List<int> other)
    {
        var merged = new List<int>(one.Count + other.Count);
        for (var (i, j) = (0, 0); i < one.Count || j < other.Count;)
        {
            merged.Add(j == other.Count || (i < one.Count && one[i] < other[j]) ? one[i++] : other[j++]);
        }

        return merged;
    }
}
