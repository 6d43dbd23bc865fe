using System.Text;

namespace Tocsin.Intake;

/// <param name="Text">Without the byte order mark; every other character is kept.</param>
/// <param name="Guess">The encoding in words where it was a guess the user should hear of; null where the bytes said so themselves.</param>
public sealed record DecodedText(string Text, string? Guess);

/// <summary>Bytes to text: by the byte order mark, else UTF-8, else UTF-16 without a mark where every other byte is zero, else Windows-1252.</summary>
public static class TextDecoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="bytes">The whole of a file or line.</param>
    /// <param name="declared">An encoding that the content itself declares, as a web page does; null where it declares none. Bytes that are plainly something else win over it.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }
        else if (bytes.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
        {
            return new DecodedText(Encoding.UTF32.GetString(bytes[4..]), null);
        }
        else if (bytes.StartsWith<byte>([0xFF, 0xFE]))
        {
            return new DecodedText(Encoding.Unicode.GetString(bytes[2..]), null);
        }
        else if (bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return new DecodedText(Encoding.BigEndianUnicode.GetString(bytes[2..]), null);
        }

        if (UnmarkedUtf16(bytes) is { } wide)
        {
            return new DecodedText(wide.GetString(bytes), "UTF-16 without a byte order mark");
        }

        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return new DecodedText(StrictUtf8.GetString(bytes), null);
        }

        if (declared is not null && CodePagesEncodingProvider.Instance.GetEncoding(declared) is { } known)
        {
            return new DecodedText(known.GetString(bytes), null);
        }

        // Windows-1252 is what unmarked 8-bit Western text nearly always is; it also holds all of Latin-1 that prints.
        return new DecodedText(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes), "Windows-1252");
    }

    /// <summary>Which way round the bytes stand, where nearly every second one of the first thousand is zero, as in Western text in UTF-16; null elsewhere.</summary>
    public static Encoding? UnmarkedUtf16(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length & ~1, 1000)];
        if (head.Length < 4)
        {
            return null;
        }

        int evenZeros = 0, oddZeros = 0;
        for (var i = 0; i < head.Length; i += 2)
        {
            evenZeros += head[i] == 0 ? 1 : 0;
            oddZeros += head[i + 1] == 0 ? 1 : 0;
        }

        var most = head.Length / 2 * 8 / 10;
        return oddZeros > most && evenZeros == 0 ? Encoding.Unicode
            : evenZeros > most && oddZeros == 0 ? Encoding.BigEndianUnicode
            : null;
    }
}
