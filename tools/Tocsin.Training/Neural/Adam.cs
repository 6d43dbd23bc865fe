using System.Numerics.Tensors;

namespace Tocsin.Training.Neural;

/// <summary>Adam (Kingma and Ba 2015), lazy for rows that were not looked up, with the gradient clipped by its norm.</summary>
internal sealed class Adam(IReadOnlyList<Parameter> parameters, int workers)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.98f;
    private const float Epsilon = 1e-8f;

    public int Steps { get; set; }

    /// <summary>Adds the workers' gradients in order, clips, updates, and leaves all gradients zero.</summary>
    public void Step(float learningRate, float clip = 5f)
    {
        Steps++;
        double squares = 0;
        foreach (var p in parameters)
        {
            var total = p.Gradient(0);
            if (p.IsSparse)
            {
                for (var row = 0; row < p.Rows; row++)
                {
                    var target = total.AsSpan(row * p.Columns, p.Columns);
                    for (var worker = 1; worker < workers; worker++)
                    {
                        if (p.IsTouched(worker, row))
                        {
                            var from = p.Gradient(worker).AsSpan(row * p.Columns, p.Columns);
                            var into = p.GradientRow(0, row);
                            TensorPrimitives.Add(into, from, into);
                            from.Clear();
                            p.ClearTouched(worker, row);
                        }
                    }

                    if (p.IsTouched(0, row))
                    {
                        squares += TensorPrimitives.SumOfSquares<float>(target);
                    }
                }
            }
            else
            {
                for (var worker = 1; worker < workers; worker++)
                {
                    var from = p.Gradient(worker);
                    TensorPrimitives.Add(total, from, total);
                    Array.Clear(from);
                }

                squares += TensorPrimitives.SumOfSquares<float>(total);
            }
        }

        var norm = Math.Sqrt(squares);
        var scale = norm > clip ? (float)(clip / norm) : 1f;
        var correction1 = 1 - Math.Pow(Beta1, Steps);
        var correction2 = 1 - Math.Pow(Beta2, Steps);
        var rate = (float)(learningRate * Math.Sqrt(correction2) / correction1);
        foreach (var p in parameters)
        {
            if (!p.IsSparse)
            {
                Update(p, 0, p.Value.Length, rate, scale);
                continue;
            }

            for (var row = 0; row < p.Rows; row++)
            {
                if (p.IsTouched(0, row))
                {
                    Update(p, row * p.Columns, p.Columns, rate, scale);
                    p.ClearTouched(0, row);
                }
            }
        }
    }

    private static void Update(Parameter p, int start, int length, float rate, float scale)
    {
        var value = p.Value.AsSpan(start, length);
        var gradient = p.Gradient(0).AsSpan(start, length);
        var moment = p.Moment.AsSpan(start, length);
        var variance = p.Variance.AsSpan(start, length);
        for (var i = 0; i < value.Length; i++)
        {
            var g = gradient[i] * scale;
            moment[i] += (1 - Beta1) * (g - moment[i]);
            variance[i] += (1 - Beta2) * ((g * g) - variance[i]);
            value[i] -= rate * moment[i] / (MathF.Sqrt(variance[i]) + Epsilon);
        }

        gradient.Clear();
    }
}
