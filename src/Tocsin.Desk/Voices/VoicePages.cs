using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
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
        routes.MapGet("/actors", (ViewStore views) => new RazorComponentResult<ActorsPage>(new { View = Everything(views) })).ExcludeFromDescription();
        routes.MapGet("/actors/{key}", (string key, ViewStore views) =>
        {
            var view = Everything(views);
            return ActorModel.Of(key, view) is { } model ? new RazorComponentResult<ActorPage>(new { Model = model, View = view }) : (IResult)Results.NotFound();
        }).ExcludeFromDescription();
    }

    public static DeskView Everything(ViewStore views) => views.Get(new ViewQuery(Situation.Everything, null, RecordClock.Published));
}
