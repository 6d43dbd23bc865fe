using System.Globalization;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Contention;

/// <summary>How many were killed or injured, where sources exclude each other at comparable times.</summary>
/// <remarks>
/// Of each source only what it gave last counts, and of that the most: who names parts and the whole means the whole. A later and higher number of another source is news and no contest,
/// unless both came within <see cref="HoursComparable"/> hours; a later and lower one contradicts.
/// </remarks>
internal static class TollMatters
{
    public const int HoursComparable = 12;

    public static IEnumerable<ContestedMatter> Find(Ground ground, Incident incident)
    {
        foreach (var isKilled in (bool[])[true, false])
        {
            List<SourcedToll> given = [.. incident.Tolls.Where(toll => toll.IsKilled == isKilled && toll.Latest && ground.Telling(toll.Event) is not null), .. OfContests(ground, incident, isKilled)];

            // Mostly all agree.
            if (given.Count < 2 || given.Max(toll => toll.Min ?? 0) <= given.Min(toll => toll.Max ?? int.MaxValue))
            {
                continue;
            }

            var last = given
                .GroupBy(toll => toll.Source is null ? $"\u001f{ground.OriginOf(ground.Telling(toll.Event)!)}" : PartyKeys.Fold(toll.Source), StringComparer.Ordinal)
                .Select(source => source.OrderByDescending(toll => toll.PublishedAt ?? DateTimeOffset.MinValue).ThenByDescending(toll => toll.Max ?? int.MaxValue).ThenByDescending(toll => toll.Min ?? 0).ThenBy(toll => toll.Event).First())
                .OrderBy(toll => toll.Event).ThenBy(toll => toll.Source, StringComparer.Ordinal).ToList();
            var contested = last.Where(toll => last.Exists(other => Contradict(ground, toll, other))).ToList();
            if (contested.Count < 2)
            {
                continue;
            }

            var what = isKilled ? "killed" : "injured";
            var sides = contested.GroupBy(toll => (toll.Min, toll.Max)).OrderBy(side => side.Key.Min ?? 0).ThenBy(side => side.Key.Max ?? int.MaxValue)
                .Select(side => ground.Side($"{Range(side.Key.Min, side.Key.Max)} {what}", side.Select(toll => ground.Stance(ground.Telling(toll.Event)!))));
            yield return new ContestedMatter(
                ContestedMatters.IdOf(ContestedOn.Toll, $"{incident.Id}\u001f{what}"), $"How many were {what}? {incident.Title}", incident.Id, ContestedOn.Toll, [.. sides], OnlyAccused: false);
        }
    }

    /// <summary>"8", "at least 8", "at most 8", "8–11", "some".</summary>
    public static string Range(int? min, int? max) => (min, max) switch
    {
        (null, null) => "some",
        ({ } low, null) => string.Create(CultureInfo.InvariantCulture, $"at least {low:N0}"),
        (null, { } high) => string.Create(CultureInfo.InvariantCulture, $"at most {high:N0}"),
        ({ } low, { } high) when low == high => low.ToString("N0", CultureInfo.InvariantCulture),
        ({ } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{low:N0}–{high:N0}"),
    };

    /// <summary>Tolls that a document itself holds against that of the incident, though their event stands alone.</summary>
    private static IEnumerable<SourcedToll> OfContests(Ground ground, Incident incident, bool isKilled)
    {
        var own = incident.Events.ToHashSet();
        return ground.TellingsOf(incident, ContestedOn.Toll).Where(telling => !own.Contains(telling.Event.Key))
            .Select(telling => (telling, Range: isKilled ? telling.Event.Killed : telling.Event.Injured)).Where(pair => pair.Range is not null)
            .Select(pair => new SourcedToll(
                pair.telling.Claim is null ? null : Ground.Chain(pair.telling.Claim), pair.telling.Document.Printer, pair.telling.Document.PublishedAt, isKilled, pair.Range!.Min, pair.Range.Max,
                pair.telling.Event.Key, Latest: true));
    }

    private static bool Contradict(Ground ground, SourcedToll one, SourcedToll other)
    {
        // A report that tells a number in its own words has it from those it names, or was misread.
        if (one.Event == other.Event || ((one.Source is null || other.Source is null) && one.Event.Document == other.Event.Document) || !Disjoint(one, other) || !MayBeOfTheSame(ground.Telling(one.Event)!.Event, ground.Telling(other.Event)!.Event))
        {
            return false;
        }

        if (one.PublishedAt is not { } here || other.PublishedAt is not { } there || (here - there).Duration() <= TimeSpan.FromHours(HoursComparable))
        {
            return true;
        }

        var (earlier, later) = here < there ? (one, other) : (other, one);
        return (later.Max ?? int.MaxValue) < (earlier.Min ?? 0);
    }

    private static bool Disjoint(SourcedToll one, SourcedToll other) => (one.Max is { } high && high < (other.Min ?? 0)) || (other.Max is { } top && top < (one.Min ?? 0));

    /// <summary>Six soldiers and three villagers are no two accounts of one number.</summary>
    private static bool MayBeOfTheSame(RecordedEvent one, RecordedEvent other) =>
        (IsOfWhomever(one) && !IsNone(other)) || (IsOfWhomever(other) && !IsNone(one)) || one.Recipients.Any(party => other.Recipients.Any(same => party.Side is not null && party.Side == same.Side))
        || (!IsNone(one) && !IsNone(other) && one.Place is not null && other.Place is not null && one.Place.Name == other.Place.Name && one.Place.IsPoint);

    private static bool IsOfWhomever(RecordedEvent told) => told.Recipients.IsEmpty;

    /// <summary>"None of its airmen was hurt" says nothing of anybody else.</summary>
    private static bool IsNone(RecordedEvent told) => !told.Recipients.IsEmpty && (told.Killed is { Max: 0 } || told.Injured is { Max: 0 });
}
