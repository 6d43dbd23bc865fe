using System.Collections.Immutable;

namespace Tocsin.Analysis.Cap;

/// <summary>Reads alerts of CAP 1.0, 1.1 and 1.2, alone or within Atom, RSS or EDXL-DE, and says what is wrong with them.</summary>
/// <remarks>Opens nothing but the bytes it is given: a document type, an entity or an include in them refuses the whole.</remarks>
public static class CapReader
{
    /// <summary>A larger file is refused.</summary>
    public const int BytesMax = CapXml.BytesMax;

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Edxl = "urn:oasis:names:tc:emergency:EDXL:DE:1.0";

    private static readonly string[] AtomFeed = ["author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title", "updated", "entry"];
    private static readonly string[] AtomEntry = ["author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title", "updated"];

    /// <summary>Whether these first bytes may hold an alert: XML that names CAP's namespace.</summary>
    /// <param name="head">Some thousand bytes.</param>
    public static bool LooksLikeCap(ReadOnlySpan<byte> head) =>
        head.IndexOf("urn:oasis:names:tc:emergency:cap:1."u8) >= 0 || head.IndexOf("http://www.incident.com/cap/1.0"u8) >= 0;

    public static CapVerdict Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var (root, broken) = CapXml.Read(bytes);
        if (root is null)
        {
            return new CapVerdict(null, [], [broken!]);
        }

        var problems = new List<CapProblem>();
        var alerts = ImmutableArray.CreateBuilder<CapAlert>();
        var container = ReadRoot(root, alerts, problems);
        return new CapVerdict(container, alerts.ToImmutable(), [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)]);
    }

    private static string? ReadRoot(CapElement root, ImmutableArray<CapAlert>.Builder alerts, List<CapProblem> problems)
    {
        if (root.Name == "alert" && CapSchema.Of(root.Namespace) is { } schema)
        {
            ReadAlert(root, schema, alerts, problems);
            return "CAP " + schema.Version;
        }

        switch (root.Name, root.Namespace)
        {
            case ("feed", Atom):
                ReadAtom(root, alerts, problems);
                return "Atom";
            case ("rss", ""):
                ReadRss(root, alerts, problems);
                return "RSS 2.0";
            case ("EDXLDistribution", Edxl):
                ReadEdxl(root, alerts, problems);
                return "EDXL-DE 1.0";
            default:
                var named = root.Namespace.Length == 0 ? "no namespace" : $"the namespace \"{root.Namespace}\"";
                problems.Add(new CapProblem(CapProblemKind.Schema, root.Name, root.Line, root.Column, $"it has {named}; an <alert> of CAP 1.0, 1.1 or 1.2, a feed or an EDXL-DE distribution is expected"));
                return null;
        }
    }

    private static void ReadAlert(CapElement element, CapSchema schema, ImmutableArray<CapAlert>.Builder alerts, List<CapProblem> problems)
    {
        var found = new List<CapProblem>();
        CapCheck.Check(element, schema, found);
        problems.AddRange(found);
        if (!found.Exists(problem => problem.Kind != CapProblemKind.Advice))
        {
            alerts.Add(CapBuilder.Build(element, schema));
        }
    }

    private static void ReadAtom(CapElement feed, ImmutableArray<CapAlert>.Builder alerts, List<CapProblem> problems)
    {
        Needs(feed, problems, "id", "title", "updated");
        Knows(feed, AtomFeed, problems);
        foreach (var entry in feed.All("entry"))
        {
            Needs(entry, problems, "id", "title", "updated");
            Knows(entry, AtomEntry, problems);
            var content = entry.Child("content");
            if (content is null && !entry.All("link").Any(link => link.AttributeValue("rel") is null or "alternate"))
            {
                problems.Add(Missing(entry, "link", "an entry without content needs a link to where it is"));
            }

            // An alert elsewhere in a feed is foreign markup, which readers of Atom pass over.
            if (content is not null)
            {
                ReadWithin(content, alerts, problems);
            }
        }
    }

    private static void ReadRss(CapElement rss, ImmutableArray<CapAlert>.Builder alerts, List<CapProblem> problems)
    {
        var channel = rss.Child("channel");
        if (channel is null)
        {
            problems.Add(Missing(rss, "channel", "a feed has one"));
            return;
        }

        Needs(channel, problems, "title", "link", "description");
        foreach (var item in channel.All("item"))
        {
            if (item.Child("title") is null && item.Child("description") is null)
            {
                problems.Add(Missing(item, "title", "an item needs a title or a description"));
            }

            ReadWithin(item, alerts, problems);
        }
    }

    private static void ReadEdxl(CapElement distribution, ImmutableArray<CapAlert>.Builder alerts, List<CapProblem> problems)
    {
        Needs(distribution, problems, "distributionID", "senderID", "dateTimeSent", "distributionStatus", "distributionType", "combinedConfidentiality");
        foreach (var content in distribution.All("contentObject"))
        {
            if (content.Child("xmlContent") is null && content.Child("nonXMLContent") is null)
            {
                problems.Add(Missing(content, "xmlContent", "a content object holds xmlContent or nonXMLContent"));
            }

            ReadWithin(content, alerts, problems);
        }
    }

    /// <summary>The outermost alerts below an element.</summary>
    private static void ReadWithin(CapElement element, ImmutableArray<CapAlert>.Builder alerts, List<CapProblem> problems)
    {
        foreach (var child in element.Children)
        {
            if (child.Name == "alert" && CapSchema.Of(child.Namespace) is { } schema)
            {
                ReadAlert(child, schema, alerts, problems);
            }
            else
            {
                ReadWithin(child, alerts, problems);
            }
        }
    }

    private static void Needs(CapElement element, List<CapProblem> problems, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Child(name) is null)
            {
                problems.Add(Missing(element, name, "it is required"));
            }
        }
    }

    private static void Knows(CapElement element, string[] names, List<CapProblem> problems)
    {
        foreach (var child in element.Children.Where(child => child.Namespace == element.Namespace && !names.Contains(child.Name)))
        {
            problems.Add(new CapProblem(CapProblemKind.Schema, child.Name, child.Line, child.Column, $"{element} has no such element"));
        }
    }

    private static CapProblem Missing(CapElement parent, string name, string why) => new(CapProblemKind.Schema, name, parent.Line, parent.Column, $"missing from {parent}: {why}");
}
