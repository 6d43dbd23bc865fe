using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Links the tellings of documents that come one by one, in memory: what a store does with a table of keys.</summary>
/// <remarks>The links of all documents are the same for any order in which they come, as long as no telling has more than <see cref="CandidatesMax"/> candidates.</remarks>
public sealed class IncidentIndex(IncidentMatcher matcher)
{
    /// <summary>A telling is held against so many of those that it has most keys in common with: in a war, everything has a key in common with everything.</summary>
    public const int CandidatesMax = 400;

    private readonly List<Telling> _tellings = [];
    private readonly Dictionary<long, List<int>> _byKey = [];

    public IReadOnlyList<Telling> Tellings => _tellings;

    /// <returns>Links to documents that came before.</returns>
    public ImmutableArray<IncidentLink> Add(RecordedReading reading) => Add(reading, isLinked: true);

    /// <summary>Only those that come after are linked to it.</summary>
    internal void AddUnlinked(RecordedReading reading) => Add(reading, isLinked: false);

    private ImmutableArray<IncidentLink> Add(RecordedReading reading, bool isLinked)
    {
        var links = ImmutableArray.CreateBuilder<IncidentLink>();
        var first = _tellings.Count;
        foreach (var telling in matcher.Read(reading))
        {
            var keys = IncidentMatcher.Keys(telling);
            var shared = new Dictionary<int, int>();
            foreach (var candidate in isLinked ? keys.SelectMany(key => _byKey.GetValueOrDefault(key) ?? []).Where(candidate => candidate < first) : [])
            {
                shared[candidate] = shared.GetValueOrDefault(candidate) + 1;
            }

            links.AddRange(shared.OrderByDescending(pair => pair.Value).ThenBy(pair => _tellings[pair.Key].Representative).Take(CandidatesMax)
                .Select(pair => matcher.Compare(_tellings[pair.Key], telling)).OfType<IncidentLink>());
            foreach (var key in keys)
            {
                if (!_byKey.TryGetValue(key, out var known))
                {
                    _byKey[key] = known = [];
                }

                known.Add(_tellings.Count);
            }

            _tellings.Add(telling);
        }

        return links.ToImmutable();
    }
}
