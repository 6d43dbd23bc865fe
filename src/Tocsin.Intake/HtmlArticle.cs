using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Document = Tocsin.Analysis.Document;

namespace Tocsin.Intake;

/// <summary>A web page as a document: its main text, and title, outlet and date from its metadata.</summary>
public static class HtmlArticle
{
    /// <summary>Deeper trees are refused: the extraction below walks them recursively, and no article needs as much.</summary>
    private const int DepthMax = 400;

    /// <summary>Parsing takes time with the square of the depth, so what cannot be an article is refused before it.</summary>
    private const int TagsOpenMax = 2000;

    /// <summary>Fewer characters of main text than this are taken for a failed extraction, and the whole page's text is used.</summary>
    private const int MainTextMin = 140;

    /// <summary>Stands for the address of a page that names none; relative links are resolved against it and then dropped.</summary>
    private const string NoAddress = "http://page.invalid/";

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button", "select", "textarea", "nav", "footer", "form",
    };

    /// <summary>Null where the page is nested too deeply to be an article; a document of empty text where it says nothing.</summary>
    public static Document? Read(string id, string html, string? path)
    {
        if (HtmlDepth.AtMost(html) > TagsOpenMax)
        {
            return null;
        }

        var page = new HtmlParser().ParseDocument(html);
        if (DepthOf(page) > DepthMax)
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
        var whole = Text(page.Body ?? page.DocumentElement);
        var text = MainText(page, url ?? NoAddress);
        var time = published is null ? null : PublicationTime.Parse(published);
        return new Document(
            id, text.Length >= MainTextMin || whole.Length == 0 ? text : whole, path, Clean(title), Clean(outlet), url,
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

        return Text(new HtmlParser().ParseDocument(article.Content).Body!);
    }

    /// <summary>An element's text: blocks apart by a blank line, white space within a block as one space.</summary>
    private static string Text(IElement root)
    {
        var text = new StringBuilder();
        Append(root, text, preformatted: false);
        return text.ToString().Trim();
    }

    private static void Append(INode node, StringBuilder text, bool preformatted)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText run:
                    AppendRun(run.Data, text, preformatted);
                    break;
                case IElement element when Unread.Contains(element.LocalName):
                    break;
                case IElement { LocalName: "br" }:
                    TrimSpace(text);
                    text.Append('\n');
                    break;
                case IElement element:
                    var isBlock = Blocks.Contains(element.LocalName);
                    if (isBlock)
                    {
                        EndBlock(text);
                    }

                    Append(element, text, preformatted || element.LocalName == "pre");
                    if (isBlock)
                    {
                        EndBlock(text);
                    }

                    break;
            }
        }
    }

    private static void AppendRun(string run, StringBuilder text, bool preformatted)
    {
        foreach (var character in run)
        {
            if (!char.IsWhiteSpace(character) || preformatted)
            {
                text.Append(character);
            }
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
        }
    }

    private static void EndBlock(StringBuilder text)
    {
        TrimSpace(text);
        if (text.Length > 0)
        {
            while (text.Length < 2 || text[^1] != '\n' || text[^2] != '\n')
            {
                text.Append('\n');
            }
        }
    }

    private static void TrimSpace(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
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

    /// <summary>The most tags open at once, found without recursion.</summary>
    private static int DepthOf(INode root)
    {
        int depth = 0, deepest = 0;
        for (var node = root; ;)
        {
            if (node.FirstChild is { } child)
            {
                node = child;
                deepest = Math.Max(deepest, ++depth);
                continue;
            }

            while (node != root && node.NextSibling is null)
            {
                node = node.Parent!;
                depth--;
            }

            if (node == root)
            {
                return deepest;
            }

            node = node.NextSibling!;
        }
    }

    private static string? Clean(string? value)
    {
        var words = value?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is { Length: > 0 } ? string.Join(' ', words) : null;
    }
}
