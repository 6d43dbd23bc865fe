using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Export;
using Tocsin.Analysis.Numbers;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Record;

/// <summary>Turns a reading into what the record keeps of it.</summary>
public static class Recording
{
    private const int NameLengthMax = 80;

    /// <summary>Forces that are the speaker's own where nothing says whose they are.</summary>
    private static readonly string[] OwnForces = ["the army", "the military", "the navy", "the air force", "the armed forces"];

    private const int HomeLengthMin = 4;

    private static readonly string[] Possessives = ["its ", "our ", "their ", "his ", "her ", "my "];

    /// <param name="document">The same document, as recorded.</param>
    public static RecordedReading Of(Reading reading, RecordedDocument document, string readerVersion)
    {
        var text = reading.Document.Text;
        var entities = reading.Entities.ToDictionary(entity => entity.Entity.Number);
        var attributions = reading.Attributions.ToDictionary(attribution => attribution.Number);
        var eventsOf = reading.Events.Where(coded => coded.Attribution is not null).ToLookup(coded => coded.Attribution!.Value, coded => new EventKey(document.Id, coded.Number));

        var states = new StateNames(reading);
        var where = new WhereTheyAre(reading, states);
        string Words(ImmutableArray<TextSpan> spans) => string.Join(" … ", spans.Select(span => span.In(text)));
        ActorEntity? Entity(int? number) => number is { } known ? entities.GetValueOrDefault(known) : null;

        RecordedParty Party(ActorEntity? entity, string words, TextSpan span) => entity is null
            ? new RecordedParty(PartyKeys.KeyOf(Short(words)), PartyKeys.KeyOf(Short(words)), Short(words), null, [], span)
            : states.Placed(new RecordedParty(PartyKeys.KeyOf(entity), PartyKeys.SideOf(entity), Short(entity.Entity.Name), entity.Country, entity.Sectors, span), entity);

        ImmutableArray<string> Chain(Attribution held) =>
            AttributionChain.Of(held, outer => attributions.GetValueOrDefault(outer), source => Entity(source.Entity)?.Entity.Name ?? Words(source.Spans));

        RecordedEvent Event(EventRecord record)
        {
            var coded = record.Event;
            var place = Place(record.Place);
            ImmutableArray<RecordedParty> actors = [.. record.Actors.Select(party => Owned(Party(party.Entity, party.Words, party.Span), coded))];
            return new RecordedEvent(
                new EventKey(document.Id, coded.Number), coded.Span, coded.Anchor, record.Clause, record.Anchor, coded.Type, coded.Mode, coded.Contexts, coded.Score, coded.Quad,
                actors,
                [.. record.Recipients.Select(party => where.Placed(Party(party.Entity, party.Words, party.Span), party.Entity, coded, place, actors))],
                place, coded.OccurredOn, coded.Status, coded.Factuality,
                coded.Attribution is { } number ? new ClaimKey(document.Id, number) : null,
                record.Source?.Chain ?? Revised(coded), coded.Weapon, coded.Count, coded.Killed, coded.Injured, coded.Confidence)
            {
                Happened = coded.Happened == coded.Status ? null : coded.Happened,
                Cues = EventCueReader.Of(reading, coded, states),
            };
        }

        // Whoever takes a number back for another gives it, though the report says so in its own words.
        ImmutableArray<string> Revised(Event coded) => (coded.Killed ?? coded.Injured)?.Span is { Length: > 0 } number && TollRevision.Reviser(reading, number) is { } name ? [name] : [];

        // Sides of those who were found to be somebody's own.
        var owned = new Dictionary<string, string>(StringComparer.Ordinal);

        // "The Front said that its fighters had carried out the attack": who acts in what somebody says, and is said to be theirs, is of the speaker's side.
        RecordedParty Owned(RecordedParty party, Event coded)
        {
            // "A Karvonian official admitted that the army had fired": Karvonia's.
            if (party.Country is null && Array.Find(OwnForces, force => party.Name.Equals(force, StringComparison.OrdinalIgnoreCase)) is { } army && coded.Attribution is { } held
                && Entity(attributions.GetValueOrDefault(held)?.Source.Entity) is { } official && Home(official, reading.Entities) is { } home && PartyKeys.SideOf(home) is { } side)
            {
                owned[party.Key ?? ""] = side;
                var called = Short($"{home.Entity.Name}’s {army["the ".Length..]}");
                return party with { Key = PartyKeys.KeyOf(called), Side = side, Name = called, Country = home.Country };
            }

            if (Array.Find(Possessives, word => party.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is not { } possessive
                || coded.Attribution is not { } number || Entity(attributions.GetValueOrDefault(number)?.Source.Entity) is not { } speaker)
            {
                return party;
            }

            var name = Short($"{speaker.Entity.Name}’s {party.Name[possessive.Length..]}");
            return party with { Key = PartyKeys.KeyOf(name), Side = PartyKeys.SideOf(speaker), Name = name, Country = party.Country ?? speaker.Country };
        }

        RecordedClaim Claim(Attribution attribution)
        {
            var source = attribution.Source;
            var words = Words(source.Spans);
            var entity = Entity(source.Entity);
            return new RecordedClaim(
                new ClaimKey(document.Id, attribution.Number),
                entity is null && words.Length == 0 ? null : Party(entity, words, source.Spans.IsEmpty ? default : source.Spans[0]),
                source.Kind, Chain(attribution), attribution.Act, attribution.Negated, attribution.Hedges, attribution.Medium,
                Words(attribution.Cue), Words(attribution.Content), attribution.Content,
                attribution.Within is { } outer ? new ClaimKey(document.Id, outer) : null,
                attribution.SaidOn, [.. eventsOf[attribution.Number]], attribution.Confidence);
        }

        ImmutableArray<RecordedEvent> events = [.. EventRecord.Of(reading).Select(Event)];
        EventKey? Key(string? about) => about is not null && reading.Events.FirstOrDefault(coded => coded.Id == about) is { } found ? new EventKey(document.Id, found.Number) : null;

        var ids = reading.Entities.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
        var intentions = reading.Intentions
            .Select(intention => (intention, Side: ids.TryGetValue(intention.Actor, out var entity) ? PartyKeys.SideOf(entity) is { } own ? owned.GetValueOrDefault(own, own) : null : intention.Actor))
            .Where(pair => pair.Side is not null)
            .Select(pair => new RecordedIntention(pair.Side!, pair.intention.Hostile, new ClaimKey(document.Id, pair.intention.Attribution), Key(pair.intention.About), pair.intention.Span));
        var contests = reading.Contested.Select(contested => new RecordedContest(
            Key(contested.About),
            contested.On,
            [.. contested.Sides.Select(side => side.Select(number => new ClaimKey(document.Id, number)).ToImmutableArray())]));
        return new RecordedReading(document, readerVersion, events, [.. reading.Attributions.Select(Claim)], [.. contests]) { Intentions = [.. intentions] };
    }

    /// <summary>The state of somebody who speaks for one, as the document names it: of one country, or by its adjective, "Karvonian".</summary>
    private static ActorEntity? Home(ActorEntity official, ImmutableArray<ActorEntity> entities)
    {
        if (!official.Sectors.Any(PartyKeys.IsOfState))
        {
            return null;
        }

        if (official.Country is { } country)
        {
            return entities.FirstOrDefault(entity => entity.Country == country && PartyKeys.KeyOf(entity) == country);
        }

        var words = official.Entity.Roles.Prepend(official.Entity.Name).SelectMany(words => words.Split(' ')).ToList();
        return entities.Where(entity => entity.Kind != EntityKind.Person && entity.Entity.Name is { Length: >= HomeLengthMin } name && !name.Contains(' ', StringComparison.Ordinal) && char.IsUpper(name[0])
                && words.Exists(word => word.Length > name.Length && word.StartsWith(name, StringComparison.Ordinal)))
            .OrderByDescending(entity => entity.Entity.Name.Length).FirstOrDefault();
    }

    private static RecordedPlace? Place(PlaceMention? place) =>
        place is null ? null : new RecordedPlace(place.Name, place.Kind, place.Country, place.GeoNames, place.Latitude, place.Longitude, place.Span);

    private static string Short(string words) => words.Length <= NameLengthMax ? words : words[..NameLengthMax].TrimEnd() + "…";
}
