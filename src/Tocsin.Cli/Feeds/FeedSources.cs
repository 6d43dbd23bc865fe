using System.Collections.Immutable;
using System.CommandLine;
using Tocsin.Analysis.Watching;
using Tocsin.Intake;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Web;

namespace Tocsin.Cli.Feeds;

/// <summary>The feeds among what the user typed: addresses, and lists of them.</summary>
/// <param name="Others">What is neither, in order.</param>
internal sealed record FeedSources(ImmutableArray<Subscription> Feeds, ImmutableArray<string> Others, ImmutableArray<Problem> Problems)
{
    private static readonly TimeSpan EveryMin = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan EveryMax = TimeSpan.FromDays(1);

    public static Option<string[]> AllowHost() => new("--allow-host")
    {
        HelpName = "HOST",
        Description = "A host inside your own network that feeds may come from, as written in the address (feeds.lan, 10.0.0.5:8080). All others there are refused.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<bool> NoRobots() => new("--no-robots") { Description = "Do not ask the robots.txt of a site whether we may." };

    public static Option<TimeSpan?> Every() => new("--every")
    {
        HelpName = "TIME",
        Description = "Ask every feed so often, as 5m or 1h, from 1m to 1d. Without it every 15 minutes, or as the feed asks, from 5 minutes to an hour. Folders are looked at every 3 seconds anyway.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (WatchValues.Duration(text) is { } pause && pause >= EveryMin && pause <= EveryMax)
            {
                return pause;
            }

            result.AddError($"'{text}' is no pause for --every. Write it as 90s, 5m or 1h, from 1m to 1d.");
            return null;
        },
    };

    public static WebOptions OptionsOf(string[]? allowHosts, bool noRobots) => new() { AllowedHosts = [.. allowHosts ?? []], RespectRobots = !noRobots };

    public static FeedSources Of(IEnumerable<string> arguments)
    {
        var feeds = ImmutableArray.CreateBuilder<Subscription>();
        var others = ImmutableArray.CreateBuilder<string>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var argument in arguments)
        {
            if (IsAddress(argument))
            {
                feeds.Add(new Subscription(argument, null, null));
            }
            else if (argument.EndsWith(".opml", StringComparison.OrdinalIgnoreCase))
            {
                AddList(argument, feeds, problems);
            }
            else
            {
                others.Add(argument);
            }
        }

        return new FeedSources([.. feeds.DistinctBy(feed => feed.Url)], others.ToImmutable(), problems.ToImmutable());
    }

    public static bool IsAddress(string argument) =>
        argument.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || argument.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static void AddList(string path, ImmutableArray<Subscription>.Builder feeds, ImmutableArray<Problem>.Builder problems)
    {
        try
        {
            if (new FileInfo(path) is { Length: > InputLimits.FileBytes and var length })
            {
                problems.Add(InputLimits.TooLarge(path, length));
            }
            else if (Opml.Parse(File.ReadAllBytes(path), path) is { } list)
            {
                feeds.AddRange(list.Subscriptions);
                problems.AddRange(list.Problems);
            }
            else
            {
                problems.Add(new Problem(path, "no list of feeds (OPML)", "Check how it was saved."));
            }
        }
        catch (FileNotFoundException)
        {
            problems.Add(new Problem(path, "no such file", "Check the path."));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(path, $"cannot be read ({error.Message.TrimEnd('.')})"));
        }
    }
}
