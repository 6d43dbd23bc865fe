using System.CommandLine;
using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Cli.Feeds;
using Tocsin.Cli.Warn;
using Tocsin.Intake;
using Tocsin.Intake.Web;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary><c>tocsin watch</c>: reads what is there into the record, and what comes after it.</summary>
internal static class WatchCommand
{
    private static readonly string[] Examples =
    [
        "tocsin watch reports/                          # reads the folder into ./tocsin.db, and what comes into it",
        "tocsin watch archive.jsonl --once --record crisis.db",
        "tocsin watch drop/ https://news.example/feed.xml subscriptions.opml --record crisis.db",
        "tocsin watch subscriptions.opml --every 5m     # without it as the feeds ask, else every 15 minutes",
    ];

    /// <summary>How often folders and files are looked at.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>A file that was written to within this time may not be whole yet.</summary>
    internal static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public static Command Command(Surroundings surroundings)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "What `tocsin read` reads: files, folders, - for standard input; addresses of feeds and lists of them (.opml). All are looked at again and again, and what is new or changed is read.",
        };
        paths.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var record = RecordOption.Create();
        var once = new Option<bool>("--once") { Description = "Read what is there and stop." };
        var published = CommandLine.Published();
        var actors = CommandLine.Actors();
        var allowHost = FeedSources.AllowHost();
        var noRobots = FeedSources.NoRobots();
        var every = FeedSources.Every();
        var noPages = new Option<bool>("--no-pages") { Description = "Take the feeds' own texts, and not the pages that they link to." };
        var rules = RulesFile.Create();
        var watch = new Command("watch", "Reads articles into the record, each once, and goes on as new ones come. Ctrl-C ends it; what was recorded is whole.")
        {
            paths, record, once, published, actors, every, allowHost, noRobots, noPages, rules,
        };
        watch.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () => WatchRinging.RunAsync(
            parsed.GetValue(rules), RecordOption.PathOf(parsed.GetValue(record)), parsed.GetValue(once), surroundings, (stoppable, shared) => RunAsync(
                parsed.GetRequiredValue(paths), RecordOption.PathOf(parsed.GetValue(record)), parsed.GetValue(once), parsed.GetValue(published), parsed.GetValue(actors),
                FeedSources.OptionsOf(parsed.GetValue(allowHost), parsed.GetValue(noRobots)), !parsed.GetValue(noPages), parsed.GetValue(every), shared, stoppable))));
        CommandLine.WithExamples(watch, Examples);
        return watch;
    }

    private static async Task<int> RunAsync(
        string[] arguments, string recordPath, bool once, DateOnly? published, string? actorsPath, WebOptions web, bool pages, TimeSpan? every, RecordFile? shared, Surroundings surroundings)
    {
        var sources = FeedSources.Of(arguments);
        string[] paths = [.. sources.Others];
        var progress = surroundings.ErrorIsTerminal && InputFinder.CountFiles(paths) is > 1 and var total ? new Progress(surroundings.Error, total) : null;
        var messages = new Messages(surroundings.Error, progress);
        if (ReaderLoading.Start(actorsPath, messages) is not { } loading)
        {
            return ExitCode.Failure;
        }

        foreach (var problem in sources.Problems)
        {
            messages.Tell(problem);
        }

        await using var own = shared is null ? RecordFile.Open(recordPath, TimeProvider.System) : null;
        var record = shared ?? own!;
        var recorder = new Recorder(record, loading.Reader, loading.Version);
        var run = new InputRecording(recorder, published, messages, progress, surroundings.Stop);
        if (sources.Feeds.Length > 0)
        {
            return await WithFeedsAsync(run, new FeedRecording(recorder, sources, web, pages, every, published, messages), sources, paths, once, messages, surroundings);
        }

        if (paths.Length == 0)
        {
            return ExitCode.Failure;
        }

        var inputs = new InputWatch(paths, surroundings.In, messages.Tell, TimeProvider.System, once ? TimeSpan.Zero : Settle);
        try
        {
            await run.RoundAsync(inputs);
            progress?.Clear();
            messages.Tell($"{run.Summary}{(once ? "." : "; watching, Ctrl-C ends.")}");
            while (!once)
            {
                await Task.Delay(Pause, surroundings.Stop);
                var before = run.New;
                await run.RoundAsync(inputs);
                progress?.Clear();
                if (run.New > before)
                {
                    messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{InputRecording.Counted(run.New - before, "new document")}, {record.LastSequence:N0} in all."));
                }
            }
        }
        catch (OperationCanceledException) when (surroundings.Stop.IsCancellationRequested)
        {
            progress?.Clear();
            messages.Tell($"stopped; {run.Summary}. What was recorded is whole.");

            // To be stopped is the ordinary end of a watch, but not of reading once.
            return once ? ExitCode.Interrupted : ExitCode.Ok;
        }

        return run.Refused + sources.Problems.Length == 0 ? ExitCode.Ok : run.New + run.Known == 0 ? ExitCode.Failure : ExitCode.SomeFailed;
    }

    /// <summary>Feeds and, beside them, the files and folders that were named too.</summary>
    private static async Task<int> WithFeedsAsync(InputRecording run, FeedRecording feeds, FeedSources sources, string[] paths, bool once, Messages messages, Surroundings surroundings)
    {
        using var owned = feeds;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Stop);
        if (!once)
        {
            messages.Tell($"watching {InputRecording.Counted(sources.Feeds.Length, "feed")}{(paths.Length > 0 ? " and what is on the disk" : "")}, Ctrl-C ends.");
        }

        var polling = feeds.RunAsync(once, ended.Token);
        try
        {
            if (paths.Length > 0)
            {
                var inputs = new InputWatch(paths, surroundings.In, messages.Tell, TimeProvider.System, once ? TimeSpan.Zero : Settle);
                do
                {
                    var before = run.New;
                    await run.RoundAsync(inputs);
                    if (!once)
                    {
                        if (run.New > before)
                        {
                            messages.Tell($"{InputRecording.Counted(run.New - before, "new document")} from files.");
                        }

                        await Task.WhenAny(polling, Task.Delay(Pause, surroundings.Stop));
                        surroundings.Stop.ThrowIfCancellationRequested();
                    }
                }
                while (!once && !polling.IsCompleted);
            }

            await polling;
            surroundings.Stop.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (surroundings.Stop.IsCancellationRequested)
        {
            messages.Tell($"stopped; {InputRecording.Counted(feeds.New, "new document")} from feeds{(paths.Length > 0 ? $", {run.Summary} from files" : "")}. What was recorded is whole.");
            return once ? ExitCode.Interrupted : ExitCode.Ok;
        }
        finally
        {
            // Whatever ended this, the record must not be closed under a poll that is still writing.
            await ended.CancelAsync();
            await polling.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        messages.Tell($"{InputRecording.Counted(feeds.New, "new document")} from {InputRecording.Counted(sources.Feeds.Length, "feed")}{(feeds.Known > 0 ? string.Create(CultureInfo.InvariantCulture, $", {feeds.Known:N0} known already") : "")}"
            + $"{(feeds.Ill > 0 ? $", {InputRecording.Counted(feeds.Ill, "feed")} ill" : "")}{(paths.Length > 0 ? $"; {run.Summary} from files" : "")}.");
        var failed = feeds.Ill + sources.Problems.Length + run.Refused;
        return failed == 0 ? ExitCode.Ok : feeds.Ill == sources.Feeds.Length && run.New + run.Known == 0 ? ExitCode.Failure : ExitCode.SomeFailed;
    }
}
