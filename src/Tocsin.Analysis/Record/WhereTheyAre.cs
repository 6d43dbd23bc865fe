using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Record;

/// <summary>The side of those who suffer an event and are known by where they are alone: a town, a base, a market, two farmers are of the state in which they lie or live.</summary>
/// <remarks>
/// Who attacks a state's towns attacks the state. It does not hold for what has a side of its own (another state, an organisation, an armed group, somebody named), nor where the state itself acts:
/// what a government does to its own people is between it and them.
/// </remarks>
internal sealed class WhereTheyAre
{
    /// <summary>Sectors of those who act for nobody else.</summary>
    internal static readonly ImmutableArray<string> OwnSides = ["REB", "PRM", "UAF", "CRM", "OPP", "IGO", "NGO", "PTY"];

    private readonly Reading _reading;
    private readonly StateNames _states;
    private readonly Dictionary<(int Sentence, int Head), ActorEntity> _mentions = [];
    private readonly Dictionary<int, string?> _holders = [];
    private readonly Lazy<HashSet<string>> _sides;

    public WhereTheyAre(Reading reading, StateNames states)
    {
        (_reading, _states) = (reading, states);
        foreach (var entity in reading.Entities)
        {
            foreach (var mention in entity.Entity.Mentions)
            {
                _mentions.TryAdd((mention.Sentence, mention.HeadToken), entity);
            }
        }

        _sides = new Lazy<HashSet<string>>(() => [.. SidesIn(reading), .. states.All]);
    }

    /// <param name="entity">Null where the words resolve to nobody known.</param>
    /// <param name="actors">Of the same event.</param>
    public RecordedParty Placed(RecordedParty party, ActorEntity? entity, Event coded, RecordedPlace? place, ImmutableArray<RecordedParty> actors)
    {
        var isPlace = entity?.Kind == EntityKind.Place;
        if (party.Key is null || party.Side != party.Key || (!isPlace && (coded.Quad != Quad.MaterialConflict || IsNamed(party, entity) || party.Sectors.Any(OwnSides.Contains))))
        {
            return party;
        }

        var state = party.Country ?? _states.Of(party.Name) ?? (isPlace ? Holder(entity!) : null) ?? place?.Country ?? (place is null ? null : HolderAt(place.Span));
        return state is null || state == party.Key || actors.Any(actor => actor.Side == state || IsSomeState(actor)) ? party : party with { Side = state };
    }

    /// <summary>"Police": of a state that the text does not name, and likely that of the place.</summary>
    private static bool IsSomeState(RecordedParty actor) => actor.Country is null && actor.Side == actor.Key && actor.Sectors.Any(PartyKeys.IsOfState);

    private static bool IsNamed(RecordedParty party, ActorEntity? entity) => entity is not null && entity.Entity.Mentions.Any(mention => mention.Form == MentionForm.Name) && char.IsUpper(party.Name[0]);

    private string? HolderAt(TextSpan span)
    {
        var entity = _reading.Entities.FirstOrDefault(one => one.Entity.Mentions.Any(mention => mention.Span.Overlaps(span)));
        return entity is null ? null : entity.Country ?? Holder(entity);
    }

    /// <summary>"The Lomna air base in western Sellenia", "Lomna, Sellenia": a state on no list, which does or says something in the same report. Null where the text does not tell.</summary>
    private string? Holder(ActorEntity entity)
    {
        if (!_holders.TryGetValue(entity.Entity.Number, out var holder))
        {
            _holders[entity.Entity.Number] = holder = entity.Entity.Mentions.Select(HolderOf).FirstOrDefault(found => found is not null);
        }

        return holder;
    }

    private string? HolderOf(Mention mention)
    {
        var sentence = _reading.Parsed.Sentences[mention.Sentence];
        var own = sentence.Children(mention.HeadToken).Where(child =>
            sentence.Tokens[child].Relation == "appos" || (sentence.Tokens[child].Relation == "nmod" && sentence.Marker(child, "case") is null or "in" or "of" or "'s" or "’s"));

        // "Fired at the base in western Sellenia": a parser may hang the state on the verb.
        var verb = sentence.Tokens[mention.HeadToken].Head;
        var beside = verb < 0 ? [] : sentence.Children(verb).Where(child => child > mention.HeadToken && sentence.Tokens[child].Relation == "obl" && sentence.Marker(child, "case") == "in");
        foreach (var child in own.Concat(beside))
        {
            if (_mentions.TryGetValue((mention.Sentence, child), out var other) && (other.Country ?? PartyKeys.KeyOf(other)) is { } state && _sides.Value.Contains(state))
            {
                return state;
            }
        }

        return _states.Around(sentence, mention.HeadToken);
    }

    /// <summary>Whoever acts in the report, speaks in it, or has a ministry or an army that does.</summary>
    private static HashSet<string> SidesIn(Reading reading)
    {
        var entities = reading.Entities.ToDictionary(entity => entity.Entity.Number);
        var acting = reading.Events.SelectMany(coded => coded.Actors).Select(actor => actor.Entity).Concat(reading.Attributions.Select(attribution => attribution.Source.Entity)).OfType<int>().Distinct();
        return acting.Select(number => entities.GetValueOrDefault(number)).OfType<ActorEntity>().Select(PartyKeys.SideOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }
}
