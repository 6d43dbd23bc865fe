namespace Tocsin.Intake.Mail;

/// <summary>A file of many messages (mbox, RFC 4155 and its relatives): each begins with a line "From …" behind an empty one.</summary>
public static class Mbox
{
    /// <summary>The messages one by one, each with its number from 1; <c>Bytes</c> is null for one that is larger than the limit, which is skipped. Holds no more than one.</summary>
    public static IEnumerable<(int Number, byte[]? Bytes)> Messages(Stream stream, int bytesMax)
    {
        using var message = new MemoryStream();
        var number = 0;
        var isOver = false;
        var afterEmpty = true;
        foreach (var (_, line) in LineReader.Lines(stream, bytesMax))
        {
            if (line is null)
            {
                isOver = true;
                afterEmpty = false;
                continue;
            }

            if (afterEmpty && line.AsSpan().StartsWith("From "u8))
            {
                if (number > 0)
                {
                    yield return (number, isOver ? null : message.ToArray());
                }

                number++;
                isOver = false;
                afterEmpty = false;
                message.SetLength(0);
                continue;
            }

            afterEmpty = line.Length == 0;
            if (number == 0 || isOver)
            {
                continue;
            }

            if (message.Length + line.Length > bytesMax)
            {
                isOver = true;
                message.SetLength(0);
                message.Capacity = 0;
                continue;
            }

            message.Write(Unquoted(line));
            message.WriteByte((byte)'\n');
        }

        if (number > 0)
        {
            yield return (number, isOver ? null : message.ToArray());
        }
    }

    /// <summary>"&gt;From" in a text was "From", which would begin a message.</summary>
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> line) => line.StartsWith(">"u8) && line.TrimStart((byte)'>').StartsWith("From "u8) ? line[1..] : line;
}
