using System.Globalization;
using System.Net;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Tests.Web;
using Tocsin.Intake.Web;
using Xunit;

namespace Tocsin.Intake.Tests.Feeds;

public sealed class FeedDocumentsTests : IAsyncDisposable
{
    private const string Long = "Twelve rockets fell on the town of Kesh on Monday evening, killing eight people and destroying a school, the governor said. The foreign ministry of Marran denied that its army had fired. "
        + "Observers at the border counted eleven craters and said that they could not tell yet where the rockets had come from.";

    private readonly RoughServer _server = new();
    private readonly SetTime _clock = new(new DateTimeOffset(2031, 3, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly WebFetcher _fetcher;
    private readonly FeedPoller _poller;

    public FeedDocumentsTests()
    {
        _fetcher = new WebFetcher(
            new WebOptions { AllowedHosts = ["press.test"], HostPause = TimeSpan.FromMilliseconds(1), Retries = 0, Timeout = TimeSpan.FromSeconds(2), Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) }, _clock);
        _poller = new FeedPoller(_fetcher, _clock, FeedSchedule.Default);
    }

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_text_is_the_pages_and_the_rest_is_the_items()
    {
        Feed("<item><guid>1</guid><title>Rockets hit Kesh</title><link>/story</link><description>Short.</description></item>");
        _server.Ok("/story", $"<html><head><title>Other title | Site</title><meta property='og:site_name' content='Site'><meta property='article:published_time' content='2031-03-03T09:30:00+02:00'></head><body><nav>Home</nav><article><h1>Rockets hit Kesh</h1><p>{Long}</p><p>{Long}</p></article></body></html>", "text/html; charset=utf-8");
        var taken = Assert.Single((await PollAsync()).Documents);
        Assert.Equal(TextFrom.Page, taken.From);
        Assert.Empty(taken.Notes);
        Assert.StartsWith("Rockets hit Kesh\n\nTwelve rockets fell", taken.Document.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("Rockets hit Kesh", "Oster Courier", _server.Url("/story"), new DateOnly(2031, 3, 3), new DateTimeOffset(2031, 3, 3, 9, 30, 0, TimeSpan.FromHours(2))),
            (taken.Document.Title, taken.Document.Outlet, taken.Document.Url, taken.Document.PublishedAt, taken.Document.PublishedTime));
    }

    [Theory]
    [InlineData(404, "text/html", "<p>x</p>", "the server answers 404 (NotFound)")]
    [InlineData(500, "text/html", "<p>x</p>", "the server answers 500 (InternalServerError)")]
    [InlineData(200, "application/pdf", "%PDF", "it is application/pdf, not a page")]
    [InlineData(200, "text/html", "", "it has 0 characters of text, too few for an article")]
    [InlineData(200, "text/html", "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>", "it has 0 characters of text, too few for an article")]
    [InlineData(200, "text/html", "<p>Please enable JavaScript and reload this page to see it.</p>", "it shows nothing without scripts")]
    [InlineData(200, "text/html", "<p>Twelve rockets fell on the town of Kesh on Monday.</p><p>Subscribe to continue reading. Already a subscriber? Log in. Our reporters are there for you every day of the year, in the capital and wherever news is made, and that has a price.</p>", "it asks for a subscription")]
    [InlineData(200, "text/html", "<title>Page not found</title><p>Perhaps you would like to read what others read today: sports, the weather, the markets, the stars, our cook's recipe of the week and the crossword for everybody who likes to think about words on a Sunday.</p>", "it is gone, though it answers")]
    [InlineData(200, "text/html", "<p>The weather will be fine all week. The markets rose. A cat was found on a roof by firemen who looked for something else. Our cook has a recipe of lentils, and the crossword is for everybody who likes to think about words on a Sunday morning.</p>", "it has none of the headline's words, so it is some other page")]
    public async Task When_the_page_fails_the_feeds_own_text_is_kept_and_it_says_so(int status, string type, string body, string why)
    {
        Feed("<item><guid>1</guid><title>Rockets strike Kesh hospital</title><link>/story</link><description>Eight people were killed in Kesh.</description></item>");
        _server.Answer("/story", status, $"Content-Type: {type}", body);
        var taken = Assert.Single((await PollAsync()).Documents);
        Assert.Equal((TextFrom.Feed, "Rockets strike Kesh hospital\n\nEight people were killed in Kesh."), (taken.From, taken.Document.Text));
        Assert.Equal($"{_server.Url("/story")}: the feed's own text is kept, because of the page: {why}.", Assert.Single(taken.Notes).ToString());
    }

    [Fact]
    public async Task A_page_that_says_less_than_the_feed_is_not_taken()
    {
        Feed($"<item><guid>1</guid><title>Rockets hit Kesh</title><link>/story</link><description>{Long} {Long}</description></item>");
        _server.Ok("/story", $"<article><h1>Rockets hit Kesh</h1><p>{Long}</p></article>", "text/html");
        var taken = Assert.Single((await PollAsync()).Documents);
        Assert.Equal(TextFrom.Feed, taken.From);
        Assert.Contains("it has less text than the feed", Assert.Single(taken.Notes).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/inside", "is no address of the public internet (--allow-host")]
    [InlineData("http://intranet.test:{0}/inside", "is no address of the public internet (--allow-host")]
    public async Task A_link_into_the_users_network_is_not_followed(string link, string why)
    {
        Feed($"<item><guid>1</guid><title>Look</title><link>{string.Format(CultureInfo.InvariantCulture, link, _server.Port)}</link></item>");
        _server.Ok("/inside", "<p>Secret</p>", "text/html");
        var taken = Assert.Single((await PollAsync()).Documents);
        Assert.Equal((TextFrom.Feed, "Look"), (taken.From, taken.Document.Text));
        Assert.Contains(why, taken.Notes[0].What, StringComparison.Ordinal);
        Assert.Equal(0, _server.CountOf("/inside"));
    }

    [Fact]
    public async Task Fifty_items_are_fifty_documents_once()
    {
        Feed(string.Concat(Enumerable.Range(1, 50).Select(n => $"<item><guid isPermaLink='false'>{n}</guid><title>Item {n}</title></item>")));
        var first = await PollAsync();
        Assert.Equal(Enumerable.Range(1, 50).Select(n => $"Item {n}"), first.Documents.Select(document => document.Document.Text));
        Assert.Empty((await PollAsync(first.State)).Documents);
    }

    [Fact]
    public async Task A_long_feed_is_taken_whole_in_several_polls()
    {
        _server.Answer("/feed", 200, "ETag: \"1\"", "<rss><channel><title>C</title>" + string.Concat(Enumerable.Range(1, 250).Select(n => $"<item><guid isPermaLink='false'>{n}</guid><title>Item {n}</title></item>")) + "</channel></rss>");
        var taken = new List<string>();
        var state = new FeedState(_server.Url("/feed"));
        foreach (var count in new[] { 100, 100, 50, 0 })
        {
            var poll = await PollAsync(state);
            Assert.Equal(count, poll.Documents.Length);
            Assert.Equal(taken.Count + count < 250, poll.State.NextAt == _clock.Now);
            taken.AddRange(poll.Documents.Select(document => document.ItemKey));
            state = poll.State;
        }

        Assert.Equal(Enumerable.Range(1, 250).Select(n => n.ToString(CultureInfo.InvariantCulture)), taken);
        Assert.Equal("\"1\"", state.Validators?.ETag);
    }

    [Fact]
    public async Task A_changed_item_is_a_new_version_and_one_that_comes_back_is_not_news()
    {
        Feed("<item><guid isPermaLink='false'>a</guid><title>Eight dead</title></item><item><guid isPermaLink='false'>b</guid><title>Talks</title></item>");
        var state = (await PollAsync()).State;
        Feed("<item><guid isPermaLink='false'>a</guid><title>Nine dead</title></item>");
        var changed = await PollAsync(state);
        var version = Assert.Single(changed.Documents);
        Assert.Equal(("a", true, "Nine dead"), (version.ItemKey, version.IsNewVersion, version.Document.Text));
        Feed("<item><guid isPermaLink='false'>b</guid><title>Talks</title></item><item><guid isPermaLink='false'>a</guid><title>Nine dead</title></item>");
        Assert.Empty((await PollAsync(changed.State)).Documents);
    }

    [Fact]
    public async Task Dates_that_cannot_be_read_are_none_and_the_newest_is_remembered()
    {
        Feed("<item><guid>a</guid><title>A</title><pubDate>today</pubDate></item><item><guid>b</guid><title>B</title><pubDate>Mon, 03 Mar 2031 10:00:00 +0200</pubDate></item><item><guid>c</guid><title>C</title></item>");
        var poll = await PollAsync();
        Assert.Equal([null, new DateOnly(2031, 3, 3), null], poll.Documents.Select(document => document.Document.PublishedAt));
        Assert.Equal("its date cannot be read (\"today\"), so it has none", Assert.Single(poll.Documents[0].Notes).What);
        Assert.Equal(new DateTimeOffset(2031, 3, 3, 8, 0, 0, TimeSpan.Zero), poll.State.NewestAt);
        Feed("");
        Assert.Equal((FeedHealth.Empty, poll.State.NewestAt), ((poll = await PollAsync(poll.State)).State.Health, poll.State.NewestAt));
    }

    [Fact]
    public async Task A_watcher_polls_each_feed_when_it_is_due_and_stops_quietly()
    {
        Feed("<item><guid>a</guid><title>A</title></item>");
        _server.Answer("/ill", 403, "", "");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var states = new[] { new FeedState(_server.Url("/feed")), new FeedState(_server.Url("/ill")), new FeedState(_server.Url("/later")) { NextAt = _clock.Now.AddDays(9) } };
        var polls = new List<FeedPoll>();
        await foreach (var poll in new FeedWatcher(_poller, _clock).WatchAsync(states, stop.Token))
        {
            polls.Add(poll);
            if (polls.Count == 2)
            {
                await stop.CancelAsync();
            }
        }

        Assert.Equal([FeedHealth.Ok, FeedHealth.Ill], polls.OrderBy(poll => poll.State.Url, StringComparer.Ordinal).Select(poll => poll.State.Health));
        Assert.Equal(0, _server.CountOf("/later"));
    }

    [Fact]
    public async Task A_watcher_goes_on_with_the_state_it_gave()
    {
        var asked = 0;
        _server.Answer("/feed", _ => (200, "", FeedPollerTests.Rss([.. Enumerable.Range(0, ++asked).Select(n => $"k{n}")])));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var watcher = new FeedWatcher(new FeedPoller(_fetcher, _clock, new FeedSchedule(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), fetchPages: false), _clock);
        var keys = new List<string>();
        await foreach (var poll in watcher.WatchAsync([new FeedState(_server.Url("/feed"))], stop.Token))
        {
            keys.AddRange(poll.Documents.Select(document => document.ItemKey));
            if (keys.Count >= 3)
            {
                break;
            }
        }

        Assert.Equal(["k0", "k1", "k2"], keys);
    }

    [Fact]
    public void The_numbers_that_are_stored_stay()
    {
        Assert.Equal("New=0 Ok=1 NotModified=2 Empty=3 Ill=4", string.Join(' ', Enum.GetValues<FeedHealth>().Select(value => $"{value}={(int)value}")));
        Assert.Equal(
            "None=0 Forbidden=1 NotFound=2 Gone=3 TooManyRequests=4 ServerError=5 HtmlInstead=6 NotAFeed=7 Broken=8 Timeout=9 Dns=10 Tls=11 Connection=12 HalfAnswer=13 TooLarge=14 Robots=15 AddressRefused=16 Redirects=17 Protocol=18",
            string.Join(' ', Enum.GetValues<FeedIllness>().Select(value => $"{value}={(int)value}")));
    }

    private void Feed(string items) => _server.Ok("/feed", $"<rss><channel><title>Oster Courier</title>{items}</channel></rss>");

    private Task<FeedPoll> PollAsync(FeedState? state = null) => _poller.PollAsync(state ?? new FeedState(_server.Url("/feed")), default);
}
