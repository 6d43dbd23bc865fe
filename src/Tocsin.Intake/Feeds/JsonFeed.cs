using System.Globalization;
using System.Text.Json;

namespace Tocsin.Intake.Feeds;

/// <summary>JSON Feed 1 and 1.1; a field of the wrong kind counts as missing.</summary>
internal static class JsonFeed
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    public static FeedReading Read(string text, Uri? url, FeedProblems problems)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Tolerant);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            {
                return new FeedReading.Refused(FeedIllness.NotAFeed, "JSON without items, not a feed");
            }

            var baseUrl = FeedParser.Link(String(root, "home_page_url"), url) is { } site ? new Uri(site) : url;
            var number = 0;
            foreach (var item in items.EnumerateArray())
            {
                number++;
                if (item.ValueKind != JsonValueKind.Object)
                {
                    problems.AddOfItem(number, "not an object, left out");
                    continue;
                }

                problems.AddItem(
                    number, String(item, "id"), String(item, "title"), Filled(item, "content_html") ?? Filled(item, "content_text") ?? Filled(item, "summary"),
                    Filled(item, "url") ?? Filled(item, "external_url"), baseUrl, Filled(item, "date_published") ?? Filled(item, "date_modified"), null, []);
            }

            var version = String(root, "version") is { } named && named.LastIndexOf('/') is var slash and >= 0 ? " " + FeedParser.Short(named[(slash + 1)..]) : "";
            return new FeedReading.Read(new Feed("JSON Feed" + version, Web.HtmlText.OneLine(String(root, "title")), null, problems.Items, problems.OfFeed, false));
        }
        catch (JsonException error)
        {
            return new FeedReading.Refused(FeedIllness.Broken, string.Create(CultureInfo.InvariantCulture, $"broken JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1})"));
        }
    }

    private static string? Filled(JsonElement item, string name) => String(item, name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string? String(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value))
        {
            return null;
        }

        try
        {
            return value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        }
        catch (InvalidOperationException)
        {
            // An escape names half of a surrogate pair. JSON allows it, text does not.
            return JsonLines.Unescape(value.GetRawText()[1..^1]);
        }
    }
}
