using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tocsin.Analysis.Attributions;

namespace Tocsin.Analysis.Record;

/// <summary>
/// Calls one person by one name in all reports: "Zarif", "Javad Zarif" and "Mohammad Javad Zarif" of one country are one speaker. A minister whom one report calls that of a state speaks for it in all.
/// </summary>
/// <remarks>
/// A shorter name goes with the one fuller name that ends in it and whose country or side is the same. Where two people's full names end in it, it stays apart. The order of the
/// readings means nothing.
/// </remarks>
public static class PersonNames
{
    private const int WordsMax = 5;

    private static readonly RenamedReadings Renamed = new();

    /// <summary>Who is named in a reading, which never changes and is asked for with every view.</summary>
    private static readonly ConditionalWeakTable<RecordedReading, Naming> Known = [];

    /// <summary>The same facts where nobody is called by two names.</summary>
    public static RecordFacts Unite(RecordFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var fuller = Fuller(facts.Readings);
        return fuller.Count == 0 ? facts : facts with { Readings = [.. facts.Readings.Select(reading => Apply(reading, fuller))] };
    }

    /// <summary>For each shorter name, by key, the fuller one; for who has a side in some reports only, the same name with that side.</summary>
    private static Dictionary<string, RecordedParty> Fuller(ImmutableArray<RecordedReading> readings)
    {
        var alone = new HashSet<string>(StringComparer.Ordinal);
        var people = new Dictionary<string, (RecordedParty Party, HashSet<string> Of)>(StringComparer.Ordinal);
        foreach (var source in readings.SelectMany(reading => Known.GetValue(reading, Naming.Of).People))
        {
            var key = source.Key!;
            if (!people.TryGetValue(key, out var known))
            {
                people[key] = known = (source, new HashSet<string>(StringComparer.Ordinal));
            }
            else if (string.CompareOrdinal(source.Name, known.Party.Name) < 0)
            {
                people[key] = (source, known.Of);
            }

            if (source.Side == key)
            {
                alone.Add(key);
            }

            if (source.Country is { } country)
            {
                known.Of.Add(country);
            }

            if (source.Side is { } side && side != key)
            {
                known.Of.Add(side);
            }
        }

        var longerThan = people.Keys.SelectMany(key => Endings(key).Where(people.ContainsKey).Select(ending => (ending, key))).ToLookup(pair => pair.ending, pair => pair.key, StringComparer.Ordinal);
        var fuller = new Dictionary<string, RecordedParty>(StringComparer.Ordinal);
        foreach (var (key, person) in people)
        {
            // Of names that end in it, those that end no other: one for each person.
            var ending = longerThan[key].ToList();
            var whole = ending.FindAll(other => !ending.Exists(longer => EndsIn(longer, other)));
            if (whole.Count == 1 && people[whole[0]].Of.Overlaps(person.Of))
            {
                fuller.Add(key, WithSide(whole[0], people[whole[0]]));
            }
            else if (alone.Contains(key) && WithSide(key, person) is var known && known.Side != key)
            {
                fuller.Add(key, known);
            }
        }

        return fuller;
    }

    /// <summary>Of two sides in two reports it is neither's.</summary>
    private static RecordedParty WithSide(string key, (RecordedParty Party, HashSet<string> Of) person) => person.Party with { Side = person.Of.Count == 1 ? person.Of.First() : key };

    /// <summary>"Zarif" and "Mohammad Javad Zarif", and no description: "the foreign minister".</summary>
    private static bool IsName(string name)
    {
        var words = name.Split(' ');
        return words.Length <= WordsMax && words.All(word => word.Length > 1 && char.IsUpper(word[0]) && !word.EndsWith("’s", StringComparison.Ordinal) && !word.EndsWith("'s", StringComparison.Ordinal));
    }

    /// <summary>"javad zarif" and "zarif" of "mohammad javad zarif".</summary>
    private static IEnumerable<string> Endings(string name)
    {
        for (var space = name.IndexOf(' ', StringComparison.Ordinal); space >= 0; space = name.IndexOf(' ', space + 1))
        {
            yield return name[(space + 1)..];
        }
    }

    private static bool EndsIn(string longer, string shorter) => longer.Length > shorter.Length + 1 && longer[^(shorter.Length + 1)] == ' ' && longer.EndsWith(shorter, StringComparison.Ordinal);

    private static RecordedReading Apply(RecordedReading reading, Dictionary<string, RecordedParty> fuller)
    {
        var naming = Known.GetValue(reading, Naming.Of);
        var called = naming.Keys.Where(fuller.ContainsKey).ToHashSet(StringComparer.Ordinal);
        if (called.Count == 0)
        {
            return reading;
        }

        called.UnionWith(naming.Told.Where(fuller.ContainsKey));
        return Renamed.Of(reading, string.Join('\n', called.Order(StringComparer.Ordinal).Select(key => $"{key}\t{fuller[key].Key}\t{fuller[key].Side}\t{fuller[key].Name}")), () => Made(reading, fuller));
    }

    /// <param name="People">Speakers by name, once for each statement.</param>
    /// <param name="Keys">Of all who speak, act or suffer, each once.</param>
    /// <param name="Told">Names of those who tell, folded, each once.</param>
    private sealed record Naming(RecordedParty[] People, string[] Keys, string[] Told)
    {
        public static Naming Of(RecordedReading reading) => new(
            [.. reading.Claims.Where(claim => claim.SourceKind == SourceKind.Named).Select(claim => claim.Source).OfType<RecordedParty>().Where(source => source.Key is { } key && key != source.Country && IsName(source.Name))],
            [.. reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>().Concat(reading.Events.SelectMany(told => told.Actors.Concat(told.Recipients))).Select(party => party.Key).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. reading.Claims.SelectMany(claim => claim.ToldBy).Concat(reading.Events.SelectMany(told => told.ToldBy)).Where(name => name.Length > 0).Select(PartyKeys.Fold).Distinct(StringComparer.Ordinal)]);
    }

    private static RecordedReading Made(RecordedReading reading, Dictionary<string, RecordedParty> fuller)
    {
        RecordedParty Called(RecordedParty party) => party.Key is { } key && fuller.TryGetValue(key, out var whole)
            ? party with { Key = whole.Key, Name = whole.Name, Side = party.Side == key ? whole.Side : party.Side }
            : party;
        string Named(string name) => name.Length > 0 && fuller.TryGetValue(PartyKeys.Fold(name), out var whole) ? whole.Name : name;
        return reading with
        {
            Claims = [.. reading.Claims.Select(claim => claim with { Source = claim.Source is { } source ? Called(source) : null, ToldBy = [.. claim.ToldBy.Select(Named)] })],
            Events = [.. reading.Events.Select(told => told with { Actors = [.. told.Actors.Select(Called)], Recipients = [.. told.Recipients.Select(Called)], ToldBy = [.. told.ToldBy.Select(Named)] })],
        };
    }
}
