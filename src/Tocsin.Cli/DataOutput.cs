using System.Runtime.InteropServices;

namespace Tocsin.Cli;

/// <summary>Where the data goes. Its failures have a type of their own, so that nobody takes them for an input's.</summary>
internal sealed class DataOutput(Stream stream)
{
    /// <exception cref="OutputException">The reader has gone, the disk is full, or the like.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
            stream.Flush();
        }
        catch (IOException error)
        {
            throw new OutputException($"cannot be written ({error.Message.TrimEnd('.')}).", IsBrokenPipe(error), error);
        }
    }

    /// <summary>EPIPE where errors are those of Unix; ERROR_BROKEN_PIPE and ERROR_NO_DATA on Windows.</summary>
    private static bool IsBrokenPipe(IOException error) => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? (error.HResult & 0xFFFF) is 109 or 232
        : error.HResult == 32;
}

/// <param name="isClosed">Whoever read the output has had enough, as <c>head</c> does; that is no error.</param>
internal sealed class OutputException(string message, bool isClosed, Exception inner) : Exception(message, inner)
{
    public bool IsClosed { get; } = isClosed;
}
