using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Tocsin.Language;

namespace Tocsin.Storage.Documents;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">From every method: the bytes are something else.</exception>
internal sealed class PayloadReader(byte[] bytes)
{
    private readonly List<string> _strings = [];
    private int _at;

    public bool IsAtEnd => _at == bytes.Length;

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at >= bytes.Length)
            {
                throw new InvalidDataException("The bytes end within a number.");
            }

            var next = bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException("A number of more than 64 bits.");
    }

    /// <summary>A number from 0 to the length of the whole.</summary>
    public int Count() => Number() is >= 0 and var count && count <= bytes.Length ? (int)count : throw new InvalidDataException("A count beyond the end.");

    public int Small() => checked((int)Number());

    public double Real()
    {
        if (bytes.Length - _at < 8)
        {
            throw new InvalidDataException("The bytes end within a number.");
        }

        _at += 8;
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(_at - 8));
    }

    public bool Flag() => Number() switch { 0 => false, 1 => true, _ => throw new InvalidDataException("Neither yes nor no.") };

    public string? TextOrNull()
    {
        var code = Number();
        if (code == 0)
        {
            return null;
        }

        if (code != 1)
        {
            return code >= 2 && code - 2 < _strings.Count ? _strings[(int)code - 2] : throw new InvalidDataException("A string that was never written.");
        }

        var length = Count();
        if (bytes.Length - _at < length)
        {
            throw new InvalidDataException("The bytes end within a string.");
        }

        var text = Encoding.UTF8.GetString(bytes, _at, length);
        _at += length;
        _strings.Add(text);
        return text;
    }

    public string Text() => TextOrNull() ?? throw new InvalidDataException("A string is missing.");

    public TextSpan Span()
    {
        int start = Small(), length = Small();
        return start >= 0 && length >= 0 ? new TextSpan(start, length) : throw new InvalidDataException("A negative span.");
    }

    public T? OptionalObject<T>(Func<T> read)
        where T : class => Flag() ? read() : null;

    public T? Optional<T>(Func<T> read)
        where T : struct => Flag() ? read() : null;

    public ImmutableArray<T> List<T>(Func<T> read)
    {
        var count = Count();
        if (count == 0)
        {
            return [];
        }

        var values = new T[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = read();
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
