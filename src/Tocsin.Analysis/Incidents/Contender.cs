namespace Tocsin.Analysis.Incidents;

/// <summary>A link of an account, as it competes with its others.</summary>
/// <param name="Draw">As <see cref="LinkChoice.Draw"/>.</param>
/// <param name="Other">The account at its other end.</param>
public readonly record struct Contender<TKey>(double Likeness, ulong Draw, TKey Other)
    where TKey : IComparable<TKey>
{
    /// <summary>The stronger first, and of equals the one to the earlier key.</summary>
    public static readonly Comparison<Contender<TKey>> ByStrength = (one, other) => other.Likeness.CompareTo(one.Likeness) is var order and not 0 ? order : one.Other.CompareTo(other.Other);

    public static readonly Comparison<Contender<TKey>> ByDraw = (one, other) => one.Draw.CompareTo(other.Draw) is var order and not 0 ? order : one.Other.CompareTo(other.Other);
}
