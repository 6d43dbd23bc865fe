using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Incidents;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;
using Tocsin.Storage.Documents;

namespace Tocsin.Desk.Api;

/// <summary>The same things as JSON, CSV and GeoJSON.</summary>
internal static class RecordApi
{
    private const int ListMax = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        api.MapGet("/documents", (DeskRecord record, long? before, string? outlet, int? limit) => record.File.Documents.List(new DocumentQuery(before, outlet, Limit: Math.Clamp(limit ?? 50, 1, ListMax))))
            .WithName("ListDocuments").WithSummary("Documents, the last recorded first; before: the sequence of the last one had.");
        api.MapGet("/documents.csv", (DeskRecord record, long? before, string? outlet, int? limit) => Csv.Answer(
                ["id", "published", "recorded", "outlet", "title", "url", "path", "length"],
                record.File.Documents.List(new DocumentQuery(before, outlet is { Length: > 0 } ? outlet : null, Limit: Math.Clamp(limit ?? ListMax, 1, ListMax))).Select(document => new[]
                {
                    document.Id, Csv.Moment(document.PublishedAt), Csv.Moment(document.RecordedAt), document.Outlet, document.Title, document.Url, document.Path, Csv.Number(document.TextLength),
                })))
            .WithName("GetDocumentsCsv").WithSummary("The same as a table.");
        api.MapGet("/situations", (DeskRecord record) => WatchedSituations.List(record)).WithName("ListSituations").WithSummary("What is watched.");
        api.MapGet("/situations/{name}", (string name, HttpContext context, DeskRecord record, ViewStore views) => Of(name, context, record, views, model => Results.Ok(SituationDto.Of(model))))
            .WithName("GetSituation").WithSummary("A situation as of a moment (asOf, clock=published|recorded), within a stretch (from, to).").Produces<SituationDto>().Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status404NotFound);
        api.MapGet("/situations/{name}/incidents.csv", (string name, HttpContext context, DeskRecord record, ViewStore views) => Of(name, context, record, views, IncidentFiles.Table))
            .WithName("GetIncidentsCsv").WithSummary("Its incidents as a table.");
        api.MapGet("/situations/{name}/incidents.geojson", (string name, HttpContext context, DeskRecord record, ViewStore views) => Of(name, context, record, views, model => Results.Json(IncidentFiles.GeoJson(model), contentType: "application/geo+json")))
            .WithName("GetIncidentsGeoJson").WithSummary("Its incidents that have a place, as points.");
        api.MapGet("/incidents/{id}", (string id, string? @in, DeskRecord record, ViewStore views) => IncidentPages.Holding(id, @in, record, views) is { } view && view.Incident(id) is { } one
            ? Results.Ok(IncidentDto.Of(one, view)) : Results.NotFound())
            .WithName("GetIncident").WithSummary("An incident with every account of it.").Produces<IncidentDto>().Produces(StatusCodes.Status404NotFound);
        api.MapGet("/incidents/{id}/accounts.csv", (string id, string? @in, DeskRecord record, ViewStore views) => IncidentPages.Holding(id, @in, record, views)?.Incident(id) is { } one ? IncidentFiles.Accounts(one) : Results.NotFound())
            .WithName("GetAccountsCsv").WithSummary("Every account of an incident as a table.");
    }

    private static IResult Of(string name, HttpContext context, DeskRecord record, ViewStore views, Func<SituationModel, IResult> answer)
    {
        var query = SituationQuery.Of(name, context.Request.Query);
        return !query.NotUnderstood.IsEmpty ? Results.BadRequest(query.Problem)
            : SituationPages.Find(record, name, out _) is { } situation ? answer(SituationModel.Of(query, views.Get(new ViewQuery(situation, query.AsOf, query.Clock))))
            : Results.NotFound();
    }
}

/// <param name="Mark">Key of the event.</param>
/// <param name="Span">Start and length in the document's text, in UTF-16 units.</param>
internal sealed record AccountDto(string Mark, string Document, string Outlet, DateTimeOffset At, string Origin, int[] Span, string Words, string Status, string Factuality, IReadOnlyList<string> ToldBy);

internal sealed record TollDto(bool Killed, int? Min, int? Max, string? Source, string Outlet, DateTimeOffset? PublishedAt, bool Latest, string Mark);

internal sealed record IncidentDto(
    string Id, string Title, string Type, string? Mode, DateOnly? Start, DateOnly? End, string? Place, double? Latitude, double? Longitude, string Status, string Factuality, bool HasHappened, int Origins, double Confidence,
    IReadOnlyList<TollDto> Tolls, IReadOnlyList<AccountDto> Accounts)
{
    public static IncidentDto Of(SituationIncident one, DeskView view)
    {
        var incident = one.Incident;
        return new IncidentDto(
            incident.Id, $"{SituationModel.Parties(incident, view.Names)}: {SituationModel.Kind(incident)}", incident.Type, incident.Mode, incident.OccurredOn?.Start, incident.OccurredOn?.End, incident.Place?.Name,
            incident.Place?.Latitude, incident.Place?.Longitude, ContractNames.Of(incident.Status), ContractNames.Of(incident.Factuality), one.HasHappened, incident.Origins, Math.Round(incident.Confidence, 4),
            [.. incident.Tolls.Select(toll => new TollDto(toll.IsKilled, toll.Min, toll.Max, toll.Source, toll.Outlet, toll.PublishedAt, toll.Latest, toll.Event.ToString()))],
            [.. one.Accounts.Select(account => new AccountDto(
                account.Event.ToString(), account.Event.Document, account.Outlet, account.At, account.Origin, [account.Span.Start, account.Span.Length], account.Words, ContractNames.Of(account.Status),
                ContractNames.Of(account.Factuality), account.ToldBy))]);
    }
}

internal sealed record StanceDto(string Who, DateTimeOffset? At, string Act, string Words, string Document, string? Mark);

internal sealed record SideDto(string Label, int Origins, IReadOnlyList<StanceDto> Stances);

internal sealed record MatterDto(string Id, string Question, string On, string? Incident, bool OnlyAccused, IReadOnlyList<SideDto> Sides)
{
    public static MatterDto Of(ContestedMatter matter) => new(
        matter.Id, matter.Question, ContractNames.Of(matter.On), matter.Incident, matter.OnlyAccused,
        [.. matter.Sides.Select(side => new SideDto(side.Label, side.Origins, [.. side.Stances.Select(stance => new StanceDto(stance.Who, stance.At, stance.Act, stance.Words, stance.Document, stance.Claim?.ToString() ?? stance.Event?.ToString()))]))]);
}

internal sealed record ReportDto(string Id, string? Title, string Printer, string? Url, DateTimeOffset? PublishedAt, DateTimeOffset RecordedAt, string Origin, string? Retraction);

internal sealed record SituationDto(string Name, DateTimeOffset AsOf, string Clock, IReadOnlyList<IncidentDto> Incidents, IReadOnlyList<MatterDto> Contested, IReadOnlyList<ReportDto> Reports)
{
    public static SituationDto Of(SituationModel model)
    {
        var state = model.View.State;
        return new SituationDto(
            model.Query.Name, state.AsOf, state.Clock == RecordClock.Published ? "published" : "recorded", [.. model.Incidents.Select(one => IncidentDto.Of(one, model.View))], [.. model.Contested.Select(MatterDto.Of)],
            [.. state.Documents.Select(report => new ReportDto(
                report.Document.Id, report.Document.Title, report.Document.Printer, report.Document.Url, report.Document.PublishedAt, report.Document.RecordedAt, report.Origin, report.Retraction))]);
    }
}
