using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>What people decided of which events are one happening, the last decision on each event first.</summary>
/// <remarks>
/// A join makes one group of its events and of the groups they are in, and opens it. A split takes its events out of their groups, makes one group of them and shuts it against
/// every other event of a document that was known by then; what is reported later may still belong to it.
/// </remarks>
internal sealed class CorrectedGroups
{
    private readonly Dictionary<EventKey, Group> _groups = [];

    public CorrectedGroups(IEnumerable<Correction> corrections)
    {
        foreach (var correction in corrections.Where(correction => correction is Correction.Join or Correction.Split).OrderBy(correction => correction.RecordedAt).ThenBy(correction => correction.Id.Length).ThenBy(correction => correction.Id, StringComparer.Ordinal))
        {
            if (correction is Correction.Join join)
            {
                var events = join.Events.SelectMany(key => _groups.TryGetValue(key, out var group) ? group.Events : [key]).Distinct().ToList();
                Put(new Group(events, null));
            }
            else if (correction is Correction.Split split)
            {
                foreach (var key in split.Events)
                {
                    _groups.GetValueOrDefault(key)?.Events.Remove(key);
                }

                Put(new Group([.. split.Events.Distinct()], split.RecordedAt));
            }
        }
    }

    public bool IsEmpty => _groups.Count == 0;

    /// <summary>Null where nobody decided on it.</summary>
    public object? GroupOf(EventKey key) => _groups.GetValueOrDefault(key);

    /// <summary>Whether the last decision on it was a split.</summary>
    public bool IsShut(EventKey key) => _groups.GetValueOrDefault(key)?.ShutAt is not null;

    /// <summary>Whether a split keeps the one from the other.</summary>
    public bool AreApart(EventKey one, RecordedDocument document, EventKey other, RecordedDocument otherDocument)
    {
        var (group, otherGroup) = (_groups.GetValueOrDefault(one), _groups.GetValueOrDefault(other));
        return group != otherGroup && (group?.ShutAt >= otherDocument.RecordedAt || otherGroup?.ShutAt >= document.RecordedAt);
    }

    private void Put(Group group)
    {
        foreach (var key in group.Events)
        {
            _groups[key] = group;
        }
    }

    private sealed record Group(List<EventKey> Events, DateTimeOffset? ShutAt)
    {
        public bool Equals(Group? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
