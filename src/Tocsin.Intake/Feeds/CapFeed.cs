using System.Collections.Immutable;
using Tocsin.Analysis.Cap;

namespace Tocsin.Intake.Feeds;

/// <summary>Alerts at a feed's address: one, or an Atom or RSS feed that holds some. Each is an item; what is marked as a test or an exercise is named and left out.</summary>
internal static class CapFeed
{
    public const string Format = "CAP";

    private const int HeadBytes = 4096;

    /// <summary>Null where it holds no alerts, as a feed does that only tells of some in a vocabulary of theirs.</summary>
    public static FeedReading? Read(byte[] bytes, string where)
    {
        if (bytes.Length > CapReader.BytesMax || !CapReader.LooksLikeCap(bytes.AsSpan(0, Math.Min(bytes.Length, HeadBytes)).TrimStart(" \t\r\n"u8)))
        {
            return null;
        }

        var alerts = CapReader.Read(bytes).Alerts;
        if (alerts.IsEmpty)
        {
            return null;
        }

        var items = ImmutableArray.CreateBuilder<FeedItem>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        string? sender = null;
        foreach (var receipt in alerts.Select(alert => CapDocuments.Of(alert, where)))
        {
            if (receipt is Receipt.Received { Document: var document })
            {
                sender ??= document.Outlet;
                var published = document.PublishedAt is { } day ? new PublicationTime(day, document.PublishedTime) : (PublicationTime?)null;
                items.Add(new FeedItem(document.Id, document.Title, FeedParser.Link(document.Url, null), published, document.Text, document.Outlet, []));
            }
            else if (receipt is Receipt.Refused refused)
            {
                problems.Add(refused.Problem);
            }
        }

        return new FeedReading.Read(new Feed(Format, sender, null, [.. items.DistinctBy(item => item.Key)], problems.ToImmutable(), false));
    }
}
