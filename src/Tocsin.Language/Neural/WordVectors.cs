using System.Numerics.Tensors;

namespace Tocsin.Language.Neural;

/// <summary>Word vectors in 4 bits a number, found by the hash of the normalised word.</summary>
/// <remarks>GloVe (Pennington et al. 2014), 100 dimensions, each brought to mean 0 and variance 1 over the words kept.</remarks>
public sealed class WordVectors
{
    public const int Width = 100;

    /// <summary>Numbers that <see cref="Fill"/> writes: the vector, then 1 where there is one.</summary>
    public const int FeatureWidth = Width + 1;

    private const int RowBytes = Width / 2;
    private readonly ulong[] _hashes;
    private readonly byte[] _numbers;
    private readonly float[] _scales;

    private WordVectors(ulong[] hashes, byte[] numbers, float[] scales)
    {
        _hashes = hashes;
        _numbers = numbers;
        _scales = scales;
    }

    public int Count => _hashes.Length;

    /// <summary>Hashes of the words, ascending.</summary>
    public ulong[] Hashes => _hashes;

    public static WordVectors Load(ModelFile file) => new(
        file.Hashes("vectors.words"),
        file.Bytes("vectors.numbers").ToArray(),
        file.Floats("vectors.scales"));

    /// <param name="words">Normalised words, no word twice.</param>
    /// <param name="vectors">One row of <see cref="Width"/> numbers a word.</param>
    public static WordVectors Quantize(IReadOnlyList<string> words, float[] vectors)
    {
        var order = Enumerable.Range(0, words.Count).OrderBy(i => WordFeatures.Hash(words[i])).ToArray();
        var numbers = new byte[words.Count * RowBytes];
        var scales = new float[words.Count];
        for (var row = 0; row < order.Length; row++)
        {
            var vector = vectors.AsSpan(order[row] * Width, Width);
            scales[row] = BestScale(vector);
            for (var i = 0; i < Width; i++)
            {
                numbers[(row * RowBytes) + (i / 2)] |= (byte)(Level(vector[i], scales[row]) << (i % 2 * 4));
            }
        }

        return new WordVectors([.. order.Select(i => WordFeatures.Hash(words[i]))], numbers, scales);
    }

    public void Save(ModelFile file)
    {
        file.AddHashes("vectors.words", _hashes);
        file.AddBytes("vectors.numbers", _numbers);
        file.AddFloats("vectors.scales", _scales, 1, _scales.Length, NumberFormat.Single);
    }

    /// <summary>Writes a word's vector and a one; zeros for row -1.</summary>
    /// <param name="target">At least <see cref="FeatureWidth"/> numbers.</param>
    public void Fill(int row, Span<float> target)
    {
        if (row < 0)
        {
            target[..FeatureWidth].Clear();
            return;
        }

        var numbers = _numbers.AsSpan(row * RowBytes, RowBytes);
        var scale = _scales[row];
        for (var i = 0; i < RowBytes; i++)
        {
            target[2 * i] = ((numbers[i] & 15) - 7) * scale;
            target[(2 * i) + 1] = ((numbers[i] >> 4) - 7) * scale;
        }

        target[Width] = 1;
    }

    private static int Level(float value, float scale) => scale == 0 ? 7 : (int)Math.Clamp(MathF.Round(value / scale), -7, 8) + 7;

    /// <summary>The step that loses least, cutting off what lies far out where that pays.</summary>
    private static float BestScale(ReadOnlySpan<float> vector)
    {
        var largest = TensorPrimitives.MaxMagnitude(vector);
        var best = Math.Abs(largest) / 7;
        var bestError = float.MaxValue;
        for (var part = 0.4f; part <= 1.001f; part += 0.1f)
        {
            var scale = Math.Abs(largest) * part / 7;
            var error = 0f;
            foreach (var value in vector)
            {
                var difference = value - ((Level(value, scale) - 7) * scale);
                error += difference * difference;
            }

            if (error < bestError)
            {
                (best, bestError) = (scale, error);
            }
        }

        return best;
    }
}
