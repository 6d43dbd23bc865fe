using System.Collections.Immutable;

namespace Tocsin.Analysis.Contention;

public enum ContestedOn
{
    Intention = 0,
    Occurrence = 1,
    Responsibility = 2,
    Toll = 3,
    Place = 4,
    Time = 5,
}

/// <summary>Something that sources assert and deny.</summary>
/// <param name="About">Id of the event it is about ("v1"), or null where it is about no coded event.</param>
/// <param name="Sides">Each side: numbers of the attributions that take it. At least two sides.</param>
public sealed record Contested(string? About, ContestedOn On, ImmutableArray<ImmutableArray<int>> Sides);
