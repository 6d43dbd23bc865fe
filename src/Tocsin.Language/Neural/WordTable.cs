using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Tocsin.Language.Neural;

/// <summary>The encoder's input for each word, which depends on the word alone: computed once a word and kept.</summary>
internal sealed class WordTable
{
    /// <summary>About 32 MB of rows; a word met after that is computed each time.</summary>
    private const int Capacity = 30_000;

    private static readonly string[] Tables = ["word", "suffix2", "suffix3", "prefix3", "shape"];

    private readonly WordFeatures _features;
    private readonly WordVectors _vectors;
    private readonly float[][] _tables;
    private readonly int[] _widths;
    private readonly float[] _grams;
    private readonly int _gramWidth;
    private readonly PackedMatrix _weight;
    private readonly float[] _scale;
    private readonly float[] _shift;
    private readonly ConcurrentDictionary<string, float[]> _known = new(StringComparer.Ordinal);

    public WordTable(ModelFile file)
    {
        _vectors = WordVectors.Load(file);
        _features = new WordFeatures(file.Hashes("vocabulary"), _vectors.Hashes);
        _tables = [.. Tables.Select(file.Floats)];
        _widths = [.. Tables.Select(file.Columns)];
        _grams = file.Floats("grams");
        _gramWidth = file.Columns("grams");
        Width = file.Columns("input.weight");
        _weight = PackedMatrix.Pack(file.Floats("input.weight"), file.Rows("input.weight"), Width, file.Floats("input.bias"));
        _scale = file.Floats("input.scale");
        _shift = file.Floats("input.shift");
    }

    public int Width { get; }

    public void Fill(string word, Span<float> target)
    {
        if (!_known.TryGetValue(word, out var row))
        {
            row = Compute(word);
            if (_known.Count < Capacity)
            {
                _known.TryAdd(word, row);
            }
        }

        row.CopyTo(target);
    }

    private float[] Compute(string word)
    {
        var ids = _features.Find(word);
        var features = new float[_weight.Rows];
        var at = 0;
        foreach (var (table, id) in new[] { (0, ids.Word), (1, ids.Suffix2), (2, ids.Suffix3), (3, ids.Prefix3), (4, ids.Shape) })
        {
            _tables[table].AsSpan(id * _widths[table], _widths[table]).CopyTo(features.AsSpan(at));
            at += _widths[table];
        }

        var grams = features.AsSpan(at, _gramWidth);
        foreach (var gram in ids.Grams)
        {
            TensorPrimitives.Add(grams, _grams.AsSpan(gram * _gramWidth, _gramWidth), grams);
        }

        TensorPrimitives.Multiply(grams, 1f / ids.Grams.Length, grams);
        _vectors.Fill(ids.Vector, features.AsSpan(at + _gramWidth));
        var row = new float[Width];
        _weight.Multiply(features, 1, features.Length, row, Width);
        TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / Width, row);
        TensorPrimitives.Multiply(row, 1f / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(row) / Width) + 1e-5f), row);
        TensorPrimitives.MultiplyAdd(row, _scale, _shift, row);
        return row;
    }
}
