using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Times;
using Tocsin.Intake;
using Tocsin.Language.Mentions;

namespace Tocsin.Cli;

/// <summary><c>tocsin read</c>: articles in, a brief or readings out, in the order of the inputs.</summary>
internal static class ReadCommand
{
    /// <summary>How many documents may be under way for each core: enough that one long article holds nobody up, few enough that memory stays flat.</summary>
    internal const int AheadPerCore = 8;

    /// <param name="open">Makes what the readings go to; disposed of at the end if it can be.</param>
    public static async Task<int> RunAsync(
        string[] paths, DateOnly? published, Func<DataOutput, Messages, IReadingOutput> open, string? outputPath, string? actorsPath, Surroundings surroundings)
    {
        var progress = surroundings.ErrorIsTerminal && InputFinder.CountFiles(paths) is > 1 and var total ? new Progress(surroundings.Error, total) : null;
        var messages = new Messages(surroundings.Error, progress);
        ActorLexicon? actors = null;
        if (actorsPath is not null && (actors = LoadActors(actorsPath, messages)) is null)
        {
            return ExitCode.Failure;
        }

        Stream? file = null;
        if (outputPath is not null)
        {
            try
            {
                file = new FileStream(outputPath, FileMode.CreateNew, FileAccess.Write);
            }
            catch (IOException) when (File.Exists(outputPath))
            {
                messages.Tell($"{outputPath}: is there already and stays as it is. Choose another --output, or remove it first.");
                return ExitCode.Failure;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                messages.Tell($"{outputPath}: cannot be written ({error.Message.TrimEnd('.')}). Choose another --output.");
                return ExitCode.Failure;
            }
        }

        using var toClose = file;
        var output = new DataOutput(file ?? surroundings.Out);

        // The model loads while the first inputs are found and taken in.
        var reader = Task.Run(() => actors is null ? Reader.Load() : Reader.Load(actors));
        var finder = new InputFinder(surroundings.In, messages.Tell);
        var results = InOrder.RunAsync(finder.Find(paths), portion => Read(portion, published, reader), AheadPerCore * Environment.ProcessorCount, surroundings.Stop);
        var writer = open(output, messages);
        using var toDispose = writer as IDisposable;
        var ids = new UniqueIds();
        var today = DateOnly.FromDateTime(surroundings.Clock.GetLocalNow().DateTime);
        int read = 0, refused = 0;
        try
        {
            await foreach (var (receipt, reading) in results)
            {
                if (receipt is Receipt.Refused bad)
                {
                    refused++;
                    messages.Tell(bad.Problem);
                }
                else if (receipt is Receipt.Received good && reading is not null)
                {
                    read++;
                    foreach (var note in good.Notes)
                    {
                        messages.Tell(note);
                    }

                    foreach (var doubt in DateDoubts.Of(reading, today))
                    {
                        messages.Tell(new Problem(good.Document.Path ?? good.Document.Id, doubt));
                    }

                    var id = ids.Next(good.Document.Id);
                    if (id != good.Document.Id)
                    {
                        messages.Tell($"{good.Document.Path}: the id \"{good.Document.Id}\" is taken, so this document is \"{id}\".");
                    }

                    if (surroundings.OutIsTerminal)
                    {
                        progress?.Clear();
                    }

                    writer.Write(reading with { Document = reading.Document with { Id = id } });
                }

                progress?.Show(read + refused);
            }

            progress?.Clear();
            writer.Finish();
        }
        catch (OperationCanceledException) when (surroundings.Stop.IsCancellationRequested)
        {
            progress?.Clear();
            try
            {
                writer.Close();
            }
            catch (OutputException error)
            {
                messages.Tell($"{outputPath ?? "standard output"}: {error.Message}");
                return ExitCode.Failure;
            }

            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"stopped after {read:N0} documents; what was written is whole."));
            return ExitCode.Interrupted;
        }
        catch (OutputException error)
        {
            progress?.Clear();
            if (error.IsClosed)
            {
                return ExitCode.Ok;
            }

            messages.Tell($"{outputPath ?? "standard output"}: {error.Message}");
            return ExitCode.Failure;
        }

        if (refused > 0 && read + refused > 1)
        {
            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{read:N0} documents read, {refused:N0} inputs not read."));
        }

        if (read == 0 && file is not null)
        {
            file.Dispose();
            File.Delete(outputPath!);
        }

        return refused == 0 ? ExitCode.Ok : read == 0 ? ExitCode.Failure : ExitCode.SomeFailed;
    }

    /// <summary>A user's list on top of ours; each line that can't be read is told and left out. Null where the file can't be read at all.</summary>
    internal static ActorLexicon? LoadActors(string path, Messages messages)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            messages.Tell($"{path}: cannot be read ({error.Message.TrimEnd('.')}). Choose another --actors.");
            return null;
        }

        var (lexicon, problems) = ActorLexicon.Load(CountryLexicon.Load()).With(lines);
        foreach (var problem in problems)
        {
            messages.Tell($"{path}, line {problem.Line}: {problem.Message}; this line is left out.");
        }

        return lexicon;
    }

    private static (Receipt Receipt, Reading? Reading) Read(Portion portion, DateOnly? published, Task<Reader> reader)
    {
        var receipt = portion.Receive();
        if (receipt is not Receipt.Received received)
        {
            return (receipt, null);
        }

        var document = published is null ? received.Document : received.Document with { PublishedAt = published, PublishedTime = published == received.Document.PublishedAt ? received.Document.PublishedTime : null };
        return (receipt, reader.GetAwaiter().GetResult().Read(document));
    }
}
