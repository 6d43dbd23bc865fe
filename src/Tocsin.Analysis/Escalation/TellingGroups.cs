namespace Tocsin.Analysis.Escalation;

/// <summary>Puts the accounts of one happening together: those of one incident, and the same words of one origin.</summary>
/// <remarks>Both, because a reprint that nothing joined to the incident of its original is still no second happening.</remarks>
internal static class TellingGroups
{
    /// <returns>Each group with the earliest report first; ties by document and place in it, so that nothing depends on arrival.</returns>
    public static IEnumerable<IReadOnlyList<Telling>> Of(List<Telling> tellings)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);

        string Root(string key)
        {
            while (parents.TryGetValue(key, out var parent) && parent != key)
            {
                key = parent;
            }

            return key;
        }

        foreach (var telling in tellings)
        {
            var (one, other) = (Root(telling.Content), Root(telling.Incident ?? telling.Content));
            parents.TryAdd(telling.Content, telling.Content);
            if (one != other)
            {
                // The smaller name is the root, whichever came first.
                var (root, child) = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
                parents[child] = root;
            }
        }

        return tellings.GroupBy(telling => Root(telling.Content), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (IReadOnlyList<Telling>)
            [.. group.OrderBy(t => t.Reported ?? DateOnly.MaxValue).ThenBy(t => t.Document, StringComparer.Ordinal).ThenBy(t => t.Event?.Number ?? t.Claim?.Number ?? 0)]);
    }
}
