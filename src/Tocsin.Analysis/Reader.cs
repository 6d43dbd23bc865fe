using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis;

/// <summary>Reads one document: text in; claims, events and what is contested out. Saving is the caller's business.</summary>
/// <remarks>Thread-safe once built. The same document gives the same reading.</remarks>
public sealed class Reader
{
    private readonly LanguageCore _core;
    private readonly EntityFinder _entities = EntityFinder.Load();
    private readonly TimeFinder _times = new();
    private readonly AttributionFinder _attributions = AttributionFinder.Load();
    private readonly PlaceFinder _places = PlaceFinder.Load();
    private readonly EventCoder _events;
    private readonly ContestedFinder _contested;
    private readonly Withdrawals _withdrawals = new();
    private readonly Satire _satire = new();
    private readonly ActorResolver _actors;

    /// <param name="actors">Who the actors are; null for the lists that ship with Tocsin. A user's list comes in by <see cref="ActorLexicon.With"/>.</param>
    public Reader(LanguageCore core, ActorLexicon? actors = null)
        : this(() => core, actors)
    {
    }

    private Reader(Func<LanguageCore> core, ActorLexicon? actors)
    {
        var acts = EventLexicon.Load();
        _actors = new ActorResolver(actors ?? ActorLexicon.Load(CountryLexicon.Load()));
        _events = new EventCoder(acts);
        _contested = new ContestedFinder(acts);
        _core = core();
    }

    /// <summary>A reader with the model and the lists that ship with Tocsin.</summary>
    public static Reader Load() => LoadWith(null);

    /// <summary>The same with the actors of a user's list.</summary>
    public static Reader Load(ActorLexicon actors) => LoadWith(actors);

    public Reading Read(Document document)
    {
        var parsed = _core.Parse(document.Text);
        var entities = _entities.Find(parsed);
        var times = _times.Find(parsed, document.PublishedAt);
        var attributions = _attributions.Find(parsed, entities, times);
        parsed = parsed.WithoutStates();
        var places = _places.Find(parsed, entities);
        var actors = _actors.Resolve(parsed, entities, document.PublishedAt, places);
        var events = _withdrawals.Apply(document, parsed, actors, attributions, _events.Code(parsed, actors, attributions, times, places, document.PublishedAt));
        events = _satire.Apply(document, events);
        var intentions = _contested.Intentions(parsed, actors, attributions, events);
        var contested = _contested.Find(parsed, actors, attributions, events, intentions, places);
        return new Reading(document, parsed, actors, times, places, attributions, events, contested) { Intentions = intentions };
    }

    /// <summary>The model loads on another core while the lists load on this one: half the wait before the first reading.</summary>
    private static Reader LoadWith(ActorLexicon? actors)
    {
        var core = Task.Run(() => LanguageCore.Load());
        return new Reader(() => core.GetAwaiter().GetResult(), actors);
    }
}
