using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Escalation;

/// <summary>Where tension between two sides goes.</summary>
public enum Direction
{
    NotEnoughEvidence = 0,
    DeEscalating = 1,
    Holding = 2,
    Escalating = 3,
}

/// <summary>How tense it is beside the pair's own usual.</summary>
public enum TensionLevel
{
    NotEnoughEvidence = 0,
    BelowUsual = 1,
    Usual = 2,
    AboveUsual = 3,
    FarAboveUsual = 4,
}

/// <summary>Two sides, in ordinal order, so that a pair has one name.</summary>
public readonly record struct SidePair : IComparable<SidePair>
{
    /// <exception cref="ArgumentException">Both are the same.</exception>
    public SidePair(string one, string other)
    {
        var order = string.CompareOrdinal(one, other);
        if (order == 0)
        {
            throw new ArgumentException($"A pair has two sides, and both are '{one}'.", nameof(other));
        }

        (First, Second) = order < 0 ? (one, other) : (other, one);
    }

    public string First { get; }

    public string Second { get; }

    public bool Has(string side) => First == side || Second == side;

    public int CompareTo(SidePair other) => string.CompareOrdinal(First, other.First) is var order and not 0 ? order : string.CompareOrdinal(Second, other.Second);

    public static bool operator <(SidePair left, SidePair right) => left.CompareTo(right) < 0;

    public static bool operator >(SidePair left, SidePair right) => left.CompareTo(right) > 0;

    public static bool operator <=(SidePair left, SidePair right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SidePair left, SidePair right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{First}–{Second}";
}

/// <summary>One thing that happened or was said between two sides, however many report it.</summary>
/// <param name="Day">When it happened; the day of the earliest report where no date is told.</param>
/// <param name="DayIsOfReport">True where only the day of the report is known.</param>
/// <param name="Title">"IRN → USA · ASSAULT · heavy-weapons".</param>
/// <param name="Score">PLOVER scale, -10 (conflict) to 10 (cooperation).</param>
/// <param name="Weight">0 to 1: status, factuality and origins.</param>
/// <param name="Status">The firmest of those who tell it and do not deny it.</param>
/// <param name="Events">Who tells it, in order; empty for a statement of intention.</param>
/// <param name="Claims">The claims of a statement of intention, in order.</param>
/// <param name="Origins">Independent origins that tell it, by id.</param>
/// <param name="Words">The words of the first of them.</param>
public sealed record Happening(
    string Id, DateOnly Day, bool DayIsOfReport, string Title, double Score, double Weight, EventStatus Status, ImmutableArray<EventKey> Events, ImmutableArray<ClaimKey> Claims,
    ImmutableArray<string> Origins, string Words)
{
    /// <summary>What it adds to the tension of its day: above 0 for conflict, below 0 for cooperation.</summary>
    public double Tension => -Score * Weight;
}

/// <summary>A happening and what it did to the tension over the last <see cref="PairTension.WindowDays"/> days.</summary>
/// <param name="Moved">Above 0 where it raised it. A happening of long ago moves it down as it fades.</param>
public sealed record Mover(Happening Happening, double Moved);

/// <summary>Tension of one day: what that day added, and the level with all that went before and has not faded.</summary>
public readonly record struct DayTension(DateOnly Day, double Added, double Level);

/// <summary>What would change the direction to a calmer one.</summary>
/// <param name="Text">"no new act for 9 days", "if the rocket attack were denied or withdrawn".</param>
/// <param name="To">The direction that would follow.</param>
public sealed record Relief(string Text, Direction To);

/// <summary>Acts or statements of a pair, as of a day.</summary>
/// <param name="Series">Day by day, the last one is the day asked for; at most <see cref="PairTension.SeriesDays"/> days, none where nothing is known.</param>
/// <param name="Level">Tension now, with what has not faded.</param>
/// <param name="Usual">The pair's own baseline: median of its past levels, drawn towards 0 where the past is short.</param>
/// <param name="Spread">One unit of difference: the median absolute deviation of its past (times 1.4826), never below the floor of the channel.</param>
/// <param name="Change">Level now less level <see cref="PairTension.WindowDays"/> days before, in units of <paramref name="Spread"/>.</param>
/// <param name="HistoryDays">Days of the pair's own past that the baseline rests on.</param>
/// <param name="Standing">Level against the usual.</param>
/// <param name="Movers">The three that moved it most, largest first.</param>
/// <param name="Reason">Why this direction, in one sentence.</param>
public sealed record ChannelState(
    ImmutableArray<DayTension> Series, double Level, double Usual, double Spread, double Change, int HistoryDays, TensionLevel Standing, Direction Direction,
    ImmutableArray<Mover> Movers, ImmutableArray<Relief> Lowering, int Happenings, string Reason)
{
    /// <summary>True where the pair's own past is too short for a baseline, so that it is measured mostly against quiet.</summary>
    public bool IsShortHistory => HistoryDays < PairTension.HistoryDaysEnough;
}

/// <summary>How two sides stand to each other as of a day: acts and statements apart, since they can point in opposite directions.</summary>
/// <param name="AsOf">The last day that counts.</param>
/// <param name="Undated">Happenings that have no day at all and so count nowhere.</param>
public sealed record PairState(SidePair Pair, DateOnly AsOf, ChannelState Acts, ChannelState Statements, int Undated)
{
    /// <summary>That of the acts; that of the statements where there is too little of acts. Words never outweigh what is done.</summary>
    public Direction Direction => Acts.Direction != Direction.NotEnoughEvidence ? Acts.Direction : Statements.Direction;

    /// <summary>Acts go one way and statements the other.</summary>
    public bool Diverges => (Acts.Direction, Statements.Direction) is (Direction.Escalating, Direction.DeEscalating) or (Direction.DeEscalating, Direction.Escalating);
}
