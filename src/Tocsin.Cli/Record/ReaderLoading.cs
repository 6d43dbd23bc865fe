using Tocsin.Analysis;
using Tocsin.Analysis.Actors;

namespace Tocsin.Cli.Record;

/// <summary>A reader that loads while other things go on, and its version.</summary>
internal sealed record ReaderLoading(Task<Reader> Reader, Task<string> Version)
{
    /// <summary>Null where the user's list of actors cannot be read, which has been told.</summary>
    /// <param name="actorsPath">The user's own list; null for none.</param>
    public static ReaderLoading? Start(string? actorsPath, Messages messages)
    {
        if (actorsPath is null)
        {
            return new ReaderLoading(Task.Run(Analysis.Reader.Load), Task.Run(() => ReaderVersion.Of()));
        }

        return ReadCommand.LoadActors(actorsPath, messages) is { } actors
            ? new ReaderLoading(Task.Run(() => Analysis.Reader.Load(actors)), Task.Run(() => ReaderVersion.Of(File.ReadLines(actorsPath))))
            : null;
    }
}
