using System.CommandLine;
using System.Globalization;
using System.Text;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Web;

namespace Tocsin.Cli.Feeds;

/// <summary><c>tocsin feeds check</c>: how feeds are, without reading any of their articles.</summary>
internal static class FeedsCommand
{
    /// <summary>How many are asked at once; requests to one host still go one by one.</summary>
    private const int Together = 8;

    private static readonly string[] Examples =
    [
        "tocsin feeds check https://news.example/feed.xml",
        "tocsin feeds check subscriptions.opml         # a line a feed: health, items, newest item, next poll",
        "tocsin feeds check http://feeds.lan/rss --allow-host feeds.lan",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var sources = new Argument<string[]>("FEED") { Arity = ArgumentArity.OneOrMore, Description = "Addresses of feeds (RSS, Atom, JSON Feed), or lists of them (.opml)." };
        sources.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var allowHost = FeedSources.AllowHost();
        var noRobots = FeedSources.NoRobots();
        var check = new Command("check", "Asks each feed once and says how it is.") { sources, allowHost, noRobots };
        check.SetAction((parsed, _) => CheckAsync(parsed.GetRequiredValue(sources), FeedSources.OptionsOf(parsed.GetValue(allowHost), parsed.GetValue(noRobots)), surroundings));
        CommandLine.WithExamples(check, Examples);
        var feeds = new Command("feeds", "Says how feeds of news are, without reading them.") { check };
        CommandLine.WithExamples(feeds, Examples);
        return feeds;
    }

    private static async Task<int> CheckAsync(string[] arguments, WebOptions options, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        var sources = FeedSources.Of(arguments);
        foreach (var problem in sources.Problems)
        {
            messages.Tell(problem);
        }

        foreach (var other in sources.Others)
        {
            messages.Tell($"{other}: neither an address (https://…) nor a list of feeds (.opml).");
        }

        using var fetcher = new WebFetcher(options, TimeProvider.System);
        var poller = new FeedPoller(fetcher, TimeProvider.System, FeedSchedule.Default, fetchPages: false);
        using var turns = new SemaphoreSlim(Together);
        var polls = sources.Feeds.Select(feed => Task.Run(async () =>
        {
            await turns.WaitAsync(surroundings.Stop);
            try
            {
                return await poller.PollAsync(new FeedState(feed.Url) { Title = feed.Title }, surroundings.Stop);
            }
            finally
            {
                turns.Release();
            }
        })).ToList();

        int well = 0, ill = 0;
        try
        {
            var output = new DataOutput(surroundings.Out);
            foreach (var polling in polls)
            {
                var poll = await polling;
                (well, ill) = poll.State.Health == FeedHealth.Ill ? (well, ill + 1) : (well + 1, ill);
                output.Write(Encoding.UTF8.GetBytes(Line(poll.State) + "\n"));

                // That it is ill stands in its line.
                foreach (var problem in poll.State.Health == FeedHealth.Ill ? [] : poll.Problems.Concat(poll.Documents.SelectMany(document => document.Notes)))
                {
                    messages.Tell(problem);
                }
            }
        }
        catch (OperationCanceledException) when (surroundings.Stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (OutputException error)
        {
            return error.IsClosed ? ExitCode.Ok : ExitCode.Failure;
        }
        finally
        {
            await Task.WhenAll(polls).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        var failed = ill + sources.Others.Length + sources.Problems.Length;
        return failed == 0 ? ExitCode.Ok : well == 0 ? ExitCode.Failure : ExitCode.SomeFailed;
    }

    /// <summary>In columns: health, items, newest item in UTC, next poll, address, and title and format or what is wrong.</summary>
    internal static string Line(FeedState state)
    {
        var health = state.Health switch { FeedHealth.Ok => "ok", FeedHealth.Empty => "empty", FeedHealth.NotModified => "same", _ => "ill" };
        var items = state is { Health: FeedHealth.Ill, Items: 0 } ? "-" : string.Create(CultureInfo.InvariantCulture, $"{state.Items:N0} {(state.Items == 1 ? "item" : "items")}");
        var newest = state.NewestAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"newest {at.UtcDateTime:yyyy-MM-dd HH:mm}Z") : state.Health == FeedHealth.Ill ? "-" : "no dates";
        var pause = state.NextAt - state.AskedAt;
        var next = pause is { } wait ? string.Create(CultureInfo.InvariantCulture, $"next in {Math.Max(0, Math.Round(wait.TotalMinutes)):N0} min") : "-";
        var rest = state.Health == FeedHealth.Ill ? state.Reason : string.Join(", ", new[] { state.Title, state.Format, state.MovedTo is null ? null : $"moved to {state.MovedTo}" }.Where(part => part is not null));
        return $"{health,-5}  {items,-11}  {newest,-24}  {next,-15}  {Printable.Line(state.Url)}  {Printable.Line(rest ?? "")}".TrimEnd();
    }
}
