using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Desk.Samples;
using Tocsin.Desk.Security;

namespace Tocsin.Desk.Front;

internal static class FrontPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (DeskRecord record) => record.File.LastSequence == 0 ? new RazorComponentResult<EmptyPage>() : (IResult)Results.LocalRedirect("/documents")).ExcludeFromDescription();
        routes.MapPost("/sample", async (HttpContext context, DeskRecord record) =>
        {
            var added = await SampleCrisis.AddAsync(record, context.RequestAborted);
            AuditLog.Say(context, $"sample crisis: {added} documents");
            return Results.LocalRedirect("/");
        }).ExcludeFromDescription();
    }
}
