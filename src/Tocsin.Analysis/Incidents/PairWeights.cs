using System.Buffers;
using System.Runtime.InteropServices;

namespace Tocsin.Analysis.Incidents;

/// <summary>Log odds of pairs, each weighed when it is first asked for: clusters ask for the same pair again and again.</summary>
/// <param name="weigh">The lower item comes first.</param>
internal sealed class PairWeights(int count, Func<int, int, double> weigh) : IDisposable
{
    /// <summary>Up to so many items there is a place for each pair, of 8 bytes; of more, few pairs are ever asked for.</summary>
    private const int DenseMax = 1024;

    private readonly double[]? _dense = count <= DenseMax ? Unknown(count * (count - 1) / 2) : null;
    private readonly Dictionary<long, double> _sparse = [];

    public double Of(int one, int other)
    {
        var (low, high) = one < other ? (one, other) : (other, one);
        if (_dense is not null)
        {
            ref var known = ref _dense[(high * (high - 1) / 2) + low];
            return double.IsNaN(known) ? known = weigh(low, high) : known;
        }

        ref var weight = ref CollectionsMarshal.GetValueRefOrAddDefault(_sparse, ((long)low << 32) | (uint)high, out var isKnown);
        return isKnown ? weight : weight = weigh(low, high);
    }

    public void Dispose()
    {
        if (_dense is not null)
        {
            ArrayPool<double>.Shared.Return(_dense);
        }
    }

    private static double[] Unknown(int pairs)
    {
        var weights = ArrayPool<double>.Shared.Rent(pairs);
        weights.AsSpan(0, pairs).Fill(double.NaN);
        return weights;
    }
}
