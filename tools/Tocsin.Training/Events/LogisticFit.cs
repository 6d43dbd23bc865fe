namespace Tocsin.Training.Events;

/// <summary>Logistic regression with an L2 penalty over named features. Deterministic: the whole set in every step, no draws.</summary>
internal sealed class LogisticFit
{
    private const int Steps = 300;
    private const double Rate = 0.3;

    private readonly Dictionary<string, double> _weights;

    private LogisticFit(Dictionary<string, double> weights) => _weights = weights;

    /// <param name="examples">Features by name, and whether it is one.</param>
    /// <param name="penalty">Times half the sum of squares, against the sum of losses.</param>
    /// <param name="seenMin">A feature of fewer examples is left out.</param>
    public static LogisticFit Train(IReadOnlyList<(IReadOnlyDictionary<string, double> Features, bool Label)> examples, double penalty, int seenMin)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in examples.SelectMany(e => e.Features.Keys))
        {
            seen[name] = seen.GetValueOrDefault(name) + 1;
        }

        var names = seen.Where(s => s.Value >= seenMin).Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
        var index = names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i, StringComparer.Ordinal);
        var rows = examples.Select(e => e.Features.Where(f => index.ContainsKey(f.Key)).Select(f => (At: index[f.Key], f.Value)).OrderBy(f => f.At).ToArray()).ToArray();
        var (weights, gradient, squares) = (new double[names.Count], new double[names.Count], new double[names.Count]);
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                gradient[i] = names[i] == "bias" ? 0 : penalty * weights[i];
            }

            for (var r = 0; r < rows.Length; r++)
            {
                var error = Sigmoid(rows[r].Sum(f => weights[f.At] * f.Value)) - (examples[r].Label ? 1 : 0);
                foreach (var (at, value) in rows[r])
                {
                    gradient[at] += error * value;
                }
            }

            for (var i = 0; i < weights.Length; i++)
            {
                squares[i] += gradient[i] * gradient[i];
                weights[i] -= Rate * gradient[i] / (Math.Sqrt(squares[i]) + 1e-9);
            }
        }

        return new LogisticFit(names.Select((name, i) => (name, weights[i])).ToDictionary(n => n.name, n => n.Item2, StringComparer.Ordinal));
    }

    public double Probability(IReadOnlyDictionary<string, double> features) => Sigmoid(features.Sum(f => _weights.GetValueOrDefault(f.Key) * f.Value));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
