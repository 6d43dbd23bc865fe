using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tocsin.Intake.Web;

namespace Tocsin.Intake.Feeds;

/// <summary>Reads RSS 0.9 to 2.0, Atom 0.3 and 1.0, and JSON Feed 1 and 1.1 as they are published, which is often not as they are specified.</summary>
/// <remarks>
/// RSS: https://www.rssboard.org/rss-specification and the modules content, dc, media and syndication; Atom: RFC 4287; JSON Feed: https://www.jsonfeed.org/version/1.1.
/// Pure: no file, network or clock; nothing outside the bytes is read. Never throws for what a feed holds.
/// </remarks>
public static partial class FeedParser
{
    private static readonly SearchValues<char> EncodingName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:.");

    /// <param name="bytes">The whole of the feed.</param>
    /// <param name="charset">What the server says of the encoding; null where it says nothing.</param>
    /// <param name="url">Where it was read from, against which its links are resolved; null for a file.</param>
    /// <param name="where">How its problems name it.</param>
    public static FeedReading Parse(ReadOnlySpan<byte> bytes, string? charset, Uri? url, string where)
    {
        if (bytes.IsEmpty || bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new FeedReading.Refused(FeedIllness.NotAFeed, "an answer without content, not a feed");
        }

        if (InputKinds.BinaryName(bytes[..Math.Min(bytes.Length, 4096)]) is { } binary)
        {
            return new FeedReading.Refused(FeedIllness.NotAFeed, $"{binary}, not a feed");
        }

        var (text, problem) = Decode(bytes, charset, where);
        var problems = new FeedProblems(where);
        if (problem is not null)
        {
            problems.Add(problem);
        }

        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("{") || start.StartsWith("["))
        {
            return JsonFeed.Read(text, url, problems);
        }

        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return Html;
        }

        var xml = LooseXml.Parse(text);
        foreach (var element in xml.Root.Elements.Concat(xml.Root.Elements.SelectMany(element => element.Elements)))
        {
            switch (element.LocalName.ToLowerInvariant())
            {
                case "rss" or "rdf":
                case "channel" when element.Prefix.Length == 0:
                    return RssFeed.Read(xml, element, url, problems);
                case "feed":
                    return AtomFeed.Read(xml, element, url, problems);
                case "html" or "body":
                    return Html;
                case "opml":
                    return new FeedReading.Refused(FeedIllness.NotAFeed, "a list of feeds (OPML), not a feed");
            }
        }

        return xml.Root.Elements.Any(element => element.LocalName.ToLowerInvariant() is "head" or "title" or "div" or "p" or "script" or "meta")
            ? Html
            : new FeedReading.Refused(FeedIllness.NotAFeed, xml.Root.Elements.FirstOrDefault() is { } root ? $"XML with the root <{Short(root.LocalName)}>, not a feed" : "text, not a feed");
    }

    private static FeedReading.Refused Html => new(FeedIllness.HtmlInstead, "an HTML page, not a feed");

    /// <summary>Bytes that are plainly UTF-8 or UTF-16 win over what the server and the XML declaration say.</summary>
    internal static (string Text, string? Problem) Decode(ReadOnlySpan<byte> bytes, string? charset, string where)
    {
        var declared = charset ?? DeclaredEncoding(bytes);

        // On the web Latin-1 means Windows-1252 (WHATWG Encoding), which has letters where the other has control characters.
        var isLatin = declared?.ToUpperInvariant() is "ISO-8859-1" or "LATIN1" or "US-ASCII" or "ASCII" or "WINDOWS-1252" or "CP1252";
        var isUtf8 = declared?.ToUpperInvariant() is "UTF-8" or "UTF8" or null;
        var decoded = TextDecoding.Decode(bytes, isLatin ? "windows-1252" : isUtf8 ? null : declared);
        if (decoded.Guess is { } guess)
        {
            return (decoded.Text, declared is null ? $"no encoding is declared and it is not UTF-8, read as {guess}" : $"it says that it is {Short(declared)} and is not, read as {guess}");
        }

        var isOther = !isUtf8 && declared!.StartsWith("utf", StringComparison.OrdinalIgnoreCase) is false && System.Text.Unicode.Utf8.IsValid(bytes) && bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF);
        return (decoded.Text, isOther ? $"it says that it is {Short(declared!)} and is UTF-8" : null);
    }

    /// <summary>The encoding that an XML declaration names.</summary>
    private static string? DeclaredEncoding(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]);
        var at = head.IndexOf("encoding", StringComparison.Ordinal);
        if (!head.AsSpan().TrimStart().TrimStart("ï»¿").StartsWith("<?xml", StringComparison.Ordinal) || at < 0)
        {
            return null;
        }

        var name = head.AsSpan(at + "encoding".Length).TrimStart(" \t\r\n=\"'");
        var length = name.IndexOfAnyExcept(EncodingName);
        return length <= 0 ? null : name[..length].ToString();
    }

    /// <summary>A link as an address that can be gone to: absolute, http or https, without name and password. Null elsewhere.</summary>
    internal static string? Link(string? link, Uri? relativeTo)
    {
        var trimmed = link?.Trim();
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > 8000)
        {
            return null;
        }

        // A path alone, "/story", counts as an absolute file name on Unix.
        var isAbsolute = Scheme().IsMatch(trimmed);
        if ((!isAbsolute || !Uri.TryCreate(trimmed, UriKind.Absolute, out var address))
            && (isAbsolute || relativeTo is null || !Uri.TryCreate(relativeTo, trimmed, out address)))
        {
            return null;
        }

        if (address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            return null;
        }

        return address.UserInfo.Length == 0 ? address.AbsoluteUri : new UriBuilder(address) { UserName = "", Password = "" }.Uri.AbsoluteUri;
    }

    internal static string Short(string value) => value.Length <= 60 ? value : value[..60] + "…";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}

/// <summary>Gathers what is wrong with a feed and its items, and makes items of what was found.</summary>
internal sealed class FeedProblems(string where)
{
    private readonly ImmutableArray<Problem>.Builder _ofFeed = ImmutableArray.CreateBuilder<Problem>();
    private readonly Dictionary<string, (string? Url, string Fingerprint)> _keys = new(StringComparer.Ordinal);
    private readonly ImmutableArray<FeedItem>.Builder _items = ImmutableArray.CreateBuilder<FeedItem>();

    public ImmutableArray<Problem> OfFeed => _ofFeed.ToImmutable();

    public ImmutableArray<FeedItem> Items => _items.ToImmutable();

    public void Add(string what) => _ofFeed.Add(new Problem(where, what));

    public void AddOfItem(int number, string what) => _ofFeed.Add(OfItem(number, what));

    /// <param name="number">Of the item in the feed, from 1.</param>
    /// <param name="id">As the feed gives it.</param>
    /// <param name="content">Text or HTML; null where there is none.</param>
    /// <param name="link">As written.</param>
    /// <param name="date">As written; null where there is none.</param>
    public void AddItem(int number, string? id, string? title, string? content, string? link, Uri? relativeTo, string? date, string? outlet, IEnumerable<string> faults)
    {
        var problems = faults.Select(fault => OfItem(number, fault)).ToList();
        var text = content is null ? "" : HtmlText.Of(content);
        if (text is null)
        {
            problems.Add(OfItem(number, "its text is nested too deeply and was left out"));
            text = "";
        }

        text = FeedTails.Without(text);
        title = title is null ? null : HtmlText.OneLine(HtmlText.Of(title));
        if (text.Length == 0 && title is null)
        {
            AddOfItem(number, "an item without title and text, left out");
            return;
        }

        if (text.Length + (title?.Length ?? 0) > InputLimits.DocumentCharacters - 2)
        {
            _ofFeed.Add(InputLimits.TooLong(OfItem(number, "").Where, text.Length));
            return;
        }

        var url = FeedParser.Link(link, relativeTo);
        if (url is null && !string.IsNullOrWhiteSpace(link))
        {
            problems.Add(OfItem(number, $"its link is no address of the web ({FeedParser.Short(link.Trim())})"));
        }

        var published = PublicationTime.Parse(date);
        if (published is null && !string.IsNullOrWhiteSpace(date))
        {
            problems.Add(OfItem(number, $"its date cannot be read (\"{FeedParser.Short(date.Trim())}\"), so it has none"));
        }

        var item = new FeedItem("", title, url, published, text, HtmlText.OneLine(outlet), []);
        id = id?.Trim();
        var key = !string.IsNullOrEmpty(id) ? (id.Length <= 500 ? id : FeedItem.Hash(id)) : url ?? "#" + item.Fingerprint;
        if (_keys.TryGetValue(key, out var taken))
        {
            if (taken.Fingerprint == item.Fingerprint)
            {
                return;
            }

            // An id that several items share names none of them.
            problems.Add(OfItem(number, $"another item has its id ({FeedParser.Short(key)})"));
            key = url is not null && url != taken.Url && !_keys.ContainsKey(url) ? url : "#" + item.Fingerprint;
            if (_keys.ContainsKey(key))
            {
                return;
            }
        }

        _keys.Add(key, (url, item.Fingerprint));
        _items.Add(item with { Key = key, Problems = [.. problems] });
    }

    private Problem OfItem(int number, string what) => new(string.Create(CultureInfo.InvariantCulture, $"{where}, item {number}"), what);
}
