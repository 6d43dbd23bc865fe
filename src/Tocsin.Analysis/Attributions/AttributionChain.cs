using System.Collections.Immutable;

namespace Tocsin.Analysis.Attributions;

/// <summary>Who says so, outermost first: a report, a spokesman, the minister he quotes.</summary>
public static class AttributionChain
{
    /// <param name="of">The attribution of a number; null where there is none.</param>
    /// <param name="nameOf">Empty for nobody named.</param>
    /// <returns>At least one name; whoever speaks within their own words ("the ministry said … and blamed") stands once.</returns>
    public static ImmutableArray<string> Of(Attribution held, Func<int, Attribution?> of, Func<Source, string> nameOf)
    {
        var chain = new List<string>();
        var seen = new HashSet<int>();
        for (Attribution? at = held; at is not null && seen.Add(at.Number); at = at.Within is { } outer ? of(outer) : null)
        {
            if (nameOf(at.Source) is var name && (chain.Count == 0 || name.Length == 0 || !name.Equals(chain[^1], StringComparison.OrdinalIgnoreCase)))
            {
                chain.Add(name);
            }
        }

        chain.Reverse();
        return [.. chain];
    }
}
