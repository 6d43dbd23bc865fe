using Tocsin.Language.Neural;
using Xunit;

namespace Tocsin.Language.Tests.Neural;

public class LstmCellTests
{
    [Fact]
    public void A_step_is_within_a_few_millionths_of_the_exact_cell()
    {
        const int Hidden = 32;
        var random = new Random(3);
        var gates = Enumerable.Range(0, 4 * Hidden).Select(_ => (float)((random.NextDouble() * 24) - 12)).ToArray();
        var cells = Enumerable.Range(0, Hidden).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray();
        var before = (float[])cells.Clone();
        var state = new float[Hidden];
        LstmCell.Step(gates, cells, state, first: false);
        for (var k = 0; k < Hidden; k++)
        {
            var cell = (Sigmoid(gates[Hidden + k]) * before[k]) + (Sigmoid(gates[k]) * Math.Tanh(gates[(2 * Hidden) + k]));
            Assert.Equal(cell, cells[k], 5e-6);
            Assert.Equal(Sigmoid(gates[(3 * Hidden) + k]) * Math.Tanh(cell), state[k], 5e-6);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
