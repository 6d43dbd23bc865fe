namespace Tocsin.Analysis.Incidents;

/// <summary>Adds up evidence about one pair of accounts.</summary>
/// <param name="weights">By <see cref="Evidence"/>.</param>
/// <param name="reasons">Takes what speaks for and against, in words; null where only the sum is wanted.</param>
/// <param name="seen">Takes how often each kind of evidence was met, by <see cref="Evidence"/>, for whoever fits weights; else null.</param>
internal ref struct Tally(double[] weights, List<string>? reasons, double[]? seen)
{
    private double _before;

    public double Sum { get; private set; }

    /// <summary>The lowest that any one group of evidence added.</summary>
    public double Least { get; private set; }

    public readonly List<string>? Reasons => reasons;

    public void Add(Evidence evidence, double times = 1)
    {
        Sum += weights[(int)evidence] * times;
        if (seen is not null)
        {
            seen[(int)evidence] += times;
        }
    }

    public void Add(Evidence evidence, string reason)
    {
        Add(evidence);
        reasons?.Add(reason);
    }

    /// <summary>What was added so far speaks for itself, and not against.</summary>
    public void Begin() => _before = Sum;

    /// <summary>What was added since the last call is one group: days, places, targets.</summary>
    public void Close()
    {
        Least = Math.Min(Least, Sum - _before);
        _before = Sum;
    }
}
