using Microsoft.AspNetCore.Http;

namespace Tocsin.Desk.Shell;

/// <summary>What every page shows around its own content, as of the request.</summary>
/// <param name="Mark">How far the record has come; what is live compares with it.</param>
/// <param name="Ringing">Warnings that nobody has acknowledged.</param>
/// <param name="Drilling">Exercises that nobody has acknowledged.</param>
public sealed record ShellState(string Record, string Mark, int Ringing, int Drilling)
{
    private const string ThemeCookie = "theme";
    private const string SeenCookie = "seen";

    /// <summary>"dark" or "light" where the reader chose; else null, and the system decides.</summary>
    public static string? Theme(HttpContext context) => context.Request.Cookies[ThemeCookie] is "dark" or "light" ? context.Request.Cookies[ThemeCookie] : null;

    /// <summary>When the reader last said that all was seen; null for never.</summary>
    public static DateTimeOffset? Seen(HttpContext context) =>
        long.TryParse(context.Request.Cookies[SeenCookie], out var seen) && seen > 0 && seen < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(seen) : null;

    public static void SetTheme(HttpContext context, string theme) => Keep(context, ThemeCookie, theme is "dark" or "light" ? theme : "");

    public static void SetSeen(HttpContext context, DateTimeOffset now) => Keep(context, SeenCookie, now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(400), Path = "/" });
}
