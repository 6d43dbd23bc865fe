using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Duplicates;

/// <summary>An article that was edited after it came out is one witness still: the same address, or the same file of the same outlet.</summary>
public static class Versions
{
    /// <summary>A file of these kinds holds one article; in all others one path stands for many.</summary>
    private static readonly string[] OneArticle = [".txt", ".text", ".md", ".html", ".htm", ".xhtml"];

    /// <summary>Pairs of documents, each with the first version of its article.</summary>
    /// <param name="documents">By publication.</param>
    /// <param name="links">A file that was written anew with a text that shares nothing, under another headline on another day, is another article.</param>
    public static IEnumerable<(string First, string Later)> Of(IReadOnlyList<RecordedDocument> documents, IReadOnlyCollection<CopyLink> links)
    {
        var ofAddress = documents.Where(document => document.Url is not null).GroupBy(document => Address(document.Url!), StringComparer.Ordinal).Where(group => group.Key.Length > 0);
        foreach (var group in ofAddress)
        {
            var first = group.First();
            foreach (var later in group.Skip(1).Where(later => IsOneOutlet(first, later)))
            {
                yield return (first.Id, later.Id);
            }
        }

        HashSet<(string, string)>? shared = null;
        foreach (var group in documents.Where(document => document.Url is null && document.Path is { } path && Array.Exists(OneArticle, end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase))).GroupBy(document => document.Path!, StringComparer.Ordinal))
        {
            var known = new List<RecordedDocument>();
            foreach (var later in group)
            {
                shared ??= [.. links.SelectMany(link => new[] { (link.First, link.Second), (link.Second, link.First) })];
                if (known.Find(first => IsOneOutlet(first, later) && (IsOneArticle(first, later) || shared.Contains((first.Id, later.Id)))) is { } version)
                {
                    yield return (version.Id, later.Id);
                }

                known.Add(later);
            }
        }
    }

    private static bool IsOneOutlet(RecordedDocument one, RecordedDocument other) => string.Equals(one.Outlet, other.Outlet, StringComparison.OrdinalIgnoreCase);

    private static bool IsOneArticle(RecordedDocument one, RecordedDocument other) =>
        (one.Title is not null && one.Title == other.Title) || (one.PublishedAt is { } day && other.PublishedAt is { } otherDay && day.UtcDateTime.Date == otherDay.UtcDateTime.Date);

    /// <summary>Without what does not name the article: scheme, "www.", fragment, the slash at the end. Empty for a front page, where every article has stood.</summary>
    private static string Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.AbsolutePath.Length <= 1 && address.Query.Length <= 1))
        {
            return "";
        }

        var host = address.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.Host[4..] : address.Host;
        return host + address.AbsolutePath.TrimEnd('/') + address.Query;
    }
}
