using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Events;

namespace Tocsin.Analysis.Export;

/// <summary>Finds the entities behind the numbers of a reading.</summary>
internal sealed class EventParties(Reading reading)
{
    private readonly Dictionary<int, ActorEntity> _entities = reading.Entities.ToDictionary(e => e.Entity.Number);

    public ActorEntity? Of(Participant participant) => participant.Entity is { } number ? _entities.GetValueOrDefault(number) : null;

    public string Name(Participant participant) => Of(participant)?.Entity.Name ?? Raw(participant);

    public string Raw(Participant participant) => participant.Span.In(reading.Document.Text);

    /// <summary>Who vouches for an event: the name of the source, its words, or null where the report itself does.</summary>
    public string? Source(Event coded)
    {
        if (coded.Attribution is not { } number || reading.Attributions.FirstOrDefault(a => a.Number == number) is not { } attribution)
        {
            return null;
        }

        return attribution.Source.Entity is { } entity && _entities.TryGetValue(entity, out var known) ? known.Entity.Name
            : attribution.Source.Spans.IsEmpty ? "unnamed" : string.Join(' ', attribution.Source.Spans.Select(s => s.In(reading.Document.Text)));
    }
}
