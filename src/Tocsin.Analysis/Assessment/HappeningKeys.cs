using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>Names the happening that each event tells: that of its incident, and of the same words of one origin.</summary>
/// <remarks>Both, because a reprint that nothing joined to the incident of its original is still no second happening.</remarks>
internal static class HappeningKeys
{
    public static Dictionary<EventKey, string> Of(IEnumerable<RecordedReading> readings, IEnumerable<Incident> incidents, Origins origins)
    {
        var union = new NameUnion();
        var names = readings.SelectMany(reading => reading.Events)
            .ToDictionary(told => told.Key, told => $"words {origins.OriginOf(told)} {told.Type} {told.Status} {told.Words}");
        foreach (var incident in incidents)
        {
            foreach (var told in incident.Events)
            {
                if (names.TryGetValue(told, out var words))
                {
                    union.Unite(words, "incident " + incident.Id);
                }
            }
        }

        return names.ToDictionary(name => name.Key, name => union.Root(name.Value));
    }
}
