using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tocsin.Desk.Tests;

/// <summary>What a collector hears of a desk.</summary>
public sealed class TelemetryTests
{
    private static readonly (string Name, string Value)[] Settings = [("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "300"), ("OTEL_BSP_SCHEDULE_DELAY", "200")];

    [Fact]
    public async Task A_collector_that_the_standard_variable_names_hears_of_pages_views_and_the_record()
    {
        var heard = new ConcurrentDictionary<string, StringBuilder>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var text = heard.GetOrAdd(kind, _ => new StringBuilder());
            lock (text)
            {
                text.Append(Encoding.Latin1.GetString(body.ToArray()));
            }

            return Results.Ok();
        });
        await collector.StartAsync();
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        (string Name, string Value)[] variables = [("OTEL_EXPORTER_OTLP_ENDPOINT", address), .. Settings];
        try
        {
            foreach (var (name, value) in variables)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            await using var desk = await DeskUnderTest.StartAsync();
            await desk.AddAsync(new Tocsin.Analysis.Document("a", "Karvonia attacked Lomna on Monday, officials said.", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 9)));
            await desk.PageAsync("/situations/everything");
            await HearsAsync(heard, "traces", "/situations/{name}", "tocsin.situation", "tocsin-desk");
            await HearsAsync(heard, "metrics", "http.server.request.duration", "tocsin.desk.view.duration", "tocsin.desk.live_pages", "tocsin.desk.record.documents");
        }
        finally
        {
            foreach (var (name, _) in variables)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    private static async Task HearsAsync(ConcurrentDictionary<string, StringBuilder> heard, string kind, params string[] words)
    {
        string[] Missing()
        {
            if (!heard.TryGetValue(kind, out var text))
            {
                return words;
            }

            lock (text)
            {
                var all = text.ToString();
                return [.. words.Where(word => !all.Contains(word, StringComparison.Ordinal))];
            }
        }

        for (var i = 0; i < 150 && Missing().Length > 0; i++)
        {
            await Task.Delay(200);
        }

        Assert.True(Missing() is [], $"{kind}: nothing of {string.Join(", ", Missing())}");
    }
}
