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

    /// <summary>The events of an incident by an id that it had once, before reports came in, were withdrawn or were corrected, or somebody took it apart or joined it with another.</summary>
    /// <param name="facts">Of now, with the reports that were withdrawn.</param>
    /// <returns>As they would be without any decision; else the event that it was named by alone. None where the id was never one of an incident of these reports.</returns>
    public ImmutableArray<EventKey> Former(string incident, RecordFacts facts)
    {
        var undecided = facts with { Corrections = [] };
        var was = Joined(undecided, Origins.Of(facts.Readings.Select(reading => reading.Document), facts.Copies)).FirstOrDefault(one => one.Id == incident);
        return was?.Events ?? [.. facts.Readings.SelectMany(reading => reading.Events).Select(told => told.Key).Where(key => IncidentMaker.IdOf(key) == incident)];
    }

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
