using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;

namespace Tocsin.Desk.Views;

/// <summary>Joins reports into incidents with the links that the record keeps, or finds them where it keeps none.</summary>
internal sealed class IncidentJoining
{
    private readonly IncidentMatcher _matcher = IncidentMatcher.Load();
    private readonly Lazy<IncidentFinder> _finder = new(IncidentFinder.Load);

    public ImmutableArray<Incident> Join(RecordFacts facts, Origins origins) =>
        _finder.Value.Of(facts.Readings, facts.IncidentLinks.IsEmpty ? Links(facts) : facts.IncidentLinks, facts.Corrections, origins.OriginOf);

    private ImmutableArray<IncidentLink> Links(RecordFacts facts)
    {
        var index = new IncidentIndex(_matcher);
        return [.. facts.Readings.OrderBy(reading => reading.Document.Id, StringComparer.Ordinal).SelectMany(reading => index.Add(reading))];
    }
}
