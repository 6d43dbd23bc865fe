using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Situations;

/// <summary>Makes views with incidents joined and sides called by their usual names. Thread-safe once built; loading takes some milliseconds, so share one.</summary>
public sealed class SituationViewer(IncidentMatcher matcher, CountryLexicon countries)
{
    private readonly IncidentFinder _finder = new(matcher, countries);

    /// <summary>With the lists that ship with Tocsin.</summary>
    public static SituationViewer Load() => Load(CountryLexicon.Load());

    public static SituationViewer Load(CountryLexicon countries) => new(IncidentMatcher.Load(), countries);

    /// <summary>Joins events into incidents, for <see cref="SituationView.Of"/>.</summary>
    public IncidentJoiner Join => Joined;

    /// <inheritdoc cref="SituationView.Of"/>
    public SituationView Of(Situation situation, RecordFacts facts, ViewSettings? settings = null)
    {
        var cut = settings ?? new ViewSettings();
        return SituationView.Of(situation, facts, Join, cut.NameOf is null ? cut with { NameOf = NameOf } : cut);
    }

    /// <summary>The usual name of a country; null for any other side.</summary>
    public string? NameOf(string side) => countries.ByCode(side)?.Name;

    /// <remarks>Links that the facts come without are found here, the same for any order of the readings.</remarks>
    private ImmutableArray<Incident> Joined(RecordFacts facts, Origins origins)
    {
        IEnumerable<IncidentLink> links = facts.IncidentLinks;
        if (facts.IncidentLinks.IsEmpty)
        {
            var index = new IncidentIndex(matcher);
            links = facts.Readings.OrderBy(reading => reading.Document, PublicationOrder.Instance).ThenBy(reading => reading.Document.Id, StringComparer.Ordinal).SelectMany(reading => index.Add(reading)).ToList();
        }

        return _finder.Of(facts.Readings, links, facts.Corrections, origins.OriginOf);
    }
}
