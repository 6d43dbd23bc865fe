using System.Numerics.Tensors;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Neural;

/// <summary>Weights of one direction of an LSTM; gates in the order input, forget, cell, output.</summary>
internal sealed record LstmParameters(Parameter Input, Parameter Recurrent, Parameter Bias)
{
    public static LstmParameters Create(string name, int inputs, int hidden, int workers, Random random)
    {
        var bias = new Parameter(name + ".bias", 1, 4 * hidden, workers);
        bias.Value.AsSpan(hidden, hidden).Fill(1f);
        return new LstmParameters(
            new Parameter(name + ".input", inputs, 4 * hidden, workers).Glorot(random, 1.4),
            new Parameter(name + ".recurrent", hidden, 4 * hidden, workers).Glorot(random, 1.4),
            bias);
    }

    public IEnumerable<Parameter> All => [Input, Recurrent, Bias];
}

internal sealed partial class Tape
{
    /// <summary>Both directions of an LSTM (Hochreiter and Schmidhuber 1997) over sequences that stand one after the other.</summary>
    /// <param name="x">All rows of all sequences.</param>
    /// <param name="lengths">Rows a sequence; they add up to the rows of <paramref name="x"/>.</param>
    /// <returns>Forward state then backward state, one row a row.</returns>
    public Matrix BiLstm(Matrix x, int[] lengths, LstmParameters forward, LstmParameters backward) =>
        Concat(Lstm(x, lengths, forward, false), Lstm(x, lengths, backward, true));

    private Matrix Lstm(Matrix x, int[] lengths, LstmParameters p, bool backward)
    {
        var hidden = p.Recurrent.Rows;
        var width = 4 * hidden;
        var result = New(x.Rows, hidden);
        var gates = Rent(x.Rows * width, clear: false);
        var cells = Rent(x.Rows * hidden, clear: false);
        var cellsTanh = Rent(x.Rows * hidden, clear: false);
        var steps = new LstmSteps(lengths, backward);
        _packed.Repack(p.Input.Value, p.Input.Rows, width, width);
        _packed.SetBias(p.Bias.Value);
        _packed.Multiply(x.Value, x.Rows, x.Columns, gates, width);
        _packed.Repack(p.Recurrent.Value, hidden, width, width);
        var state = Rent(lengths.Length * hidden, clear: true);
        var pushed = Rent(lengths.Length * width, clear: false);
        for (var t = 0; t < steps.Count; t++)
        {
            var active = steps.Active(t);
            if (t > 0)
            {
                _packed.Multiply(state, active, hidden, pushed, width);
            }

            for (var q = 0; q < active; q++)
            {
                var row = steps.Row(t, q);
                var g = gates.AsSpan(row * width, width);
                if (t > 0)
                {
                    TensorPrimitives.Add(g, pushed.AsSpan(q * width, width), g);
                }

                TensorPrimitives.Sigmoid(g[..(2 * hidden)], g[..(2 * hidden)]);
                TensorPrimitives.Tanh(g.Slice(2 * hidden, hidden), g.Slice(2 * hidden, hidden));
                TensorPrimitives.Sigmoid(g[(3 * hidden)..], g[(3 * hidden)..]);
                var c = cells.AsSpan(row * hidden, hidden);
                TensorPrimitives.Multiply(g[..hidden], g.Slice(2 * hidden, hidden), c);
                if (t > 0)
                {
                    TensorPrimitives.MultiplyAdd(g.Slice(hidden, hidden), cells.AsSpan(steps.Row(t - 1, q) * hidden, hidden), c, c);
                }

                var ct = cellsTanh.AsSpan(row * hidden, hidden);
                TensorPrimitives.Tanh(c, ct);
                TensorPrimitives.Multiply(g[(3 * hidden)..], ct, result.Row(row));
                result.Row(row).CopyTo(state.AsSpan(q * hidden));
            }
        }

        _backward.Add(() => LstmBackward(x, p, result, gates, cells, cellsTanh, steps));
        return result;
    }

    private void LstmBackward(Matrix x, LstmParameters p, Matrix result, float[] gates, float[] cells, float[] cellsTanh, LstmSteps steps)
    {
        var hidden = p.Recurrent.Rows;
        var width = 4 * hidden;
        var stateGradient = Rent(steps.Sequences * hidden, clear: true);
        var cellGradient = Rent(steps.Sequences * hidden, clear: true);
        var stepGates = Rent(steps.Sequences * width, clear: false);
        var previous = Rent(x.Rows * hidden, clear: true);
        _packed.RepackTransposed(p.Recurrent.Value, hidden, width, width);
        for (var t = steps.Count - 1; t >= 0; t--)
        {
            var active = steps.Active(t);
            for (var q = 0; q < active; q++)
            {
                var row = steps.Row(t, q);
                var g = gates.AsSpan(row * width, width);
                var above = result.GradientRow(row);
                var dh = stateGradient.AsSpan(q * hidden, hidden);
                TensorPrimitives.Add(dh, above, dh);
                var dc = cellGradient.AsSpan(q * hidden, hidden);
                var ct = cellsTanh.AsSpan(row * hidden, hidden);
                var before = t > 0 ? cells.AsSpan(steps.Row(t - 1, q) * hidden, hidden) : default;
                for (var k = 0; k < hidden; k++)
                {
                    float i = g[k], f = g[hidden + k], c = g[(2 * hidden) + k], o = g[(3 * hidden) + k];
                    var d = dc[k] + (dh[k] * o * (1 - (ct[k] * ct[k])));
                    g[k] = d * c * i * (1 - i);
                    g[hidden + k] = t > 0 ? d * before[k] * f * (1 - f) : 0;
                    g[(2 * hidden) + k] = d * i * (1 - (c * c));
                    g[(3 * hidden) + k] = dh[k] * ct[k] * o * (1 - o);
                    dc[k] = d * f;
                }

                g.CopyTo(stepGates.AsSpan(q * width));
                if (t > 0)
                {
                    result.Row(steps.Row(t - 1, q)).CopyTo(previous.AsSpan(row * hidden));
                }
            }

            _packed.Multiply(stepGates, active, width, stateGradient, hidden);
        }

        AddOuter(previous, hidden, gates, width, x.Rows, p.Recurrent.Gradient(worker));
        AddOuter(x.Value, x.Columns, gates, width, x.Rows, p.Input.Gradient(worker));
        AddRows(gates, x.Rows, width, p.Bias.Gradient(worker));
        if (x.Gradient is not null)
        {
            _packed.RepackTransposed(p.Input.Value, p.Input.Rows, width, width);
            _packed.Multiply(gates, x.Rows, width, x.Gradient, x.Columns, accumulate: true);
        }
    }
}
