using System.Collections;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tocsin.Desk.Live;
using Tocsin.Desk.Warnings;

namespace Tocsin.Desk;

/// <summary>Metrics and traces, sent where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT names a collector. Without it nothing is measured and nothing leaves.</summary>
internal static class Telemetry
{
    private const string Name = "Tocsin.Desk";
    private const string Variables = "OTEL_";
    private const string Endpoint = Variables + "EXPORTER_OTLP_ENDPOINT";
    private static readonly Meter Meter = new(Name);

    /// <summary>What the desk itself does within a request.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    /// <summary>How long it took to compute a view, in seconds.</summary>
    public static Histogram<double> ViewDuration { get; } = Meter.CreateHistogram<double>("tocsin.desk.view.duration", "s", "How long a view of the record took to compute.");

    /// <summary>The standard variables, for the exporters read them from the configuration and the desk's own has no other source.</summary>
    public static void AddVariables(IConfigurationBuilder configuration) => configuration.AddInMemoryCollection(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(variable => ((string)variable.Key).StartsWith(Variables, StringComparison.Ordinal))
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value)));

    public static void AddIfConfigured(IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint)))
        {
            return;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("tocsin-desk"))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(Name, "System.Runtime", "Microsoft.AspNetCore.RateLimiting"))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource(Name))
            .UseOtlpExporter();
    }

    /// <summary>What is read from the desk whenever somebody measures.</summary>
    public static void Observe(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create(Name);
        var (live, board, record) = (services.GetRequiredService<LiveStream>(), services.GetRequiredService<WarningBoard>(), services.GetRequiredService<DeskRecord>());
        meter.CreateObservableGauge("tocsin.desk.live_pages", () => live.Open, "{page}", "Open pages that hear of news.");
        meter.CreateObservableGauge("tocsin.desk.warnings.ringing", () => board.Ringing, "{warning}", "Warnings that wait for somebody.");
        meter.CreateObservableGauge("tocsin.desk.record.documents", () => record.File.LastSequence, "{document}", "Documents in the record.");
        meter.CreateObservableGauge("tocsin.desk.feeds.ill", () => record.File.Feeds.List().Count(feed => feed.FailuresInARow > 0), "{feed}", "Feeds that do not answer.");
    }
}
