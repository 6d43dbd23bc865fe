using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>Whether a report, an event or a statement belongs to what a user watches.</summary>
/// <remarks>
/// A report is in scope where each list of the situation that is not empty is met by something in it. Of two or more sides at least two must act, suffer or speak in it, so that
/// "US-Iran" is not all that is told of the United States. Words are looked for in the text, which only the record has: facts hold no report without them, and here they are taken as met.
/// </remarks>
public static class SituationScope
{
    public static bool Holds(Situation situation, RecordedReading reading)
    {
        var sides = situation.Sides.Distinct(StringComparer.Ordinal).ToList();
        if (sides.Count(side => IsIn(reading, side)) < Math.Min(2, sides.Count))
        {
            return false;
        }

        return (situation.Countries.IsEmpty || situation.Countries.Any(country => reading.Events.Any(told => IsIn(told, country))))
            && (situation.Places.IsEmpty || reading.Events.Any(told => IsAt(situation, told)));
    }

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
