namespace Tocsin.Training.Attributions;

/// <summary>Solves a · x = b for a symmetric, positive definite a, of which only the lower triangle is read.</summary>
internal sealed class Cholesky
{
    private readonly double[,] _lower;

    public Cholesky(double[,] a)
    {
        var n = a.GetLength(0);
        _lower = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= _lower[i, k] * _lower[j, k];
                }

                _lower[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / _lower[j, j];
            }
        }
    }

    public double[] Solve(double[] b)
    {
        var n = b.Length;
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = b[i];
            for (var k = 0; k < i; k++)
            {
                x[i] -= _lower[i, k] * x[k];
            }

            x[i] /= _lower[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                x[i] -= _lower[k, i] * x[k];
            }

            x[i] /= _lower[i, i];
        }

        return x;
    }
}
