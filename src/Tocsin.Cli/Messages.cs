using Tocsin.Intake;

namespace Tocsin.Cli;

/// <summary>What is told on standard error, above the progress line if there is one.</summary>
internal sealed class Messages(TextWriter error, Progress? progress = null)
{
    private readonly Lock _lock = new();

    /// <summary>May be called from any thread.</summary>
    public void Tell(Problem problem) => Tell(problem.ToString());

    public void Tell(string message)
    {
        lock (_lock)
        {
            progress?.Clear();
            error.WriteLine("tocsin: " + Printable.Line(message));
        }
    }
}
