using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>Finds what the sources of one document disagree on: an intention, whether something happened, who did it, its toll, its place, its time.</summary>
/// <remarks>
/// Only claims with a source count; each side lists the attributions that take it. An event is compared with the <see cref="Compared"/> events with a source and of its
/// type that follow it, so that time and what is found grow with the text and not with its square. Thread-safe once built.
/// </remarks>
public sealed class ContestedFinder(EventLexicon lexicon)
{
    /// <summary>More than a long report tells of one type; accounts that stand further apart in a book are left alone.</summary>
    public const int Compared = 200;

    private readonly EventLexicon _lexicon = lexicon;
    private readonly IntentionReader _intentions = new(lexicon);
    private readonly PartDenials _parts = new(lexicon);
    private readonly CounterAccounts _counters = new(lexicon, FactFile.ReadEmbedded("contention/part.tsv", 2));

    /// <summary>What the sources say that actors mean to do, in text order: contested or not, for other documents may say otherwise.</summary>
    public ImmutableArray<Intention> Intentions(
        ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events)
    {
        if (attributions.IsEmpty)
        {
            return [];
        }

        var byNumber = entities.ToDictionary(e => e.Entity.Number);
        var index = new EntityIndex(parsed, entities, attributions);
        var statuses = new StatusReader(parsed, attributions, entities, _lexicon);
        var intentions = new List<Intention>();
        for (var s = 0; s < parsed.Sentences.Length; s++)
        {
            if (parsed.Sentences[s].Root >= 0)
            {
                _intentions.Read(new SentenceTree(parsed.Sentences[s], s, _lexicon), index, byNumber, statuses, events, intentions);
            }
        }

        var acts = intentions.Select(i => i.Actor).Distinct().ToDictionary(actor => actor, actor => Acts(actor, events, byNumber));
        return [.. intentions.Select(intention => intention with { About = Meant(intention.Span, acts[intention.Actor], parsed, events) })];
    }

    /// <summary>In text order of what is contested; intentions come first.</summary>
    public ImmutableArray<Contested> Find(
        ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events) =>
        Find(parsed, entities, attributions, events, Intentions(parsed, entities, attributions, events), []);

    /// <param name="intentions">What <see cref="Intentions"/> found.</param>
    /// <param name="places">What <see cref="Event.Place"/> counts in.</param>
    /// <inheritdoc cref="Find(ParsedText, ImmutableArray{ActorEntity}, ImmutableArray{Attribution}, ImmutableArray{Event})"/>
    public ImmutableArray<Contested> Find(
        ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events, ImmutableArray<Intention> intentions,
        ImmutableArray<PlaceMention> places)
    {
        if (attributions.Length < 2)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<Contested>();
        var narrated = attributions.Where(a => a is { Act: SpeechAct.Intend, Within: null, Form: QuoteForm.Indirect }).Select(a => a.Number).ToHashSet();
        foreach (var actor in intentions.GroupBy(i => (i.Actor, i.About)))
        {
            var hostile = actor.Where(i => i.Hostile).Select(i => i.Attribution).Distinct().ToImmutableArray();
            var conciliatory = LeftToSources([.. actor.Where(i => !i.Hostile).Select(i => i.Attribution).Except(hostile).Distinct()], narrated);
            hostile = LeftToSources(hostile, narrated);
            if (!hostile.IsEmpty && !conciliatory.IsEmpty)
            {
                found.Add(new Contested(actor.First().About, ContestedOn.Intention, [hostile, conciliatory]));
            }
        }

        var byNumber = entities.ToDictionary(e => e.Entity.Number);
        foreach (var denied in _parts.Find(parsed, entities, attributions, events))
        {
            found.Add(denied);
        }

        found.AddRange(_counters.Find(parsed, attributions, events));
        var told = events.Where(e => e.Attribution is not null && IsComparable(e.Type)).Select(e => new Told(e, parsed.Text, byNumber, places)).ToArray();
        var turns = new int[told.Length];
        var byType = new Dictionary<string, List<Told>>(StringComparer.Ordinal);
        for (var i = 0; i < told.Length; i++)
        {
            if (!byType.TryGetValue(told[i].Event.Type, out var same))
            {
                byType.Add(told[i].Event.Type, same = []);
            }

            turns[i] = same.Count;
            same.Add(told[i]);
        }

        for (var i = 0; i < told.Length; i++)
        {
            var same = byType[told[i].Event.Type];
            var disagreements = new List<Disagreement>();
            for (var j = turns[i] + 1; j < Math.Min(same.Count, turns[i] + 1 + Compared); j++)
            {
                if (told[i].Attribution != same[j].Attribution && SameHappening(told[i], same[j]))
                {
                    Compare(told[i], same[j], disagreements);
                }
            }

            foreach (var disagreement in disagreements)
            {
                found.Add(new Contested(told[i].Event.Id, disagreement.On, [[.. disagreement.First], [.. disagreement.Second]]));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Where sources take a side, what the report says of it in its own words ("Tehran's desire to …") is no further voice.</summary>
    private static ImmutableArray<int> LeftToSources(ImmutableArray<int> side, HashSet<int> narrated) => side.All(narrated.Contains) ? side : side.RemoveAll(narrated.Contains);

    /// <summary>The actor's attacks, in text order.</summary>
    private static List<Event> Acts(string actor, ImmutableArray<Event> events, Dictionary<int, ActorEntity> entities) =>
        [.. events.Where(e => e.Type == "ASSAULT" && e.Factuality == Factuality.Actual
                && e.Actors.Any(a => a.Entity is { } number && IsOf(entities.GetValueOrDefault(number), actor))).OrderBy(e => e.Anchor)];

    /// <summary>A militia of a country's people is not the country.</summary>
    private static bool IsOf(ActorEntity? entity, string actor) => entity is not null && (entity.Id == actor || (IntentionReader.ActorKey(entity) == actor && PartyKeys.SideOf(entity) == actor));

    /// <summary>The act that an intention is behind, by its fullest account: of the actor's own in its sentence the nearest, else the last that was told before, else the next.</summary>
    private static string? Meant(TextSpan word, List<Event> acts, ParsedText parsed, ImmutableArray<Event> events)
    {
        var sentence = parsed.SentenceAt(word.Start);
        var meant = acts.Where(act => parsed.SentenceAt(act.Anchor.Start) == sentence).MinBy(act => Math.Abs(act.Anchor.Start - word.Start))
            ?? acts.LastOrDefault(act => act.Anchor.Start < word.Start) ?? acts.FirstOrDefault();
        return meant?.Restates is { } root && events.FirstOrDefault(e => e.Number == root) is { } told ? told.Id : meant?.Id;
    }

    private static void Compare(Told first, Told second, List<Disagreement> found)
    {
        if ((first.IsDenied != second.IsDenied) && !first.IsOnlyToll && !second.IsOnlyToll)
        {
            var (asserted, denied) = first.IsDenied ? (second, first) : (first, second);
            Add(found, ContestedOn.Occurrence, asserted, denied);
            return;
        }

        if (first.IsDenied && !first.IsOnlyToll)
        {
            return;
        }

        if (first.Actors.Length > 0 && second.Actors.Length > 0 && !Meet(first.Actors, second.Actors) && (Meet(first.Recipients, second.Recipients) || SamePoint(first, second)))
        {
            Add(found, ContestedOn.Responsibility, first, second);
        }

        if (Disjoint(first.Event.Killed, second.Event.Killed) || Disjoint(first.Event.Injured, second.Event.Injured))
        {
            Add(found, ContestedOn.Toll, first, second);
        }

        // Two towns or two days make two happenings, unless what is told of them is too much alike for that.
        if (!Alike(first, second))
        {
            return;
        }

        if (first.Point is { } here && second.Point is { } there && Apart(here, there) && !(first.Day is { } one && second.Day is { } other && one != other))
        {
            Add(found, ContestedOn.Place, first, second);
        }

        if (first.Day is { } day && second.Day is { } otherDay && day != otherDay && !(first.Point is { } place && second.Point is { } otherPlace && Apart(place, otherPlace)))
        {
            Add(found, ContestedOn.Time, first, second);
        }
    }

    /// <summary>The same actor, as far as one is named, and the same number of weapons, dead or injured: a detail that two happenings hardly share.</summary>
    private static bool Alike(Told one, Told other) =>
        (one.Actors.Length == 0 || other.Actors.Length == 0 || Meet(one.Actors, other.Actors))
        && (Same(one.Event.Killed, other.Event.Killed) || Same(one.Event.Injured, other.Event.Injured) || (one.Event.Weapon is { } weapon && weapon == other.Event.Weapon && Same(one.Event.Count, other.Event.Count)));

    /// <summary>The same number above one; one or none is what many happenings have.</summary>
    private static bool Same(CountRange? one, CountRange? other) => one is { Min: > 1 } && other is not null && (one.Min, one.Max) == (other.Min, other.Max);

    /// <summary>One town on one day with nothing that tells two weapons apart.</summary>
    private static bool SamePoint(Told one, Told other) =>
        one.Point is { } here && other.Point is { } there && string.Equals(here.Name, there.Name, StringComparison.OrdinalIgnoreCase) && one.Day is { } day && day == other.Day
        && (one.Event.Weapon is null || other.Event.Weapon is null || one.Event.Weapon == other.Event.Weapon);

    /// <summary>Not one name within the other, and not neighbours where the map knows both.</summary>
    private static bool Apart(PlaceMention one, PlaceMention other) =>
        !one.Name.Contains(other.Name, StringComparison.OrdinalIgnoreCase) && !other.Name.Contains(one.Name, StringComparison.OrdinalIgnoreCase)
        && !(GreatCircle.Kilometres(one.Latitude, one.Longitude, other.Latitude, other.Longitude) <= SettingMatters.KilometresMax);

    /// <summary>Joins a new disagreement to one already found about the same event and matter.</summary>
    private static void Add(List<Disagreement> found, ContestedOn on, Told first, Told second)
    {
        var known = found.Find(d => d.On == on);
        if (known is null)
        {
            found.Add(known = new Disagreement(on, [], []));
        }

        AddOnce(known.First, first.Attribution);
        AddOnce(known.Second, second.Attribution);
    }

    private static void AddOnce(List<int> side, int attribution)
    {
        if (!side.Contains(attribution))
        {
            side.Add(attribution);
        }
    }

    private static bool IsComparable(string type) => type is "ASSAULT" or "COERCE" or "PROTEST" or "MOBILIZE" or "RETREAT" or "AID" or "COOPERATE";

    /// <summary>Two accounts of one happening: same kind, nobody in them that excludes it, and somebody or something that ties them.</summary>
    private static bool SameHappening(Told one, Told other)
    {
        if (one.Event.Type != other.Event.Type || (one.Event.Mode is not null && other.Event.Mode is not null && one.Event.Mode != other.Event.Mode))
        {
            return false;
        }

        // Two numbers of one attack: of the same people, or that nobody was hurt.
        if (one.Event.Restates is { } root && other.Event.Restates == root && (one.IsOnlyToll || other.IsOnlyToll))
        {
            return true;
        }

        var recipients = Meet(one.Recipients, other.Recipients);
        var alike = Alike(one, other);
        if (one.Recipients.Length > 0 && other.Recipients.Length > 0 && !recipients && !alike)
        {
            return false;
        }

        if (one.Event.Place is { } here && other.Event.Place is { } there && here != there && !SamePoint(one, other) && !recipients && !alike)
        {
            return false;
        }

        return recipients || alike || SamePoint(one, other) || (Meet(one.Actors, other.Actors) && (one.Event.Weapon == other.Event.Weapon || one.Event.Weapon is null || other.Event.Weapon is null));
    }

    private static bool Meet(string[] one, string[] other) => Array.Exists(one, e => Array.IndexOf(other, e) >= 0);

    private static bool Disjoint(CountRange? one, CountRange? other) =>
        one is not null && other is not null && ((one.Max is { } a && a < (other.Min ?? 0)) || (other.Max is { } b && b < (one.Min ?? 0)));

    /// <summary>Something that two or more sources say otherwise of one event: the attributions of either side, each once.</summary>
    private sealed record Disagreement(ContestedOn On, List<int> First, List<int> Second);

    /// <summary>An event with a source, and what comparing asks of it again and again.</summary>
    /// <param name="entities">Of the document, by number.</param>
    private sealed class Told(Event told, string text, Dictionary<int, ActorEntity> entities, ImmutableArray<PlaceMention> places)
    {
        public Event Event { get; } = told;

        public int Attribution { get; } = told.Attribution ?? throw new ArgumentException("The event has no source.", nameof(told));

        public string[] Actors { get; } = Known(told.Actors, text, entities);

        public string[] Recipients { get; } = Known(told.Recipients, text, entities);

        /// <summary>A town, base, landmark or water; null for what is larger or not known.</summary>
        public PlaceMention? Point { get; } =
            told.Place is { } index && index >= 0 && index < places.Length && places[index].Kind is not (PlaceKind.Country or PlaceKind.Region) ? places[index] : null;

        /// <summary>The one day it is dated to.</summary>
        public DateOnly? Day { get; } =
            told.OccurredOn is { Interval: { } interval, Granularity: <= Granularity.Day } && interval.Start == interval.End ? interval.Start : null;

        /// <summary>"No soldier was killed": of how many, and not of whether it happened.</summary>
        public bool IsOnlyToll { get; } = told.Factuality == Factuality.Negated && told.Status != EventStatus.Denied && (told.Killed is { Max: 0 } || told.Injured is { Max: 0 });

        public bool IsDenied { get; } = told.Status == EventStatus.Denied || told.Factuality == Factuality.Negated;

        /// <summary>Who is known, by name: "rebels" twice in a text may be two entities, and are no two parties.</summary>
        private static string[] Known(ImmutableArray<Participant> participants, string text, Dictionary<int, ActorEntity> entities) =>
            [.. participants.Select(p => PartyKeys.KeyOf(p.Entity is { } number && entities.TryGetValue(number, out var actor) ? actor.Entity.Name : p.Span.In(text))).OfType<string>()];
    }
}
