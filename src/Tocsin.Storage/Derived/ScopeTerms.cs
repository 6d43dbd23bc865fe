using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Derived;

/// <summary>Frozen: stored in scope_terms.kind.</summary>
internal enum ScopeKind
{
    Party = 1,
    Country = 2,
    Place = 3,
    EventType = 4,
}

/// <summary>By what a reading is found when a situation names it.</summary>
internal static class ScopeTerms
{
    /// <summary>Each once, in a fixed order.</summary>
    public static IEnumerable<(ScopeKind Kind, string Term)> Of(RecordedReading reading)
    {
        var parties = reading.Events.SelectMany(coded => coded.Actors.Concat(coded.Recipients))
            .Concat(reading.Claims.Where(claim => claim.Source is not null).Select(claim => claim.Source!))
            .SelectMany(party => new[] { party.Key, party.Side });
        return Terms(ScopeKind.Party, parties)
            .Concat(Terms(ScopeKind.Country, reading.Events.SelectMany(coded => coded.Actors.Concat(coded.Recipients).Select(party => party.Country).Append(coded.Place?.Country))))
            .Concat(Terms(ScopeKind.Place, reading.Events.Select(coded => coded.Place is { } place ? PartyKeys.Fold(place.Name) : null)))
            .Concat(Terms(ScopeKind.EventType, reading.Events.Select(coded => coded.Type)));
    }

    private static IEnumerable<(ScopeKind Kind, string Term)> Terms(ScopeKind kind, IEnumerable<string?> terms) =>
        terms.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(term => (kind, term));
}
