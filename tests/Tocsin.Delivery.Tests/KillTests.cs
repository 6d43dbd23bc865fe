using System.Diagnostics;
using System.Globalization;
using Tocsin.Analysis.Cap;
using Tocsin.Storage;
using Tocsin.Storage.Warnings;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Delivery.Tests;

/// <summary>The process is ended with SIGKILL at every step of its work, one after the other.</summary>
public sealed class KillTests : BellFixture
{
    /// <summary>Steps of one report's way: about as many as there are, found by going on until a run ends by itself.</summary>
    private const int StepsMax = 60;

    [Fact]
    public async Task Killed_at_every_step_it_loses_nothing_and_repeats_at_most_once_a_crash_and_channel()
    {
        using var http = new HttpReceiver();
        using var mail = new MailReceiver();
        int killed = 0, runs = 0;
        for (var step = 1; step <= StepsMax; step++, runs++)
        {
            var exit = await RunAsync(step, http.Address, mail.Port);
            if (exit == 0)
            {
                break;
            }

            Assert.True(exit == 137 || exit == -1, $"Step {step} ended with {exit}.");
            killed++;
        }

        Assert.True(killed > 20, $"Only {killed} steps were met.");
        Assert.Equal(0, await RunAsync(0, http.Address, mail.Port));
        await using var record = Open();
        var appended = record.Documents.Count();
        var warnings = record.Warnings.List();
        Assert.Equal(appended, warnings.Count);
        Assert.All(record.Warnings.Outbox.List(), item => Assert.Equal(OutboxState.Sent, item.State));
        Assert.Equal(appended * 3, record.Warnings.Outbox.List().Count);
        Assert.Equal(appended, Directory.GetFiles(Path.Combine(Folder, "alerts"), "*.cap").Length);
        Assert.All(Directory.GetFiles(Path.Combine(Folder, "alerts"), "*.cap"), path => Assert.True(CapReader.Read(File.ReadAllBytes(path)).IsAccepted));
        Check([.. http.Requests.Select(request => (request.Headers["Idempotency-Key"], request.Headers.ContainsKey("Tocsin-May-Be-Repeated")))], [.. Items(record, "hook").Select(item => item.Key)], killed);
        Check([.. mail.Mails.Select(letter => (letter.Header("Tocsin-Key")!, letter.Header("Tocsin-May-Be-Repeated") is not null))], [.. Items(record, "post").Select(item => item.Key)], killed);
    }

    /// <summary>Every key arrived; what arrived twice is marked the second time; no more than one repeat a crash.</summary>
    private static void Check(List<(string Key, bool Marked)> arrived, List<string> planned, int killed)
    {
        Assert.Equal(planned.Order(StringComparer.Ordinal), arrived.Select(one => one.Key).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(arrived.Count - planned.Count, 0, killed);
        Assert.All(arrived.GroupBy(one => one.Key), group => Assert.All(group.Skip(1), one => Assert.True(one.Marked)));
    }

    private async Task<int> RunAsync(int step, Uri address, int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        foreach (var argument in new[] { Folder, step.ToString(CultureInfo.InvariantCulture), address.ToString(), port.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var told = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode is 0 or 137 or -1, await told);
        return process.ExitCode;
    }
}

/// <summary>The process that the tests kill: adds one report, rings for it, and ends when all is sent.</summary>
internal static class Victim
{
    public static async Task<int> Main(string[] args)
    {
        if (args.Length != 4)
        {
            return 2;
        }

        var (folder, fatal, address, port) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), args[2], args[3]);
        var steps = 0;
        void Step(string name)
        {
            if (Interlocked.Increment(ref steps) == fatal)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }

        await using var record = RecordFile.Open(Path.Combine(folder, "tocsin.db"), TimeProvider.System, fatal == 0 ? null : Step);
        var watch = BellFixture.Watch(
            $$"""
            - { id: drop, kind: file, folder: "{{folder}}/alerts" }
            - { id: hook, kind: webhook, url: "{{address}}" }
            - { id: post, kind: mail, host: 127.0.0.1, port: {{port}}, security: none, from: a@b.example, to: [c@d.example] }
            """,
            "[hook, post]");
        await using var bell = new Bell(record, watch, TimeProvider.System, Console.Error.WriteLine, retry: BellFixture.Quick);
        using var stop = new CancellationTokenSource();
        if (fatal > 0)
        {
            await BellFixture.AppendAsync(record, $"r{fatal}", type: $"T{fatal}");
        }

        var running = bell.RunAsync(stop.Token);
        for (var i = 0; i < 1000 && (record.Warnings.Progress()?.Reading != record.Warnings.LastReading() || record.Warnings.Outbox.Open().Count > 0); i++)
        {
            await Task.WhenAny(running, Task.Delay(10));
            if (running.IsFaulted)
            {
                await running;
            }
        }

        await stop.CancelAsync();
        await running;
        return 0;
    }
}
