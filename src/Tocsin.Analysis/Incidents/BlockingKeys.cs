using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Keys of tellings: what can be one happening has one in common. Each has the type and a week in it, so that a key holds the events of days and not of years.</summary>
internal static class BlockingKeys
{
    private const int NamesMax = 8;

    /// <summary>How long after a happening a report may speak of it without its date.</summary>
    private const int UndatedDays = 14;

    private const int WeekDays = 7;

    /// <summary>So many dead of one place are not many happenings' toll.</summary>
    private const int KilledTelling = 5;

    /// <summary>The same of one day.</summary>
    private const int KilledOfDay = 3;

    private const int AnyWeek = int.MinValue;

    /// <summary>How far a report looks back without a date, and how many names and targets it is looked up by.</summary>
    private const int LookBackMonths = 3, LookBackNamesMax = 5, LookBackTargetsMax = 2;

    /// <summary>Degrees: two places within 30 km have a cell in common.</summary>
    private const double CellReach = 0.2;

    public static ImmutableArray<long> Of(Telling telling)
    {
        var keys = new SortedSet<long>();
        if (Quads.IsVerbal(telling))
        {
            var day = telling.Days?.Start ?? telling.Published;
            foreach (var speaker in telling.Type == "CONSULT" ? telling.Actors.Concat(telling.Recipients) : telling.Actors)
            {
                for (var shift = -1; shift <= 1; shift++)
                {
                    keys.Add(Key(telling.Type, "who", Start(speaker), (day?.DayNumber ?? -2) + shift));
                }
            }

            return [.. keys];
        }

        foreach (var week in Weeks(telling))
        {
            foreach (var (what, value) in Features(telling))
            {
                // What is taken by force has two types.
                keys.Add(Key(telling.Mode == "deport" ? "SANCTION" : telling.Type == "COERCE" ? "ASSAULT" : telling.Type, what, value, week));
            }
        }

        // Nobody is killed twice, and a toll of one day is seldom two happenings'.
        foreach (var victim in telling.Victims)
        {
            keys.Add(Key("ASSAULT", "victim", victim, AnyWeek));
        }

        if (telling.Killed is { Min: >= KilledOfDay and var dead, Max: var top } && top == dead && telling.Days is { } few && few.End.DayNumber - few.Start.DayNumber <= 1)
        {
            for (var day = few.Start.DayNumber; day <= few.End.DayNumber; day++)
            {
                keys.Add(Key("ASSAULT", "dead", FormattableString.Invariant($"{dead}"), day));
            }
        }

        // A quarter or a street on no map is a place of its own in each report, and so is what was hit that day.
        if (telling.Days is { } on && on.Start == on.End && telling.Place is not { Latitude: not null, IsPoint: true })
        {
            foreach (var target in telling.Targets)
            {
                keys.Add(Key("ASSAULT", "targetday", target, on.Start.DayNumber));
            }
        }

        // A look back that gives no day comes months later.
        if (telling.Killed is { Min: >= KilledTelling and var killed, Max: var most } && most == killed)
        {
            foreach (var name in telling.Names.Concat(telling.NamesAround).Take(NamesMax))
            {
                keys.Add(Key("ASSAULT", "toll", FormattableString.Invariant($"{name} {killed}"), AnyWeek));
            }
        }

        // So does one that names where or whom, and what was hit: looked up by the month, back from when it was told.
        foreach (var month in Months(telling))
        {
            foreach (var name in telling.Names.Concat(telling.NamesAround.Except(telling.NamesElsewhere)).Take(LookBackNamesMax))
            {
                foreach (var what in telling.Targets.Concat(telling.Nouns).Take(LookBackTargetsMax))
                {
                    keys.Add(Key("ASSAULT", "lookback", $"{name} {what}", month));
                }
            }
        }

        return [.. keys];
    }

    /// <summary>Months that a telling with a day lies in; those before one that gives none, as far as reports look back.</summary>
    private static IEnumerable<int> Months(Telling telling) => (telling.Days ?? telling.Period, telling.Published) switch
    {
        ({ } days, _) => Enumerable.Range(MonthOf(days.Start), Math.Min(MonthOf(days.End) - MonthOf(days.Start), LookBackMonths) + 1),
        (_, { } published) => Enumerable.Range(MonthOf(published) - LookBackMonths, LookBackMonths + 1),
        _ => [],
    };

    private static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month;

    private static IEnumerable<(string What, string Value)> Features(Telling telling)
    {
        if (telling.Place is { IsPoint: true, Latitude: { } latitude, Longitude: { } longitude })
        {
            foreach (var cell in Reach(latitude).SelectMany(row => Reach(longitude).Select(column => FormattableString.Invariant($"{row} {column}"))).Distinct())
            {
                yield return ("cell", cell);
            }
        }

        foreach (var name in telling.Names.Concat(telling.NamesAround).Take(NamesMax))
        {
            yield return ("name", name);
        }

        if (telling.Place is null && telling.Names.IsEmpty)
        {
            foreach (var target in telling.Targets)
            {
                yield return ("target", target);
            }
        }

        foreach (var recipient in telling.Recipients)
        {
            foreach (var actor in telling.Actors)
            {
                yield return ("pair", $"{Start(actor)}>{Start(recipient)}");
            }
        }
    }

    /// <summary>"tavania" and "tavanian forces" have the same start.</summary>
    private static string Start(string side) => side.Length <= 5 ? side : side[..5];

    private static IEnumerable<int> Reach(double degrees) => [(int)Math.Floor(degrees - CellReach), (int)Math.Floor(degrees + CellReach)];

    private static IEnumerable<int> Weeks(Telling telling)
    {
        var (first, last) = (telling.Days, telling.Published) switch
        {
            ({ } days, _) when days.End.DayNumber - days.Start.DayNumber <= UndatedDays => (days.Start.DayNumber - 1, days.End.DayNumber + 1),
            ({ } days, _) => (days.End.DayNumber - UndatedDays, days.End.DayNumber),
            (_, { } published) => (published.DayNumber - UndatedDays, published.DayNumber),
            _ => (-1, -1),
        };
        for (var week = (int)Math.Floor(first / (double)WeekDays); week <= (int)Math.Floor(last / (double)WeekDays); week++)
        {
            yield return week;
        }
    }

    private static long Key(string type, string what, string value, int time) => (long)Hashing.Pair(Hashing.Of(type), Hashing.Pair(Hashing.Of(what), Hashing.Pair(Hashing.Of(value), (ulong)time)));
}
