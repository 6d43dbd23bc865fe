using Tocsin.Language.Neural;
using Xunit;

namespace Tocsin.Language.Tests.Neural;

public class PackedMatrixTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 7, 64)]
    [InlineData(4, 100, 65)]
    [InlineData(9, 33, 130)]
    [InlineData(17, 256, 9)]
    public void A_product_is_the_sum_of_products(int rows, int inner, int columns)
    {
        var random = new Random(rows + inner + columns);
        var (left, right, bias) = (Numbers(random, rows * inner), Numbers(random, inner * columns), Numbers(random, columns));
        using var packed = PackedMatrix.Pack(right, inner, columns, bias);
        var result = new float[rows * columns];
        packed.Multiply(left, rows, inner, result, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                double expected = bias[j];
                for (var k = 0; k < inner; k++)
                {
                    expected += (double)left[(i * inner) + k] * right[(k * columns) + j];
                }

                Assert.Equal(expected, result[(i * columns) + j], 1e-4);
            }
        }
    }

    [Fact]
    public void Wide_and_narrow_vectors_give_the_same_bits()
    {
        var random = new Random(5);
        var (left, right, bias) = (Numbers(random, 7 * 90), Numbers(random, 90 * 150), Numbers(random, 150));
        using var packed = PackedMatrix.Pack(right, 90, 150, bias);
        var wide = new float[7 * 150];
        var narrow = new float[7 * 150];
        packed.Multiply(left, 7, 90, wide, 150);
        packed.MultiplyNarrow(left, 7, 90, narrow, 150);
        Assert.Equal(wide, narrow);
    }

    [Fact]
    public void A_transposed_matrix_and_its_transpose_give_the_same_product()
    {
        var random = new Random(6);
        var right = Numbers(random, 20 * 70);
        var transposed = new float[right.Length];
        for (var i = 0; i < 20; i++)
        {
            for (var j = 0; j < 70; j++)
            {
                transposed[(j * 20) + i] = right[(i * 70) + j];
            }
        }

        var left = Numbers(random, 5 * 20);
        var (one, other) = (new float[5 * 70], new float[5 * 70]);
        using var packed = PackedMatrix.Pack(right, 20, 70);
        packed.Multiply(left, 5, 20, one, 70);
        packed.RepackTransposed(transposed, 70, 20, 20);
        packed.Multiply(left, 5, 20, other, 70);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Accumulating_adds_to_what_is_there()
    {
        using var packed = PackedMatrix.Pack([2f, 3f], 1, 2);
        float[] result = [10f, 20f];
        packed.Multiply([5f], 1, 1, result, 2, accumulate: true);
        Assert.Equal([20f, 35f], result);
    }

    [Fact]
    public void A_buffer_that_is_too_short_is_refused()
    {
        using var packed = PackedMatrix.Pack(new float[12], 3, 4);
        Assert.Throws<ArgumentException>(() => packed.Multiply(new float[5], 2, 3, new float[8], 4));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
}
