using System.Numerics.Tensors;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Neural;

internal sealed partial class Tape
{
    /// <summary>A root row before the rows of each sentence.</summary>
    public Matrix WithRoots(Matrix x, Parameter root, int[] lengths)
    {
        var result = New(x.Rows + lengths.Length, x.Columns);
        var from = 0;
        var to = 0;
        foreach (var length in lengths)
        {
            root.Value.CopyTo(result.Row(to++));
            x.Value.AsSpan(from * x.Columns, length * x.Columns).CopyTo(result.Value.AsSpan(to * x.Columns));
            from += length;
            to += length;
        }

        _backward.Add(() =>
        {
            var below = 0;
            var above = 0;
            foreach (var length in lengths)
            {
                TensorPrimitives.Add(root.Gradient(worker), result.GradientRow(above++), root.Gradient(worker));
                var into = x.Gradient.AsSpan(below * x.Columns, length * x.Columns);
                TensorPrimitives.Add(into, result.Gradient.AsSpan(above * x.Columns, length * x.Columns), into);
                below += length;
                above += length;
            }
        });
        return result;
    }

    /// <summary>A column of ones after the last.</summary>
    public Matrix WithOne(Matrix x)
    {
        var ones = Constant(x.Rows, 1);
        Array.Fill(ones.Value, 1f, 0, x.Rows);
        return Concat(x, ones);
    }

    /// <summary>Each row of <paramref name="blocks"/> holds blocks as wide as <paramref name="right"/>; the result is each block's dot product with the right row.</summary>
    public Matrix BlockDot(Matrix blocks, Matrix right)
    {
        var count = blocks.Columns / right.Columns;
        var result = New(blocks.Rows, count);
        for (var i = 0; i < blocks.Rows; i++)
        {
            for (var k = 0; k < count; k++)
            {
                result.Row(i)[k] = TensorPrimitives.Dot<float>(blocks.Row(i).Slice(k * right.Columns, right.Columns), right.Row(i));
            }
        }

        _backward.Add(() =>
        {
            for (var i = 0; i < blocks.Rows; i++)
            {
                var above = result.GradientRow(i);
                for (var k = 0; k < count; k++)
                {
                    var left = blocks.Row(i).Slice(k * right.Columns, right.Columns);
                    var leftGradient = blocks.GradientRow(i).Slice(k * right.Columns, right.Columns);
                    TensorPrimitives.MultiplyAdd(right.Row(i), above[k], leftGradient, leftGradient);
                    if (right.Gradient is not null)
                    {
                        TensorPrimitives.MultiplyAdd(left, above[k], right.GradientRow(i), right.GradientRow(i));
                    }
                }
            }
        });
        return result;
    }

    /// <summary>Scores every head of every token, sentence by sentence, and adds the cross entropy with the gold heads (biaffine: Dozat and Manning 2017).</summary>
    /// <param name="dependents">Token rows, already multiplied by the biaffine weight.</param>
    /// <param name="heads">Rows with a root before each sentence.</param>
    /// <param name="distances">Token rows × buckets: what each token thinks of heads at each relative distance.</param>
    /// <param name="gold">Gold head of each token in its sentence, 0 for the root, from 1 for tokens.</param>
    public void ArcLoss(Matrix dependents, Matrix heads, Matrix distances, int[] lengths, int[] gold, double weight, double count)
    {
        var width = dependents.Columns;
        var token = 0;
        var head = 0;
        var scale = (float)(weight / count);
        foreach (var n in lengths)
        {
            var m = n + 1;
            var scores = Rent(n * m, clear: false);
            var headRows = heads.Value.AsSpan(head * width, m * width);
            _packed.RepackTransposed(headRows, m, width, width);
            _packed.Multiply(dependents.Value.AsSpan(token * width), n, width, scores, m);
            for (var i = 0; i < n; i++)
            {
                var row = scores.AsSpan(i * m, m);
                for (var h = 0; h < m; h++)
                {
                    row[h] += distances.Row(token + i)[ArcDistance.Bucket(i, h)];
                }

                row[i + 1] = -1e9f;
                var top = LogSumExp(row);
                var target = gold[token + i];
                Loss -= scale * (row[target] - top);
                for (var h = 0; h < m; h++)
                {
                    row[h] = scale * MathF.Exp(row[h] - top);
                }

                row[target] -= scale;
                for (var h = 0; h < m; h++)
                {
                    distances.GradientRow(token + i)[ArcDistance.Bucket(i, h)] += row[h];
                }
            }

            _packed.Repack(headRows, m, width, width);
            _packed.Multiply(scores, n, m, dependents.Gradient.AsSpan(token * width), width, accumulate: true);
            AddOuter(scores, m, dependents.Value.AsSpan(token * width, n * width), width, n, heads.Gradient.AsSpan(head * width, m * width));
            token += n;
            head += m;
        }
    }

    /// <summary>Negative log likelihood of a linear-chain conditional random field (Lafferty et al. 2001), for each sequence.</summary>
    /// <param name="transitions">Tags + 1 rows: from each tag, then from the start.</param>
    public void CrfLoss(Matrix emissions, Parameter transitions, int[] lengths, int[] gold, double weight, double count)
    {
        var k = emissions.Columns;
        var scale = (float)(weight / count);
        var first = 0;
        var gradient = transitions.Gradient(worker);
        var scratch = new float[k];
        foreach (var n in lengths)
        {
            var alpha = new float[n * k];
            var beta = new float[n * k];
            for (var j = 0; j < k; j++)
            {
                alpha[j] = emissions.Row(first)[j] + transitions.Value[(k * k) + j];
            }

            for (var t = 1; t < n; t++)
            {
                for (var j = 0; j < k; j++)
                {
                    for (var i = 0; i < k; i++)
                    {
                        scratch[i] = alpha[((t - 1) * k) + i] + transitions.Value[(i * k) + j];
                    }

                    alpha[(t * k) + j] = LogSumExp(scratch) + emissions.Row(first + t)[j];
                }
            }

            for (var t = n - 2; t >= 0; t--)
            {
                for (var i = 0; i < k; i++)
                {
                    for (var j = 0; j < k; j++)
                    {
                        scratch[j] = transitions.Value[(i * k) + j] + emissions.Row(first + t + 1)[j] + beta[((t + 1) * k) + j];
                    }

                    beta[(t * k) + i] = LogSumExp(scratch);
                }
            }

            var total = LogSumExp(alpha.AsSpan((n - 1) * k, k));
            Loss += scale * total;
            for (var t = 0; t < n; t++)
            {
                var row = emissions.GradientRow(first + t);
                for (var j = 0; j < k; j++)
                {
                    var p = MathF.Exp(alpha[(t * k) + j] + beta[(t * k) + j] - total);
                    row[j] += scale * p;
                    if (t == 0)
                    {
                        gradient[(k * k) + j] += scale * p;
                    }
                    else
                    {
                        for (var i = 0; i < k; i++)
                        {
                            gradient[(i * k) + j] += scale * MathF.Exp(
                                alpha[((t - 1) * k) + i] + transitions.Value[(i * k) + j] + emissions.Row(first + t)[j] + beta[(t * k) + j] - total);
                        }
                    }
                }

                var tag = gold[first + t];
                var from = t == 0 ? k : gold[first + t - 1];
                row[tag] -= scale;
                gradient[(from * k) + tag] -= scale;
                Loss -= scale * (emissions.Row(first + t)[tag] + transitions.Value[(from * k) + tag]);
            }

            first += n;
        }
    }
}
