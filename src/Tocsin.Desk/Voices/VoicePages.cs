using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Api;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Voices;

/// <summary>Who speaks, who prints, who acts.</summary>
internal static class VoicePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sources", (DeskRecord record, ViewStore views) => new RazorComponentResult<SourcesPage>(new { View = Everything(views), Feeds = record.File.Feeds.List(), Now = record.Now })).ExcludeFromDescription();
        routes.MapGet("/sources/{key}", (string key, ViewStore views) =>
        {
            var view = Everything(views);
            return SourceModel.Of(key, view) is { } model ? new RazorComponentResult<SourcePage>(new { Model = model, View = view })
                : KeysOf(key).FirstOrDefault(other => SourceModel.Of(other, view) is not null) is { } known ? Results.LocalRedirect(Links.Source(known)) : (IResult)Results.NotFound();
        }).ExcludeFromDescription();
        routes.MapGet("/api/sources", (ViewStore views) => Everything(views).State.Speakers.Concat(Everything(views).State.Outlets)).WithName("ListSources").WithSummary("Who speaks and who prints, how often, and who fell silent.");
        routes.MapGet("/api/sources/{key}", (string key, ViewStore views) => SourceModel.Of(key, Everything(views)) is { } model ? Results.Ok(SourceDto.Of(model)) : Results.NotFound())
            .WithName("GetSource").WithSummary("What a source said, newest first, and how far it proved right.").Produces<SourceDto>().Produces(StatusCodes.Status404NotFound);
        routes.MapGet("/api/sources.csv", (ViewStore views) => Listed(Everything(views))).WithName("GetSourcesCsv").WithSummary("Sources and outlets as a table.");
        routes.MapGet("/api/sources/{key}/statements.csv", (string key, ViewStore views) => SourceModel.Of(key, Everything(views)) is { } model ? Statements(model) : Results.NotFound()).WithName("GetStatementsCsv").WithSummary("What a source said, as a table.");
        routes.MapGet("/api/sources/{key}/reports.csv", (string key, ViewStore views) => SourceModel.Of(key, Everything(views)) is { } model ? Reports(model) : Results.NotFound()).WithName("GetReportsCsv").WithSummary("What an outlet printed, as a table.");
        routes.MapGet("/api/actors", (ViewStore views) => ActorDto.All(Everything(views))).WithName("ListActors").WithSummary("Who acts and is acted upon, how often.");
        routes.MapGet("/api/actors.csv", (ViewStore views) => Csv.Answer(["key", "name", "acts_in", "acted_upon_in"], ActorDto.All(Everything(views)).Select(actor => new[] { actor.Key, actor.Name, Csv.Number(actor.ActsIn), Csv.Number(actor.ActedUponIn) })))
            .WithName("GetActorsCsv").WithSummary("The same as a table.");
        routes.MapGet("/actors", (ViewStore views) => new RazorComponentResult<ActorsPage>(new { View = Everything(views) })).ExcludeFromDescription();
        routes.MapGet("/actors/{key}", (string key, ViewStore views) =>
        {
            var view = Everything(views);
            return ActorModel.Of(key, view) is { } model ? new RazorComponentResult<ActorPage>(new { Model = model, View = view })
                : KeysOf(key).FirstOrDefault(other => ActorModel.Of(other, view) is not null) is { } known ? Results.LocalRedirect(Links.Actor(known)) : (IResult)Results.NotFound();
        }).ExcludeFromDescription();
    }

    /// <summary>What somebody may mean who writes a name into the address: a country, a name as it is written, an outlet.</summary>
    private static IEnumerable<string> KeysOf(string name) =>
        new[] { Names.CountryCode(name), PartyKeys.KeyOf(name), PartyKeys.Fold(name), "outlet " + name }.OfType<string>().Where(key => key != name).Distinct(StringComparer.Ordinal);

    private static IResult Listed(DeskView view) => Csv.Answer(
        ["key", "name", "is", "grade", "proved_right", "proved_otherwise", "heard", "first", "last"],
        view.State.Speakers.Concat(view.State.Outlets).Select(source =>
        {
            var record = view.RecordOf(source.IsOutlet ? "outlet " + source.Name : source.Key);
            return new[]
            {
                source.Key, source.Name, source.IsOutlet ? "outlet" : "source", Words.Letter(record.Reliability), Csv.Number(record.Confirmed), Csv.Number(record.Contradicted), Csv.Number(source.Count), Csv.Moment(source.First), Csv.Moment(source.Last),
            };
        }));

    private static IResult Statements(SourceModel model) => Csv.Answer(
        ["claim", "document", "outlet", "published", "act", "told_by", "words"],
        model.Claims.Select(pair => new[]
        {
            pair.Claim.Key.ToString(), pair.Document.Id, pair.Document.Printer, Csv.Moment(pair.Document.PublishedAt), ContractNames.Of(pair.Claim.Act), string.Join(" > ", pair.Claim.ToldBy), pair.Claim.Content,
        }));

    private static IResult Reports(SourceModel model) => Csv.Answer(
        ["document", "published", "recorded", "title", "url"], model.Reports.Select(report => new[] { report.Id, Csv.Moment(report.PublishedAt), Csv.Moment(report.RecordedAt), report.Title, report.Url }));

    public static DeskView Everything(ViewStore views) => views.Get(new ViewQuery(Situation.Everything, null, RecordClock.Published));
}

internal sealed record ClaimDto(string Mark, string Document, string Act, string Words, IReadOnlyList<string> ToldBy, DateTimeOffset? PublishedAt);

internal sealed record SourceDto(string Key, string Name, string Grade, int ProvedRight, int ProvedOtherwise, int Contradicted, IReadOnlyList<ClaimDto> Claims, IReadOnlyList<string> Reports, IReadOnlyList<string> Contested)
{
    public static SourceDto Of(SourceModel model) => new(
        model.Key, model.Name, Words.Letter(model.Record.Reliability), model.Record.Confirmed, model.Record.Contradicted, model.Contradicted,
        [.. model.Claims.Select(pair => new ClaimDto(pair.Claim.Key.ToString(), pair.Document.Id, ContractNames.Of(pair.Claim.Act), pair.Claim.Content, pair.Claim.ToldBy, pair.Document.PublishedAt))],
        [.. model.Reports.Select(report => report.Id)],
        [.. model.Contested.Select(pair => pair.Matter.Id).Distinct()]);
}

internal sealed record ActorDto(string Key, string Name, int ActsIn, int ActedUponIn)
{
    /// <summary>Those who act or are acted upon most first. An incident counts once for each: where one acts and suffers, as acting.</summary>
    public static IReadOnlyList<ActorDto> All(DeskView view) =>
    [
        .. view.State.Incidents.SelectMany(one => one.Incident.Actors.Select(party => (party.Side, Acts: true)).Concat(one.Incident.Recipients.Select(party => (party.Side, Acts: false))).Where(pair => pair.Side is not null).DistinctBy(pair => pair.Side))
            .Where(pair => view.Names.IsActor(pair.Side!)).GroupBy(pair => pair.Side!, StringComparer.Ordinal).Select(group => new ActorDto(group.Key, view.Names[group.Key], group.Count(pair => pair.Acts), group.Count(pair => !pair.Acts)))
            .OrderByDescending(actor => actor.ActsIn + actor.ActedUponIn).ThenBy(actor => actor.Key, StringComparer.Ordinal),
    ];
}
