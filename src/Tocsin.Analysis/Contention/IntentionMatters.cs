using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;

namespace Tocsin.Analysis.Contention;

/// <summary>What one actor meant by one act, where some say harm and others say none.</summary>
internal static class IntentionMatters
{
    public const string Hostile = "meant to harm";

    public const string Conciliatory = "meant no harm";

    /// <summary>A statement that names no act is about the actor's act that is told of within so many days.</summary>
    private const int DaysApartMax = 7;

    public static IEnumerable<ContestedMatter> Find(Ground ground)
    {
        var all = ground.Readings.SelectMany(reading => reading.Intentions.Select(intention => new Said(intention, reading.Document, intention.About is { } about ? ground.IncidentOf(about) : null)))
            .Where(said => ground.Claim(said.Intention.Claim) is not null).ToList();
        foreach (var side in all.GroupBy(said => said.Intention.Side, StringComparer.Ordinal).OrderBy(side => side.Key, StringComparer.Ordinal))
        {
            var about = side.Where(said => said.About is not null).ToList();
            foreach (var matter in side.GroupBy<Said, Incident?>(said => said.About ?? Nearest(said, about), ReferenceEqualityComparer.Instance))
            {
                var hostile = matter.Where(said => said.Intention.Hostile).Select(said => said.Intention.Claim).ToHashSet();
                var conciliatory = matter.Where(said => !said.Intention.Hostile).Select(said => said.Intention.Claim).ToHashSet();
                conciliatory.ExceptWith(hostile);
                LeaveToSources(ground, hostile);
                LeaveToSources(ground, conciliatory);
                if (hostile.Count == 0 || conciliatory.Count == 0)
                {
                    continue;
                }

                ContestedSide Side(string label, HashSet<ClaimKey> claims) => ground.Side(label, claims.Select(key => ground.Stance(ground.Claim(key)!, matter.Select(said => said.Intention).First(intention => intention.Claim == key).About)));
                var incident = matter.Key;
                var name = ground.NameOf(side.Key);
                yield return new ContestedMatter(
                    ContestedMatters.IdOf(ContestedOn.Intention, $"{side.Key}\u001f{incident?.Id}"),
                    incident is null ? $"What does {name} intend?" : $"What did {name} intend? {incident.Title}",
                    incident?.Id, ContestedOn.Intention, [Side(Hostile, hostile), Side(Conciliatory, conciliatory)], OnlyAccused: false);
            }
        }
    }

    /// <summary>Where those whom a report names take a side, what the report says of it in its own words is no further statement.</summary>
    private static void LeaveToSources(Ground ground, HashSet<ClaimKey> side)
    {
        var spoken = side.Where(key => !ground.Claim(key)!.IsNarrated).Select(key => key.Document).ToHashSet(StringComparer.Ordinal);
        side.RemoveWhere(key => spoken.Contains(key.Document) && ground.Claim(key)!.IsNarrated);
    }

    /// <summary>The incident that statements around the same time are about; null where there is none near, or the nearest are two.</summary>
    private static Incident? Nearest(Said said, List<Said> about)
    {
        var at = SourceActivities.At(said.Document);
        var near = about.Select(other => (other.About, Apart: (SourceActivities.At(other.Document) - at).Duration())).Where(pair => pair.Apart <= TimeSpan.FromDays(DaysApartMax)).ToList();
        if (near.Count == 0)
        {
            return null;
        }

        var least = near.Min(pair => pair.Apart);
        var nearest = near.Where(pair => pair.Apart == least).Select(pair => pair.About).Distinct().ToList();
        return nearest.Count == 1 ? nearest[0] : null;
    }

    private sealed record Said(RecordedIntention Intention, RecordedDocument Document, Incident? About);
}
