using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Tocsin.Analysis.Record;
using Tocsin.Desk;
using Tocsin.Storage;

namespace Tocsin.Bench.Desk;

/// <summary>How long the desk's pages take over a record, with 50 pages open besides, and what the server needs. Each page made anew takes a correction into the record: give it a copy.</summary>
internal static class DeskBench
{
    private const int LivePages = 50;
    private const int Visits = 25;

    private static readonly string[] Pages =
        ["/", "/situations/everything", "/situations/US-Iran", "/situations/US-Iran?lanes=source", "/documents", "/sources", "/actors", "/search?q=missile", "/warnings", "/api/situations/everything/incidents.csv"];

    public static async Task<int> RunAsync(string path, IReadOnlyList<string> pages)
    {
        await using var record = RecordFile.Open(path, TimeProvider.System);
        await using var app = DeskHost.Build(DeskOptions.Local with { Port = 0, Clock = AsIfAt.EndOf(path) }, record);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), Timeout = TimeSpan.FromMinutes(2) };
        var live = await Task.WhenAll(Enumerable.Range(0, LivePages).Select(_ => client.GetStreamAsync("/live")));
        Print($"{record.Documents.Count():N0} documents, {live.Length} pages live");
        Print($"{"page",-48}{"just started",12}{"view made",12}{"processor",12}{"view kept",12}{"bytes",12}");
        foreach (var page in pages is [] ? Pages : pages)
        {
            // The compiler's time is no page's: the first visit is left out. The one after it is of a server that has just started, the median of one that has been running.
            await VisitAsync(client, page);
            var made = new List<(double Took, double Processor)>();
            for (var i = 0; i < Visits; i++)
            {
                await record.Corrections.AddAsync(new Correction.Retract("", default, "bench", "moves the record", "none"));
                var before = Environment.CpuUsage.TotalTime;
                var (took, _) = await VisitAsync(client, page);
                made.Add((took, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds));
            }

            var kept = new List<(double Took, int Bytes)>();
            for (var i = 0; i < Visits; i++)
            {
                kept.Add(await VisitAsync(client, page));
            }

            Print($"{page,-48}{made[0].Took,9:0} ms{made.Select(visit => visit.Took).Order().ElementAt(Visits / 2),9:0} ms{made.Select(visit => visit.Processor).Order().ElementAt(Visits / 2),9:0} ms{kept.Select(visit => visit.Took).Order().ElementAt(Visits / 2),9:0} ms{kept[0].Bytes,12:N0}");
        }

        using var process = Process.GetCurrentProcess();
        Print($"memory {process.WorkingSet64 / 1024.0 / 1024:0} MB");
        foreach (var stream in live)
        {
            await stream.DisposeAsync();
        }

        return 0;
    }

    private static async Task<(double Took, int Bytes)> VisitAsync(HttpClient client, string page)
    {
        var watch = Stopwatch.StartNew();
        var bytes = await client.GetByteArrayAsync(page);
        return (watch.Elapsed.TotalMilliseconds, bytes.Length);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
