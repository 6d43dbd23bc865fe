namespace Tocsin.Desk.Shell;

/// <summary>Addresses of the desk's pages.</summary>
public static class Links
{
    private const int EventsNamed = 3;

    public static string Document(string id, string? mark = null) => $"/documents/{Uri.EscapeDataString(id)}{(mark is null ? "" : "#" + mark)}";

    public static string Source(string key) => $"/sources/{Uri.EscapeDataString(key)}";

    public static string Actor(string key) => $"/actors/{Uri.EscapeDataString(key)}";

    /// <param name="situation">Whose view holds it; its page needs it where the record is large.</param>
    public static string Incident(string id, string? situation = null) => $"/incidents/{Uri.EscapeDataString(id)}{(situation is null or "" or "everything" ? "" : "?in=" + Uri.EscapeDataString(situation))}";

    /// <summary>An address that leads there still when reports were added or withdrawn since: an incident's id is of all that tells it, and so the address names events of some reports as well.</summary>
    public static string Incident(Analysis.Record.Incident incident, string? situation = null)
    {
        var address = Incident(incident.Id, situation);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}of={Uri.EscapeDataString(string.Join(' ', incident.Events.DistinctBy(told => told.Document).Take(EventsNamed)))}";
    }

    public static string Situation(string name) => $"/situations/{Uri.EscapeDataString(name)}";

    /// <summary>An address from outside, where a browser may be sent there; null for anything but http and https.</summary>
    public static string? Outside(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address.AbsoluteUri : null;
}
