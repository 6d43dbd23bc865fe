using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Tocsin.Desk;

/// <summary>Metrics and traces, sent where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT names a collector. Without it nothing is measured and nothing leaves.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddIfConfigured(IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Endpoint)))
        {
            return;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("tocsin-desk"))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("System.Runtime", "Microsoft.AspNetCore.RateLimiting"))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation())
            .UseOtlpExporter();
    }
}
