using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Situations;

/// <summary>Applies to readings what people decided against them. The readings themselves stay as they are.</summary>
/// <remarks>
/// Retracted documents no longer count; fields of events and statements are read as corrected, the last decision on a field winning. Joins and splits stay in the facts: they are for
/// whoever joins events. A decision on what is not in the facts, or with a value that <see cref="Problem(string, string, string?)"/> refuses, changes nothing.
/// </remarks>
public static class Corrected
{
    /// <summary>A mark that is wrong, as some decisions in records name it; the same as a type or an act of none.</summary>
    private const string DropName = "drop";

    public static RecordFacts Apply(RecordFacts facts)
    {
        var retracted = Retractions(facts);
        var fields = facts.Corrections.OfType<Correction.Field>().OrderBy(field => field.RecordedAt).ThenBy(Number).ThenBy(field => field.Id, StringComparer.Ordinal).ToList();
        if (retracted.Count == 0 && fields.Count == 0)
        {
            return facts;
        }

        var types = new Lazy<EventTypes>(EventTypes.Load);
        var ofTarget = fields.Where(field => Problem(field.Target, field.Name, field.Value, types) is null).ToLookup(field => field.Target, StringComparer.Ordinal);
        var places = new Lazy<Dictionary<string, RecordedPlace>>(() => KnownPlaces(facts));
        var parties = new CorrectedParties(facts);
        var readings = facts.Readings.Where(reading => !retracted.ContainsKey(reading.Document.Id)).Select(reading => Apply(reading, ofTarget, types, places, parties));
        return facts with
        {
            Readings = [.. readings],
            Copies = [.. facts.Copies.Where(copy => !retracted.ContainsKey(copy.First) && !retracted.ContainsKey(copy.Second))],
            IncidentLinks = [.. facts.IncidentLinks.Where(link => !retracted.ContainsKey(link.First.Document) && !retracted.ContainsKey(link.Second.Document))],
        };
    }

    /// <summary>Documents that no longer count, with why: the first decision on each.</summary>
    public static IReadOnlyDictionary<string, Correction.Retract> Retractions(RecordFacts facts) =>
        facts.Corrections.OfType<Correction.Retract>().GroupBy(retract => retract.Document, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(retract => retract.RecordedAt).ThenBy(Number).First(), StringComparer.Ordinal);

    /// <summary>The documents that a decision is about.</summary>
    public static IEnumerable<string> DocumentsOf(Correction correction) => correction switch
    {
        Correction.Retract retract => [retract.Document],
        Correction.Field field => EventKey.TryParse(field.Target, out var told) ? [told.Document] : ClaimKey.TryParse(field.Target, out var said) ? [said.Document] : [],
        Correction.Join join => join.Events.Select(told => told.Document).Distinct(),
        Correction.Split split => split.Events.Select(told => told.Document).Distinct(),
        _ => [],
    };

    /// <summary>Whether it says that there is no such event or statement.</summary>
    public static bool IsDrop(Correction.Field field) => field is { Name: DropName } or { Name: "type" or "act", Value: null };

    /// <summary>Why a decision on a field makes no sense, in words for whoever makes it; null where it does.</summary>
    /// <param name="target">"d…_v3" for an event, "d…_a3" for a statement.</param>
    /// <param name="name">Of an event: type, mode, actor, recipient, status, factuality, place, occurredOn, weapon, killed, injured. Of a statement: act, negated, source, saidOn.</param>
    /// <param name="value">As the reading contract writes it; an interval as two days parted by a slash, a range as 8, 8-11 or 8+, several actors or recipients parted by semicolons. Null says that the text does not tell, and for type, act and drop that the mark is wrong.</param>
    public static string? Problem(string target, string name, string? value) => Problem(target, name, value, new Lazy<EventTypes>(EventTypes.Load));

    private static string? Problem(string target, string name, string? value, Lazy<EventTypes> types)
    {
        var isEvent = EventKey.TryParse(target, out _);
        if (!isEvent && !ClaimKey.TryParse(target, out _))
        {
            return $"'{target}' names no event and no statement.";
        }

        var good = (isEvent, name) switch
        {
            (_, DropName) => value is null,
            (true, "type") => value is null || types.Value.IsType(value),
            (true, "mode" or "place" or "weapon") => value is null || value.Trim().Length > 0,
            (true, "actor" or "recipient") => value is null || CorrectedParties.AreNames(value),
            (true, "status") => value is not null && TryEnum(value, ContractNames.Of, out EventStatus _),
            (true, "factuality") => value is not null && TryEnum(value, ContractNames.Of, out Factuality _),
            (true, "occurredOn") => value is null || TryInterval(value, out _),
            (true, "killed" or "injured") => value is null || TryRange(value, default, out _),
            (false, "act") => value is null || TryEnum(value, ContractNames.Of, out SpeechAct _),
            (false, "negated") => value is "true" or "false",
            (false, "source") => value is null || value.Trim().Length > 0,
            (false, "saidOn") => value is null || TryInterval(value, out _),
            _ => (bool?)null,
        };
        return good switch
        {
            null => $"There is no field '{name}' of {(isEvent ? "an event: type, mode, actor, recipient, status, factuality, place, occurredOn, weapon, killed or injured" : "a statement: act, negated, source or saidOn")}.",
            false => $"'{value}' is no {name}.",
            true => null,
        };
    }

    private static RecordedReading Apply(RecordedReading reading, ILookup<string, Correction.Field> fields, Lazy<EventTypes> types, Lazy<Dictionary<string, RecordedPlace>> places, CorrectedParties parties)
    {
        RecordedEvent? Event(RecordedEvent told)
        {
            var decided = Last(fields[told.Key.ToString()], "type");
            return decided.Exists(IsDrop) ? null : decided.Aggregate(told, (now, field) => Apply(now, field, types, places, parties));
        }

        RecordedClaim? Claim(RecordedClaim said)
        {
            var decided = Last(fields[said.Key.ToString()], "act");
            return decided.Exists(IsDrop) ? null : decided.Aggregate(said, Apply);
        }

        var events = reading.Events.Select(Event).OfType<RecordedEvent>().ToImmutableArray();
        var claims = reading.Claims.Select(Claim).OfType<RecordedClaim>().ToImmutableArray();
        if (events.SequenceEqual(reading.Events) && claims.SequenceEqual(reading.Claims))
        {
            return reading;
        }

        var leftEvents = events.Select(told => told.Key).ToHashSet();
        var leftClaims = claims.Select(said => said.Key).ToHashSet();
        var contests = reading.Contested.Where(contest => contest.About is not { } about || leftEvents.Contains(about))
            .Select(contest => contest with { Sides = [.. contest.Sides.Select(side => side.Where(leftClaims.Contains).ToImmutableArray())] })
            .Where(contest => contest.Sides.Count(side => !side.IsEmpty) >= 2);
        return reading with
        {
            Events = [.. events.Select(told => told.Claim is { } claim && !leftClaims.Contains(claim) ? told with { Claim = null } : told)],
            Claims = [.. claims.Select(said => said with { Events = [.. said.Events.Where(leftEvents.Contains)] })],
            Contested = [.. contests],
            Intentions = [.. reading.Intentions.Where(intention => leftClaims.Contains(intention.Claim))
                .Select(intention => intention.About is { } about && !leftEvents.Contains(about) ? intention with { About = null } : intention)],
        };
    }

    /// <summary>The last decision on each field, in the order of decision; what was not there is so until somebody says what it is.</summary>
    private static List<Correction.Field> Last(IEnumerable<Correction.Field> decided, string kind) =>
        [.. decided.Select((field, place) => (Field: field, Place: place)).GroupBy(one => one.Field.Name == DropName ? kind : one.Field.Name, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(one => one.Place).Select(one => one.Field)];

    private static RecordedEvent Apply(RecordedEvent told, Correction.Field field, Lazy<EventTypes> types, Lazy<Dictionary<string, RecordedPlace>> places, CorrectedParties parties)
    {
        switch (field.Name)
        {
            case "type":
                return field.Value is null ? told : Scored(told with { Type = field.Value, Mode = field.Value == told.Type ? told.Mode : null }, types);
            case "mode":
                return Scored(told with { Mode = field.Value }, types);
            case "status":
                return TryEnum(field.Value, ContractNames.Of, out EventStatus status) ? told with { Status = status, Happened = null } : told;
            case "factuality":
                return TryEnum(field.Value, ContractNames.Of, out Factuality factuality) ? told with { Factuality = factuality } : told;
            case "weapon":
                return told with { Weapon = field.Value };
            case "occurredOn":
                DateInterval? interval = field.Value is { } days && TryInterval(days, out var known) ? known : null;
                return told with { OccurredOn = new Occurrence(interval, interval is { } one && one.Start == one.End ? Granularity.Day : Granularity.Vague, "corrected") };
            case "killed":
                return told with { Killed = field.Value is { } killed && TryRange(killed, told.Anchor, out var dead) ? dead : null };
            case "injured":
                return told with { Injured = field.Value is { } injured && TryRange(injured, told.Anchor, out var hurt) ? hurt : null };
            case "actor":
                return told with { Actors = parties.Of(field.Value, told.Anchor) };
            case "recipient":
                return told with { Recipients = parties.Of(field.Value, told.Anchor) };
            case "place":
                return told with { Place = field.Value is { } place ? (places.Value.GetValueOrDefault(PartyKeys.Fold(place)) ?? new RecordedPlace(place, PlaceKind.City, null, null, null, null, default)) with { Span = told.Anchor } : null };
            default:
                return told;
        }
    }

    private static RecordedClaim Apply(RecordedClaim said, Correction.Field field)
    {
        switch (field.Name)
        {
            case "act":
                return TryEnum(field.Value, ContractNames.Of, out SpeechAct act) ? said with { Act = act } : said;
            case "negated":
                return said with { Negated = field.Value == "true" };
            case "saidOn":
                return said with { SaidOn = field.Value is { } days && TryInterval(days, out var interval) ? interval : null };
            case "source":
                var key = field.Value is null ? null : PartyKeys.KeyOf(field.Value);
                return said with
                {
                    Source = field.Value is null ? null : new RecordedParty(key, key, field.Value, null, [], said.Source?.Span ?? default),
                    ToldBy = said.ToldBy.IsEmpty ? [field.Value ?? ""] : said.ToldBy.SetItem(said.ToldBy.Length - 1, field.Value ?? ""),
                };
            default:
                return said;
        }
    }

    private static RecordedEvent Scored(RecordedEvent told, Lazy<EventTypes> types)
    {
        var (quad, score) = types.Value.Of(told.Type, told.Mode);
        return told with { Quad = quad, Score = score };
    }

    /// <summary>Places that the record knows the whereabouts of, by folded name.</summary>
    private static Dictionary<string, RecordedPlace> KnownPlaces(RecordFacts facts) =>
        facts.Readings.SelectMany(reading => reading.Events).Where(told => told.Place is not null).OrderBy(told => told.Place!.Latitude is null).ThenBy(told => told.Key)
            .GroupBy(told => PartyKeys.Fold(told.Place!.Name), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Place!, StringComparer.Ordinal);

    /// <summary>"c12" comes after "c9".</summary>
    private static int Number(Correction correction) => correction.Id.Length > 1 && int.TryParse(correction.Id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static bool TryEnum<T>(string? text, Func<T, string> name, out T value)
        where T : struct, Enum
    {
        foreach (var choice in Enum.GetValues<T>())
        {
            if (name(choice) == text)
            {
                value = choice;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool TryInterval(string text, out DateInterval interval)
    {
        var parts = text.Split('/');
        interval = default;
        if (parts.Length > 2 || !TryDay(parts[0], out var start) || !TryDay(parts[^1], out var end) || end < start)
        {
            return false;
        }

        interval = new DateInterval(start, end);
        return true;
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool TryRange(string text, TextSpan span, out CountRange? range)
    {
        range = null;
        var open = text.EndsWith('+');
        var parts = (open ? text[..^1] : text).Split('-');
        if (parts.Length > (open ? 1 : 2) || !TryCount(parts[0], out var min) || !TryCount(parts[^1], out var max) || max < min)
        {
            return false;
        }

        range = new CountRange(min, open ? null : max, span);
        return true;
    }

    private static bool TryCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
