using System.Collections.Immutable;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Actors;

/// <summary>Gives entities their country and sectors: by name from the lists, by office on the day of publication, by what the text calls them.</summary>
/// <remarks>
/// A name on a list wins over a description, a description in the text over the country of a place. Facts with dates are those that hold on the day of
/// publication; without one, those that are still open. What neither list nor text tells stays null. Thread-safe.
/// </remarks>
public sealed class ActorResolver
{
    private readonly ActorLexicon _lexicon;
    private readonly ActorPhrases _phrases;

    public ActorResolver(ActorLexicon lexicon)
    {
        _lexicon = lexicon;
        _phrases = new ActorPhrases(lexicon);
    }

    /// <param name="places">Places found in the text: "an Istanbul court" is Turkish where the gazetteer knows the town. May be empty.</param>
    /// <returns>One for each entity, in the order given; after them the states that the text names only by an adjective.</returns>
    public ImmutableArray<ActorEntity> Resolve(ParsedText parsed, ImmutableArray<Entity> entities, DateOnly? published, ImmutableArray<PlaceMention> places = default)
    {
        var found = ImmutableArray.CreateBuilder<ActorEntity>(entities.Length);
        foreach (var entity in entities)
        {
            var reading = entity.Kind switch
            {
                EntityKind.Document => ActorReading.None,
                EntityKind.Person => Person(parsed, entity, published),
                _ => Body(parsed, entity, published),
            };
            if (reading.Country is null && !places.IsDefaultOrEmpty && (!reading.ByName || reading.Sectors.IsEmpty) && !reading.Sectors.Any(IsOfNoCountry))
            {
                reading = reading with { Country = CountryOfPlace(parsed, entity, places) };
            }

            if (StateWithin(entity, reading, places) is { } within)
            {
                // "Georgia" beside Atlanta is no country, and no government.
                found.Add(new ActorEntity(entity, EntityKind.Place, within, []) { Reason = "a state or town of that name, by the other places of the text" });
                continue;
            }

            found.Add(new ActorEntity(entity, KindOf(entity.Kind, reading), reading.Country, reading.Sectors) { Reason = ReasonOf(entity.Kind, reading) });
        }

        return StateAdjectives.Complete(parsed, OwnedForces.Complete(parsed, found.MoveToImmutable()), _lexicon.Countries);
    }

    /// <summary>A phrase that names or describes an actor, read on its own: "a top US general" is USA, MIL.</summary>
    public (string? Country, ImmutableArray<string> Sectors) Read(string phrase, DateOnly? published)
    {
        var described = _phrases.Read(phrase, published);
        var person = described.ByName ? ActorReading.None : _phrases.ReadPerson(phrase, published, described.Country, titled: !described.Sectors.IsEmpty);
        var merged = Merge(described, person);
        return (merged.Country, merged.Sectors);
    }

    private ActorReading Person(ParsedText parsed, Entity entity, DateOnly? published)
    {
        // A user's list may name persons.
        var whole = _phrases.Read(entity.Name, published);
        if (whole.ByName)
        {
            return whole;
        }

        var described = ActorReading.None;
        foreach (var role in entity.Roles)
        {
            described = Fill(described, _phrases.Read(role, published));
        }

        foreach (var mention in entity.Mentions)
        {
            if (mention.Form != MentionForm.Pronoun && (described.Country is null || described.Sectors.IsEmpty))
            {
                described = Fill(described, Describe(parsed, entity, mention, published));
            }
        }

        return Merge(described, _phrases.ReadPerson(entity.Name, published, described.Country, titled: !described.Sectors.IsEmpty));
    }

    private ActorReading Body(ParsedText parsed, Entity entity, DateOnly? published)
    {
        var reading = _phrases.Read(entity.Name, published);
        if (reading.ByName)
        {
            return reading;
        }

        foreach (var mention in entity.Mentions)
        {
            if (mention.Form == MentionForm.Pronoun || (reading.Country is not null && !reading.Sectors.IsEmpty))
            {
                continue;
            }

            var other = Describe(parsed, entity, mention, published);
            if (other.ByName)
            {
                return other;
            }

            reading = Fill(reading, other);
        }

        // "Tehran" the town has a country, but only where it acts is it a government.
        return entity.Kind == EntityKind.Place && reading.Sectors is ["GOV"] && !Acts(parsed, entity) ? reading with { Sectors = [] } : reading;
    }

    /// <summary>The country of the state or town that a country's name means in this text; null where it means the country.</summary>
    private static string? StateWithin(Entity entity, ActorReading reading, ImmutableArray<PlaceMention> places)
    {
        if (places.IsDefaultOrEmpty || reading.Country is null || entity.Kind is not (EntityKind.Country or EntityKind.Place))
        {
            return null;
        }

        foreach (var mention in entity.Mentions)
        {
            foreach (var place in mention.Form == MentionForm.Name ? places : [])
            {
                if (place.Span == mention.Span && place.Kind is PlaceKind.Region or PlaceKind.City && place.Country is { } country && country != reading.Country)
                {
                    return country;
                }
            }
        }

        return null;
    }

    /// <summary>International bodies are of no country, whatever town they sit in.</summary>
    private static bool IsOfNoCountry(string sector) => sector is "IGO" or "NGO" or "IMG" or "MNC";

    /// <summary>The country of the first place that a mention names up to its head word: the place itself, or the town that a body or a person is called after.</summary>
    private static string? CountryOfPlace(ParsedText parsed, Entity entity, ImmutableArray<PlaceMention> places)
    {
        foreach (var mention in entity.Mentions)
        {
            if (mention.Form == MentionForm.Pronoun || (entity.Kind == EntityKind.Person && mention.Form == MentionForm.Name))
            {
                continue;
            }

            var until = parsed.Sentences[mention.Sentence].Tokens[mention.HeadToken].Span.End;
            foreach (var place in places)
            {
                if (place.Span.Start >= mention.Span.End)
                {
                    break;
                }

                if (place.Country is not null && place.Span.Start >= mention.Span.Start && place.Span.End <= until)
                {
                    return place.Country;
                }
            }
        }

        return null;
    }

    /// <summary>A mention with what stands before its head and belongs to it: "Iran's" of "Revolutionary Guards".</summary>
    private ActorReading Describe(ParsedText parsed, Entity entity, Mention mention, DateOnly? published)
    {
        var sentence = parsed.Sentences[mention.Sentence];
        var start = mention.Span.Start;
        if (sentence.Root >= 0)
        {
            foreach (var child in sentence.Children(mention.HeadToken))
            {
                if (child < mention.HeadToken && sentence.Tokens[child].Relation is "amod" or "compound" || sentence.Tokens[child].Deprel is "nmod:poss" or "nmod:unmarked")
                {
                    start = Math.Min(start, sentence.Tokens[child].Span.Start);
                }
            }
        }

        if (mention.Form == MentionForm.Name && entity.Kind == EntityKind.Person)
        {
            // "Michael Jordan" is of no country by his name, "Jordan's Michael Haddad" is.
            return start < mention.Span.Start ? _phrases.Read(parsed.Text[start..mention.Span.Start], published) : ActorReading.None;
        }

        var head = sentence.Tokens[mention.HeadToken].Span;
        var end = Math.Max(mention.Span.End, head.End);
        return _phrases.Read(parsed.Text[start..end], published, head.End - start);
    }

    /// <summary>True where a name of a place is the one who acts: subject of an active verb, agent of a passive, owner of what is done.</summary>
    private static bool Acts(ParsedText parsed, Entity entity)
    {
        foreach (var mention in entity.Mentions)
        {
            var sentence = parsed.Sentences[mention.Sentence];
            var token = sentence.Tokens[mention.HeadToken];
            if (token.Head >= 0 && ((token.Deprel == "nsubj" && sentence.Tokens[token.Head].Upos == "VERB") || token.Deprel == "obl:agent"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first with what it lacks from the second.</summary>
    private static ActorReading Fill(ActorReading first, ActorReading second) =>
        new(first.Country ?? second.Country, first.Sectors.IsEmpty ? second.Sectors : first.Sectors, first.ByName || second.ByName);

    /// <summary>What the text calls a person decides the sector, unless the person is known to hold an office that it only hints at; the country comes from either.</summary>
    private static ActorReading Merge(ActorReading described, ActorReading person)
    {
        if (person.IsEmpty)
        {
            return described;
        }

        // A person of no one country (a head of the United Nations) is not of the country the text mentions beside.
        var former = described.Sectors is ["ELI"];
        var sectors = former || person.Sectors.IsEmpty || (person.Sectors is ["ELI"] && !described.Sectors.IsEmpty) ? described.Sectors : person.Sectors;
        return new ActorReading(person.Country ?? (person.Sectors.IsEmpty ? described.Country : null), sectors.IsEmpty ? person.Sectors : sectors, true);
    }

    private static string ReasonOf(EntityKind kind, ActorReading reading) =>
        reading.IsEmpty ? "" : !reading.ByName ? "by the words that name or describe it" : kind == EntityKind.Person ? "on the lists, as an actor or the holder of an office that day" : "on the actor lists by its name";

    private static EntityKind KindOf(EntityKind kind, ActorReading reading)
    {
        if (kind is EntityKind.Person or EntityKind.Document or EntityKind.People || reading.Sectors.IsEmpty)
        {
            return kind;
        }

        return reading.Sectors[0] switch
        {
            "REB" or "PRM" or "UAF" => EntityKind.ArmedGroup,
            "GOV" when kind is EntityKind.Place or EntityKind.Organization => EntityKind.Government,
            _ => kind,
        };
    }
}
