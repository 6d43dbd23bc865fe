using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Escalation;

/// <summary>Puts the accounts of one happening together: those of one incident, and the same words of one origin.</summary>
/// <remarks>Both, because a reprint that nothing joined to the incident of its original is still no second happening.</remarks>
internal static class TellingGroups
{
    /// <returns>Each group with the earliest report first; ties by document and place in it, so that nothing depends on arrival.</returns>
    public static IEnumerable<IReadOnlyList<Telling>> Of(List<Telling> tellings)
    {
        var union = new NameUnion();
        foreach (var telling in tellings.Where(telling => telling.Incident is not null))
        {
            union.Unite(telling.Content, telling.Incident!);
        }

        return tellings.GroupBy(telling => union.Root(telling.Content), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (IReadOnlyList<Telling>)
            [.. group.OrderBy(t => t.Reported ?? DateOnly.MaxValue).ThenBy(t => t.Document, StringComparer.Ordinal).ThenBy(t => t.Event?.Number ?? t.Claim?.Number ?? 0)]);
    }
}
