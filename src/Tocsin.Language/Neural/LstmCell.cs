using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tocsin.Language.Neural;

/// <summary>The gates of an LSTM cell in one pass over the numbers.</summary>
/// <remarks>
/// tanh is the rational approximation of degree 13 over 6 that Eigen uses, clamped to ±7.9, within 1e-6 of the exact value; sigmoid(x) = (1 + tanh(x / 2)) / 2.
/// One pass takes about a third of the time of five passes of library calls.
/// </remarks>
internal static class LstmCell
{
    /// <param name="gates">Input, forget, cell and output gate, each as wide as the state, before activation.</param>
    /// <param name="cells">The cell before, and after the call the cell now; not read at the first step.</param>
    /// <param name="state">Receives the output.</param>
    public static void Step(ReadOnlySpan<float> gates, Span<float> cells, Span<float> state, bool first)
    {
        var hidden = state.Length;
        ref var g = ref MemoryMarshal.GetReference(gates);
        ref var c = ref MemoryMarshal.GetReference(cells);
        ref var h = ref MemoryMarshal.GetReference(state);
        for (var k = 0; k < hidden; k += 16)
        {
            var i = Sigmoid(Vector512.LoadUnsafe(ref g, (nuint)k));
            var f = Sigmoid(Vector512.LoadUnsafe(ref g, (nuint)(hidden + k)));
            var n = Tanh(Vector512.LoadUnsafe(ref g, (nuint)((2 * hidden) + k)));
            var o = Sigmoid(Vector512.LoadUnsafe(ref g, (nuint)((3 * hidden) + k)));
            var cell = i * n;
            if (!first)
            {
                cell = Vector512.FusedMultiplyAdd(f, Vector512.LoadUnsafe(ref c, (nuint)k), cell);
            }

            cell.StoreUnsafe(ref c, (nuint)k);
            (o * Tanh(cell)).StoreUnsafe(ref h, (nuint)k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512.FusedMultiplyAdd(Tanh(x * 0.5f), Vector512.Create(0.5f), Vector512.Create(0.5f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Tanh(Vector512<float> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-7.90531110763549805f)), Vector512.Create(7.90531110763549805f));
        var x2 = x * x;
        var p = Vector512.FusedMultiplyAdd(x2, Vector512.Create(-2.76076847742355e-16f), Vector512.Create(2.00018790482477e-13f));
        p = Vector512.FusedMultiplyAdd(x2, p, Vector512.Create(-8.60467152213735e-11f));
        p = Vector512.FusedMultiplyAdd(x2, p, Vector512.Create(5.12229709037114e-08f));
        p = Vector512.FusedMultiplyAdd(x2, p, Vector512.Create(1.48572235717979e-05f));
        p = Vector512.FusedMultiplyAdd(x2, p, Vector512.Create(6.37261928875436e-04f));
        p = Vector512.FusedMultiplyAdd(x2, p, Vector512.Create(4.89352455891786e-03f));
        var q = Vector512.FusedMultiplyAdd(x2, Vector512.Create(1.19825839466702e-06f), Vector512.Create(1.18534705686654e-04f));
        q = Vector512.FusedMultiplyAdd(x2, q, Vector512.Create(2.26843463243900e-03f));
        q = Vector512.FusedMultiplyAdd(x2, q, Vector512.Create(4.89352518554385e-03f));
        return x * p / q;
    }
}
