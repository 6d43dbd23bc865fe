using System.Collections.Frozen;
using System.Globalization;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Language.Mentions;

namespace Tocsin.Desk.Views;

/// <summary>What actors are called: a state by its country's name, everybody else by the name that the reports use most.</summary>
public sealed class Names
{
    private static readonly Lazy<CountryLexicon> Countries = new(CountryLexicon.Load);
    private readonly FrozenDictionary<string, string> _names;
    private readonly FrozenSet<string> _actors;

    private Names(FrozenDictionary<string, string> names, FrozenSet<string> actors) => (_names, _actors) = (names, actors);

    public static Names Of(IEnumerable<RecordedReading> readings)
    {
        var all = readings.ToArray();
        var speaking = all.SelectMany(reading => reading.Claims).Select(claim => claim.Source).OfType<RecordedParty>();
        var actors = all.SelectMany(reading => reading.Events.SelectMany(told => told.Actors.Concat(told.Recipients))).Where(party => party.Country is not null || !party.Sectors.IsEmpty || IsName(party.Name)).Concat(speaking);
        var parties = all.SelectMany(reading => reading.Events.SelectMany(told => told.Actors.Concat(told.Recipients)).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>()));
        return new Names(parties.Where(party => party.Key is not null).GroupBy(party => party.Key!, StringComparer.Ordinal).ToFrozenDictionary(
            group => group.Key,
            group => group.GroupBy(party => party.Name, StringComparer.Ordinal).OrderByDescending(name => name.Count()).ThenByDescending(name => name.Key.Length).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key,
            StringComparer.Ordinal), actors.SelectMany(party => new[] { party.Key, party.Side }).OfType<string>().ToFrozenSet(StringComparer.Ordinal));
    }

    public string this[string key] => Country(key) ?? _names.GetValueOrDefault(key) ?? Side(key);

    /// <summary>A side of a scope where no report is at hand that names it: the country, else its key as a name is written.</summary>
    public static string Side(string key) => Country(key) ?? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key);

    /// <summary>Whether it is a name, and no description such as "eight soldiers", also at the head of a sentence: "Western diplomats".</summary>
    public static bool IsName(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return name.Length > 0 && char.IsUpper(name[0]) && (space < 0 || name[space..].Any(char.IsUpper));
    }

    /// <summary>Whether it is somebody: a name, a body or people of some side, or who speaks; no number and no thing, such as "more than twenty" or "the border".</summary>
    public bool IsActor(string key) => IsCountry(key) || _actors.Contains(key);

    public static bool IsCountry(string key) => Country(key) is not null;

    /// <summary>The code of a country by its name or its code in any letters; null for what is none.</summary>
    public static string? CountryCode(string name) => (Countries.Value.ByName(name) ?? Countries.Value.ByCode(name.ToUpperInvariant()))?.Code;

    /// <summary>Who speaks: a state by its name, for its ministries and its people count as the state; everybody else by the fullest name.</summary>
    public string Of(SourceActivity speaker) => !speaker.IsOutlet && IsCountry(speaker.Key) ? this[speaker.Key] : speaker.Name;

    public bool Knows(string key) => _names.ContainsKey(key) || Country(key) is not null;

    public string Of(RecordedParty party) => party.Side is { } side && side == party.Country && party.Key == side ? this[side] : party.Name;

    private static string? Country(string key) => key.Length == 3 && Countries.Value.ByCode(key) is { } country ? country.Name : null;
}
