using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>What sides and speakers are called, by their keys.</summary>
internal static class SideNames
{
    /// <summary>Of the names of those who are the side and do not only act for it, the one in most documents, then the one used most, then the longest.</summary>
    public static Dictionary<string, string> Of(ImmutableArray<RecordedReading> readings)
    {
        var parties = readings.SelectMany(reading => reading.Events.SelectMany(SituationScope.Parties).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>())
            .SelectMany(party => ((string? Key, string Name, bool IsOwn, string Id)[])[(party.Key, party.Name, true, reading.Document.Id), (party.Side, party.Name, party.Side == party.Key, reading.Document.Id)]));
        return parties.Where(one => one.Key is not null).GroupBy(one => one.Key!, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => group.GroupBy(one => one.Name, StringComparer.Ordinal)
                .OrderByDescending(name => name.Any(one => one.IsOwn)).ThenByDescending(name => name.Select(one => one.Id).Distinct().Count()).ThenByDescending(name => name.Count())
                .ThenByDescending(name => name.Key.Length).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key,
            StringComparer.Ordinal);
    }
}
