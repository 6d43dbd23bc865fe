using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Tocsin.Language;

namespace Tocsin.Storage.Documents;

/// <summary>
/// Compact bytes: whole numbers as LEB128 (seven bits a byte, low first, the high bit says that more follow; signed ones folded to 0, -1, 1, -2, …), reals as eight bytes low
/// first, a string the first time with its length and UTF-8 and later by its number.
/// </summary>
internal sealed class PayloadWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var target = _bytes.GetSpan(10);
        var length = 0;
        do
        {
            var more = rest > 0x7F;
            target[length++] = (byte)((rest & 0x7F) | (more ? 0x80u : 0u));
            rest >>= 7;
        }
        while (rest > 0);
        _bytes.Advance(length);
    }

    public void Real(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Flag(bool value) => Number(value ? 1 : 0);

    /// <summary>0 null, 1 a new string, else 2 and the number of one that was written.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Number(0);
        }
        else if (_strings.TryGetValue(value, out var number))
        {
            Number(number + 2);
        }
        else
        {
            _strings.Add(value, _strings.Count);
            Number(1);
            var length = Encoding.UTF8.GetByteCount(value);
            Number(length);
            Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
            _bytes.Advance(length);
        }
    }

    public void Span(TextSpan span)
    {
        Number(span.Start);
        Number(span.Length);
    }

    /// <summary>0 for null, else 1 and the value.</summary>
    public void Optional<T>(T? value, Action<T> write)
        where T : class
    {
        Flag(value is not null);
        if (value is not null)
        {
            write(value);
        }
    }

    public void Optional<T>(T? value, Action<T> write)
        where T : struct
    {
        Flag(value is not null);
        if (value is { } known)
        {
            write(known);
        }
    }

    public void List<T>(ImmutableArray<T> values, Action<T> write)
    {
        Number(values.Length);
        foreach (var value in values)
        {
            write(value);
        }
    }
}
