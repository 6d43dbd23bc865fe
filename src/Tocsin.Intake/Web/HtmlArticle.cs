using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Document = Tocsin.Analysis.Document;

namespace Tocsin.Intake.Web;

/// <summary>A web page as a document: its main text, and title, outlet and date from its metadata.</summary>
public static class HtmlArticle
{
    /// <summary>Fewer characters of main text than this are taken for a failed extraction, and the whole page's text is used.</summary>
    private const int MainTextMin = 140;

    /// <summary>Stands for the address of a page that names none; relative links are resolved against it and then dropped.</summary>
    private const string NoAddress = "http://page.invalid/";

    /// <summary>Null where the page is nested too deeply to be an article; a document of empty text where it says nothing.</summary>
    public static Document? Read(string id, string html, string? path)
    {
        if (HtmlDepth.AtMost(html) > HtmlText.TagsOpenMax)
        {
            return null;
        }

        var page = new HtmlParser().ParseDocument(html);
        if (HtmlText.DepthOf(page) > HtmlText.DepthMax)
        {
            return null;
        }

        var linked = LinkedData(page);
        var url = Meta(page, "og:url") ?? page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");
        url = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? url : null;
        var title = Meta(page, "og:title") ?? linked.Headline ?? page.Title;
        var outlet = Meta(page, "og:site_name") ?? linked.Publisher ?? Meta(page, "application-name") ?? Meta(page, "publisher");
        var published = Meta(page, "article:published_time") ?? linked.Published ?? Meta(page, "datePublished") ?? Meta(page, "date") ?? Meta(page, "pubdate")
            ?? Meta(page, "publish-date") ?? Meta(page, "dc.date") ?? Meta(page, "dc.date.issued") ?? Meta(page, "dcterms.created") ?? Meta(page, "sailthru.date")
            ?? page.QuerySelector("time[pubdate], time[itemprop=datePublished], [itemprop=datePublished], article time[datetime], header time[datetime]") switch
            {
                { } element => element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? element.TextContent,
                null => null,
            };
        var whole = HtmlText.Of(page.Body ?? page.DocumentElement);
        var text = MainText(page, url ?? NoAddress);
        var time = published is null ? null : PublicationTime.Parse(published);
        return new Document(
            id, text.Length >= MainTextMin || whole.Length == 0 ? text : whole, path, HtmlText.OneLine(title), HtmlText.OneLine(outlet), url,
            time?.Day ?? (published is null ? null : WrittenDate.OfTimestamp(published)), time?.Moment);
    }

    /// <summary>The article without navigation and notices, found by SmartReader (Readability); changes the page.</summary>
    private static string MainText(IHtmlDocument page, string url)
    {
        using var reader = new SmartReader.Reader(url, page);
        var article = reader.GetArticle();
        if (!article.IsReadable || string.IsNullOrEmpty(article.Content))
        {
            return "";
        }

        return HtmlText.Of(new HtmlParser().ParseDocument(article.Content).Body!);
    }

    private static string? Meta(IHtmlDocument page, string name)
    {
        foreach (var meta in page.Head?.QuerySelectorAll("meta") ?? page.QuerySelectorAll("meta"))
        {
            if (string.Equals(meta.GetAttribute("property"), name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(meta.GetAttribute("name"), name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(meta.GetAttribute("itemprop"), name, StringComparison.OrdinalIgnoreCase))
            {
                var content = meta.GetAttribute("content");
                return string.IsNullOrWhiteSpace(content) ? null : content;
            }
        }

        return null;
    }

    /// <summary>What the page's JSON-LD says of its article.</summary>
    private static (string? Headline, string? Published, string? Publisher) LinkedData(IHtmlDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            try
            {
                using var json = JsonDocument.Parse(script.TextContent);
                if (Article(json.RootElement) is { } article)
                {
                    var publisher = article.TryGetProperty("publisher", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
                    return (String(article, "headline"), String(article, "datePublished"), String(publisher, "name"));
                }
            }
            catch (JsonException)
            {
                // Broken metadata is as good as none: the page's other tags and its text remain.
            }
        }

        return default;
    }

    private static JsonElement? Article(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(Article).FirstOrDefault(found => found is not null),
        JsonValueKind.Object when json.TryGetProperty("datePublished", out _) || json.TryGetProperty("headline", out _) => json,
        JsonValueKind.Object when json.TryGetProperty("@graph", out var graph) => Article(graph),
        _ => null,
    };

    private static string? String(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
