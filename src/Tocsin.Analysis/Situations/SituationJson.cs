using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Situations;

/// <summary>Writes a view as one JSON object of the contract <c>tocsin.situation/1</c> (docs/formats.md).</summary>
/// <remarks>Moments are ISO 8601 in UTC. Spans are <c>[start, length]</c> in UTF-16 units of the document's text as received. The same view gives the same bytes.</remarks>
public static class SituationJson
{
    public const string Schema = "tocsin.situation/1";

    public static void Write(Utf8JsonWriter json, SituationView view)
    {
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        json.WriteStartObject("situation"u8);
        json.WriteString("name"u8, view.Situation.Name);
        WriteAll(json, "sides", view.Situation.Sides);
        WriteAll(json, "countries", view.Situation.Countries);
        WriteAll(json, "places", view.Situation.Places);
        WriteAll(json, "words", view.Situation.Words);
        json.WriteEndObject();
        Write(json, "asOf", view.AsOf);
        json.WriteString("clock"u8, SituationNames.Of(view.Clock));
        json.WriteNumber("days"u8, view.Days);
        Write(json, "since", view.Since);
        json.WriteBoolean("isNewSince"u8, view.IsNewSince);
        WriteAll(json, "documents", view.Documents, document => Write(json, document));
        json.WriteNumber("olderDocuments"u8, view.OlderDocuments);
        Write(json, "newestOlder", view.NewestOlder);
        WriteAll(json, "origins", view.Origins, origin =>
        {
            json.WriteString("id"u8, origin.Id);
            WriteAll(json, "documents", origin.Documents);
        });
        WriteAll(json, "incidents", view.Incidents, incident => Write(json, incident));
        WriteAll(json, "contested", view.Contested, matter => Write(json, matter, view));
        WriteAll(json, "pairs", view.Pairs, state => Write(json, state));
        WriteAll(json, "outlets", view.Outlets, source => Write(json, source));
        WriteAll(json, "speakers", view.Speakers, source => Write(json, source));
        WriteAll(json, "unseen", view.Unseen, feed =>
        {
            json.WriteString("feed"u8, feed.Url);
            Write(json, "title", feed.Title);
            json.WriteString("reason"u8, feed.Reason);
            Write(json, "since", feed.Since);
            Write(json, "lastSeen", feed.LastSeen);
        });
        WriteAll(json, "changes", view.Changes, change => Write(json, change));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SituationDocument shown)
    {
        var document = shown.Document;
        json.WriteString("id"u8, document.Id);
        Write(json, "title", document.Title);
        Write(json, "outlet", document.Outlet);
        Write(json, "url", document.Url);
        Write(json, "path", document.Path);
        Write(json, "publishedAt", document.PublishedAt);
        json.WriteBoolean("publishedToTheMinute"u8, document.PublishedToTheMinute);
        Write(json, "recordedAt", document.RecordedAt);
        json.WriteString("origin"u8, shown.Origin);
        json.WriteNumber("events"u8, shown.Events);
        json.WriteNumber("claims"u8, shown.Claims);
        Write(json, "retraction", shown.Retraction);
    }

    private static void Write(Utf8JsonWriter json, SituationIncident shown)
    {
        var incident = shown.Incident;
        json.WriteString("id"u8, incident.Id);
        json.WriteString("title"u8, incident.Title);
        json.WriteBoolean("isCentral"u8, shown.IsCentral);
        json.WriteString("type"u8, incident.Type);
        Write(json, "mode", incident.Mode);
        if (incident.OccurredOn is { } days)
        {
            json.WriteStartObject("occurredOn"u8);
            Write(json, days);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("occurredOn"u8);
        }

        if (incident.Place is { } place)
        {
            json.WriteStartObject("place"u8);
            json.WriteString("name"u8, place.Name);
            json.WriteString("kind"u8, ContractNames.Of(place.Kind));
            Write(json, "country", place.Country);
            Write(json, "geonames", place.GeoNames);
            Write(json, "latitude", place.Latitude);
            Write(json, "longitude", place.Longitude);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("place"u8);
        }

        WriteAll(json, "actors", incident.Actors, party => Write(json, party));
        WriteAll(json, "recipients", incident.Recipients, party => Write(json, party));
        Write(json, "weapon", incident.Weapon);
        json.WriteString("status"u8, ContractNames.Of(incident.Status));
        json.WriteString("factuality"u8, ContractNames.Of(incident.Factuality));
        WriteAll(json, "tolls", incident.Tolls, toll => Write(json, toll));
        json.WriteNumber("origins"u8, incident.Origins);
        json.WriteNumber("confidence"u8, Math.Round(incident.Confidence, 3));
        Write(json, "firstAt", shown.FirstAt);
        Write(json, "lastAt", shown.LastAt);
        WriteAll(json, "accounts", shown.Accounts, account =>
        {
            json.WriteString("event"u8, account.Event.ToString());
            json.WriteString("document"u8, account.Event.Document);
            json.WriteString("outlet"u8, account.Outlet);
            Write(json, "at", account.At);
            json.WriteString("origin"u8, account.Origin);
            Write(json, "span", account.Span);
            json.WriteString("words"u8, account.Words);
            json.WriteString("status"u8, ContractNames.Of(account.Status));
            json.WriteString("factuality"u8, ContractNames.Of(account.Factuality));
            Write(json, "claim", account.Claim?.ToString());
            WriteAll(json, "toldBy", account.ToldBy);
        });
        WriteAll(json, "links", incident.Links, link =>
        {
            json.WriteString("first"u8, link.First.ToString());
            json.WriteString("second"u8, link.Second.ToString());
            json.WriteNumber("likeness"u8, Math.Round(link.Likeness, 3));
            json.WriteString("reason"u8, link.Reason);
        });
    }

    private static void Write(Utf8JsonWriter json, RecordedParty party)
    {
        Write(json, "key", party.Key);
        Write(json, "side", party.Side);
        json.WriteString("name"u8, party.Name);
        Write(json, "country", party.Country);
        WriteAll(json, "sectors", party.Sectors);
    }

    private static void Write(Utf8JsonWriter json, SourcedToll toll)
    {
        json.WriteString("of"u8, toll.IsKilled ? "killed" : "injured");
        Write(json, "min", toll.Min);
        Write(json, "max", toll.Max);
        Write(json, "source", toll.Source);
        json.WriteString("outlet"u8, toll.Outlet);
        Write(json, "publishedAt", toll.PublishedAt);
        json.WriteString("event"u8, toll.Event.ToString());
        json.WriteBoolean("latest"u8, toll.Latest);
        if (toll.NobodyOf is { } words)
        {
            json.WriteString("nobodyOf"u8, words);
        }
    }

    private static void Write(Utf8JsonWriter json, ContestedMatter matter, SituationView view)
    {
        json.WriteString("id"u8, matter.Id);
        json.WriteString("on"u8, ContractNames.Of(matter.On));
        json.WriteString("question"u8, matter.Question);
        Write(json, "incident", matter.Incident);
        json.WriteBoolean("onlyAccused"u8, matter.OnlyAccused);
        WriteAll(json, "sides", matter.Sides, side =>
        {
            json.WriteString("label"u8, side.Label);
            json.WriteNumber("origins"u8, side.Origins);
            json.WriteNumber("reports"u8, side.Reports);
            WriteAll(json, "stances", side.Stances, stance => Write(json, stance, view));
        });
    }

    private static void Write(Utf8JsonWriter json, Stance stance, SituationView view)
    {
        json.WriteString("who"u8, stance.Who);
        Write(json, "at", stance.At);
        json.WriteString("act"u8, stance.Act);
        json.WriteString("words"u8, stance.Words);
        json.WriteString("document"u8, stance.Document);
        Write(json, "claim", stance.Claim?.ToString());
        Write(json, "event", stance.Event?.ToString());
        json.WriteStartArray("spans"u8);
        foreach (var span in view.SpansOf(stance))
        {
            WriteSpan(json, span);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PairState state)
    {
        json.WriteString("first"u8, state.Pair.First);
        json.WriteString("second"u8, state.Pair.Second);
        json.WriteString("direction"u8, SituationNames.Of(state.Direction));
        json.WriteBoolean("diverges"u8, state.Diverges);
        Write(json, "acts", state.Acts);
        Write(json, "statements", state.Statements);
        json.WriteNumber("undated"u8, state.Undated);
    }

    private static void Write(Utf8JsonWriter json, string name, ChannelState state)
    {
        json.WriteStartObject(name);
        json.WriteString("direction"u8, SituationNames.Of(state.Direction));
        json.WriteString("standing"u8, SituationNames.Of(state.Standing));
        json.WriteNumber("level"u8, Math.Round(state.Level, 3));
        json.WriteNumber("usual"u8, Math.Round(state.Usual, 3));
        json.WriteNumber("spread"u8, Math.Round(state.Spread, 3));
        json.WriteNumber("change"u8, Math.Round(state.Change, 3));
        json.WriteNumber("historyDays"u8, state.HistoryDays);
        json.WriteNumber("happenings"u8, state.Happenings);
        json.WriteString("reason"u8, state.Reason);
        WriteAll(json, "movers", state.Movers, mover =>
        {
            json.WriteString("day"u8, Day(mover.Happening.Day));
            json.WriteString("title"u8, mover.Happening.Title);
            json.WriteNumber("moved"u8, Math.Round(mover.Moved, 3));
            json.WriteString("words"u8, mover.Happening.Words);
            WriteAll(json, "events", [.. mover.Happening.Events.Select(key => key.ToString())]);
            WriteAll(json, "claims", [.. mover.Happening.Claims.Select(key => key.ToString())]);
        });
        WriteAll(json, "lowering", state.Lowering, relief =>
        {
            json.WriteString("text"u8, relief.Text);
            json.WriteString("to"u8, SituationNames.Of(relief.To));
        });
        WriteAll(json, "series", state.Series, day =>
        {
            json.WriteString("day"u8, Day(day.Day));
            json.WriteNumber("added"u8, Math.Round(day.Added, 3));
            json.WriteNumber("level"u8, Math.Round(day.Level, 3));
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SourceActivity source)
    {
        json.WriteString("key"u8, source.Key);
        json.WriteString("name"u8, source.Name);
        json.WriteNumber("count"u8, source.Count);
        Write(json, "first", source.First);
        Write(json, "last", source.Last);
        Write(json, "usualGapHours", source.UsualGap is { } gap ? Math.Round(gap.TotalHours, 1) : null);
        json.WriteBoolean("isSilent"u8, source.IsSilent);
        json.WriteString("lastDocument"u8, source.LastDocument);
    }

    private static void Write(Utf8JsonWriter json, SituationChange change)
    {
        json.WriteString("kind"u8, SituationNames.KindOf(change));
        Write(json, "at", change.At);
        Write(json, "document", change.Document);
        switch (change)
        {
            case SituationChange.NewIncident one:
                json.WriteString("incident"u8, one.Incident);
                break;
            case SituationChange.Firmer one:
                json.WriteString("incident"u8, one.Incident);
                json.WriteString("from"u8, ContractNames.Of(one.From));
                json.WriteString("to"u8, ContractNames.Of(one.To));
                break;
            case SituationChange.TollRose one:
                json.WriteString("incident"u8, one.Incident);
                Write(json, "least", one.From);
                json.WriteStartObject("toll"u8);
                Write(json, one.To);
                json.WriteEndObject();
                break;
            case SituationChange.MoreOrigins one:
                json.WriteString("incident"u8, one.Incident);
                json.WriteNumber("originsBefore"u8, one.From);
                json.WriteNumber("origins"u8, one.To);
                break;
            case SituationChange.NewMatter one:
                json.WriteString("matter"u8, one.Matter);
                break;
            case SituationChange.NewSide one:
                json.WriteString("matter"u8, one.Matter);
                json.WriteString("label"u8, one.Label);
                break;
            case SituationChange.NewVoice one:
                json.WriteString("matter"u8, one.Matter);
                json.WriteString("label"u8, one.Label);
                json.WriteString("who"u8, one.Stance.Who);
                break;
            case SituationChange.PairMoved one:
                json.WriteString("first"u8, one.To.Pair.First);
                json.WriteString("second"u8, one.To.Pair.Second);
                WriteMoved(json, "acts", one.From.Acts, one.To.Acts);
                WriteMoved(json, "statements", one.From.Statements, one.To.Statements);
                break;
            case SituationChange.FellSilent one:
                json.WriteString("source"u8, one.Source.Key);
                break;
            case SituationChange.Retracted one:
                json.WriteString("reason"u8, one.Reason);
                break;
            default:
                break;
        }
    }

    private static void WriteMoved(Utf8JsonWriter json, string name, ChannelState from, ChannelState to)
    {
        json.WriteStartObject(name);
        json.WriteString("directionBefore"u8, SituationNames.Of(from.Direction));
        json.WriteString("direction"u8, SituationNames.Of(to.Direction));
        json.WriteString("standingBefore"u8, SituationNames.Of(from.Standing));
        json.WriteString("standing"u8, SituationNames.Of(to.Standing));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DateInterval days)
    {
        json.WriteString("start"u8, Day(days.Start));
        json.WriteString("end"u8, Day(days.End));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value) => json.WriteString(name, value);

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } moment)
        {
            json.WriteString(name, moment.UtcDateTime.ToString(moment.UtcTicks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, TextSpan span)
    {
        json.WritePropertyName(name);
        WriteSpan(json, span);
    }

    private static void WriteSpan(Utf8JsonWriter json, TextSpan span)
    {
        json.WriteStartArray();
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.Length);
        json.WriteEndArray();
    }
}
