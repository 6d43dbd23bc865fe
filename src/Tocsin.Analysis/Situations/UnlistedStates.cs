using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>Gives those who act for a state on no list one side in all reports: what one calls "Tarkesh", another has "Tarkeshi troops" for, and a third "Qasren".</summary>
/// <remarks>One report may have the word alone that another explains, so this is told of all that is known at a moment, in whatever order it came.</remarks>
internal static class UnlistedStates
{
    private static readonly RenamedReadings Renamed = new();

    /// <param name="asked">Sides that are asked for, which may be names that no report has as they are.</param>
    /// <returns>The same facts where no side has two names.</returns>
    public static RecordFacts Unify(RecordFacts facts, ImmutableArray<string> asked)
    {
        var sides = new HashSet<string>(asked, StringComparer.Ordinal);
        var actedFor = new HashSet<string>(asked, StringComparer.Ordinal);
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var common = new HashSet<string>(StringComparer.Ordinal);
        var seats = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var party in facts.Readings.SelectMany(Parties))
        {
            if (party.Country is not null || party.Key is null || party.Side is not { } side)
            {
                continue;
            }

            sides.Add(side);
            if (!char.IsUpper(party.Name[0]))
            {
                common.Add(party.Key);
            }

            if (side == party.Key)
            {
                var space = side.IndexOf(' ', StringComparison.Ordinal);
                if (space < 0 || party.Sectors.Any(PartyKeys.IsOfState))
                {
                    forms[side] = space < 0 ? side : side[..space];
                }

                // Of "TARVESH" and "Tarvesh" the latter, whichever came first.
                names[side] = names.TryGetValue(side, out var name) && string.CompareOrdinal(name, party.Name) > 0 ? name : party.Name;
                continue;
            }

            actedFor.Add(side);
            forms.TryAdd(side, side);
            if (IsWord(party.Key) && IsWord(side))
            {
                // Of two states in two reports, it is neither's.
                seats[party.Key] = seats.TryGetValue(party.Key, out var known) && known != side ? null : side;
            }
        }

        var stateOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (side, word) in forms)
        {
            if (Demonyms.StatesOf(word).FirstOrDefault(state => state != side && sides.Contains(state) && (actedFor.Contains(state) || actedFor.Contains(side) || side != word)) is { } state)
            {
                stateOf.Add(side, state);
            }
        }

        foreach (var (seat, side) in seats.ToList())
        {
            // A town stays a town, and acts and suffers for its state; "protesters" are of none.
            if (side is null || common.Contains(seat) || !sides.Contains(seat) || !stateOf.TryAdd(seat, side))
            {
                seats.Remove(seat);
            }
        }

        return stateOf.Count == 0 ? facts : facts with { Readings = [.. facts.Readings.Select(reading => Unified(reading, stateOf, seats, names))] };
    }

    private static bool IsWord(string side) => side.Length > 0 && char.IsLower(side[0]) && !side.Contains(' ', StringComparison.Ordinal);

    private static IEnumerable<RecordedParty> Parties(RecordedReading reading) =>
        reading.Events.SelectMany(SituationScope.Parties).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>());

    private static RecordedReading Unified(RecordedReading reading, Dictionary<string, string> stateOf, Dictionary<string, string?> seats, Dictionary<string, string> names)
    {
        var other = Parties(reading).Select(party => party.Side).OfType<string>().Concat(reading.Intentions.Select(intention => intention.Side)).Where(stateOf.ContainsKey).ToHashSet(StringComparer.Ordinal);
        return other.Count == 0 ? reading : Renamed.Of(reading, string.Join('\n', other.Order(StringComparer.Ordinal).Select(Names)), () => Made(reading, stateOf, seats, names));

        string Names(string side)
        {
            var state = StateOf(side, stateOf);
            return $"{side}\t{state}\t{(seats.ContainsKey(side) ? null : names.GetValueOrDefault(state))}\t{seats.ContainsKey(side)}";
        }
    }

    private static string StateOf(string side, Dictionary<string, string> stateOf)
    {
        // A seat's state may itself be called by its people.
        for (var left = 2; left > 0 && stateOf.TryGetValue(side, out var state); left--)
        {
            side = state;
        }

        return side;
    }

    private static RecordedReading Made(RecordedReading reading, Dictionary<string, string> stateOf, Dictionary<string, string?> seats, Dictionary<string, string> names)
    {
        bool IsOther(RecordedParty party) => party.Side is { } side && stateOf.ContainsKey(side);

        RecordedParty One(RecordedParty party)
        {
            if (!IsOther(party))
            {
                return party;
            }

            var state = StateOf(party.Side!, stateOf);
            return party.Key == party.Side && IsWord(party.Side!) && !seats.ContainsKey(party.Side!) ? party with { Key = state, Side = state, Name = names.GetValueOrDefault(state, party.Name) } : party with { Side = state };
        }

        ImmutableArray<RecordedParty> All(ImmutableArray<RecordedParty> parties) => parties.Any(IsOther) ? [.. parties.Select(One)] : parties;
        return reading with
        {
            Events = [.. reading.Events.Select(told => told with { Actors = All(told.Actors), Recipients = All(told.Recipients) })],
            Claims = [.. reading.Claims.Select(claim => claim.Source is { } source && IsOther(source) ? claim with { Source = One(source) } : claim)],
            Intentions = [.. reading.Intentions.Select(intention => intention with { Side = StateOf(intention.Side, stateOf) })],
        };
    }
}
