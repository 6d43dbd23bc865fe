namespace Tocsin.Training.Events;

/// <summary>Multinomial logistic regression with an L2 penalty over named features. Deterministic: the whole set in every step, no draws.</summary>
internal sealed class MultinomialFit
{
    private const int Steps = 150;
    private const double Rate = 0.3;

    private readonly Dictionary<string, double[]> _weights;
    private readonly int _kinds;

    private MultinomialFit(Dictionary<string, double[]> weights, int kinds) => (_weights, _kinds) = (weights, kinds);

    /// <param name="examples">Features by name, and the kinds that are right; several share the weight of one.</param>
    /// <param name="kinds">How many kinds there are; a kind is a number from 0.</param>
    /// <param name="penalty">Times half the sum of squares, against the sum of losses.</param>
    /// <param name="seenMin">A feature of fewer examples is left out.</param>
    public static MultinomialFit Train(IReadOnlyList<(IReadOnlyDictionary<string, double> Features, IReadOnlyList<int> Right)> examples, int kinds, double penalty, int seenMin)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in examples.SelectMany(e => e.Features.Keys))
        {
            seen[name] = seen.GetValueOrDefault(name) + 1;
        }

        var names = seen.Where(s => s.Value >= seenMin).Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
        var weights = names.ToDictionary(n => n, _ => new double[kinds], StringComparer.Ordinal);
        var squares = names.ToDictionary(n => n, _ => new double[kinds], StringComparer.Ordinal);
        var fit = new MultinomialFit(weights, kinds);
        for (var step = 0; step < Steps; step++)
        {
            var gradients = names.ToDictionary(n => n, n => weights[n].Select(w => n == "bias" ? 0 : penalty * w).ToArray(), StringComparer.Ordinal);
            foreach (var (features, right) in examples)
            {
                var chances = fit.Probabilities(features);
                foreach (var (name, value) in features)
                {
                    if (gradients.TryGetValue(name, out var gradient))
                    {
                        for (var k = 0; k < kinds; k++)
                        {
                            gradient[k] += (chances[k] - (right.Contains(k) ? 1.0 / right.Count : 0)) * value;
                        }
                    }
                }
            }

            foreach (var (name, gradient) in gradients)
            {
                for (var k = 0; k < kinds; k++)
                {
                    squares[name][k] += gradient[k] * gradient[k];
                    weights[name][k] -= Rate * gradient[k] / (Math.Sqrt(squares[name][k]) + 1e-9);
                }
            }
        }

        return fit;
    }

    /// <summary>One for each kind; they sum to 1.</summary>
    public double[] Probabilities(IReadOnlyDictionary<string, double> features)
    {
        var scores = new double[_kinds];
        foreach (var (name, value) in features)
        {
            if (_weights.TryGetValue(name, out var weights))
            {
                for (var k = 0; k < _kinds; k++)
                {
                    scores[k] += weights[k] * value;
                }
            }
        }

        var most = scores.Max();
        var powers = Array.ConvertAll(scores, s => Math.Exp(s - most));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, p => p / sum);
    }
}
