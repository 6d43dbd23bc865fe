using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Contract;

/// <summary>Writes a reading as one JSON object of the contract <c>tocsin.reading/1</c> (docs/formats.md).</summary>
/// <remarks>Spans are <c>[start, length]</c> in UTF-16 units of <c>document.text</c>. Every string comes out as valid JSON and valid UTF-8, and as long as it was.</remarks>
public static class ReadingJson
{
    public const string Schema = "tocsin.reading/1";

    /// <summary>Not indented: one line an object. Letters of every script stay as they are; the output is data and never pasted into a page.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(Utf8JsonWriter json, Reading reading)
    {
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        Write(json, reading.Document);
        json.WriteStartArray("sentences"u8);
        foreach (var sentence in reading.Parsed.Sentences)
        {
            json.WriteStartObject();
            Write(json, "span", sentence.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAll(json, "entities", reading.Entities, Write);
        WriteAll(json, "times", reading.Times, Write);
        WriteAll(json, "places", reading.Places, Write);
        WriteAll(json, "attributions", reading.Attributions, Write);
        WriteAll(json, "events", reading.Events, Write);
        WriteAll(json, "contested", reading.Contested, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Document document)
    {
        json.WriteStartObject("document"u8);
        Write(json, "id", document.Id);
        Write(json, "path", document.Path);
        Write(json, "title", document.Title);
        Write(json, "outlet", document.Outlet);
        Write(json, "url", document.Url);
        Write(json, "publishedAt", document.PublishedAt);
        Write(json, "text", document.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ActorEntity actor)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, actor.Id);
        json.WriteString("kind"u8, ContractNames.Of(actor.Kind));
        Write(json, "name", actor.Entity.Name);
        Write(json, "country", actor.Country);
        Write(json, "sectors", actor.Sectors);
        Write(json, "roles", actor.Entity.Roles);
        WriteAll(json, "mentions", actor.Entity.Mentions, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Mention mention)
    {
        json.WriteStartObject();
        Write(json, "span", mention.Span);
        json.WriteString("form"u8, ContractNames.Of(mention.Form));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TimeExpression time)
    {
        json.WriteStartObject();
        Write(json, "span", time.Span);
        json.WriteString("type"u8, ContractNames.Of(time.Type));
        Write(json, "value", time.Value);
        Write(json, "start", time.Interval?.Start);
        Write(json, "end", time.Interval?.End);
        json.WriteString("granularity"u8, ContractNames.Of(time.Granularity));
        Write(json, "reason", time.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlaceMention place)
    {
        json.WriteStartObject();
        Write(json, "span", place.Span);
        Write(json, "name", place.Name);
        json.WriteString("kind"u8, ContractNames.Of(place.Kind));
        Write(json, "country", place.Country);
        Write(json, "geonames", place.GeoNames);
        Write(json, "latitude", place.Latitude);
        Write(json, "longitude", place.Longitude);
        Write(json, "reason", place.Reason);
        json.WriteString("use"u8, ContractNames.Of(place.Use));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Attribution attribution)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, attribution.Id);
        json.WriteStartObject("source"u8);
        Write(json, "spans", attribution.Source.Spans);
        Write(json, "entity", Id('e', attribution.Source.Entity));
        json.WriteString("kind"u8, ContractNames.Of(attribution.Source.Kind));
        json.WriteEndObject();
        Write(json, "cue", attribution.Cue);
        Write(json, "content", attribution.Content);
        json.WriteString("form"u8, ContractNames.Of(attribution.Form));
        json.WriteString("act"u8, ContractNames.Of(attribution.Act));
        Write(json, "alsoActs", [.. attribution.AlsoActs.Select(ContractNames.Of)]);
        json.WriteBoolean("negated"u8, attribution.Negated);
        Write(json, "hedges", attribution.Hedges);
        Write(json, "medium", attribution.Medium);
        Write(json, "addressee", attribution.Addressee);
        Write(json, "within", Id('a', attribution.Within));
        if (attribution.SaidOn is { } saidOn)
        {
            json.WriteStartObject("saidOn"u8);
            Write(json, "start", saidOn.Start);
            Write(json, "end", saidOn.End);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("saidOn"u8);
        }

        Write(json, "confidence", attribution.Confidence);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Event @event)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, @event.Id);
        Write(json, "span", @event.Span);
        Write(json, "anchor", @event.Anchor);
        Write(json, "type", @event.Type);
        Write(json, "mode", @event.Mode);
        Write(json, "cameo", @event.Cameo);
        Write(json, "contexts", @event.Contexts);
        Write(json, "score", @event.Score);
        json.WriteString("quad"u8, ContractNames.Of(@event.Quad));
        WriteAll(json, "actors", @event.Actors, Write);
        WriteAll(json, "recipients", @event.Recipients, Write);
        Write(json, "place", @event.Place);
        json.WriteStartArray("places"u8);
        foreach (var place in @event.Places)
        {
            json.WriteNumberValue(place);
        }

        json.WriteEndArray();
        json.WriteStartObject("occurredOn"u8);
        Write(json, "start", @event.OccurredOn.Interval?.Start);
        Write(json, "end", @event.OccurredOn.Interval?.End);
        json.WriteString("granularity"u8, ContractNames.Of(@event.OccurredOn.Granularity));
        Write(json, "reason", @event.OccurredOn.Reason);
        json.WriteEndObject();
        json.WriteString("status"u8, ContractNames.Of(@event.Status));
        Write(json, "attribution", Id('a', @event.Attribution));
        json.WriteString("happened"u8, ContractNames.Of(@event.Happened));
        Write(json, "restates", Id('v', @event.Restates));
        json.WriteString("factuality"u8, ContractNames.Of(@event.Factuality));
        Write(json, "weapon", @event.Weapon);
        Write(json, "count", @event.Count);
        Write(json, "killed", @event.Killed);
        Write(json, "injured", @event.Injured);
        Write(json, "confidence", @event.Confidence);
        Write(json, "rule", @event.Rule);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Participant participant)
    {
        json.WriteStartObject();
        Write(json, "entity", Id('e', participant.Entity));
        Write(json, "span", participant.Span);
        json.WriteBoolean("isOf"u8, participant.IsOf);
        json.WriteEndObject();
    }

    /// <summary>Each side by its first claim, as the contract's first readers expect, and by all of them.</summary>
    private static void Write(Utf8JsonWriter json, Contested contested)
    {
        json.WriteStartObject();
        Write(json, "about", contested.About);
        json.WriteString("on"u8, ContractNames.Of(contested.On));
        json.WriteStartArray("sides"u8);
        foreach (var side in contested.Sides)
        {
            json.WriteStartObject();
            Write(json, "claim", side.IsEmpty ? null : Id('a', side[0]));
            json.WriteStartArray("claims"u8);
            foreach (var claim in side)
            {
                json.WriteStringValue(Id('a', claim));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, CountRange? range)
    {
        if (range is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Write(json, "min", range.Min);
        Write(json, "max", range.Max);
        Write(json, "span", range.Span);
        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    internal static void Write(Utf8JsonWriter json, string name, ImmutableArray<TextSpan> spans)
    {
        json.WriteStartArray(name);
        foreach (var span in spans)
        {
            Write(json, span);
        }

        json.WriteEndArray();
    }

    internal static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(Paired(value));
        }

        json.WriteEndArray();
    }

    internal static void Write(Utf8JsonWriter json, string name, TextSpan? span)
    {
        json.WritePropertyName(name);
        if (span is { } present)
        {
            Write(json, present);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Write(Utf8JsonWriter json, TextSpan span)
    {
        json.WriteStartArray();
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.Length);
        json.WriteEndArray();
    }

    internal static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, Paired(value));
        }
    }

    internal static void Write(Utf8JsonWriter json, string name, DateOnly? date) =>
        Write(json, name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    internal static void Write(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } present)
        {
            json.WriteNumber(name, present);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Four decimals: a probability has no more, and files stay equal across machines. Not a number is null.</summary>
    internal static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } present && double.IsFinite(present))
        {
            // The sum makes minus zero plain zero.
            json.WriteNumber(name, Math.Round(present, 4, MidpointRounding.ToEven) + 0.0);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string? Id(char letter, int? number) => number is { } present ? string.Create(CultureInfo.InvariantCulture, $"{letter}{present}") : null;

    /// <summary>The text with each half of a surrogate pair that stands alone as U+FFFD, one unit for one unit, so that no offset moves.</summary>
    private static string Paired(string text)
    {
        var lone = LoneSurrogate(text, 0);
        if (lone < 0)
        {
            return text;
        }

        var characters = text.ToCharArray();
        for (; lone >= 0; lone = LoneSurrogate(text, lone + 1))
        {
            characters[lone] = '\uFFFD';
        }

        return new string(characters);
    }

    private static int LoneSurrogate(string text, int from)
    {
        while (from < text.Length)
        {
            var next = text.AsSpan(from).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
            {
                return -1;
            }

            from += next;
            if (char.IsHighSurrogate(text[from]) && from + 1 < text.Length && char.IsLowSurrogate(text[from + 1]))
            {
                from += 2;
            }
            else
            {
                return from;
            }
        }

        return -1;
    }
}
