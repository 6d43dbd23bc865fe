using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis;

/// <summary>All that was read in one document. Lists are in text order.</summary>
public sealed record Reading(
    Document Document,
    ParsedText Parsed,
    ImmutableArray<ActorEntity> Entities,
    ImmutableArray<TimeExpression> Times,
    ImmutableArray<PlaceMention> Places,
    ImmutableArray<Attribution> Attributions,
    ImmutableArray<Event> Events,
    ImmutableArray<Contested> Contested)
{
    /// <summary>What sources say that actors mean to do, contested within the document or not.</summary>
    public ImmutableArray<Intention> Intentions { get; init; } = [];
}
