using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tocsin.Intake.Feeds;

namespace Tocsin.Intake.Web;

/// <param name="Text">Its main text.</param>
internal sealed record ArticlePage(string? Title, PublicationTime? Published, string Text);

/// <summary>The pages that the items of a feed link to, where they are worth more than what the feed itself says.</summary>
internal sealed class ArticlePages(WebFetcher fetcher)
{
    /// <summary>Less main text than this is no article.</summary>
    private const int TextMin = 200;

    /// <summary>A page that begs for money, a script or patience says little else.</summary>
    private const int StubMax = 2500;

    private const int TitleWordMin = 4;
    private const int TitleWordsMin = 3;

    private static readonly Lazy<ImmutableArray<(string Words, string What)>> Stubs =
        new(() => [.. FactFile.ReadEmbedded("intake/stubs.tsv", 2).Select(stub => (stub[0], stub[1]))]);

    /// <summary>The article, or why the feed's own text is kept.</summary>
    /// <param name="item">With an address.</param>
    public async Task<(ArticlePage? Page, Problem? Problem)> FetchAsync(FeedItem item, CancellationToken cancellation)
    {
        var answer = await fetcher.FetchAsync(new WebQuestion(new Uri(item.Url!), "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"), cancellation);
        return answer switch
        {
            WebAnswer.Failed failed => (null, Kept(item, failed.What)),
            WebAnswer.Content { MediaType: { } type } when !type.Contains("html", StringComparison.Ordinal) => (null, Kept(item, $"it is {FeedParser.Short(type)}, not a page")),
            WebAnswer.Content content => Judge(item, content),
            _ => (null, Kept(item, "it sends no page")),
        };
    }

    private static (ArticlePage? Page, Problem? Problem) Judge(FeedItem item, WebAnswer.Content content)
    {
        var html = TextDecoding.Decode(content.Bytes, content.Charset ?? DeclaredEncoding(content.Bytes)).Text;
        if (HtmlArticle.Read("", html, null) is not { } article)
        {
            return (null, Kept(item, "its tags are nested too deeply for an article"));
        }

        if (article.Text.Length > InputLimits.DocumentCharacters)
        {
            return (null, Kept(item, "it is too long for one article"));
        }

        return Fault(item, article.Title, article.Text) is { } fault
            ? (null, Kept(item, fault))
            : (new ArticlePage(article.Title, article.PublishedAt is { } day ? new PublicationTime(day, article.PublishedTime) : null, article.Text), null);
    }

    /// <summary>Why a page's text is not the article; null where it may well be.</summary>
    internal static string? Fault(FeedItem item, string? title, string text)
    {
        if (text.Length <= StubMax)
        {
            foreach (var (words, what) in Stubs.Value)
            {
                if (text.Contains(words, StringComparison.OrdinalIgnoreCase) || title?.Contains(words, StringComparison.OrdinalIgnoreCase) == true)
                {
                    return what;
                }
            }
        }

        if (text.Length < TextMin)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has {text.Length} characters of text, too few for an article");
        }

        if (text.Length < item.Text.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has less text than the feed ({text.Length:N0} characters to {item.Text.Length:N0})");
        }

        var headline = (item.Title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('"', '\'', ',', '.', ':', ';', '?', '!', '“', '”', '‘', '’', '(', ')')).Where(word => word.Length >= TitleWordMin).ToList();
        return headline.Count >= TitleWordsMin && !headline.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) && title?.Equals(item.Title, StringComparison.OrdinalIgnoreCase) != true
            ? "it has none of the headline's words, so it is some other page"
            : null;
    }

    private static Problem Kept(FeedItem item, string why) => new(item.Url!, $"the feed's own text is kept, because of the page: {why}");

    /// <summary>The encoding that a page names in its first kilobyte, as <c>charset=…</c>.</summary>
    internal static string? DeclaredEncoding(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var name = head.AsSpan(at + "charset=".Length).TrimStart("\"' ");
        var length = 0;
        while (length < name.Length && (char.IsAsciiLetterOrDigit(name[length]) || name[length] is '-' or '_' or ':' or '.'))
        {
            length++;
        }

        return length == 0 ? null : name[..length].ToString();
    }
}
