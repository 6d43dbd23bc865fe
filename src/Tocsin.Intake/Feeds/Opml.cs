using System.Collections.Immutable;
using Tocsin.Intake.Web;

namespace Tocsin.Intake.Feeds;

/// <param name="Url">Absolute, http or https.</param>
/// <param name="Folder">The outlines around it, outermost first, joined by " / "; null at the top.</param>
public sealed record Subscription(string Url, string? Title, string? Folder);

/// <summary>A list of feeds as readers export it (OPML 1 and 2).</summary>
/// <param name="Subscriptions">In order, each address once.</param>
/// <param name="Problems">Outlines that name no feed that can be had, and what else is wrong.</param>
public sealed record Opml(string? Title, ImmutableArray<Subscription> Subscriptions, ImmutableArray<Problem> Problems)
{
    /// <summary>Null where it is no OPML at all. Never throws; broken XML is read as far as it makes sense.</summary>
    /// <param name="where">How its problems name it.</param>
    public static Opml? Parse(ReadOnlySpan<byte> bytes, string where)
    {
        var (text, problem) = FeedParser.Decode(bytes, null, where);
        var xml = LooseXml.Parse(text);
        var root = xml.Root.Elements.FirstOrDefault(element => element.LocalName.Equals("opml", StringComparison.OrdinalIgnoreCase));
        if (root is null)
        {
            return null;
        }

        var subscriptions = ImmutableArray.CreateBuilder<Subscription>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (problem is not null)
        {
            problems.Add(new Problem(where, problem));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var outline in Outlines(root))
        {
            var title = HtmlText.OneLine(outline.Attribute("title")) ?? HtmlText.OneLine(outline.Attribute("text"));
            var type = outline.Attribute("type")?.Trim();
            var written = outline.Attribute("xmlUrl") ?? (type is "rss" or "atom" ? outline.Attribute("url") : null);
            var name = title is null ? "an outline without a name" : $"\"{FeedParser.Short(title)}\"";
            if (string.IsNullOrWhiteSpace(written))
            {
                if (written is not null || type is "rss" or "atom")
                {
                    problems.Add(new Problem(where, $"{name} has no address of a feed (xmlUrl)", "Add it, or take the outline out."));
                }

                continue;
            }

            if (FeedParser.Link(written.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? "http" + written[4..] : written, null) is not { } url)
            {
                problems.Add(new Problem(where, $"{name} has an address that is none of the web ({FeedParser.Short(written.Trim())})", "Mend it, or take the outline out."));
            }
            else if (seen.Add(url))
            {
                subscriptions.Add(new Subscription(url, title, FolderOf(outline, root)));
            }
            else
            {
                problems.Add(new Problem(where, $"{name} is there twice ({FeedParser.Short(url)})"));
            }
        }

        foreach (var fault in new FaultsByPlace(xml).Rest())
        {
            problems.Add(new Problem(where, fault));
        }

        var head = root.Elements.FirstOrDefault(element => element.LocalName == "head")?.Elements.FirstOrDefault(element => element.LocalName == "title");
        return new Opml(HtmlText.OneLine(head?.Text()), subscriptions.ToImmutable(), problems.ToImmutable());
    }

    private static IEnumerable<LooseElement> Outlines(LooseElement parent)
    {
        foreach (var element in parent.Elements)
        {
            if (element.LocalName.Equals("outline", StringComparison.OrdinalIgnoreCase))
            {
                yield return element;
            }

            // The reader of the XML bounds how deep this goes.
            foreach (var inner in Outlines(element))
            {
                yield return inner;
            }
        }
    }

    private static string? FolderOf(LooseElement outline, LooseElement root)
    {
        var names = new List<string>();
        for (var at = outline.Parent; at is not null && at != root; at = at.Parent)
        {
            if (HtmlText.OneLine(at.Attribute("title") ?? at.Attribute("text")) is { } name)
            {
                names.Insert(0, name);
            }
        }

        return names.Count == 0 ? null : string.Join(" / ", names);
    }
}
