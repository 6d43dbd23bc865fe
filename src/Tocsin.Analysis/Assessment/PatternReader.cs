using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Assessment;

/// <summary>Reads what an indicator looks for.</summary>
internal sealed class PatternReader(Func<string, string?> sideOf)
{
    private static readonly Dictionary<string, Direction> Directions = new(StringComparer.Ordinal)
    {
        ["escalating"] = Direction.Escalating,
        ["holding"] = Direction.Holding,
        ["de-escalating"] = Direction.DeEscalating,
    };

    private static readonly Dictionary<string, bool> Aims = new(StringComparer.Ordinal) { ["hostile"] = true, ["conciliatory"] = false };
    private static readonly Dictionary<string, ActOf> ActsOf = new(StringComparer.Ordinal) { ["act"] = ActOf.Act, ["others"] = ActOf.Others };
    private static readonly Dictionary<string, bool> Channels = new(StringComparer.Ordinal) { ["acts"] = true, ["statements"] = false };

    private readonly Lazy<EventTypes> _types = new(EventTypes.Load);
    private readonly Lazy<WordClasses> _classes = new(WordClasses.Load);

    public EvidencePattern.OfClaims Claims(WatchMap map)
    {
        var source = Party(map, "source");
        var acts = Choices<SpeechAct>(map, "act", ContractNames.Of);
        var kinds = Choices<SourceKind>(map, "kind", ContractNames.Of);
        Meaning? meaning = null;
        if (map.Map("means") is { } means)
        {
            var (side, aim) = (means.Required("side", "Iran"), means.Choice("aim", Aims));
            if (aim is null && !means.Has("aim"))
            {
                means.Tell("\"aim\" is missing. Write aim: hostile or aim: conciliatory");
            }

            meaning = side is not null && Side(means, "side", side) is { } key && aim is { } hostile ? new Meaning(key, hostile) : null;
            means.TellUnknown();
        }

        var words = Words(map);
        var negated = map.Flag("negated") ?? false;
        var of = map.Choice("of", ActsOf) ?? ActOf.Any;
        var notice = map.Flag("notice") ?? false;
        map.TellUnknown();
        if (source is null && acts.IsEmpty && kinds.IsEmpty && meaning is null && words.IsEmpty && !notice)
        {
            map.Tell("This would be everything that anybody says. Narrow it by source, act, kind, means, words, class or notice.");
        }

        return new EvidencePattern.OfClaims(source, acts, kinds, meaning, words, negated) { Of = of, Notice = notice };
    }

    public EvidencePattern.OfEvents Events(WatchMap map, bool byIncident)
    {
        var types = map.Texts("type");
        foreach (var type in types.Where(type => !_types.Value.IsType(type)))
        {
            map.Tell("type", $"\"{type}\" is no PLOVER type. They are written as ASSAULT, MOBILIZE, THREATEN (docs/decisions/event-types.md).");
        }

        var modes = map.Texts("mode");
        foreach (var mode in modes.Where(mode => !types.IsEmpty && !types.Any(type => _types.Value.IsMode(type, mode))))
        {
            map.Tell("mode", $"\"{mode}\" is no mode of {string.Join(", ", types)}.");
        }

        var pattern = new EvidencePattern.OfEvents(
            types, modes, Choices<Quad>(map, "quad", ContractNames.Of), Party(map, "actor"), Party(map, "recipient"), [.. map.Texts("country").Select(name => Side(map, "country", name)).OfType<string>()],
            [.. map.Texts("place").Select(PartyKeys.Fold)], Choices<EventStatus>(map, "status", ContractNames.Of), Choices<Factuality>(map, "factuality", ContractNames.Of), Toll(map, "killed"),
            Toll(map, "injured"), map.Texts("weapon"), Words(map), map.Whole("origins", 1, 1000) ?? 1, byIncident)
        {
            Of = map.Choice("of", ActsOf) ?? ActOf.Any,
        };
        map.TellUnknown();
        return pattern;
    }

    public EvidencePattern.OfContests Contests(WatchMap map)
    {
        var pattern = new EvidencePattern.OfContests(Choices<ContestedOn>(map, "on", ContractNames.Of), Party(map, "side"));
        map.TellUnknown();
        return pattern;
    }

    public EvidencePattern.OfTension? Tension(WatchMap map)
    {
        var names = map.Texts("pair");
        var sides = names.Select(name => Side(map, "pair", name)).OfType<string>().ToList();
        var ofActs = map.Choice("of", Channels) ?? true;
        var directions = map.Texts("direction").Select(name =>
        {
            if (Directions.TryGetValue(name, out var direction))
            {
                return (Direction?)direction;
            }

            map.Tell("direction", $"\"{name}\" is none of {string.Join(", ", Directions.Keys)}.");
            return null;
        }).OfType<Direction>().ToImmutableArray();
        map.TellUnknown();
        if (sides.Count != 2 || sides[0] == sides[1])
        {
            map.Tell("pair", "A pair has two sides. Write pair: [Iran, United States]");
            return null;
        }

        if (directions.IsEmpty)
        {
            map.Tell("direction", "Which direction? Write direction: escalating");
            return null;
        }

        return new EvidencePattern.OfTension(new SidePair(sides[0], sides[1]), ofActs, directions);
    }

    /// <summary>The side of a name; tells where there is none.</summary>
    public string? Side(WatchMap map, string key, string name)
    {
        var side = sideOf(name);
        if (side is null)
        {
            map.Tell(key, $"\"{name}\" names nobody. Write a country, its code, or an actor as the record has it.");
        }

        return side;
    }

    /// <summary>A side, a list of sides, or keys: <c>{ side, country, sector, not, person }</c>.</summary>
    private PartyPattern? Party(WatchMap map, string key)
    {
        ImmutableArray<string> Sides(WatchMap of, string at) => [.. of.Texts(at).Select(name => Side(of, at, name)).OfType<string>()];

        if (!map.Has(key))
        {
            return null;
        }

        if (!map.HoldsKeys(key))
        {
            return new PartyPattern(Sides(map, key), [], [], []);
        }

        var party = map.Map(key)!;
        var pattern = new PartyPattern(Sides(party, "side"), Sides(party, "country"), party.Texts("sector"), Sides(party, "not")) { Person = party.Flag("person") ?? false };
        party.TellUnknown();
        return pattern;
    }

    private ImmutableArray<string> Words(WatchMap map)
    {
        var words = map.Texts("words").ToList();
        foreach (var name in map.Texts("class"))
        {
            if (_classes.Value.Phrases(name) is { } phrases)
            {
                words.AddRange(phrases);
            }
            else
            {
                map.Tell("class", $"There is no class of words \"{name}\". There are {string.Join(", ", _classes.Value.Names)}; other phrases go under words.");
            }
        }

        return [.. words];
    }

    private static TollBounds? Toll(WatchMap map, string key)
    {
        if (map.Map(key) is not { } toll)
        {
            return null;
        }

        var bounds = new TollBounds(toll.Whole("min", 0, int.MaxValue), toll.Whole("max", 0, int.MaxValue));
        toll.TellUnknown();
        if (bounds is { Min: null, Max: null })
        {
            map.Tell(key, string.Create(CultureInfo.InvariantCulture, $"How many? Write {key}: {{ min: 1 }} or {key}: {{ max: 0 }}."));
        }

        return bounds;
    }

    private static ImmutableArray<T> Choices<T>(WatchMap map, string key, Func<T, string> nameOf)
        where T : struct, Enum
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var name in map.Texts(key))
        {
            var at = Array.FindIndex(Enum.GetValues<T>(), value => nameOf(value) == name);
            if (at >= 0)
            {
                found.Add(Enum.GetValues<T>()[at]);
            }
            else
            {
                map.Tell(key, $"\"{name}\" is none of {string.Join(", ", Enum.GetValues<T>().Select(nameOf))}.");
            }
        }

        return found.ToImmutable();
    }
}
