using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Security;

/// <summary>Lets in who shows the token: browsers by a cookie after the sign-in page, programs by <c>Authorization: Bearer</c>.</summary>
internal static class TokenGate
{
    public const string LoginPolicy = "login";
    private const string Cookie = "tocsin-token";

    public static void Use(IApplicationBuilder app, AccessToken token) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        if (path == "/sign-in" || path == "/healthz" || path.StartsWithSegments("/a") || token.Matches(Shown(context.Request)))
        {
            return next(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return PlainAnswer.Write(context, StatusCodes.Status401Unauthorized, "This desk needs its token: it was printed when the desk was first started.");
    });

    public static void Map(IEndpointRouteBuilder routes, AccessToken token)
    {
        routes.MapGet("/sign-in", () => new RazorComponentResult<SignInPage>(new { Refused = false })).ExcludeFromDescription();
        routes.MapPost("/sign-in", async (HttpContext context, IAntiforgery antiforgery) =>
        {
            await antiforgery.ValidateRequestAsync(context);
            var text = (await context.Request.ReadFormAsync(context.RequestAborted))["token"].ToString().Trim();
            if (!token.Matches(text))
            {
                return (IResult)new RazorComponentResult<SignInPage>(new { Refused = true }) { StatusCode = StatusCodes.Status403Forbidden };
            }

            context.Response.Cookies.Append(Cookie, text, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(90), Path = "/" });
            return Results.Redirect("/");
        }).RequireRateLimiting(LoginPolicy).ExcludeFromDescription();
    }

    private static string? Shown(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? header[bearer.Length..].Trim() : request.Cookies[Cookie];
    }
}
