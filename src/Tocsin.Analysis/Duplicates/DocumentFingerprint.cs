using System.Buffers.Binary;
using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Duplicates;

/// <summary>A sentence as copies are found by it.</summary>
/// <param name="Hash">Of its words, in lower case and without punctuation.</param>
/// <param name="Sketch">SimHash of its words and pairs of words (Charikar 2002): few bits differ where few words do.</param>
/// <param name="Words">How many; at least <see cref="Fingerprinter.WordsMin"/>.</param>
public readonly record struct FingerprintedSentence(ulong Hash, ulong Sketch, TextSpan Span, int Words);

/// <summary>What the record keeps of a text to find its copies by: some 25 bytes a sentence.</summary>
/// <param name="Exact">Of all letters and digits of the text.</param>
/// <param name="MinHash">Of its runs of four words, <see cref="Fingerprinter.MinHashCount"/> values (Broder 1997); empty for a text too short to have one.</param>
/// <param name="Sentences">Those long enough to tell a copy by, in text order, without boilerplate and without what is all quotation: two reports may quote one speaker.</param>
public sealed record DocumentFingerprint(ulong Exact, ImmutableArray<uint> MinHash, ImmutableArray<FingerprintedSentence> Sentences)
{
    private const byte Version = 1;

    /// <summary>Words of all its <see cref="Sentences"/>.</summary>
    public int Words => Sentences.Sum(sentence => sentence.Words);

    /// <summary>For the store. The first byte is a version.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(16 + (MinHash.Length * 4) + (Sentences.Length * 24)) { Version };
        Fixed(bytes, Exact);
        Number(bytes, MinHash.Length);
        Span<byte> four = stackalloc byte[4];
        foreach (var value in MinHash)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(four, value);
            bytes.AddRange(four);
        }

        Number(bytes, Sentences.Length);
        var at = 0;
        foreach (var sentence in Sentences)
        {
            Fixed(bytes, sentence.Hash);
            Fixed(bytes, sentence.Sketch);
            Number(bytes, sentence.Span.Start - at);
            Number(bytes, sentence.Span.Length);
            Number(bytes, sentence.Words);
            at = sentence.Span.Start;
        }

        return [.. bytes];
    }

    /// <exception cref="InvalidDataException">The bytes are not a fingerprint of a version that this program knows.</exception>
    public static DocumentFingerprint FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 11 || bytes[0] != Version)
        {
            throw new InvalidDataException(bytes.Length == 0 ? "The fingerprint is empty." : $"The fingerprint has version {bytes[0]} in {bytes.Length} bytes; version {Version} was expected.");
        }

        var left = bytes[1..];
        var exact = TakeFixed(ref left);
        var minHash = ImmutableArray.CreateBuilder<uint>();
        for (var count = TakeNumber(ref left); count > 0; count--)
        {
            minHash.Add(BinaryPrimitives.ReadUInt32LittleEndian(Take(ref left, 4)));
        }

        var sentences = ImmutableArray.CreateBuilder<FingerprintedSentence>();
        var at = 0;
        for (var count = TakeNumber(ref left); count > 0; count--)
        {
            var (hash, sketch) = (TakeFixed(ref left), TakeFixed(ref left));
            at += TakeNumber(ref left);
            var length = TakeNumber(ref left);
            sentences.Add(new FingerprintedSentence(hash, sketch, new TextSpan(at, length), TakeNumber(ref left)));
        }

        return new DocumentFingerprint(exact, minHash.ToImmutable(), sentences.ToImmutable());
    }

    private static void Fixed(List<byte> bytes, ulong value)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(eight, value);
        bytes.AddRange(eight);
    }

    /// <summary>Seven bits a byte, the lowest first, the high bit where more follow.</summary>
    private static void Number(List<byte> bytes, int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private static ulong TakeFixed(ref ReadOnlySpan<byte> left) => BinaryPrimitives.ReadUInt64LittleEndian(Take(ref left, 8));

    private static int TakeNumber(ref ReadOnlySpan<byte> left)
    {
        var value = 0;
        for (var shift = 0; shift < 32; shift += 7)
        {
            var next = Take(ref left, 1)[0];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value >= 0 ? value : throw new InvalidDataException("The fingerprint holds a number out of range.");
            }
        }

        throw new InvalidDataException("The fingerprint holds a number out of range.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> left, int count)
    {
        if (left.Length < count)
        {
            throw new InvalidDataException("The fingerprint is cut short.");
        }

        var taken = left[..count];
        left = left[count..];
        return taken;
    }
}
