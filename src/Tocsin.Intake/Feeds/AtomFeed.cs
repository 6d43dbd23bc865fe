using System.Text;
using Tocsin.Intake.Web;

namespace Tocsin.Intake.Feeds;

/// <summary>Atom 1.0 (RFC 4287) and 0.3.</summary>
internal static class AtomFeed
{
    public static FeedReading Read(LooseXml xml, LooseElement root, Uri? url, FeedProblems problems)
    {
        var title = root.Elements.FirstOrDefault(element => Is(element, "title"));
        var faults = new FaultsByPlace(xml);
        var isCut = root.IsCut;
        var number = 0;
        foreach (var entry in root.Elements.Where(element => Is(element, "entry")))
        {
            number++;
            if (entry.IsCut)
            {
                isCut = true;
                problems.AddOfItem(number, "the feed ends in the middle of it, so it is left for the next time");
                continue;
            }

            var source = entry.Elements.FirstOrDefault(element => Is(element, "source"))?.Elements.FirstOrDefault(element => Is(element, "title"));
            var link = Links(entry, "alternate");
            problems.AddItem(
                number, Text(entry, "id"), Html(Find(entry, "title")), Html(Find(entry, "content")) ?? Html(Find(entry, "summary")) ?? MediaDescription(entry), link?.Attribute("href"),
                BaseOf(link ?? entry, url), Text(entry, "published") ?? Text(entry, "issued") ?? Text(entry, "created") ?? Text(entry, "updated") ?? Text(entry, "modified"),
                Html(source), faults.Within(entry));
        }

        foreach (var fault in faults.Rest())
        {
            problems.Add(fault);
        }

        if (isCut)
        {
            problems.Add("the feed ends in the middle");
        }

        var format = root.Namespace.Contains("purl.org/atom", StringComparison.OrdinalIgnoreCase) ? "Atom 0.3" : "Atom 1.0";
        var name = Html(title);
        return new FeedReading.Read(new Feed(format, name is null ? null : HtmlText.OneLine(HtmlText.Of(name)), null, problems.Items, problems.OfFeed, isCut));
    }

    /// <summary>The address that relative links of the element are relative to: <c>xml:base</c> of it and of those around it.</summary>
    public static Uri? BaseOf(LooseElement element, Uri? url)
    {
        var bases = new List<string>();
        for (LooseElement? at = element; at is not null; at = at.Parent)
        {
            if (at.Attribute("xml:base") is { Length: > 0 } found)
            {
                bases.Add(found);
            }
        }

        for (var i = bases.Count - 1; i >= 0; i--)
        {
            url = FeedParser.Link(bases[i], url) is { } resolved ? new Uri(resolved) : url;
        }

        return url;
    }

    private static LooseElement? Links(LooseElement entry, string relation)
    {
        var links = entry.Elements.Where(element => Is(element, "link") && !string.IsNullOrWhiteSpace(element.Attribute("href"))).ToList();
        return links.FirstOrDefault(link => (link.Attribute("rel") is null || link.Attribute("rel") == relation) && (link.Attribute("type") is null || link.Attribute("type")!.Contains("html", StringComparison.OrdinalIgnoreCase)))
            ?? links.FirstOrDefault(link => link.Attribute("rel") is null || link.Attribute("rel") == relation)
            ?? links.FirstOrDefault(link => link.Attribute("rel") is not ("self" or "edit" or "enclosure" or "replies" or "hub" or "next"));
    }

    /// <summary>A text construct as HTML (RFC 4287, 3.1 and 4.1.3.3): text is escaped, XHTML taken without its wrapper, other media left out.</summary>
    private static string? Html(LooseElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var type = element.Attribute("type")?.Trim().ToLowerInvariant() ?? "text";
        var isEncoded = string.Equals(element.Attribute("mode"), "base64", StringComparison.OrdinalIgnoreCase);
        var isText = type is "text" or "html" || type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("html", StringComparison.Ordinal);

        // Many put HTML into what they call text, so the type is no proof; what has no tag stays as it is.
        var html = type == "xhtml" || (element.HasElements && !isEncoded) ? element.Markup() : !isText ? null : isEncoded ? Decoded(element.Text()) : element.Text();
        return string.IsNullOrWhiteSpace(html) ? null : html;
    }

    private static string? Decoded(string base64)
    {
        var bytes = new byte[(base64.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written) : null;
    }

    private static string? MediaDescription(LooseElement entry) =>
        entry.Elements.Concat(entry.Elements.Where(element => element is { Prefix: "media", LocalName: "group" }).SelectMany(group => group.Elements))
            .FirstOrDefault(element => element is { Prefix: "media", LocalName: "description" })?.Text();

    private static LooseElement? Find(LooseElement parent, string name) => parent.Elements.FirstOrDefault(element => Is(element, name));

    private static string? Text(LooseElement parent, string name) => Find(parent, name)?.Text() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static bool Is(LooseElement element, string name) => element.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase)
        && (element.Prefix.Length == 0 || element.Prefix.StartsWith("atom", StringComparison.OrdinalIgnoreCase) || element.Namespace is "http://www.w3.org/2005/Atom" or "http://purl.org/atom/ns#");
}
