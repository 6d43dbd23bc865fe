using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>Finds what the sources of one document disagree on: an intention, whether something happened, who did it, its toll, its place, its time.</summary>
/// <remarks>Only claims with a source count; each side lists the attributions that take it. Thread-safe once built.</remarks>
public sealed class ContestedFinder(EventLexicon lexicon)
{
    private readonly EventLexicon _lexicon = lexicon;
    private readonly IntentionReader _intentions = new(lexicon);

    /// <summary>In text order of what is contested; intentions come first.</summary>
    public ImmutableArray<Contested> Find(
        ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events)
    {
        if (attributions.Length < 2)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<Contested>();
        Intentions(parsed, entities, attributions, events, found);
        for (var i = 0; i < events.Length; i++)
        {
            for (var j = i + 1; j < events.Length; j++)
            {
                if (events[i].Attribution is { } one && events[j].Attribution is { } other && one != other && SameHappening(events[i], events[j]))
                {
                    Compare(events[i], events[j], one, other, found);
                }
            }
        }

        return found.ToImmutable();
    }

    private void Intentions(
        ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events,
        ImmutableArray<Contested>.Builder found)
    {
        var byNumber = entities.ToDictionary(e => e.Entity.Number);
        var index = new EntityIndex(parsed, entities);
        var statuses = new StatusReader(parsed, attributions, entities);
        var intentions = new List<Intention>();
        for (var s = 0; s < parsed.Sentences.Length; s++)
        {
            if (parsed.Sentences[s].Root >= 0)
            {
                _intentions.Read(new SentenceTree(parsed.Sentences[s], s, _lexicon), index, byNumber, statuses, events, intentions);
            }
        }

        foreach (var actor in intentions.GroupBy(i => i.Actor))
        {
            var hostile = actor.Where(i => i.Hostile).Select(i => i.Attribution).Distinct().ToImmutableArray();
            var conciliatory = actor.Where(i => !i.Hostile).Select(i => i.Attribution).Except(hostile).Distinct().ToImmutableArray();
            if (!hostile.IsEmpty && !conciliatory.IsEmpty)
            {
                found.Add(new Contested(Act(actor.Key, events, byNumber)?.Id, ContestedOn.Intention, [hostile, conciliatory]));
            }
        }
    }

    /// <summary>The actor's act that the intention is about: the first attack that the report tells as a fact, or else the first.</summary>
    private static Event? Act(string actor, ImmutableArray<Event> events, Dictionary<int, ActorEntity> entities) =>
        events.Where(e => e.Type == "ASSAULT" && e.Factuality == Factuality.Actual
                && e.Actors.Any(a => a.Entity is { } number && IntentionReader.ActorKey(entities.GetValueOrDefault(number)) == actor))
            .OrderBy(e => e.Status == EventStatus.Fact ? 0 : 1).ThenBy(e => e.Recipients.IsEmpty ? 1 : 0).ThenBy(e => e.Number).FirstOrDefault();

    private static void Compare(Event first, Event second, int one, int other, ImmutableArray<Contested>.Builder found)
    {
        if (IsDenied(first) != IsDenied(second))
        {
            var (asserted, denied) = IsDenied(first) ? (other, one) : (one, other);
            Add(found, new Contested(first.Id, ContestedOn.Occurrence, [[asserted], [denied]]));
            return;
        }

        if (IsDenied(first))
        {
            return;
        }

        if (Known(first.Actors).Any() && Known(second.Actors).Any() && !Known(first.Actors).Intersect(Known(second.Actors)).Any() && Known(first.Recipients).Intersect(Known(second.Recipients)).Any())
        {
            Add(found, new Contested(first.Id, ContestedOn.Responsibility, [[one], [other]]));
        }

        if (Disjoint(first.Killed, second.Killed) || Disjoint(first.Injured, second.Injured))
        {
            Add(found, new Contested(first.Id, ContestedOn.Toll, [[one], [other]]));
        }
    }

    /// <summary>Joins a new disagreement to one already found about the same event and matter.</summary>
    private static void Add(ImmutableArray<Contested>.Builder found, Contested contested)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].About == contested.About && found[i].On == contested.On)
            {
                found[i] = found[i] with { Sides = [.. found[i].Sides.Zip(contested.Sides, (a, b) => a.Union(b).ToImmutableArray())] };
                return;
            }
        }

        found.Add(contested);
    }

    /// <summary>Two accounts of one happening: same kind, nobody in them that excludes it, and somebody or something that ties them.</summary>
    private static bool SameHappening(Event one, Event other)
    {
        if (one.Type != other.Type || one.Type is not ("ASSAULT" or "COERCE" or "PROTEST" or "MOBILIZE" or "RETREAT" or "AID" or "COOPERATE")
            || (one.Mode is not null && other.Mode is not null && one.Mode != other.Mode))
        {
            return false;
        }

        var recipients = Known(one.Recipients).Intersect(Known(other.Recipients)).Any();
        var actors = Known(one.Actors).Intersect(Known(other.Actors)).Any();
        if (Known(one.Recipients).Any() && Known(other.Recipients).Any() && !recipients)
        {
            return false;
        }

        if (one.Place is { } here && other.Place is { } there && here != there && !recipients)
        {
            return false;
        }

        return recipients || (actors && (one.Weapon == other.Weapon || one.Weapon is null || other.Weapon is null));
    }

    private static IEnumerable<int> Known(ImmutableArray<Participant> participants) => participants.Select(p => p.Entity).OfType<int>();

    private static bool IsDenied(Event coded) => coded.Status == EventStatus.Denied || coded.Factuality == Factuality.Negated;

    private static bool Disjoint(CountRange? one, CountRange? other) =>
        one is not null && other is not null && ((one.Max is { } a && a < (other.Min ?? 0)) || (other.Max is { } b && b < (one.Min ?? 0)));
}
