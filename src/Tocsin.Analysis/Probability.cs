using System.Globalization;

namespace Tocsin.Analysis;

/// <summary>How likely something is, 0 to 1. Not a confidence; see <see cref="Confidence"/>.</summary>
public readonly record struct Probability : IComparable<Probability>
{
    private const double Slack = 1e-9;

    /// <exception cref="ArgumentOutOfRangeException">Below 0, above 1 or not a number.</exception>
    public Probability(double value)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A probability is 0 to 1.");
        }

        Value = value;
    }

    public double Value { get; }

    /// <summary>In the words of Intelligence Community Directive 203 (2015), lower bound inside: 55 to 80 % is "likely".</summary>
    /// <remarks>A prior of 45 % is a roughly even chance, whatever normalising takes off its last digit.</remarks>
    public string Words => (Value + Slack) switch
    {
        < 0.05 => "almost no chance",
        < 0.20 => "very unlikely",
        < 0.45 => "unlikely",
        < 0.55 => "roughly even chance",
        < 0.80 => "likely",
        < 0.95 => "very likely",
        _ => "almost certain",
    };

    public int CompareTo(Probability other) => Value.CompareTo(other.Value);

    public static bool operator <(Probability left, Probability right) => left.Value < right.Value;

    public static bool operator >(Probability left, Probability right) => left.Value > right.Value;

    public static bool operator <=(Probability left, Probability right) => left.Value <= right.Value;

    public static bool operator >=(Probability left, Probability right) => left.Value >= right.Value;

    /// <summary>"64 %"; never "0 %" or "100 %", for nothing here is that sure.</summary>
    public override string ToString() => Value switch
    {
        > 0 and < 0.01 => "< 1 %",
        < 1 and > 0.99 => "> 99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(Value * 100, MidpointRounding.AwayFromZero):0} %"),
    };
}

/// <summary>How good the evidence is, whatever the probability.</summary>
public enum Confidence
{
    Low = 0,
    Moderate = 1,
    High = 2,
}
