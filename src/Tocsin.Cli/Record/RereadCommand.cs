using System.CommandLine;
using System.Globalization;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary><c>tocsin reread</c>: a newer reader's readings beside the old ones.</summary>
internal static class RereadCommand
{
    private const int PageSize = 500;

    private static readonly string[] Examples =
    [
        "tocsin reread                                  # after an update: what an older version read is read again",
        "tocsin reread --actors mine.tsv --record crisis.db",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var record = RecordOption.Create();
        var actors = CommandLine.Actors();
        var reread = new Command("reread", "Reads documents of the record again that this version of the reader has not read. The old readings stay, for any past moment.") { record, actors };
        reread.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () => RunAsync(RecordOption.PathOf(parsed.GetValue(record)), parsed.GetValue(actors), surroundings)));
        CommandLine.WithExamples(reread, Examples);
        return reread;
    }

    private static async Task<int> RunAsync(string path, string? actorsPath, Surroundings surroundings)
    {
        // Nothing to read again is better said than a new record made.
        RecordFile.OpenReadOnly(path, TimeProvider.System).Dispose();
        var progress = surroundings.ErrorIsTerminal ? new Progress(surroundings.Error, 1) : null;
        var messages = new Messages(surroundings.Error, progress);
        if (ReaderLoading.Start(actorsPath, messages) is not { } loading)
        {
            return ExitCode.Failure;
        }

        await using var record = RecordFile.Open(path, TimeProvider.System);
        var version = await loading.Version;
        var recorder = new Recorder(record, loading.Reader, loading.Version);
        var added = 0;
        IEnumerable<string> Unread()
        {
            for (long after = 0; record.Documents.Unread(version, after, PageSize) is { Count: > 0 } page; after = page[^1].Sequence)
            {
                foreach (var document in page)
                {
                    yield return document.Id;
                }
            }
        }

        try
        {
            await foreach (var reading in InOrder.RunAsync(Unread(), id => recorder.RereadAsync(id, surroundings.Stop), ReadCommand.AheadPerCore * Environment.ProcessorCount, surroundings.Stop))
            {
                added += await reading ? 1 : 0;
                progress?.Show(added);
            }
        }
        catch (OperationCanceledException) when (surroundings.Stop.IsCancellationRequested)
        {
            progress?.Clear();
            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"stopped after {added:N0} documents; run it again to go on."));
            return ExitCode.Interrupted;
        }

        progress?.Clear();
        messages.Tell(added == 0
            ? $"nothing to read again: all of it was read by this reader ({version})."
            : string.Create(CultureInfo.InvariantCulture, $"{added:N0} documents read again by reader {version}; the old readings stay."));
        return ExitCode.Ok;
    }
}
