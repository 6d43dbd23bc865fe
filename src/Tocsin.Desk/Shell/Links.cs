namespace Tocsin.Desk.Shell;

/// <summary>Addresses of the desk's pages.</summary>
public static class Links
{
    public static string Document(string id, string? mark = null) => $"/documents/{Uri.EscapeDataString(id)}{(mark is null ? "" : "#" + mark)}";

    public static string Source(string key) => $"/sources/{Uri.EscapeDataString(key)}";

    public static string Actor(string key) => $"/actors/{Uri.EscapeDataString(key)}";

    /// <param name="situation">Whose view holds it; its page needs it where the record is large.</param>
    public static string Incident(string id, string? situation = null) => $"/incidents/{Uri.EscapeDataString(id)}{(situation is null or "everything" ? "" : "?in=" + Uri.EscapeDataString(situation))}";

    public static string Situation(string name) => $"/situations/{Uri.EscapeDataString(name)}";

    /// <summary>An address from outside, where a browser may be sent there; null for anything but http and https.</summary>
    public static string? Outside(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address.AbsoluteUri : null;
}
