using System.Numerics.Tensors;

namespace Tocsin.Training.Neural;

internal sealed partial class Tape
{
    /// <summary>Sums of rows of two matrices and several tables, negative numbers cut to zero: one row a pair, in one pass over memory.</summary>
    /// <param name="left">Row <paramref name="leftRows"/>[i] goes to result i; so with <paramref name="right"/>.</param>
    /// <param name="ids">One list a table: which of its rows goes to each result.</param>
    public Matrix PairSum(Matrix left, int[] leftRows, Matrix right, int[] rightRows, Parameter[] tables, int[][] ids)
    {
        var result = New(leftRows.Length, left.Columns);
        for (var i = 0; i < leftRows.Length; i++)
        {
            var row = result.Row(i);
            TensorPrimitives.Add(left.Row(leftRows[i]), right.Row(rightRows[i]), row);
            for (var k = 0; k < tables.Length; k++)
            {
                TensorPrimitives.Add(row, tables[k].Value.AsSpan(ids[k][i] * row.Length, row.Length), row);
            }

            TensorPrimitives.Max(row, 0f, row);
        }

        _backward.Add(() =>
        {
            for (var i = 0; i < leftRows.Length; i++)
            {
                var value = result.Row(i);
                var above = result.GradientRow(i);
                for (var c = 0; c < above.Length; c++)
                {
                    above[c] = value[c] > 0 ? above[c] : 0;
                }

                TensorPrimitives.Add(left.GradientRow(leftRows[i]), above, left.GradientRow(leftRows[i]));
                TensorPrimitives.Add(right.GradientRow(rightRows[i]), above, right.GradientRow(rightRows[i]));
                for (var k = 0; k < tables.Length; k++)
                {
                    var into = tables[k].GradientRow(worker, ids[k][i]);
                    TensorPrimitives.Add(into, above, into);
                }
            }
        });
        return result;
    }
}
