using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Tocsin.Storage.Documents;

/// <summary>UTF-8 under Brotli, after its length in four bytes, low first.</summary>
internal static class Packed
{
    /// <summary>Of 0 to 11: above this, time grows faster than what is saved.</summary>
    private const int Quality = 5;
    private const int WindowBits = 20;

    /// <summary>A text, a lone surrogate as U+FFFD: one unit for one unit, so spans hold.</summary>
    public static byte[] Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[4 + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(packed, bytes.Length);
        return BrotliEncoder.TryCompress(bytes, packed.AsSpan(4), out var written, Quality, WindowBits)
            ? packed[..(4 + written)]
            : throw new InvalidOperationException("Brotli needed more room than it says it needs.");
    }

    /// <exception cref="InvalidDataException">Not such bytes.</exception>
    public static byte[] Bytes(byte[] packed)
    {
        if (packed.Length < 4 || BinaryPrimitives.ReadInt32LittleEndian(packed) is var length && length < 0)
        {
            throw new InvalidDataException("Not a packed text.");
        }

        var bytes = new byte[length];
        return BrotliDecoder.TryDecompress(packed.AsSpan(4), bytes, out var written) && written == length ? bytes : throw new InvalidDataException("Not a packed text.");
    }

    public static string Text(byte[] packed) => Encoding.UTF8.GetString(Bytes(packed));
}
