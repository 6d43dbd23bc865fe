using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Tocsin.Cli.Feeds;
using Tocsin.Cli.Record;
using Tocsin.Cli.Warn;
using Tocsin.Delivery;
using Tocsin.Desk;
using Tocsin.Desk.Warnings;
using Tocsin.Intake;
using Tocsin.Intake.Web;
using Tocsin.Storage;

namespace Tocsin.Cli.Desk;

/// <summary>Starts a desk and waits until it is stopped.</summary>
internal static class DeskRun
{
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(5);

    public sealed record Wanted(string RecordPath, string[] Sources, IPAddress Address, int Port, string[] Hosts, bool NewToken, bool Open, string? Rules, TimeSpan? Every, WebOptions Web);

    public static async Task<int> RunAsync(Wanted wanted, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        AccessToken? token = null;
        if (!IPAddress.IsLoopback(wanted.Address) || wanted.NewToken)
        {
            (token, var text) = AccessToken.LoadOrMake(wanted.RecordPath + ".token", wanted.NewToken);
            if (text is not null)
            {
                messages.Tell($"the desk's token, printed only now: {text}");
            }
        }

        await using var record = RecordFile.Open(wanted.RecordPath, TimeProvider.System);
        var sources = FeedSources.Of(wanted.Sources);
        foreach (var problem in sources.Problems)
        {
            messages.Tell(problem);
        }

        DeskBell? bell = null;
        if (wanted.Rules is not null)
        {
            if (RulesFile.LoadToRing(wanted.Rules, messages) is not { } rules)
            {
                return ExitCode.Failure;
            }

            bell = new DeskBell(new Bell(record, rules.Watch, TimeProvider.System, messages.Tell, rules.Over(record)) { Announce = messages.Tell }, rules.Watch) { Questions = rules.Questions };
        }

        await using var rings = bell?.Bell;
        List<DeskService> work = wanted.Sources.Length == 0 ? [] : [new DeskService("watch", stop => WatchAsync(record, sources, wanted, surroundings, messages, stop))];
        if (bell is not null)
        {
            work.Add(new DeskService("bell", bell.Bell.RunAsync));
        }

        await using var desk = DeskHost.Build(new DeskOptions(wanted.Address, wanted.Port, [.. wanted.Hosts], IPAddress.IsLoopback(wanted.Address) ? null : token), record, work, bell);
        try
        {
            await desk.StartAsync(surroundings.Stop);
        }
        catch (IOException error)
        {
            messages.Tell($"cannot listen on {wanted.Address}:{wanted.Port} ({error.Message.TrimEnd('.')}). Choose another --port.");
            return ExitCode.Failure;
        }

        var url = Address(desk, wanted.Address);
        messages.Tell($"the desk is open at {url}; Ctrl-C closes it.");
        if (wanted.Open)
        {
            Open(url, messages);
        }

        try
        {
            await Task.Delay(Timeout.Infinite, surroundings.Stop);
        }
        catch (OperationCanceledException)
        {
            // To be stopped is its ordinary end.
        }

        using var late = new CancellationTokenSource(Closing);
        await desk.StopAsync(late.Token);
        return ExitCode.Ok;
    }

    private static string Address(WebApplication desk, IPAddress address)
    {
        var bound = desk.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? new UriBuilder(bound) { Host = Environment.MachineName }.Uri.ToString() : bound + "/";
    }

    private static void Open(string url, Messages messages)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            messages.Tell($"no browser could be opened. Open {url} in one.");
        }
    }

    /// <summary>Reads what is there, and again and again what is new.</summary>
    private static async Task WatchAsync(RecordFile record, FeedSources sources, Wanted wanted, Surroundings surroundings, Messages messages, CancellationToken stop)
    {
        // Without a user's list of actors nothing can keep the reader from loading.
        var loading = ReaderLoading.Start(actorsPath: null, messages)!;
        var recorder = new Recorder(record, loading.Reader, loading.Version);
        using var feeds = new FeedRecording(recorder, sources, wanted.Web, pages: true, wanted.Every, published: null, messages);
        await Task.WhenAll(sources.Feeds.Length == 0 ? Task.CompletedTask : feeds.RunAsync(once: false, stop), FollowAsync(recorder, [.. sources.Others], surroundings, messages, stop));
    }

    private static async Task FollowAsync(Recorder recorder, string[] paths, Surroundings surroundings, Messages messages, CancellationToken stop)
    {
        var inputs = new InputWatch(paths, surroundings.In, messages.Tell, TimeProvider.System, WatchCommand.Settle);
        var recording = new InputRecording(recorder, published: null, messages, progress: null, stop);
        while (paths.Length > 0)
        {
            await recording.RoundAsync(inputs);
            await Task.Delay(WatchCommand.Pause, stop);
        }
    }
}
