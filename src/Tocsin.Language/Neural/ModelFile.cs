using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Tocsin.Language.Neural;

/// <summary>How the numbers of a matrix are kept in a model file.</summary>
public enum NumberFormat : byte
{
    /// <summary>32-bit floats.</summary>
    Single = 0,

    /// <summary>8 bits a number with one scale a row: for tables that are looked up.</summary>
    ByteByRow = 1,

    /// <summary>8 bits a number with one scale a column: for weights, whose columns are outputs.</summary>
    ByteByColumn = 2,

    /// <summary>Bytes as they are.</summary>
    Bytes = 3,
}

/// <summary>A model as named matrices, word lists and hashes in one file.</summary>
/// <remarks>
/// Layout, little-endian: "TOCSIN", format version (2 bytes), count (4); then each entry: name (length 2, UTF-8), format (1), rows (4), columns (4), bytes (4), data.
/// Lists of strings are Bytes entries, joined by line feeds.
/// </remarks>
public sealed class ModelFile
{
    private const ushort Version = 1;
    private static readonly byte[] Magic = "TOCSIN"u8.ToArray();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private sealed record Entry(NumberFormat Format, int Rows, int Columns, ReadOnlyMemory<byte> Data);

    public static ModelFile Load(ReadOnlyMemory<byte> data)
    {
        var span = data.Span;
        if (span.Length < 12 || !span[..6].SequenceEqual(Magic))
        {
            throw new InvalidDataException("This is not a Tocsin model file.");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(span[6..]) is var version && version != Version)
        {
            throw new InvalidDataException($"The model file has format {version}; this version of Tocsin reads format {Version}.");
        }

        var file = new ModelFile();
        var at = 12;
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(span[8..]); left > 0; left--)
        {
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(span[at..]);
            var name = Encoding.UTF8.GetString(span.Slice(at + 2, nameLength));
            at += 2 + nameLength;
            var length = BinaryPrimitives.ReadInt32LittleEndian(span[(at + 9)..]);
            file._entries.Add(name, new Entry(
                (NumberFormat)span[at],
                BinaryPrimitives.ReadInt32LittleEndian(span[(at + 1)..]),
                BinaryPrimitives.ReadInt32LittleEndian(span[(at + 5)..]),
                data.Slice(at + 13, length)));
            at += 13 + length;
        }

        return file;
    }

    /// <summary>Reads a model that is embedded in an assembly.</summary>
    public static ModelFile LoadResource(System.Reflection.Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The model {name} is not in {assembly.GetName().Name}.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return Load(data);
    }

    public bool Contains(string name) => _entries.ContainsKey(name);

    public int Rows(string name) => Find(name).Rows;

    public int Columns(string name) => Find(name).Columns;

    public ReadOnlyMemory<byte> Bytes(string name) => Find(name).Data;

    public string[] Strings(string name) => Encoding.UTF8.GetString(Find(name).Data.Span).Split('\n');

    public ulong[] Hashes(string name) => MemoryMarshal.Cast<byte, ulong>(Find(name).Data.Span).ToArray();

    /// <summary>A matrix as floats, row-major.</summary>
    public float[] Floats(string name)
    {
        var entry = Find(name);
        var values = new float[entry.Rows * entry.Columns];
        if (entry.Format == NumberFormat.Single)
        {
            MemoryMarshal.Cast<byte, float>(entry.Data.Span).CopyTo(values);
            return values;
        }

        var byRow = entry.Format == NumberFormat.ByteByRow;
        var scaleCount = byRow ? entry.Rows : entry.Columns;
        var scales = MemoryMarshal.Cast<byte, float>(entry.Data.Span[..(scaleCount * sizeof(float))]);
        var numbers = MemoryMarshal.Cast<byte, sbyte>(entry.Data.Span[(scaleCount * sizeof(float))..]);
        for (var row = 0; row < entry.Rows; row++)
        {
            var target = values.AsSpan(row * entry.Columns, entry.Columns);
            TensorPrimitives.ConvertTruncating<sbyte, float>(numbers.Slice(row * entry.Columns, entry.Columns), target);
            if (byRow)
            {
                TensorPrimitives.Multiply(target, scales[row], target);
            }
            else
            {
                TensorPrimitives.Multiply(target, scales, target);
            }
        }

        return values;
    }

    public void AddFloats(string name, ReadOnlySpan<float> values, int rows, int columns, NumberFormat format)
    {
        if (format == NumberFormat.Single)
        {
            _entries.Add(name, new Entry(format, rows, columns, MemoryMarshal.AsBytes(values[..(rows * columns)]).ToArray()));
            return;
        }

        var byRow = format == NumberFormat.ByteByRow;
        var scales = new float[byRow ? rows : columns];
        for (var i = 0; i < rows * columns; i++)
        {
            var at = byRow ? i / columns : i % columns;
            scales[at] = Math.Max(scales[at], Math.Abs(values[i]) / 127f);
        }

        var data = new byte[(scales.Length * sizeof(float)) + (rows * columns)];
        MemoryMarshal.AsBytes(scales.AsSpan()).CopyTo(data);
        for (var i = 0; i < rows * columns; i++)
        {
            var scale = scales[byRow ? i / columns : i % columns];
            data[(scales.Length * sizeof(float)) + i] = (byte)(sbyte)(scale == 0 ? 0 : Math.Clamp(MathF.Round(values[i] / scale), -127, 127));
        }

        _entries.Add(name, new Entry(format, rows, columns, data));
    }

    public void AddBytes(string name, ReadOnlyMemory<byte> data) => _entries.Add(name, new Entry(NumberFormat.Bytes, 1, data.Length, data));

    public void AddStrings(string name, IEnumerable<string> items) => AddBytes(name, Encoding.UTF8.GetBytes(string.Join('\n', items)));

    public void AddHashes(string name, ReadOnlySpan<ulong> hashes) => AddBytes(name, MemoryMarshal.AsBytes(hashes).ToArray());

    public void Save(string path)
    {
        using var stream = File.Create(path);
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(_entries.Count);
        foreach (var (name, entry) in _entries)
        {
            var encoded = Encoding.UTF8.GetBytes(name);
            writer.Write((ushort)encoded.Length);
            writer.Write(encoded);
            writer.Write((byte)entry.Format);
            writer.Write(entry.Rows);
            writer.Write(entry.Columns);
            writer.Write(entry.Data.Length);
            writer.Write(entry.Data.Span);
        }
    }

    private Entry Find(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw new InvalidDataException($"The model file has no entry {name}.");
}
