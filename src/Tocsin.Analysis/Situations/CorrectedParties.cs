using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Situations;

/// <summary>Whom somebody means who names the actors or the recipients of an event: those that the record knows by that name, else a country, else a name of its own.</summary>
internal sealed class CorrectedParties
{
    private const char Between = ';';
    private static readonly Lazy<CountryLexicon> Countries = new(CountryLexicon.Load);
    private readonly Lazy<Dictionary<string, RecordedParty>> _known;

    public CorrectedParties(RecordFacts facts) => _known = new Lazy<Dictionary<string, RecordedParty>>(() => facts.Readings
        .SelectMany(reading => reading.Events.SelectMany(told => told.Actors.Concat(told.Recipients)).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>()))
        .Where(party => party.Key is not null).GroupBy(party => PartyKeys.Fold(party.Name), StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => group.GroupBy(party => (party.Key, party.Side, party.Country)).OrderByDescending(alike => alike.Count()).ThenBy(alike => alike.Key.Key, StringComparer.Ordinal).ThenBy(alike => alike.Key.Side, StringComparer.Ordinal).First().First(),
            StringComparer.Ordinal));

    /// <summary>Names parted by semicolons, none of them empty, each of somebody who can be known outside the document.</summary>
    public static bool AreNames(string text) => text.Split(Between).All(name => name.Trim().Length > 0 && PartyKeys.KeyOf(name.Trim()) is not null);

    /// <param name="text">Null for nobody.</param>
    /// <param name="span">Of the word that tells of the event: the document has no words for them.</param>
    public ImmutableArray<RecordedParty> Of(string? text, TextSpan span) => text is null ? [] : [.. text.Split(Between).Select(name => One(name.Trim()) with { Span = span })];

    private RecordedParty One(string name)
    {
        if ((Countries.Value.ByName(name) ?? Countries.Value.ByCode(name)) is { } country)
        {
            return new RecordedParty(country.Code, country.Code, country.Name, country.Code, [], default);
        }

        var key = PartyKeys.KeyOf(name);
        return _known.Value.GetValueOrDefault(PartyKeys.Fold(name)) ?? new RecordedParty(key, key, name, null, [], default);
    }
}
