using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>What an indicator looks for. An empty list does not narrow; several must all be met, each by any of its entries.</summary>
public abstract record EvidencePattern
{
    private EvidencePattern()
    {
    }

    /// <summary>Something that somebody says.</summary>
    /// <param name="Meaning">What the claim says that a side means to do; null where that does not matter.</param>
    /// <param name="Words">Phrases, one of which stands in the content or its cue; a star at the end stands for any ending.</param>
    /// <param name="Negated">Whether the saying itself is negated ("did not say"); false unless asked for.</param>
    public sealed record OfClaims(
        PartyPattern? Source, ImmutableArray<SpeechAct> Acts, ImmutableArray<SourceKind> Kinds, Meaning? Meaning, ImmutableArray<string> Words, bool Negated) : EvidencePattern
    {
        /// <summary>Only what is said of the act that the question is about. What a side means by its acts always is.</summary>
        public ActOf Of { get; init; }

        /// <summary>Whoever tells that notice was given, in whatever words, says it too; who says that there was none contradicts it.</summary>
        public bool Notice { get; init; }
    }

    /// <summary>Something that is done, or told as done.</summary>
    /// <param name="Statuses">Empty for all but denied.</param>
    /// <param name="Factualities">Empty for actual and attempted.</param>
    /// <param name="OriginsMin">Independent origins that tell it.</param>
    /// <param name="ByIncident">Match the incident with all that its reports say, and not one report's event.</param>
    public sealed record OfEvents(
        ImmutableArray<string> Types, ImmutableArray<string> Modes, ImmutableArray<Quad> Quads, PartyPattern? Actor, PartyPattern? Recipient, ImmutableArray<string> Countries, ImmutableArray<string> Places,
        ImmutableArray<EventStatus> Statuses, ImmutableArray<Factuality> Factualities, TollBounds? Killed, TollBounds? Injured, ImmutableArray<string> Weapons, ImmutableArray<string> Words, int OriginsMin,
        bool ByIncident) : EvidencePattern
    {
        /// <summary>The act that the question is about itself, or only others.</summary>
        public ActOf Of { get; init; }
    }

    /// <summary>Something that is contested. What is meant by whom is looked for with <see cref="OfClaims"/>.</summary>
    /// <param name="Side">A side of the incident that it is about.</param>
    public sealed record OfContests(ImmutableArray<ContestedOn> On, PartyPattern? Side) : EvidencePattern;

    /// <summary>How a pair of sides stands.</summary>
    public sealed record OfTension(SidePair Pair, bool OfActs, ImmutableArray<Direction> Directions) : EvidencePattern;
}

/// <summary>Whether a pattern asks for the act that its question is about.</summary>
public enum ActOf
{
    Any = 0,

    /// <summary>That act, and what is said of it.</summary>
    Act = 1,

    /// <summary>All acts but that one.</summary>
    Others = 2,
}

/// <param name="Side">Whose intention.</param>
/// <param name="Hostile">To harm or escalate; false to spare or de-escalate.</param>
public sealed record Meaning(string Side, bool Hostile);

/// <summary>Whom a pattern asks for. An empty pattern is anybody who is named.</summary>
/// <param name="Sides">Sides or keys.</param>
/// <param name="Countries">ISO 3166-1 alpha-3: who is of the country, for its state or against it; of a state on no list, by its side, who is for it.</param>
/// <param name="NotSides">Nobody of these sides or keys.</param>
public sealed record PartyPattern(ImmutableArray<string> Sides, ImmutableArray<string> Countries, ImmutableArray<string> Sectors, ImmutableArray<string> NotSides)
{
    /// <summary>More words are a description.</summary>
    private const int NameWordsMax = 5;

    /// <summary>Only one person, by first and last name.</summary>
    public bool Person { get; init; }

    public bool Fits(RecordedParty party) =>
        (!Person || IsPerson(party)) &&
        (Sides.IsEmpty || Holds(Sides, party.Side) || Holds(Sides, party.Key))
        && (Countries.IsEmpty || Holds(Countries, party.Country ?? party.Side))
        && (Sectors.IsEmpty || party.Sectors.Any(sector => Holds(Sectors, sector)))
        && !Holds(NotSides, party.Side) && !Holds(NotSides, party.Key);

    private static bool IsPerson(RecordedParty party) =>
        party.Key is { } key && key != party.Country && party.Name.Split(' ') is { Length: > 1 and <= NameWordsMax } words && Array.TrueForAll(words, word => word.Length > 1 && char.IsUpper(word[0]));

    private static bool Holds(ImmutableArray<string> all, string? one) => one is not null && all.Contains(one, StringComparer.Ordinal);
}

/// <summary>A toll lies between two numbers, both inside; null is open. A report that gives no toll is in no range.</summary>
public sealed record TollBounds(int? Min, int? Max)
{
    public bool Fits(int? min, int? max) => (min is not null || max is not null) && (Min is null || min >= Min) && (Max is null || max <= Max);
}
