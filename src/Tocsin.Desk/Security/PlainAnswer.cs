using Microsoft.AspNetCore.Http;

namespace Tocsin.Desk.Security;

/// <summary>An answer in one sentence, for what never comes to a page.</summary>
internal static class PlainAnswer
{
    public static Task Write(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}
