using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tocsin.Cli;

/// <summary>All that a command touches outside itself: the three streams, the terminal, and the wish to stop.</summary>
/// <param name="Width">Columns of text to lay out for.</param>
/// <param name="OutIsTerminal">Whether a person looks at standard output as it comes.</param>
/// <param name="Colour">Whether bold and dim may be used on standard output; never the only sign of anything.</param>
internal sealed record Surroundings(
    Func<Stream> In, Stream Out, TextWriter Error, int Width, bool OutIsTerminal, bool ErrorIsTerminal, bool Colour, CancellationToken Stop) : IDisposable
{
    /// <summary>What day it is for whoever reads.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    private const int WidthWithoutTerminal = 100;
    private const int WidthMin = 40;

    /// <summary>Lines longer than this tire the eye.</summary>
    private const int WidthMax = 120;

    public static Surroundings OfProcess(CancellationToken stop)
    {
        var outIsTerminal = !Console.IsOutputRedirected;
        var colour = outIsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        return new Surroundings(Console.OpenStandardInput, OpenOut(), error, WidthOf(outIsTerminal), outIsTerminal, !Console.IsErrorRedirected, colour, stop);
    }

    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }

    /// <summary>The console's own stream takes a closed pipe for success, and a long run would go on for nobody; a plain file stream says so.</summary>
    private static Stream OpenOut()
    {
        if (Console.IsOutputRedirected && !OperatingSystem.IsWindows())
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }

    private static int WidthOf(bool outIsTerminal)
    {
        if (!outIsTerminal)
        {
            return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
                ? Math.Clamp(asked, WidthMin, WidthMax)
                : WidthWithoutTerminal;
        }

        var width = Console.WindowWidth;
        return width <= 0 ? WidthWithoutTerminal : Math.Clamp(width, WidthMin, WidthMax);
    }
}
