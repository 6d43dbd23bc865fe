using System.Globalization;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Contention;

/// <summary>Where and when an incident happened, where sources name different towns or days.</summary>
/// <remarks>
/// Only what is specific is compared: points with points and days with days. Places within <see cref="KilometresMax"/> km, or of which one's name is part of the other's, are one. A day of
/// difference is none, since midnight and time zones make it, unless one document itself sets the days against each other.
/// </remarks>
internal static class SettingMatters
{
    public const double KilometresMax = 25;

    private const int DaysMax = 1;

    public static IEnumerable<ContestedMatter> Find(Ground ground, Incident incident)
    {
        if (Matter(ground, incident, ContestedOn.Place, "Where was it?", telling => telling.Event.Place is { IsPoint: true }, PlacesDiffer, telling => $"in {telling.Event.Place!.Name}") is { } place)
        {
            yield return place;
        }

        if (Matter(ground, incident, ContestedOn.Time, "When was it?", HasDay, DaysDiffer, telling => telling.Event.OccurredOn.Interval!.Value.Start.ToString("'on' yyyy-MM-dd", CultureInfo.InvariantCulture)) is { } time)
        {
            yield return time;
        }
    }

    private static ContestedMatter? Matter(
        Ground ground, Incident incident, ContestedOn on, string question, Func<Telling, bool> isSpecific, Func<Telling, Telling, bool> differ, Func<Telling, string> label)
    {
        var tellings = ground.TellingsOf(incident, on)
            .Where(telling => telling.Event.Status != EventStatus.Denied && telling.Event.Factuality is Factuality.Actual or Factuality.Attempted && isSpecific(telling))
            .Select(telling => (Telling: telling, Label: label(telling))).ToList();
        if (tellings.TrueForAll(one => one.Label == tellings[0].Label))
        {
            return null;
        }

        var within = ground.ContestsOf(incident, on).SelectMany(contest => contest.Sides).SelectMany(side => side).ToHashSet();
        bool Against(Telling one, Telling other) =>
            differ(one, other) || (one.Document.Id == other.Document.Id && one.Claim is not null && other.Claim is not null && within.Contains(one.Claim.Key) && within.Contains(other.Claim.Key));

        // A report may itself tell of two days of one happening, from this to that; only different witnesses differ.
        bool AreTwo(Telling one, Telling other) => one.Claim?.Key != other.Claim?.Key || (one.Claim is null && ground.OriginOf(one) != ground.OriginOf(other));

        // What has one label is one place or day.
        var contested = tellings.Where(one => tellings.Exists(other => one.Label != other.Label && AreTwo(one.Telling, other.Telling) && Against(one.Telling, other.Telling))).ToList();
        return contested.Count < 2
            ? null
            : new ContestedMatter(
                ContestedMatters.IdOf(on, incident.Id), $"{question} {incident.Title}", incident.Id, on,
                [.. contested.GroupBy(one => one.Label, StringComparer.Ordinal).OrderBy(side => side.Key, StringComparer.Ordinal).Select(side => ground.Side(side.Key, side.Select(one => ground.Stance(one.Telling))))],
                OnlyAccused: false);
    }

    private static bool PlacesDiffer(Telling one, Telling other)
    {
        var (here, there) = (one.Event.Place!, other.Event.Place!);
        if (here.Name.Contains(there.Name, StringComparison.OrdinalIgnoreCase) || there.Name.Contains(here.Name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // Two names of which no map tells may be one place.
        return GreatCircle.Kilometres(here.Latitude, here.Longitude, there.Latitude, there.Longitude) > KilometresMax;
    }

    private static bool HasDay(Telling telling) => telling.Event.OccurredOn is { Interval: { } interval, Granularity: <= Granularity.Day } && interval.Start == interval.End;

    private static bool DaysDiffer(Telling one, Telling other) =>
        Math.Abs(one.Event.OccurredOn.Interval!.Value.Start.DayNumber - other.Event.OccurredOn.Interval!.Value.Start.DayNumber) > DaysMax;
}
