namespace Tocsin.Training.Neural;

/// <summary>A trained matrix with its gradient, one a worker, and the moments of Adam.</summary>
internal sealed class Parameter
{
    private readonly float[][] _gradients;
    private readonly bool[][]? _touched;

    /// <param name="sparse">Rows are looked up; only those touched in a step are updated.</param>
    public Parameter(string name, int rows, int columns, int workers, bool sparse = false)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        Value = new float[rows * columns];
        Moment = new float[rows * columns];
        Variance = new float[rows * columns];
        _gradients = [.. Enumerable.Range(0, workers).Select(_ => new float[rows * columns])];
        _touched = sparse ? [.. Enumerable.Range(0, workers).Select(_ => new bool[rows])] : null;
    }

    public string Name { get; }

    public int Rows { get; }

    public int Columns { get; }

    public float[] Value { get; }

    public float[] Moment { get; }

    public float[] Variance { get; }

    public bool IsSparse => _touched is not null;

    public float[] Gradient(int worker) => _gradients[worker];

    public Span<float> GradientRow(int worker, int row)
    {
        _touched![worker][row] = true;
        return _gradients[worker].AsSpan(row * Columns, Columns);
    }

    public bool IsTouched(int worker, int row) => _touched![worker][row];

    public void ClearTouched(int worker, int row) => _touched![worker][row] = false;

    public Parameter Normal(Random random, double deviation)
    {
        for (var i = 0; i < Value.Length; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            Value[i] = (float)(radius * Math.Cos(2 * Math.PI * random.NextDouble()) * deviation);
        }

        return this;
    }

    /// <summary>Uniform in ±√(6 / (rows + columns)) times a gain (Glorot and Bengio 2010).</summary>
    public Parameter Glorot(Random random, double gain = 1)
    {
        var bound = gain * Math.Sqrt(6.0 / (Rows + Columns));
        for (var i = 0; i < Value.Length; i++)
        {
            Value[i] = (float)(((2 * random.NextDouble()) - 1) * bound);
        }

        return this;
    }

    public Parameter Fill(float value)
    {
        Array.Fill(Value, value);
        return this;
    }
}
