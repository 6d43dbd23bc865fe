using System.CommandLine;
using System.Net;
using Tocsin.Cli.Feeds;
using Tocsin.Cli.Record;

namespace Tocsin.Cli.Desk;

/// <summary><c>tocsin desk</c>: the record as a page, and what keeps it growing.</summary>
/// <remarks>Only what the options need stands here: the desk itself, with the web server, is loaded by <see cref="DeskRun"/> when it is asked for.</remarks>
internal static class DeskCommand
{
    private const int Port = 5180;

    private static readonly string[] Examples =
    [
        "tocsin desk                                    # ./tocsin.db on http://127.0.0.1:5180",
        "tocsin desk https://news.example/feed.xml reports/ --record crisis.db --open",
        "tocsin desk https://news.example/feed.xml --rules watch.yaml",
        "tocsin desk --address 0.0.0.0 --host desk.example.org",
    ];

    public static Command Command(Surroundings surroundings)
    {
        var sources = new Argument<string[]>("SOURCE") { Arity = ArgumentArity.ZeroOrMore, Description = "What `tocsin watch` watches: feeds, files, folders; read into the record while the desk is open." };
        sources.Validators.Add(result => CommandLine.NoOptions(result, result.Tokens));
        var record = RecordOption.Create();
        var port = new Option<int>("--port") { HelpName = "N", Description = "Where it listens; 0 for any free port.", DefaultValueFactory = _ => Port };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > IPEndPoint.MaxPort)
            {
                result.AddError($"A port is a number up to {IPEndPoint.MaxPort}.");
            }
        });
        var address = new Option<IPAddress>("--address")
        {
            HelpName = "IP",
            Description = "The address it listens on. Any but this machine's own needs a token, which is made and printed once.",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (IPAddress.TryParse(result.Tokens[0].Value, out var parsed))
                {
                    return parsed;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no address. Write it as 192.0.2.7, or 0.0.0.0 for all.");
                return IPAddress.Loopback;
            },
        };
        var hosts = new Option<string[]>("--host") { HelpName = "NAME", Description = "A name under which browsers reach it, beside its address. May be given more than once.", AllowMultipleArgumentsPerToken = false };
        var newToken = new Option<bool>("--new-token") { Description = "Makes another token; the old one opens nothing any more." };
        var open = new Option<bool>("--open") { Description = "Opens it in the browser." };
        var rules = new Option<string?>("--rules") { HelpName = "FILE", Description = "What to warn of and whom to call (docs/formats.md). The desk then rings." };
        var allowHost = FeedSources.AllowHost();
        var noRobots = FeedSources.NoRobots();
        var every = FeedSources.Every();
        var desk = new Command("desk", "Opens the record as a page in the browser: what happened, who disagrees, what rings.") { sources, record, port, address, hosts, newToken, open, rules, every, allowHost, noRobots };
        desk.SetAction((parsed, _) => RecordOption.RunAsync(surroundings, () => DeskRun.RunAsync(
            new DeskRun.Wanted(
                RecordOption.PathOf(parsed.GetValue(record)), parsed.GetValue(sources) ?? [], parsed.GetValue(address)!, parsed.GetValue(port), parsed.GetValue(hosts) ?? [], parsed.GetValue(newToken), parsed.GetValue(open), parsed.GetValue(rules), parsed.GetValue(every),
                FeedSources.OptionsOf(parsed.GetValue(allowHost), parsed.GetValue(noRobots))),
            surroundings)));
        CommandLine.WithExamples(desk, Examples);
        return desk;
    }
}
