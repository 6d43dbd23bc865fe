using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>Whether a report, an event or a statement belongs to what a user watches.</summary>
/// <remarks>
/// A report is in scope where each list of the situation that is not empty is met by something in it. Of two or more sides at least two must act, suffer or speak in it, so that
/// "US-Iran" is not all that is told of the United States; but what one of them denies of a happening between them belongs to it, though it names itself alone. Words are looked for in the text, which only the record has: facts hold no report without them, and here they are taken as met.
/// </remarks>
public static class SituationScope
{
    /// <summary>The readings in scope, in the order of the facts.</summary>
    public static List<RecordedReading> Of(Situation situation, RecordFacts facts)
    {
        var inScope = facts.Readings.Where(reading => Holds(situation, reading)).ToList();
        var denials = situation.Sides.Distinct(StringComparer.Ordinal).Count() < 2 || inScope.Count == facts.Readings.Length
            ? []
            : facts.Readings.Where(reading => situation.Sides.Any(side => IsDenial(reading, side)) && IsSetIn(situation, reading)).Except(inScope).Select(reading => reading.Document.Id).ToHashSet(StringComparer.Ordinal);
        if (denials.Count == 0)
        {
            return inScope;
        }

        var within = inScope.Select(reading => reading.Document.Id).ToHashSet(StringComparer.Ordinal);
        bool AreOne(string denial, string report) => denials.Contains(denial) && within.Contains(report);
        var joined = facts.IncidentLinks.Select(link => (First: link.First.Document, Second: link.Second.Document))
            .SelectMany(link => AreOne(link.First, link.Second) ? [link.First] : AreOne(link.Second, link.First) ? [link.Second] : Array.Empty<string>()).ToHashSet(StringComparer.Ordinal);
        return joined.Count == 0 ? inScope : [.. facts.Readings.Where(reading => within.Contains(reading.Document.Id) || joined.Contains(reading.Document.Id))];
    }

    public static bool Holds(Situation situation, RecordedReading reading)
    {
        var sides = situation.Sides.Distinct(StringComparer.Ordinal).ToList();
        return sides.Count(side => IsIn(reading, side)) >= Math.Min(2, sides.Count) && IsSetIn(situation, reading);
    }

    /// <summary>A side denies something in it, or it tells that something did not happen which the side is told of.</summary>
    private static bool IsDenial(RecordedReading reading, string side) =>
        reading.Claims.Any(claim => claim is { Act: SpeechAct.Deny, Source: { } source } && Is(source, side))
        || reading.Events.Any(told => (told.Status == EventStatus.Denied || told.Factuality == Factuality.Negated) && told.Actors.Any(party => Is(party, side)));

    private static bool IsSetIn(Situation situation, RecordedReading reading) =>
        (situation.Countries.IsEmpty || situation.Countries.Any(country => reading.Events.Any(told => IsIn(told, country))))
            && (situation.Places.IsEmpty || reading.Events.Any(told => IsAt(situation, told)));

    /// <summary>An event that itself touches the scope, and does not merely stand in a report that does.</summary>
    public static bool Touches(Situation situation, RecordedEvent told) =>
        (situation.Sides.IsEmpty || situation.Sides.Any(side => Parties(told).Any(party => Is(party, side))))
        && (situation.Countries.IsEmpty || situation.Countries.Any(country => IsIn(told, country)))
        && (situation.Places.IsEmpty || IsAt(situation, told))
        && (situation.Words.IsEmpty || situation.Words.Any(word => HasWord(told.Words, word)));

    public static bool Is(RecordedParty party, string side) => party.Side == side || party.Key == side;

    internal static IEnumerable<RecordedParty> Parties(RecordedEvent told) => told.Actors.Concat(told.Recipients);

    private static bool IsIn(RecordedReading reading, string side) =>
        reading.Events.Any(told => Parties(told).Any(party => Is(party, side))) || reading.Claims.Any(claim => claim.Source is { } source && Is(source, side));

    private static bool IsIn(RecordedEvent told, string country) => told.Place?.Country == country || Parties(told).Any(party => party.Country == country);

    private static bool IsAt(Situation situation, RecordedEvent told) => told.Place is { } place && situation.Places.Contains(PartyKeys.Fold(place.Name), StringComparer.Ordinal);

    /// <summary>Whole words, without regard to case.</summary>
    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
