namespace Tocsin.Intake.Feeds;

/// <summary>RSS of all kinds: 0.9 and 1.0, which are RDF with their items beside the channel, and 0.91 to 2.0, which have them within.</summary>
internal static class RssFeed
{
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string DublinCoreTerms = "http://purl.org/dc/terms/";
    private const string Media = "http://search.yahoo.com/mrss";
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Syndication = "http://purl.org/rss/1.0/modules/syndication/";
    private const string FeedBurner = "http://rssnamespace.org/feedburner/ext/1.0";

    public static FeedReading Read(LooseXml xml, LooseElement root, Uri? url, FeedProblems problems)
    {
        var channel = root.LocalName.Equals("channel", StringComparison.OrdinalIgnoreCase) ? root : root.Elements.FirstOrDefault(element => Is(element, "channel"));
        if (channel is null && !root.Elements.Any(element => Is(element, "item")))
        {
            return new FeedReading.Refused(FeedIllness.Broken, "RSS without a channel");
        }

        channel ??= root;
        var title = Core(channel, "title");
        var baseUrl = FeedParser.Link(Core(channel, "link") ?? "", url) is { } site ? new Uri(site) : url;
        var number = 0;
        var faults = new FaultsByPlace(xml);
        var isCut = root.IsCut;
        foreach (var item in Items(root, channel))
        {
            number++;
            if (item.IsCut)
            {
                isCut = true;
                problems.AddOfItem(number, "the feed ends in the middle of it, so it is left for the next time");
                continue;
            }

            AddItem(item, number, AtomFeed.BaseOf(item, url) is { } own && own != url ? own : baseUrl, problems, faults.Within(item));
        }

        foreach (var fault in faults.Rest())
        {
            problems.Add(fault);
        }

        if (isCut)
        {
            problems.Add("the feed ends in the middle");
        }

        return new FeedReading.Read(new Feed(Format(root), Web.HtmlText.OneLine(title is null ? null : Web.HtmlText.Of(title)), Interval(channel), problems.Items, problems.OfFeed, isCut));
    }

    private static IEnumerable<LooseElement> Items(LooseElement root, LooseElement channel)
    {
        foreach (var parent in root == channel ? [root] : new[] { root, channel })
        {
            foreach (var element in parent.Elements)
            {
                if (Is(element, "item"))
                {
                    yield return element;
                }
                else if (Is(element, "items"))
                {
                    foreach (var item in element.Elements.Where(inner => Is(inner, "item")))
                    {
                        yield return item;
                    }
                }
            }
        }
    }

    private static void AddItem(LooseElement item, int number, Uri? baseUrl, FeedProblems problems, IEnumerable<string> faults)
    {
        var guid = item.Elements.FirstOrDefault(element => Is(element, "guid"));
        var id = Filled(guid?.Text()) ?? Filled(item.Attribute("rdf:about"));
        var link = Filled(Of(item, FeedBurner, "origLink")) ?? Filled(Core(item, "link"))
            ?? item.Elements.FirstOrDefault(element => IsOf(element, Atom, "link") && element.Attribute("rel") is null or "alternate")?.Attribute("href")
            ?? (guid is not null && !string.Equals(guid.Attribute("isPermaLink"), "false", StringComparison.OrdinalIgnoreCase) && FeedParser.Link(guid.Text(), null) is not null ? guid.Text() : null)
            ?? FeedParser.Link(id, null);
        var content = Filled(Html(item, element => IsOf(element, Content, "encoded")))
            ?? Filled(Html(item, element => element.LocalName is "body" or "encoded" or "fulltext"))
            ?? Filled(Html(item, element => Is(element, "description")))
            ?? Filled(Html(item, element => IsOf(element, Atom, "content") || IsOf(element, Atom, "summary") || IsOf(element, DublinCore, "description")))
            ?? Filled(MediaText(item, "description"))
            ?? Filled(Html(item, element => element.LocalName is "summary"));
        var title = Filled(Core(item, "title")) ?? Filled(MediaText(item, "title")) ?? Filled(Of(item, DublinCore, "title"));
        var date = Filled(Core(item, "pubDate")) ?? Filled(Of(item, DublinCore, "date")) ?? Filled(Of(item, DublinCoreTerms, "created")) ?? Filled(Of(item, DublinCoreTerms, "issued"))
            ?? Filled(Of(item, Atom, "published")) ?? Filled(Core(item, "date")) ?? Filled(Core(item, "published")) ?? Filled(Of(item, Atom, "updated"));
        problems.AddItem(number, id, title, content, link, baseUrl, date, Filled(Core(item, "source")), faults);
    }

    /// <summary>Of the item or of the media that it holds.</summary>
    private static string? MediaText(LooseElement item, string name) =>
        item.Elements.Concat(item.Elements.Where(element => IsOf(element, Media, "group") || IsOf(element, Media, "content")).SelectMany(element => element.Elements))
            .FirstOrDefault(element => IsOf(element, Media, name))?.Text();

    /// <summary>Markup that should have been escaped is taken as if it had been.</summary>
    private static string? Html(LooseElement item, Func<LooseElement, bool> wanted) =>
        item.Elements.FirstOrDefault(wanted) is { } found ? found.HasElements ? found.Markup() : found.Text() : null;

    private static string? Core(LooseElement parent, string name) => parent.Elements.FirstOrDefault(element => Is(element, name) && Filled(element.Text()) is not null)?.Text();

    private static string? Of(LooseElement parent, string space, string name) => parent.Elements.FirstOrDefault(element => IsOf(element, space, name))?.Text();

    /// <summary>An element of RSS itself: without a prefix, or with one for any of its own namespaces.</summary>
    private static bool Is(LooseElement element, string name) =>
        element.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase) && (element.Prefix.Length == 0 || element.Prefix.StartsWith("rss", StringComparison.OrdinalIgnoreCase)
            || element.Namespace is "http://purl.org/rss/1.0/" or "http://my.netscape.com/rdf/simple/0.9/" or "http://backend.userland.com/rss2");

    /// <summary>An element of a module, by its namespace or, where that is not declared, by the prefix that everybody uses.</summary>
    private static bool IsOf(LooseElement element, string space, string name)
    {
        if (element.Prefix.Length == 0 || !element.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var declared = element.Namespace;
        return declared.Length > 0
            ? declared.TrimEnd('/').Equals(space.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
            : element.Prefix.Equals(
                space switch { Content => "content", DublinCore => "dc", DublinCoreTerms => "dcterms", Media => "media", Atom => "atom", Syndication => "sy", _ => "feedburner" },
                StringComparison.OrdinalIgnoreCase);
    }

    private static int? Interval(LooseElement channel)
    {
        if (int.TryParse(Core(channel, "ttl")?.Trim(), out var minutes) && minutes is > 0 and < 100_000)
        {
            return minutes;
        }

        var period = Of(channel, Syndication, "updatePeriod")?.Trim().ToUpperInvariant() switch { "HOURLY" => 60, "DAILY" => 1440, "WEEKLY" => 10080, _ => 0 };
        var frequency = int.TryParse(Of(channel, Syndication, "updateFrequency")?.Trim(), out var times) && times > 0 ? times : 1;
        return period > 0 ? Math.Max(1, period / frequency) : null;
    }

    private static string Format(LooseElement root) => root.LocalName.ToUpperInvariant() switch
    {
        "RDF" => root.Elements.Any(element => element.Namespace == "http://my.netscape.com/rdf/simple/0.9/") ? "RSS 0.9" : "RSS 1.0",
        _ => Filled(root.Attribute("version")) is { } version ? $"RSS {FeedParser.Short(version)}" : "RSS",
    };

    private static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>Deals the faults of a text out to the items in which they lie, each kind once an item.</summary>
internal sealed class FaultsByPlace(LooseXml xml)
{
    private int _next;
    private readonly List<string> _rest = [];

    /// <summary>Asked in the order of the text.</summary>
    public IReadOnlyList<string> Within(LooseElement element)
    {
        var faults = xml.Faults;
        var found = new List<string>();
        while (_next < faults.Count && faults[_next].Offset < element.End)
        {
            (faults[_next].Offset < element.Start ? _rest : found).Add(faults[_next].What);
            _next++;
        }

        return Counted(found);
    }

    public IReadOnlyList<string> Rest()
    {
        for (; _next < xml.Faults.Count; _next++)
        {
            _rest.Add(xml.Faults[_next].What);
        }

        return Counted(_rest);
    }

    private static List<string> Counted(List<string> faults) =>
        [.. faults.GroupBy(fault => fault).Select(group => group.Count() == 1 ? group.Key : FormattableString.Invariant($"{group.Key} ({group.Count()} times)"))];
}
