namespace Tocsin.Desk.Shell;

/// <summary>Addresses of the desk's pages.</summary>
public static class Links
{
    public static string Document(string id, string? mark = null) => $"/documents/{Uri.EscapeDataString(id)}{(mark is null ? "" : "#" + mark)}";

    public static string Source(string key) => $"/sources/{Uri.EscapeDataString(key)}";

    public static string Actor(string key) => $"/actors/{Uri.EscapeDataString(key)}";

    public static string Incident(string id) => $"/incidents/{Uri.EscapeDataString(id)}";

    public static string Situation(string name) => $"/situations/{Uri.EscapeDataString(name)}";

    /// <summary>An address from outside, where a browser may be sent there; null for anything but http and https.</summary>
    public static string? Outside(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address.AbsoluteUri : null;
}
