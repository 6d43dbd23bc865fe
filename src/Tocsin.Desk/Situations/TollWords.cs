using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Situations;

/// <summary>Numbers of dead and hurt in words: never one number where they differ, and never without who gives which.</summary>
public static class TollWords
{
    /// <summary>"25", or "0 (United States); at least 80 (Iranian state television)": each number that still stands. Null where nobody gives one.</summary>
    public static string? Of(Incident incident, bool isKilled, int max)
    {
        var standing = incident.Tolls.Where(toll => toll.IsKilled == isKilled && toll.Latest).ToArray();
        var numbers = standing.GroupBy(Number).ToArray();
        // Numbers that rise from day to day are no quarrel: each has its day where there are several.
        var isOfDays = standing.Select(Day).Distinct().Count() > 1;
        return numbers.Length switch
        {
            0 => null,
            1 => numbers[0].Key,
            _ => string.Join("; ", numbers.Take(max).Select(group => $"{group.Key} ({Words.Names(group.Select(Giver))}{(isOfDays && group.Select(Day).OfType<DateOnly>().DefaultIfEmpty().Max() is var day && day != default ? $", {Words.DayOfYear(day)}" : "")})")) + (numbers.Length > max ? "; …" : ""),
        };
    }

    /// <summary>For the label of a place: of several incidents there no sum is made, for each source counts what it knows of.</summary>
    public static string Label(string place, IReadOnlyCollection<SituationIncident> there)
    {
        var deadly = there.Where(one => one.Incident.Tolls.Any(toll => toll is { IsKilled: true, Latest: true } && (toll.Max ?? toll.Min) > 0)).ToArray();
        return deadly.Length switch
        {
            0 => place,
            1 => $"{place}, killed: {One(deadly[0].Incident)}",
            _ => $"{place}, killed in {deadly.Length} incidents",
        };
    }

    /// <summary>Who gives which number stands in the table beside the map.</summary>
    private static string One(Incident incident) => incident.Tolls.Where(toll => toll is { IsKilled: true, Latest: true }).Select(Number).Distinct().ToArray() is [var single] ? single : "disputed";

    /// <summary>"nobody" says what "0" leaves to be wondered at.</summary>
    public static string Number(SourcedToll toll) => toll is { Min: 0 or null, Max: 0 } ? "nobody" : Words.Range(toll.Min, toll.Max);

    private static DateOnly? Day(SourcedToll toll) => toll.PublishedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    /// <summary>Each number of each source once, with all who print it; one that any report still gives has not changed.</summary>
    public static IEnumerable<(SourcedToll First, ImmutableArray<SourcedToll> Prints, bool Latest)> Lines(IEnumerable<SourcedToll> tolls) =>
        tolls.GroupBy(toll => (Giver: PartyKeys.Fold(Giver(toll)), toll.Min, toll.Max)).Select(group => (group.First(), group.ToImmutableArray(), group.Any(toll => toll.Latest)));

    /// <summary>"Alliance (“none of its airmen had been hurt”)": who says of some only that nobody was hurt says nothing of the others.</summary>
    public static string Giver(SourcedToll toll) => (toll.Source is { Length: > 0 } source ? source : Words.Outlet(toll.Outlet)) + (toll.NobodyOf is { } words ? $" (“{words}”)" : "");
}
