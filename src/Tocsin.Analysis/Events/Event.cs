using System.Collections.Immutable;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Events;

public enum EventStatus
{
    Fact = 0,
    Claimed = 1,
    Accused = 2,
    AccusedByAuthority = 3,
    Possible = 4,
    Denied = 5,
}

public enum Factuality
{
    Actual = 0,
    Attempted = 1,
    Threatened = 2,
    Future = 3,
    Hypothetical = 4,
    Negated = 5,
    Historical = 6,
}

public enum Quad
{
    VerbalCooperation = 0,
    MaterialCooperation = 1,
    VerbalConflict = 2,
    MaterialConflict = 3,
}

/// <summary>How many, with the words that say so. A null bound is open: "at least 12" has no maximum.</summary>
public sealed record CountRange(int? Min, int? Max, TextSpan Span);

/// <param name="Entity">Number of the entity, null where the words resolve to none.</param>
public sealed record Participant(int? Entity, TextSpan Span)
{
    /// <summary>The words are not the entity but something of it: "an Iranian ship", "the ministry's computers". They, and not its name, say who or what takes part.</summary>
    public bool IsOf { get; init; }
}

/// <summary>Who did what to whom, coded as PLOVER codes it.</summary>
/// <param name="Number">From 1, in text order; "v1" in the reading contract.</param>
/// <param name="Span">The clause.</param>
/// <param name="Anchor">The word that names the act.</param>
/// <param name="Type">PLOVER type such as ASSAULT.</param>
/// <param name="Mode">PLOVER mode such as heavy-weapons; null where the type has none or it is not said.</param>
/// <param name="Cameo">CAMEO code of the crosswalk, null where there is none.</param>
/// <param name="Score">Goldstein-like score of the manual, -10 to 10.</param>
/// <param name="Place">Index into the document's places, null with a reason in <paramref name="OccurredOn"/>'s manner where not known.</param>
/// <param name="Attribution">Number of the attribution that holds it, null where the report itself says so.</param>
/// <param name="Rule">The lexicon line or rule that coded it, for <c>tocsin explain</c>.</param>
public sealed record Event(
    int Number,
    TextSpan Span,
    TextSpan Anchor,
    string Type,
    string? Mode,
    string? Cameo,
    ImmutableArray<string> Contexts,
    double Score,
    Quad Quad,
    ImmutableArray<Participant> Actors,
    ImmutableArray<Participant> Recipients,
    int? Place,
    Occurrence OccurredOn,
    EventStatus Status,
    int? Attribution,
    Factuality Factuality,
    string? Weapon,
    CountRange? Count,
    CountRange? Killed,
    CountRange? Injured,
    double Confidence,
    string Rule)
{
    public string Id => $"v{Number}";

    /// <summary>Other words that name the same act and are no event of their own: "killed" beside "the bombing", "the attack" two sentences later. In text order.</summary>
    public ImmutableArray<TextSpan> AlsoAt { get; init; } = [];

    /// <summary>Indexes of all places where it took place, <see cref="Place"/> first: "bases at A and B". Empty where none is known.</summary>
    public ImmutableArray<int> Places { get; init; } = [];

    /// <summary>Whether it took place at all, whoever did it: an attack may be a fact while its actor is only accused.</summary>
    public EventStatus Happened { get; init; }

    /// <summary>Number of the event of the same text that this tells again, with something new: a toll, an accusation. Null for a first telling.</summary>
    public int? Restates { get; init; }

    /// <summary>Why this status, in words; empty where the event was not coded from a text.</summary>
    public string StatusReason { get; init; } = "";

    /// <summary>Why this factuality, in words; empty where the event was not coded from a text.</summary>
    public string FactualityReason { get; init; } = "";

    /// <summary>It tells of several acts at once: "two bombings hit the city".</summary>
    internal bool IsSeveral { get; init; }

    /// <summary>It only dates something else: "ten hours after a car bomb had killed shoppers".</summary>
    internal bool IsBackground { get; init; }

    /// <summary>Its victims are those who carried out an attack told before: "all three attackers were shot dead".</summary>
    internal bool IsOfAssailants { get; init; }
}
