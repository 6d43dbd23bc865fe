namespace Tocsin.Intake;

/// <summary>Lines of bytes from a stream, without holding more than one line.</summary>
public static class LineReader
{
    /// <summary>Each line with its number from 1; <c>Bytes</c> is null for a line longer than the limit, which is skipped. Line ends and a byte order mark are left out.</summary>
    public static IEnumerable<(int Number, byte[]? Bytes)> Lines(Stream stream, int bytesMax)
    {
        var buffer = new byte[64 * 1024];
        var line = new MemoryStream();
        var overflowed = false;
        var number = 1;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            var from = 0;
            while (from < read)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', from, read - from);
                var count = (end < 0 ? read : end) - from;
                if (!overflowed && line.Length + count > bytesMax)
                {
                    overflowed = true;
                    line.SetLength(0);
                    line.Capacity = 0;
                }

                if (!overflowed)
                {
                    line.Write(buffer, from, count);
                }

                if (end < 0)
                {
                    break;
                }

                yield return (number, overflowed ? null : Take(line, number));
                number++;
                overflowed = false;
                line.SetLength(0);
                from = end + 1;
            }
        }

        if (overflowed || line.Length > 0)
        {
            yield return (number, overflowed ? null : Take(line, number));
        }
    }

    private static byte[] Take(MemoryStream line, int number)
    {
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        if (number == 1 && bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        return bytes.TrimEnd("\r"u8).ToArray();
    }
}
