using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tocsin.Storage;

namespace Tocsin.Desk.Health;

/// <summary>Whether it lives, and whether it can do its work.</summary>
internal static class HealthPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("alive\n")).WithName("GetAlive").WithSummary("That the process answers.");
        routes.MapGet("/readyz", (DeskRecord record, DeskServices services) =>
        {
            var checks = Checks(record, services);
            return Results.Json(new Readiness(checks.All(check => check.Ok), checks), statusCode: checks.All(check => check.Ok) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).WithName("GetReady").WithSummary("Database, writer, feeds and services.").Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IReadOnlyList<Check> Checks(DeskRecord record, DeskServices services)
    {
        var checks = new List<Check>();
        try
        {
            checks.Add(new Check("database", true, $"{record.File.LastSequence.ToString(CultureInfo.InvariantCulture)} documents"));
            checks.Add(new Check("writer", !record.File.IsReadOnly, record.File.IsReadOnly ? "the record was opened to be read" : "accepts"));
            var feeds = record.File.Feeds.List();
            var ill = feeds.Count(feed => feed.FailuresInARow > 0);

            // One feed that is ill is shown on the desk; that all are is a fault of this machine.
            checks.Add(new Check("feeds", ill == 0 || ill < feeds.Count, $"{feeds.Count - ill} of {feeds.Count} answer"));
        }
        catch (RecordException error)
        {
            checks.Add(new Check("database", false, error.Message));
        }

        checks.AddRange(services.States.Select(state => new Check(state.Name, state.Fault is null, state.Fault ?? "runs")));
        return checks;
    }

    internal sealed record Readiness(bool Ready, IReadOnlyList<Check> Checks);

    internal sealed record Check(string Name, bool Ok, string Detail);
}
