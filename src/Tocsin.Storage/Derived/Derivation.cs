using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Derived;

/// <summary>The rows that follow from a reading, for scopes and searches. What is written here is written the same way by a rebuild.</summary>
internal static class Derivation
{
    /// <summary>An event's or claim's id is its reading's, shifted, plus its number in the document.</summary>
    public const int NumberBits = 20;

    public static long IdOf(long reading, int number) => (reading << NumberBits) + number;

    public static (long Reading, int Number) Parts(long id) => (id >> NumberBits, (int)(id & ((1 << NumberBits) - 1)));

    public static void AddText(RecordConnection connection, RecordedDocument document, string text) =>
        connection.Execute("INSERT INTO text_index (rowid, title, body) VALUES ($1, $2, $3)", document.Sequence, document.Title, text);

    /// <param name="id">The reading's number.</param>
    /// <param name="reading">With its document as recorded.</param>
    public static void AddReading(RecordConnection connection, long id, RecordedReading reading)
    {
        var at = RecordTime.Of(reading.Document.PublishedAt ?? reading.Document.RecordedAt);
        foreach (var coded in reading.Events)
        {
            AddEvent(connection, IdOf(id, coded.Key.Number), coded);
        }

        foreach (var claim in reading.Claims)
        {
            AddClaim(connection, IdOf(id, claim.Key.Number), claim);
        }

        foreach (var (kind, term) in ScopeTerms.Of(reading))
        {
            connection.Execute("INSERT INTO scope_terms (kind, term, at, reading) VALUES ($1, $2, $3, $4)", (int)kind, term, at, id);
        }
    }

    private static void AddEvent(RecordConnection connection, long id, RecordedEvent coded)
    {
        connection.Execute(
            """
            INSERT INTO events (id, type, mode, quad, score, status, factuality, confidence, actor, recipient, country, place, latitude, longitude, occurred_from, occurred_to)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """,
            id, coded.Type, coded.Mode, (int)coded.Quad, coded.Score, (int)coded.Status, (int)coded.Factuality, coded.Confidence, First(coded.Actors), First(coded.Recipients),
            coded.Place?.Country, coded.Place is { } place ? PartyKeys.Fold(place.Name) : null, coded.Place?.Latitude, coded.Place?.Longitude,
            RecordTime.Day(coded.OccurredOn.Interval?.Start), RecordTime.Day(coded.OccurredOn.Interval?.End));
        var body = string.Join(
            " · ", new[] { coded.Words, coded.Type, coded.Mode, coded.Weapon, coded.Place?.Name, coded.Place?.Country }
                .Concat(coded.Actors.Concat(coded.Recipients).SelectMany(party => new[] { party.Name, party.Country })).Concat(coded.ToldBy).Where(part => part is { Length: > 0 }).Distinct());
        connection.Execute("INSERT INTO event_index (rowid, body) VALUES ($1, $2)", id, body);
    }

    private static void AddClaim(RecordConnection connection, long id, RecordedClaim claim)
    {
        connection.Execute(
            "INSERT INTO claims (id, source, source_kind, act, negated, said_from, said_to) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id, claim.Source?.Side ?? claim.Source?.Key, (int)claim.SourceKind, (int)claim.Act, claim.Negated ? 1 : 0, RecordTime.Day(claim.SaidOn?.Start), RecordTime.Day(claim.SaidOn?.End));
        var body = string.Join(" · ", new[] { claim.Content, claim.Cue, claim.Source?.Name }.Concat(claim.ToldBy).Where(part => part is { Length: > 0 }).Distinct());
        connection.Execute("INSERT INTO claim_index (rowid, body) VALUES ($1, $2)", id, body);
    }

    private static string? First(System.Collections.Immutable.ImmutableArray<RecordedParty> parties) => parties.Select(party => party.Side ?? party.Key).FirstOrDefault(key => key is not null);
}
