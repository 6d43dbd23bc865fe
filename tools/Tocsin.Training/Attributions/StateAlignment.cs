using System.Numerics.Tensors;
using Tocsin.Language.Neural;
using Tocsin.Training.Neural;

namespace Tocsin.Training.Attributions;

/// <summary>Carries a span model over to another language core: the projection of the new core's states that comes nearest to that of the old core's.</summary>
/// <remarks>Ridge regression over the tokens of the training articles. All that lies above the projection then starts where it was, and needs little more training.</remarks>
internal static class StateAlignment
{
    private const int TokensMax = 150_000;
    private const double Ridge = 1e-5;

    /// <param name="weight">The old projection, states × outputs; becomes the new one.</param>
    /// <param name="bias">One number an output.</param>
    /// <returns>The share of the old projection's variance that the new one explains.</returns>
    public static double Carry(IReadOnlyList<Article> old, IReadOnlyList<Article> current, float[] weight, float[] bias)
    {
        var (inputs, outputs) = (current[0].StateWidth + 1, bias.Length);
        var oldInputs = old[0].StateWidth;
        using var projection = PackedMatrix.Pack(weight, oldInputs, outputs, bias);
        var products = new float[inputs * inputs];
        var targets = new float[inputs * outputs];
        var (sum, squares) = (new double[outputs], new double[outputs]);
        var tape = new Tape(0, 1);
        var tokens = 0;
        var byName = old.ToDictionary(a => a.Name, StringComparer.Ordinal);
        foreach (var article in current)
        {
            var n = article.States.Length / article.StateWidth;
            if (tokens > TokensMax || !byName.TryGetValue(article.Name, out var before) || before.States.Length / oldInputs != n)
            {
                continue;
            }

            tape.Reset(1);
            var x = new float[n * inputs];
            for (var i = 0; i < n; i++)
            {
                TensorPrimitives.ConvertToSingle(article.States.AsSpan(i * article.StateWidth, article.StateWidth), x.AsSpan(i * inputs, article.StateWidth));
                x[(i * inputs) + inputs - 1] = 1;
            }

            var oldStates = new float[n * oldInputs];
            TensorPrimitives.ConvertToSingle(before.States, oldStates);
            var y = new float[n * outputs];
            projection.Multiply(oldStates, n, oldInputs, y, outputs);
            for (var i = 0; i < y.Length; i++)
            {
                sum[i % outputs] += y[i];
                squares[i % outputs] += (double)y[i] * y[i];
            }

            tape.AddOuter(x, inputs, x, inputs, n, products);
            tape.AddOuter(x, inputs, y, outputs, n, targets);
            tokens += n;
        }

        if (tokens == 0)
        {
            throw new InvalidDataException("No article has the same tokens in both folders; train from the start.");
        }

        var a = new double[inputs, inputs];
        for (var i = 0; i < inputs; i++)
        {
            for (var j = 0; j < inputs; j++)
            {
                a[i, j] = products[(i * inputs) + j] / tokens;
            }

            a[i, i] += Ridge;
        }

        var solver = new Cholesky(a);
        var (explained, total) = (0.0, 0.0);
        for (var k = 0; k < outputs; k++)
        {
            var b = new double[inputs];
            for (var i = 0; i < inputs; i++)
            {
                b[i] = targets[(i * outputs) + k] / tokens;
            }

            var w = solver.Solve(b);
            var mean = sum[k] / tokens;
            total += (squares[k] / tokens) - (mean * mean);
            for (var i = 0; i < inputs; i++)
            {
                explained += w[i] * b[i];
                if (i < inputs - 1)
                {
                    weight[(i * outputs) + k] = (float)w[i];
                }
                else
                {
                    bias[k] = (float)w[i];
                }
            }

            explained -= mean * mean;
        }

        return explained / total;
    }
}
