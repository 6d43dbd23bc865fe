using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Language;

namespace Tocsin.Analysis.Export;

/// <summary>One who takes part in an event.</summary>
/// <param name="Entity">Null where the words resolve to nobody known.</param>
/// <param name="IsOf">The words are something of the entity: "an Iranian ship".</param>
public sealed record Party(TextSpan Span, string Words, ActorEntity? Entity, bool IsOf = false)
{
    /// <summary>The fullest name in the document, else the words themselves.</summary>
    public string Name => IsOf ? Words : Entity?.Entity.Name ?? Words;
}

/// <summary>Who says that an event happened, in which words.</summary>
/// <param name="Name">Null where the text names nobody.</param>
/// <param name="Entity">Null where the source is not resolved.</param>
/// <param name="Chain">Who says so, outermost first; the last is the source itself. Empty names are of nobody named.</param>
public sealed record EventSource(Attribution Attribution, string? Name, ActorEntity? Entity, string Cue, string Content, ImmutableArray<string> Chain)
{
    /// <summary>"officials › the observers"; an unnamed link is "nobody named".</summary>
    public string Told => string.Join(" › ", Chain.Select(name => name.Length == 0 ? "nobody named" : name));
}

/// <summary>An event with all that it points to in its reading, so that it can be written as a row or an object of its own.</summary>
/// <param name="Source">Null where the report says so in its own words.</param>
/// <param name="IsInLead">It stands in the headline or in the first paragraph after it.</param>
public sealed record EventRecord(
    Reading Reading, Event Event, string Clause, string Anchor, ImmutableArray<Party> Actors, ImmutableArray<Party> Recipients, PlaceMention? Place, EventSource? Source, bool IsInLead)
{
    public Document Document => Reading.Document;

    /// <summary>Unique among documents of different ids: "courier_v1".</summary>
    public string Id => $"{Document.Id}_{Event.Id}";

    /// <summary>The events of a reading, in text order.</summary>
    public static IEnumerable<EventRecord> Of(Reading reading)
    {
        var text = reading.Document.Text;
        var entities = reading.Entities.ToDictionary(e => e.Entity.Number);
        var attributions = reading.Attributions.ToDictionary(a => a.Number);
        var lead = LeadEnd(reading);

        ActorEntity? Entity(int? number) => number is { } known ? entities.GetValueOrDefault(known) : null;
        ImmutableArray<Party> Parties(ImmutableArray<Participant> all) => [.. all.Select(p => new Party(p.Span, p.Span.In(text), Entity(p.Entity), p.IsOf))];
        string Words(ImmutableArray<TextSpan> spans) => string.Join(" … ", spans.Select(span => span.In(text)));
        string NameOf(Source source) => Entity(source.Entity)?.Entity.Name ?? Words(source.Spans);

        EventSource? SourceOf(int? number)
        {
            if (number is not { } first || !attributions.TryGetValue(first, out var held))
            {
                return null;
            }

            var chain = AttributionChain.Of(held, outer => attributions.GetValueOrDefault(outer), NameOf);
            return new EventSource(held, chain[^1].Length == 0 ? null : chain[^1], Entity(held.Source.Entity), Words(held.Cue), Words(held.Content), chain);
        }

        foreach (var coded in reading.Events)
        {
            var place = coded.Place is { } index && index < reading.Places.Length ? reading.Places[index] : null;
            yield return new EventRecord(
                reading, coded, coded.Span.In(text), coded.Anchor.In(text), Parties(coded.Actors), Parties(coded.Recipients), place, SourceOf(coded.Attribution), coded.Anchor.Start < lead);
        }
    }

    /// <summary>Where the first paragraph ends, not counting a headline.</summary>
    private static int LeadEnd(Reading reading)
    {
        var left = reading.Document.Title is { } title && reading.Document.Text.AsSpan().TrimStart().StartsWith(title) ? 2 : 1;
        foreach (var sentence in reading.Parsed.Sentences)
        {
            if (sentence.StartsParagraph && left-- == 0)
            {
                return sentence.Span.Start;
            }
        }

        return reading.Document.Text.Length;
    }
}
