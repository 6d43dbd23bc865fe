using System.Collections.Immutable;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Actors;

/// <summary>An entity with what the actor lists know of it.</summary>
/// <param name="Country">ISO 3166-1 alpha-3, null where not known.</param>
/// <param name="Sectors">PLOVER sectors such as MIL, GOV, REB, most specific first.</param>
public sealed record ActorEntity(Entity Entity, EntityKind Kind, string? Country, ImmutableArray<string> Sectors)
{
    /// <summary>"e1" in the reading contract.</summary>
    public string Id => $"e{Entity.Number}";

    /// <summary>Where country and sectors come from, in words; empty where neither is known.</summary>
    public string Reason { get; init; } = "";
}
