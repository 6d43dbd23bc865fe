using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>Finds over many documents what sources assert and others deny or doubt: what was intended, whether it happened, who did it, how many were hurt, where and when.</summary>
/// <remarks>
/// What each document itself shows as contested is joined where it is about one incident, and sides that stand in different documents meet. An accusation alone is an open accusation
/// and no contest. The order of what is given means nothing.
/// </remarks>
public static class ContestedMatters
{
    /// <param name="incidents">All of whose events stand in <paramref name="readings"/>.</param>
    /// <param name="originOf">Id of the origin of what stands at a place of a document.</param>
    /// <param name="nameOf">What a side is called, by its key; null for the name that its documents use most.</param>
    /// <returns>What is contested, most origins first, then open accusations.</returns>
    public static ImmutableArray<ContestedMatter> Of(
        ImmutableArray<Incident> incidents, ImmutableArray<RecordedReading> readings, Func<string, TextSpan, string> originOf, Func<string, string?>? nameOf = null)
    {
        var ground = new Ground(incidents, readings, originOf, nameOf);
        var found = new List<ContestedMatter>();
        found.AddRange(IntentionMatters.Find(ground));
        foreach (var incident in ground.Incidents)
        {
            found.AddRange(HappeningMatters.Find(ground, incident));
            found.AddRange(TollMatters.Find(ground, incident));
            found.AddRange(SettingMatters.Find(ground, incident));
        }

        return
        [
            .. found.OrderBy(matter => matter.OnlyAccused).ThenByDescending(matter => matter.Sides.Sum(side => side.Origins)).ThenBy(matter => matter.On)
                .ThenBy(matter => matter.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>"m" and 12 hexadecimal digits: of what it is about and on, whoever says what.</summary>
    internal static string IdOf(ContestedOn on, string about)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{(int)on}\u001f{about}"));
        return "m" + Convert.ToHexStringLower(hash.AsSpan(0, 6));
    }
}
