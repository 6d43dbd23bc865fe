using Tocsin.Training.Neural;
using Xunit;

namespace Tocsin.Training.Tests;

/// <summary>Each operation's gradient against the slope measured by moving one number a little.</summary>
public class GradientTests
{
    private static readonly int[] Lengths = [3, 1, 4];
    private static readonly int[] Targets = [0, 2, 1, 1, 0, 2, 2, 1];
    private readonly Random _random = new(7);

    [Fact]
    public void Linear_and_relu() => Check(
        Make("w", 5, 4), Make("b", 1, 4), (tape, x, p) => tape.Relu(tape.Linear(x, p[0], p[1])), 4);

    [Fact]
    public void Layer_norm() => Check(
        Make("scale", 1, 5), Make("shift", 1, 5), (tape, x, p) => tape.LayerNorm(x, p[0], p[1]), 5);

    [Fact]
    public void Both_directions_of_an_lstm()
    {
        var forward = LstmParameters.Create("f", 5, 3, 1, _random);
        var backward = LstmParameters.Create("b", 5, 3, 1, _random);
        Check([.. forward.All, .. backward.All], (tape, x) => tape.BiLstm(x, Lengths, forward, backward), 6);
    }

    [Fact]
    public void Rows_with_roots_and_gathered_rows()
    {
        var root = Make("root", 1, 5);
        Check([root], (tape, x) => tape.Gather(tape.WithRoots(x, root, Lengths), [0, 1, 2, 4, 5, 6, 7, 0]), 5);
    }

    [Fact]
    public void Blocks_by_a_row()
    {
        var weight = Make("w", 5, 18);
        Check([weight], (tape, x) => tape.BlockDot(tape.Linear(x, weight), tape.WithOne(x)), 3);
    }

    [Fact]
    public void Sums_of_pairs()
    {
        var weight = Make("w", 5, 5);
        // Sums far above or far below zero: the step of the check must not cross the bend there.
        var table = new Parameter("t", 3, 5, 1, sparse: true).Fill(6);
        Array.Fill(table.Value, -6, 5, 5);
        Check([weight, table], (tape, x) => tape.PairSum(x, [0, 1, 1, 2, 7, 6, 5, 5], tape.Linear(x, weight), [3, 3, 2, 1, 0, 0, 4, 7], [table], [[0, 1, 2, 2, 1, 0, 1, 1]]), 5);
    }

    [Fact]
    public void A_conditional_random_field()
    {
        var (weight, transitions) = (Make("w", 5, 3), Make("t", 4, 3));
        CheckLoss([weight, transitions], (tape, x) => tape.CrfLoss(tape.Linear(x, weight), transitions, Lengths, Targets, 1, 8));
    }

    [Fact]
    public void Arcs_of_a_tree()
    {
        var (dependent, head, distance, root) = (Make("d", 5, 4), Make("h", 5, 4), Make("r", 5, 23), Make("root", 1, 5));
        CheckLoss([dependent, head, distance, root], (tape, x) => tape.ArcLoss(
            tape.Linear(x, dependent),
            tape.Linear(tape.WithRoots(x, root, Lengths), head),
            tape.Linear(x, distance),
            Lengths,
            [0, 1, 2, 0, 2, 0, 2, 3],
            1,
            8));
    }

    private Parameter Make(string name, int rows, int columns) => new Parameter(name, rows, columns, 1).Normal(_random, 0.7);

    private void Check(Parameter first, Parameter second, Func<Tape, Matrix, Parameter[], Matrix> build, int width) =>
        Check([first, second], (tape, x) => build(tape, x, [first, second]), width);

    private void Check(Parameter[] parameters, Func<Tape, Matrix, Matrix> build, int width)
    {
        var readout = new Parameter("readout", width, 3, 1).Normal(_random, 0.7);
        CheckLoss([.. parameters, readout], (tape, x) => tape.CrossEntropy(tape.Linear(build(tape, x), readout), Targets, 1, Targets.Length));
    }

    private void CheckLoss(Parameter[] parameters, Action<Tape, Matrix> loss)
    {
        var table = new Parameter("x", 8, 5, 1, sparse: true).Normal(_random, 1);
        var tape = new Tape(0, 1) { IsTraining = false };
        double Loss()
        {
            tape.Reset(1);
            loss(tape, tape.Lookup(table, [0, 1, 2, 3, 4, 5, 6, 7]));
            return tape.Loss;
        }

        Loss();
        tape.Backward();
        foreach (var (p, gradient) in parameters.Append(table).Select(p => (p, (float[])p.Gradient(0).Clone())).ToList())
        {
            for (var i = 0; i < gradient.Length; i++)
            {
                const float Step = 5e-3f;
                var kept = p.Value[i];
                p.Value[i] = kept + Step;
                var above = Loss();
                p.Value[i] = kept - Step;
                var below = Loss();
                p.Value[i] = kept;
                Assert.Equal((above - below) / (2 * Step), gradient[i], 5e-3);
            }
        }
    }
}
