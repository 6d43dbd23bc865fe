using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Tocsin.Desk.Shell;

/// <summary>What a reader chose for this browser, kept in its cookies.</summary>
internal static class Preferences
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/keys", () => new RazorComponentResult<KeysPage>()).ExcludeFromDescription();
        routes.MapPost("/preferences/theme", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            ShellState.SetTheme(context, form["theme"].ToString());
            return Back(context);
        }).ExcludeFromDescription();
    }

    private static IResult Back(HttpContext context) => Results.LocalRedirect(From(context));

    /// <summary>The page that a form stood on; the front page where it is not told.</summary>
    public static string From(HttpContext context)
    {
        var from = context.Request.Headers.Referer.ToString();
        return Uri.TryCreate(from, UriKind.Absolute, out var page) && page.Authority == context.Request.Host.Value ? page.PathAndQuery : "/";
    }
}
