using Tocsin.Analysis.Record;
using Tocsin.Storage.Feeds;
using Xunit;

namespace Tocsin.Storage.Tests;

public sealed class FeedListTests : RecordFixture
{
    private const string Url = "https://news.example/feed";

    [Fact]
    public async Task A_feeds_state_follows_its_polls()
    {
        await using var record = Open();
        var feed = await record.Feeds.AddAsync(Url, outlet: "Oster Courier", pollEvery: TimeSpan.FromMinutes(5));
        Assert.Equal(feed, Assert.Single(record.Feeds.Due(Noon)));

        await record.Feeds.NoteAsync(feed.Number, new FeedPoll(Noon, null, 200, 12, 3, TimeSpan.FromMilliseconds(80), Noon.AddMinutes(5), "Courier", "rss", "\"abc\""));
        await record.Feeds.NoteAsync(feed.Number, new FeedPoll(Noon.AddMinutes(5), "the answer is a web page", 403, 0, 0, TimeSpan.Zero, Noon.AddMinutes(15), ETag: "\"wrong\""));
        var now = record.Feeds.Find(Url)!;
        Assert.Equal(
            (Noon, Noon.AddMinutes(5), "the answer is a web page", 403, 1, Noon, 3L, "\"abc\"", "rss", "Courier"),
            (now.LastSuccessAt, now.LastFailureAt, now.LastFailure, now.LastStatus, now.FailuresInARow, now.LastNewAt, now.ItemsInAll, now.ETag, now.Kind, now.Title));
        Assert.Empty(record.Feeds.Due(Noon.AddMinutes(14)));
        Assert.Single(record.Feeds.Due(Noon.AddMinutes(15)));
        Assert.Equal([403, 200], record.Feeds.Polls(feed.Number).Select(poll => poll.Status));

        await record.Feeds.SetAsync(Url, paused: true);
        Assert.Empty(record.Feeds.Due(Noon.AddDays(1)));
        Assert.True(await record.Feeds.RemoveAsync(Url));
        Assert.Empty(record.Feeds.List());
        Assert.Equal(feed.Number, (await record.Feeds.AddAsync(Url)).Number);
        Assert.Single(record.Feeds.List());
    }

    [Fact]
    public async Task What_could_not_be_seen_at_any_moment_can_be_asked_for_later()
    {
        await using var record = Open();
        async Task Poll(string url, int minutes, string? failure)
        {
            Time.Now = Noon.AddMinutes(minutes);
            await record.Feeds.NoteAsync((await record.Feeds.AddAsync(url)).Number, new FeedPoll(Time.Now, failure, null, 0, 0, TimeSpan.Zero, null, failure is null ? "Courier" : null));
        }

        string Unseen(int minutes) => string.Join(" | ", record.Facts(Situation.Everything, Noon.AddMinutes(minutes)).Unseen.Select(feed =>
            $"{feed.Title ?? feed.Url}: {feed.Reason}, since {(feed.Since - Noon).TotalMinutes}, seen {(feed.LastSeen - Noon)?.TotalMinutes}"));

        await Poll(Url, 0, null);
        await Poll("https://dead.example/rss", 1, "its name has no address");
        await Poll(Url, 15, "the server answers 403 (Forbidden)");
        await Poll(Url, 30, "an HTML page, not a feed");
        await Poll(Url, 45, null);
        await Poll(Url, 60, "no whole answer within 30 s");
        Assert.Equal("", Unseen(0));
        const string Dead = "https://dead.example/rss: its name has no address, since 1, seen ";
        Assert.Equal(Dead, Unseen(14));
        Assert.Equal(Dead + " | Courier: the server answers 403 (Forbidden), since 15, seen 0", Unseen(16));
        Assert.Equal(Dead + " | Courier: an HTML page, not a feed, since 15, seen 0", Unseen(31));
        Assert.Equal(Dead, Unseen(46));
        Assert.Equal(Dead + " | Courier: no whole answer within 30 s, since 60, seen 45", Unseen(61));
        Time.Now = Noon.AddMinutes(70);
        await record.Feeds.RemoveAsync("https://dead.example/rss");
        Assert.Equal("Courier: no whole answer within 30 s, since 60, seen 45", Unseen(71));
        Assert.Equal(Dead, Unseen(14));
    }

    [Fact]
    public async Task An_item_is_remembered_with_what_it_came_to()
    {
        await using var record = Open();
        var feed = (await record.Feeds.AddAsync(Url)).Number;
        Assert.Null(record.Feeds.Item(feed, "guid-1"));
        await record.Feeds.NoteItemAsync(feed, new FeedItem("guid-1", "https://news.example/1", Noon, 1, null, "the page answers 500"));
        await record.Feeds.NoteItemAsync(feed, new FeedItem("guid-1", null, Noon, 1, "d0123456789abcdef", null));
        Assert.Equal(new FeedItem("guid-1", "https://news.example/1", Noon, 2, "d0123456789abcdef", null), record.Feeds.Item(feed, "guid-1"));
    }
}
