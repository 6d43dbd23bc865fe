using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Samples;
using Tocsin.Desk.Security;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Front;

internal static class FrontPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext context, DeskRecord record, ViewStore views, Warnings.WarningBoard board) => record.File.LastSequence == 0
            ? new RazorComponentResult<EmptyPage>()
            : (IResult)new RazorComponentResult<FrontPage>(new { Model = FrontModel.Of(record, views, board, ShellState.Seen(context)) })).ExcludeFromDescription();
        routes.MapPost("/sample", async (HttpContext context, DeskRecord record) =>
        {
            var sample = SampleCrisis.Of((await context.Request.ReadFormAsync(context.RequestAborted))["name"]);
            var added = await sample.AddAsync(record, context.RequestAborted);
            if (record.File.Situations.Find(sample.Situation) is null && SituationPages.Find(record, sample.Situation, out _) is { } situation)
            {
                await record.File.Situations.SaveAsync(situation, Person.Of(context), context.RequestAborted);
            }

            AuditLog.Say(context, $"sample {sample.Name}: {added} documents");
            return Results.LocalRedirect(Links.Situation(sample.Situation));
        }).ExcludeFromDescription();
        routes.MapPost("/preferences/seen", (HttpContext context, DeskRecord record) =>
        {
            ShellState.SetSeen(context, record.Now);
            return Results.LocalRedirect("/");
        }).ExcludeFromDescription();
    }
}
