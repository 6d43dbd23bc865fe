using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Intake.Feeds;

/// <summary>A feed that was saved as a file: a document for each of its items, with the feed's own text.</summary>
public static class FeedFile
{
    /// <summary>A receipt for each item; one that tells what is wrong where there is none.</summary>
    /// <param name="id">The documents are named after it, with the number of their item.</param>
    /// <param name="path">The file as the user wrote it.</param>
    public static IEnumerable<Receipt> Read(byte[] bytes, string path, string id)
    {
        if (Opml.Parse(bytes, path) is { } list)
        {
            return [new Receipt.Refused(new Problem(
                path, string.Create(CultureInfo.InvariantCulture, $"a list of {list.Subscriptions.Length} {(list.Subscriptions.Length == 1 ? "feed" : "feeds")}, not articles"),
                $"`tocsin watch {path}` polls them, `tocsin feeds check {path}` says how they are."))];
        }

        return FeedParser.Parse(bytes, null, null, path) switch
        {
            FeedReading.Refused refused => [new Receipt.Refused(new Problem(path, refused.What, "Check how it was saved, or leave it out."))],
            FeedReading.Read { Feed: { Items: [] } feed } => [new Receipt.Refused(feed.Problems is [var first, ..] ? first : new Problem(path, "a feed without items"))],
            FeedReading.Read { Feed: var feed } => feed.Items.Select((item, index) => new Receipt.Received(
                item.ToDocument(feed.Title, path) with { Id = string.Create(CultureInfo.InvariantCulture, $"{id}-{index + 1}") },
                index == 0 ? [.. feed.Problems, .. item.Problems] : item.Problems)),
            _ => throw new InvalidOperationException("A reading is one of two."),
        };
    }
}
