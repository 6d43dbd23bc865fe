using System.Numerics.Tensors;

namespace Tocsin.Language.Neural;

/// <summary>One direction of an LSTM for inference; gates in the order input, forget, cell, output.</summary>
public sealed class LstmLayer
{
    private readonly PackedMatrix _input;
    private readonly PackedMatrix _recurrent;
    private readonly bool _backward;

    public LstmLayer(ModelFile file, string name, bool backward)
    {
        Hidden = file.Rows(name + ".recurrent");
        Inputs = file.Rows(name + ".input");
        if (Hidden % 16 != 0)
        {
            throw new InvalidDataException($"The layer {name} has {Hidden} cells; the product steps through them 16 at a time.");
        }

        _input = PackedMatrix.Pack(file.Floats(name + ".input"), Inputs, 4 * Hidden, file.Floats(name + ".bias"));
        _recurrent = PackedMatrix.Pack(file.Floats(name + ".recurrent"), Hidden, 4 * Hidden);
        _backward = backward;
    }

    public int Hidden { get; }

    public int Inputs { get; }

    /// <summary>Runs over sequences that stand one after the other.</summary>
    /// <param name="x">All rows, <see cref="Inputs"/> wide.</param>
    /// <param name="result">Rows <paramref name="stride"/> wide; this direction writes <see cref="Hidden"/> numbers from <paramref name="offset"/>.</param>
    public void Run(ReadOnlySpan<float> x, int rows, ReadOnlySpan<int> lengths, Span<float> result, int stride, int offset, LstmBuffers buffers)
    {
        var width = 4 * Hidden;
        buffers.Reserve(rows, lengths.Length, width, Hidden);
        var gates = buffers.Gates;
        var state = buffers.State;
        var cells = buffers.Cells;
        var pushed = buffers.Pushed;
        _input.Multiply(x, rows, Inputs, gates, width);
        var steps = new LstmSteps(lengths, _backward);
        for (var t = 0; t < steps.Count; t++)
        {
            var active = steps.Active(t);
            if (t > 0)
            {
                _recurrent.Multiply(state, active, Hidden, pushed, width);
            }

            for (var q = 0; q < active; q++)
            {
                var row = steps.Row(t, q);
                var g = gates.AsSpan(row * width, width);
                if (t > 0)
                {
                    TensorPrimitives.Add(g, pushed.AsSpan(q * width, width), g);
                }

                var h = state.AsSpan(q * Hidden, Hidden);
                LstmCell.Step(g, cells.AsSpan(q * Hidden, Hidden), h, first: t == 0);
                h.CopyTo(result.Slice((row * stride) + offset, Hidden));
            }
        }
    }
}

/// <summary>Working memory of a layer; kept from call to call by its owner.</summary>
public sealed class LstmBuffers
{
    public float[] Gates { get; private set; } = [];

    public float[] State { get; private set; } = [];

    public float[] Cells { get; private set; } = [];

    public float[] Pushed { get; private set; } = [];

    public void Reserve(int rows, int sequences, int width, int hidden)
    {
        Gates = Gates.Length < rows * width ? new float[rows * width] : Gates;
        State = State.Length < sequences * hidden ? new float[sequences * hidden] : State;
        Cells = Cells.Length < sequences * hidden ? new float[sequences * hidden] : Cells;
        Pushed = Pushed.Length < sequences * width ? new float[sequences * width] : Pushed;
    }
}
