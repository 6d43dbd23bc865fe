using System.Numerics.Tensors;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Neural;

/// <summary>A matrix on the tape: row-major values and, after <see cref="Tape.Backward"/>, their gradient.</summary>
internal sealed class Matrix(int rows, int columns, float[] value, float[]? gradient)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public float[] Value { get; } = value;

    /// <summary>Null for a constant.</summary>
    public float[]? Gradient { get; } = gradient;

    public Span<float> Row(int row) => Value.AsSpan(row * Columns, Columns);

    public Span<float> GradientRow(int row) => Gradient.AsSpan(row * Columns, Columns);
}

/// <summary>Records what was computed so that gradients can be computed backwards. One a worker; not thread-safe.</summary>
/// <remarks>Matrices live until <see cref="Reset"/>, which takes their buffers back.</remarks>
internal sealed partial class Tape(int worker, int seed)
{
    private readonly Dictionary<int, Stack<float[]>> _free = [];
    private readonly List<float[]> _used = [];
    private readonly List<Action> _backward = [];
    private readonly PackedMatrix _packed = PackedMatrix.Scratch();
    private readonly PackedMatrix _packedToo = PackedMatrix.Scratch();
    private Random _random = new(seed);

    public int Worker => worker;

    /// <summary>Dropout only happens in training.</summary>
    public bool IsTraining { get; set; } = true;

    public double Loss { get; private set; }

    public void Reset(int seed)
    {
        foreach (var buffer in _used)
        {
            if (!_free.TryGetValue(buffer.Length, out var stack))
            {
                _free[buffer.Length] = stack = new Stack<float[]>();
            }

            stack.Push(buffer);
        }

        _used.Clear();
        _backward.Clear();
        Loss = 0;
        _random = new Random(seed);
    }

    public void Backward()
    {
        for (var i = _backward.Count - 1; i >= 0; i--)
        {
            _backward[i]();
        }
    }

    public Matrix Constant(int rows, int columns) => new(rows, columns, Rent(rows * columns, clear: false), null);

    public Matrix Lookup(Parameter table, ReadOnlySpan<int> ids)
    {
        var result = New(ids.Length, table.Columns);
        var kept = ids.ToArray();
        for (var i = 0; i < kept.Length; i++)
        {
            table.Value.AsSpan(kept[i] * table.Columns, table.Columns).CopyTo(result.Row(i));
        }

        _backward.Add(() =>
        {
            for (var i = 0; i < kept.Length; i++)
            {
                var into = table.GradientRow(worker, kept[i]);
                TensorPrimitives.Add(into, result.GradientRow(i), into);
            }
        });
        return result;
    }

    /// <summary>The mean of several rows of a table, for each list of rows.</summary>
    public Matrix LookupMean(Parameter table, IReadOnlyList<int[]> ids)
    {
        var result = New(ids.Count, table.Columns);
        for (var i = 0; i < ids.Count; i++)
        {
            var row = result.Row(i);
            row.Clear();
            foreach (var id in ids[i])
            {
                TensorPrimitives.Add(row, table.Value.AsSpan(id * table.Columns, table.Columns), row);
            }

            TensorPrimitives.Multiply(row, 1f / ids[i].Length, row);
        }

        _backward.Add(() =>
        {
            for (var i = 0; i < ids.Count; i++)
            {
                foreach (var id in ids[i])
                {
                    var into = table.GradientRow(worker, id);
                    TensorPrimitives.MultiplyAdd(result.GradientRow(i), 1f / ids[i].Length, into, into);
                }
            }
        });
        return result;
    }

    /// <summary>Rows of a matrix by index; -1 gives a row of zeros. The same row may be taken often.</summary>
    public Matrix Gather(Matrix source, int[] rows)
    {
        var result = New(rows.Length, source.Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0)
            {
                source.Row(rows[i]).CopyTo(result.Row(i));
            }
            else
            {
                result.Row(i).Clear();
            }
        }

        _backward.Add(() =>
        {
            for (var i = 0; i < rows.Length && source.Gradient is not null; i++)
            {
                if (rows[i] >= 0)
                {
                    var into = source.GradientRow(rows[i]);
                    TensorPrimitives.Add(into, result.GradientRow(i), into);
                }
            }
        });
        return result;
    }

    public Matrix Concat(params Matrix[] parts)
    {
        var result = New(parts[0].Rows, parts.Sum(p => p.Columns));
        var at = 0;
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Rows; i++)
            {
                part.Row(i).CopyTo(result.Row(i)[at..]);
            }

            at += part.Columns;
        }

        _backward.Add(() =>
        {
            var from = 0;
            foreach (var part in parts)
            {
                for (var i = 0; i < part.Rows && part.Gradient is not null; i++)
                {
                    var into = part.GradientRow(i);
                    TensorPrimitives.Add(into, result.GradientRow(i).Slice(from, part.Columns), into);
                }

                from += part.Columns;
            }
        });
        return result;
    }

    public Matrix Add(Matrix left, Matrix right)
    {
        var result = New(left.Rows, left.Columns);
        var length = left.Rows * left.Columns;
        TensorPrimitives.Add(left.Value.AsSpan(0, length), right.Value.AsSpan(0, length), result.Value.AsSpan(0, length));
        _backward.Add(() =>
        {
            foreach (var side in new[] { left, right })
            {
                if (side.Gradient is not null)
                {
                    var into = side.Gradient.AsSpan(0, length);
                    TensorPrimitives.Add(into, result.Gradient.AsSpan(0, length), into);
                }
            }
        });
        return result;
    }

    /// <summary>x · weight + bias; the weight is inputs × outputs.</summary>
    public Matrix Linear(Matrix x, Parameter weight, Parameter? bias = null)
    {
        var result = New(x.Rows, weight.Columns);
        _packed.Repack(weight.Value, weight.Rows, weight.Columns, weight.Columns);
        if (bias is not null)
        {
            _packed.SetBias(bias.Value);
        }

        _packed.Multiply(x.Value, x.Rows, x.Columns, result.Value, result.Columns);
        _backward.Add(() =>
        {
            AddOuter(x.Value, x.Columns, result.Gradient!, result.Columns, x.Rows, weight.Gradient(worker));
            if (bias is not null)
            {
                AddRows(result.Gradient!, result.Rows, result.Columns, bias.Gradient(worker));
            }

            if (x.Gradient is not null)
            {
                _packed.RepackTransposed(weight.Value, weight.Rows, weight.Columns, weight.Columns);
                _packed.Multiply(result.Gradient, result.Rows, result.Columns, x.Gradient, x.Columns, accumulate: true);
            }
        });
        return result;
    }

    public Matrix Relu(Matrix x)
    {
        var result = New(x.Rows, x.Columns);
        var length = x.Rows * x.Columns;
        TensorPrimitives.Max(x.Value.AsSpan(0, length), 0f, result.Value.AsSpan(0, length));
        _backward.Add(() =>
        {
            for (var i = 0; i < length; i++)
            {
                x.Gradient![i] += result.Value[i] > 0 ? result.Gradient![i] : 0;
            }
        });
        return result;
    }

    public Matrix Dropout(Matrix x, double rate)
    {
        if (!IsTraining || rate <= 0)
        {
            return x;
        }

        var result = New(x.Rows, x.Columns);
        var length = x.Rows * x.Columns;
        var mask = Rent(length, clear: false);
        var keep = (float)(1 / (1 - rate));
        var threshold = (uint)(rate * uint.MaxValue);
        var state = (ulong)_random.NextInt64() | 1;
        for (var i = 0; i < length; i++)
        {
            // xorshift64*: a mask needs speed, not quality.
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            mask[i] = (uint)((state * 2685821657736338717UL) >> 32) < threshold ? 0 : keep;
        }

        TensorPrimitives.Multiply(x.Value.AsSpan(0, length), mask.AsSpan(0, length), result.Value.AsSpan(0, length));
        _backward.Add(() =>
        {
            if (x.Gradient is not null)
            {
                var into = x.Gradient.AsSpan(0, length);
                TensorPrimitives.MultiplyAdd(result.Gradient.AsSpan(0, length), mask.AsSpan(0, length), into, into);
            }
        });
        return result;
    }

    /// <summary>Each row to mean 0 and variance 1, then scaled and shifted (Ba et al. 2016).</summary>
    public Matrix LayerNorm(Matrix x, Parameter scale, Parameter shift)
    {
        var result = New(x.Rows, x.Columns);
        var normal = Rent(x.Rows * x.Columns, clear: false);
        var inverse = new float[x.Rows];
        for (var i = 0; i < x.Rows; i++)
        {
            var n = normal.AsSpan(i * x.Columns, x.Columns);
            var mean = TensorPrimitives.Sum<float>(x.Row(i)) / x.Columns;
            TensorPrimitives.Subtract(x.Row(i), mean, n);
            inverse[i] = 1f / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(n) / x.Columns) + 1e-5f);
            TensorPrimitives.Multiply(n, inverse[i], n);
            TensorPrimitives.MultiplyAdd(n, scale.Value, shift.Value, result.Row(i));
        }

        _backward.Add(() =>
        {
            var g = new float[x.Columns];
            for (var i = 0; i < x.Rows; i++)
            {
                var n = normal.AsSpan(i * x.Columns, x.Columns);
                var above = result.GradientRow(i);
                TensorPrimitives.Add(shift.Gradient(worker), above, shift.Gradient(worker));
                TensorPrimitives.MultiplyAdd(above, n, scale.Gradient(worker), scale.Gradient(worker));
                TensorPrimitives.Multiply(above, scale.Value, g);
                var mean = TensorPrimitives.Sum<float>(g) / x.Columns;
                var along = TensorPrimitives.Dot<float>(g, n) / x.Columns;
                var into = x.GradientRow(i);
                for (var k = 0; k < g.Length; k++)
                {
                    into[k] += inverse[i] * (g[k] - mean - (n[k] * along));
                }
            }
        });
        return result;
    }

    /// <summary>Adds weight × mean cross entropy over the rows whose target is not -1.</summary>
    public void CrossEntropy(Matrix logits, ReadOnlySpan<int> targets, double weight, double count)
    {
        var kept = targets.ToArray();
        var scale = (float)(weight / count);
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] < 0)
            {
                continue;
            }

            var p = logits.GradientRow(i);
            var scratch = logits.Row(i);
            var top = LogSumExp(scratch);
            Loss -= scale * (scratch[kept[i]] - top);
            for (var k = 0; k < p.Length; k++)
            {
                p[k] += scale * MathF.Exp(scratch[k] - top);
            }

            p[kept[i]] -= scale;
        }
    }

    public static float LogSumExp(ReadOnlySpan<float> values)
    {
        var top = TensorPrimitives.Max(values);
        var sum = 0f;
        foreach (var value in values)
        {
            sum += MathF.Exp(value - top);
        }

        return top + MathF.Log(sum);
    }

    public Matrix New(int rows, int columns) => new(rows, columns, Rent(rows * columns, clear: false), Rent(rows * columns, clear: true));

    /// <summary>into += leftᵀ · right, where both have the same rows.</summary>
    internal void AddOuter(ReadOnlySpan<float> left, int leftColumns, ReadOnlySpan<float> right, int rightColumns, int rows, Span<float> into)
    {
        var transposed = Rent(rows * leftColumns, clear: false);
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < leftColumns; k++)
            {
                transposed[(k * rows) + i] = left[(i * leftColumns) + k];
            }
        }

        _packedToo.Repack(right, rows, rightColumns, rightColumns);
        _packedToo.Multiply(transposed, leftColumns, rows, into, rightColumns, accumulate: true);
    }

    private static void AddRows(float[] source, int rows, int columns, float[] into)
    {
        for (var i = 0; i < rows; i++)
        {
            TensorPrimitives.Add(into, source.AsSpan(i * columns, columns), into);
        }
    }

    private float[] Rent(int length, bool clear)
    {
        var size = 256;
        while (size < length)
        {
            size += size >= 4096 ? size / 4 : size;
        }

        var buffer = _free.TryGetValue(size, out var stack) && stack.TryPop(out var found) ? found : new float[size];
        if (clear)
        {
            buffer.AsSpan(0, length).Clear();
        }

        _used.Add(buffer);
        return buffer;
    }
}
