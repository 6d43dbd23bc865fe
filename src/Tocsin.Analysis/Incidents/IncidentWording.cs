using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Incidents;

/// <summary>The title of an incident: "Iran → United States · ASSAULT · heavy-weapons · Al Asad, 8 January 2020".</summary>
internal sealed class IncidentWording(CountryLexicon countries)
{
    private const int NamesMax = 2;
    private const int NameLengthMax = 40;

    /// <param name="quad">Nobody is accused of talks or of help: there it is only reported.</param>
    /// <param name="accused">Keys of those actors who are only accused; each is called so, also beside another who claims it.</param>
    public string Title(string type, string? mode, Quad quad, ImmutableArray<RecordedParty> actors, ImmutableArray<RecordedParty> recipients, RecordedPlace? place, DateInterval? days, IReadOnlySet<string> accused)
    {
        var areAll = !actors.IsEmpty && actors.All(actor => accused.Contains(actor.Key!));
        var open = quad is Quad.VerbalConflict or Quad.MaterialConflict ? " (accused)" : " (reportedly)";
        var parts = new List<string> { $"{Names(actors, areAll ? [] : accused, open)}{(areAll ? open : "")} → {Names(recipients, [], open)}", type };
        if (mode is not null)
        {
            parts.Add(mode);
        }

        var setting = string.Join(", ", ((string?[])[place?.Name, days is { } known ? Date(known) : null]).OfType<string>());
        return string.Join(" · ", setting.Length == 0 ? parts : parts.Append(setting));
    }

    private string Names(ImmutableArray<RecordedParty> parties, IEnumerable<string> accused, string open)
    {
        // A state's army beside the state is no further party.
        var names = parties.Where(party => party.Side is null || party.Side == party.Key || !parties.Any(state => state.Key == party.Side)).Select(party => accused.Contains(party.Key) ? Name(party) + open : Name(party)).Distinct(StringComparer.OrdinalIgnoreCase).Take(NamesMax).ToList();
        return names.Count == 0 ? "…" : string.Join(", ", names);
    }

    /// <summary>A country by its usual name, everybody else by the fullest of their own.</summary>
    private string Name(RecordedParty party)
    {
        var name = party.Country is { } code && party.Key == code ? countries.ByCode(code)?.Name ?? party.Name : party.Name;
        return name.Length <= NameLengthMax ? name : name[..NameLengthMax].TrimEnd() + "…";
    }

    private static string Date(DateInterval days) => days.Start == days.End
        ? days.Start.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : (days.Start.DayOfYear, days.End.AddDays(1).DayOfYear) is (1, 1) && days.Start.Year == days.End.Year ? days.Start.ToString("yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{days.Start:d MMMM yyyy} to {days.End:d MMMM yyyy}");
}
