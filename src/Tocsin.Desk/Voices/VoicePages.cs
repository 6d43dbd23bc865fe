using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
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
            return SourceModel.Of(key, view) is { } model ? new RazorComponentResult<SourcePage>(new { Model = model, View = view }) : (IResult)Results.NotFound();
        }).ExcludeFromDescription();
        routes.MapGet("/api/sources", (ViewStore views) => Everything(views).State.Speakers.Concat(Everything(views).State.Outlets)).WithName("ListSources").WithSummary("Who speaks and who prints, how often, and who fell silent.");
        routes.MapGet("/api/sources/{key}", (string key, ViewStore views) => SourceModel.Of(key, Everything(views)) is { } model ? Results.Ok(SourceDto.Of(model)) : Results.NotFound())
            .WithName("GetSource").WithSummary("What a source said, newest first.").Produces<SourceDto>().Produces(StatusCodes.Status404NotFound);
        routes.MapGet("/actors", (ViewStore views) => new RazorComponentResult<ActorsPage>(new { View = Everything(views) })).ExcludeFromDescription();
        routes.MapGet("/actors/{key}", (string key, ViewStore views) =>
        {
            var view = Everything(views);
            return ActorModel.Of(key, view) is { } model ? new RazorComponentResult<ActorPage>(new { Model = model, View = view }) : (IResult)Results.NotFound();
        }).ExcludeFromDescription();
    }

    public static DeskView Everything(ViewStore views) => views.Get(new ViewQuery(Situation.Everything, null, RecordClock.Published));
}

internal sealed record ClaimDto(string Mark, string Document, string Act, string Words, IReadOnlyList<string> ToldBy, DateTimeOffset? PublishedAt);

internal sealed record SourceDto(string Key, string Name, IReadOnlyList<ClaimDto> Claims, IReadOnlyList<string> Contested)
{
    public static SourceDto Of(SourceModel model) => new(
        model.Key, model.Name,
        [.. model.Claims.Select(pair => new ClaimDto(pair.Claim.Key.ToString(), pair.Document.Id, ContractNames.Of(pair.Claim.Act), pair.Claim.Content, pair.Claim.ToldBy, pair.Document.PublishedAt))],
        [.. model.Contested.Select(pair => pair.Matter.Id).Distinct()]);
}
