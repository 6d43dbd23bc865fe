using System.Buffers.Binary;
using System.IO.Compression;

namespace Tocsin.Language.Tokenization;

/// <summary>Weights of the features of a place between two words: whether a sentence ends there.</summary>
/// <remarks>Logistic regression on hashed features (Weinberger et al. 2009, Feature Hashing for Large Scale Multitask Learning).</remarks>
public sealed class BoundaryModel
{
    /// <summary>How many weights: 2^17, a file of 100 KB.</summary>
    public const int Buckets = 1 << 17;

    private const string ResourceName = "models/sentences.bin";

    private readonly sbyte[] _weights;
    private readonly float _scale;

    /// <param name="weights">As many as <see cref="Buckets"/>; each times <paramref name="scale"/> is a log odds.</param>
    public BoundaryModel(sbyte[] weights, float scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Buckets);
        _weights = weights;
        _scale = scale;
    }

    /// <summary>Knows nothing: a sentence ends only where a paragraph does. What training starts from.</summary>
    public static BoundaryModel Untrained() => new(new sbyte[Buckets], 1);

    /// <summary>The model in the assembly.</summary>
    public static BoundaryModel Load()
    {
        using var stream = EmbeddedData.Open(ResourceName);
        return Read(stream);
    }

    /// <exception cref="InvalidDataException">Not a file that <see cref="Write"/> made.</exception>
    public static BoundaryModel Read(Stream stream)
    {
        using var reader = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
        Span<byte> scale = stackalloc byte[sizeof(float)];
        var weights = new byte[Buckets];
        try
        {
            reader.ReadExactly(scale);
            reader.ReadExactly(weights);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("The sentence model is cut short; train it again.", error);
        }

        return new BoundaryModel((sbyte[])(object)weights, BinaryPrimitives.ReadSingleLittleEndian(scale));
    }

    /// <summary>Writes the scale and the weights, compressed with Brotli.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        Span<byte> scale = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(scale, _scale);
        writer.Write(scale);
        writer.Write((byte[])(object)_weights);
    }

    /// <summary>The log odds that a sentence ends.</summary>
    internal float Score(ReadOnlySpan<int> features)
    {
        var sum = 0;
        foreach (var feature in features)
        {
            sum += _weights[feature];
        }

        return sum * _scale;
    }
}
