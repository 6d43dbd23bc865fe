using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Tests.Web;
using Tocsin.Intake.Web;
using Xunit;

namespace Tocsin.Intake.Tests.Feeds;

public sealed class FeedPollerTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2031, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly RoughServer _server = new();
    private readonly SetTime _clock = new(Noon);
    private WebOptions _options = new()
    {
        AllowedHosts = ["press.test", "other.test"],
        HostPause = TimeSpan.FromMilliseconds(1),
        RetryPause = TimeSpan.FromMilliseconds(1),
        Timeout = TimeSpan.FromSeconds(10),
        BytesMax = 1_000_000,
        Retries = 1,
        Resolve = (host, _) => Task.FromResult<IPAddress[]>(host.StartsWith("no-", StringComparison.Ordinal) ? [] : [IPAddress.Loopback]),
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(403, "", FeedIllness.Forbidden, "the server answers 403 (Forbidden)", 15)]
    [InlineData(401, "WWW-Authenticate: Basic", FeedIllness.Forbidden, "the server answers 401 (Unauthorized)", 15)]
    [InlineData(404, "", FeedIllness.NotFound, "the server answers 404 (NotFound)", 15)]
    [InlineData(410, "", FeedIllness.Gone, "the server answers 410 (Gone)", 15)]
    [InlineData(429, "Retry-After: 7200", FeedIllness.TooManyRequests, "the server answers 429 (TooManyRequests)", 120)]
    [InlineData(503, "Retry-After: Mon, 03 Mar 2031 13:30:00 GMT", FeedIllness.TooManyRequests, "the server answers 503 (ServiceUnavailable)", 90)]
    [InlineData(500, "", FeedIllness.ServerError, "the server answers 500 (InternalServerError)", 15)]
    [InlineData(299, "", FeedIllness.Protocol, "the server answers 299", 15)]
    [InlineData(302, "", FeedIllness.Redirects, "it redirects to no address of the web (none)", 15)]
    [InlineData(302, "Location: file:///etc/passwd", FeedIllness.Redirects, "it redirects to no address of the web (file:///etc/passwd)", 15)]
    [InlineData(302, "Location: /feed", FeedIllness.Redirects, "it redirects in a circle", 15)]
    [InlineData(304, "", FeedIllness.Protocol, "the server answers 304 (NotModified)", 15)]
    public async Task A_feed_that_answers_so_is_visibly_ill(int status, string headers, FeedIllness illness, string reason, int minutes)
    {
        _server.Answer("/feed", status, headers, "<html>No.</html>");
        var poll = await PollAsync("/feed");
        Assert.Equal((FeedHealth.Ill, illness, reason), (poll.State.Health, poll.State.Illness, poll.State.Reason));
        Assert.Equal(Noon.AddMinutes(minutes), poll.State.NextAt);
        Assert.Equal($"{_server.Url("/feed")}: {reason}.", Assert.Single(poll.Problems).ToString());
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Welcome</body></html>", FeedHealth.Ill, FeedIllness.HtmlInstead)]
    [InlineData("", FeedHealth.Ill, FeedIllness.NotAFeed)]
    [InlineData("{\"items\":", FeedHealth.Ill, FeedIllness.Broken)]
    [InlineData("<rss><channel><title>Quiet</title></channel></rss>", FeedHealth.Empty, FeedIllness.None)]
    [InlineData("<rss><channel><title>T</title><item><title>A</title></item></channel></rss>", FeedHealth.Ok, FeedIllness.None)]
    public async Task What_it_sends_decides_how_it_is(string body, FeedHealth health, FeedIllness illness)
    {
        _server.Ok("/feed", body);
        var state = (await PollAsync("/feed")).State;
        Assert.Equal((health, illness), (state.Health, state.Illness));
    }

    [Fact]
    public async Task Failures_in_a_row_lengthen_the_pause_and_one_answer_ends_them()
    {
        var state = new FeedState(_server.Url("/feed"));
        foreach (var minutes in new[] { 15, 30, 60, 120, 240, 360, 360 })
        {
            state = (await PollAsync(state)).State;
            Assert.Equal(_clock.Now.AddMinutes(minutes), state.NextAt);
        }

        Assert.Equal(7, state.Failures);
        _server.Ok("/feed", Rss("a"));
        state = (await PollAsync(state)).State;
        Assert.Equal((0, FeedHealth.Ok, null), (state.Failures, state.Health, state.Reason));
    }

    [Fact]
    public async Task What_has_not_changed_is_asked_for_by_its_tag_and_else_by_its_date()
    {
        var headers = "ETag: W/\"v1\"\r\nLast-Modified: Mon, 03 Mar 2031 08:00:00 GMT";
        _server.Answer("/feed", request => request.Headers.ContainsKey("if-none-match") || request.Headers.ContainsKey("if-modified-since") ? (304, headers, "") : (200, headers, Rss("a", "b")));
        var first = await PollAsync("/feed");
        var second = await PollAsync(first.State);
        Assert.Equal(2, first.Documents.Length);
        Assert.Equal((FeedHealth.NotModified, 0, 2), (second.State.Health, second.Documents.Length, second.State.Items));
        var asked = _server.Requests.Last().Headers;
        Assert.Equal("W/\"v1\"", asked["if-none-match"]);
        Assert.False(asked.ContainsKey("if-modified-since"));

        headers = "Last-Modified: Mon, 03 Mar 2031 08:00:00 GMT";
        var dated = await PollAsync((await PollAsync("/feed")).State);
        Assert.Equal(FeedHealth.NotModified, dated.State.Health);
        Assert.Equal("Mon, 03 Mar 2031 08:00:00 GMT", _server.Requests.Last().Headers["if-modified-since"]);
    }

    [Theory]
    [InlineData("", 15)]
    [InlineData("Cache-Control: max-age=1800", 30)]
    [InlineData("Cache-Control: max-age=1800\r\nAge: 600", 20)]
    [InlineData("Cache-Control: max-age=60", 15)]
    [InlineData("Cache-Control: max-age=31536000", 60)] // A year is not believed.
    [InlineData("Cache-Control: no-cache, max-age=1800", 15)]
    [InlineData("Expires: Mon, 03 Mar 2031 12:40:00 GMT\r\nDate: Mon, 03 Mar 2031 12:00:00 GMT", 40)]
    [InlineData("Expires: Mon, 03 Mar 2031 12:40:00 GMT\r\nDate: Mon, 03 Mar 2031 12:00:00 GMT\r\nCache-Control: max-age=1200", 20)]
    [InlineData("Expires: 0", 15)]
    public async Task The_next_poll_waits_while_the_answer_is_fresh(string headers, int minutes)
    {
        _server.Answer("/feed", 200, headers, Rss("a"));
        Assert.Equal(Noon.AddMinutes(minutes), (await PollAsync("/feed")).State.NextAt);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(10, 10)]
    [InlineData(45, 45)]
    [InlineData(1440, 60)]
    public async Task A_feed_may_say_how_often_it_wants_to_be_read(int ttl, int minutes)
    {
        _server.Ok("/feed", $"<rss><channel><ttl>{ttl}</ttl><item><title>A</title></item></channel></rss>");
        Assert.Equal(Noon.AddMinutes(minutes), (await PollAsync("/feed")).State.NextAt);
    }

    [Fact]
    public void What_a_person_set_wins_over_what_a_feed_asks_for_and_not_over_a_wish_to_be_left_alone()
    {
        var every = FeedSchedule.Every(TimeSpan.FromMinutes(2));
        var now = new DateTimeOffset(2031, 3, 3, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(now.AddMinutes(2), every.AfterAnswer(now, null, null));
        Assert.Equal(now.AddMinutes(2), every.AfterAnswer(now, TimeSpan.FromHours(1), TimeSpan.FromHours(1)));
        Assert.Equal(now.AddMinutes(2), every.AfterAnswer(now, null, TimeSpan.FromMinutes(1)));
        Assert.Equal(now.AddMinutes(8), every.AfterFailure(now, 3, null));
        Assert.Equal(now.AddHours(6), every.AfterFailure(now, 20, null));
        Assert.Equal(now.AddHours(2), every.AfterFailure(now, 1, TimeSpan.FromHours(2)));
        Assert.Equal(now.AddDays(1), FeedSchedule.Every(TimeSpan.FromDays(1)).AfterFailure(now, 1, null));
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(308, true)]
    [InlineData(302, false)]
    [InlineData(307, false)]
    public async Task A_move_for_good_is_remembered_and_a_detour_is_not(int status, bool remembered)
    {
        _server.Answer("/old", status, $"Location: {_server.Url("/new", "other.test")}", "");
        _server.Ok("/new", Rss("a"));
        var first = await PollAsync("/old");
        Assert.Equal(remembered ? _server.Url("/new", "other.test") : null, first.State.MovedTo);
        var second = await PollAsync(first.State);
        Assert.Equal(FeedHealth.Ok, second.State.Health);
        Assert.Equal(remembered ? 1 : 2, _server.CountOf("/old"));
    }

    [Fact]
    public async Task A_move_behind_a_detour_is_not_for_good_and_a_lost_one_is_forgotten()
    {
        _server.Answer("/a", 302, "Location: /b", "");
        _server.Answer("/b", 301, "Location: /c", "");
        _server.Ok("/c", Rss("a"));
        Assert.Null((await PollAsync("/a")).State.MovedTo);

        var moved = (await PollAsync("/b")).State;
        Assert.Equal(_server.Url("/c"), moved.MovedTo);
        _server.Answer("/c", 404, "", "");
        moved = (await PollAsync(moved)).State;
        Assert.Equal(FeedHealth.Ill, moved.Health);
        _server.Ok("/b", Rss("a"));
        moved = (await PollAsync(moved)).State;
        Assert.Equal((FeedHealth.Ok, null), (moved.Health, moved.MovedTo));
    }

    [Fact]
    public async Task A_login_page_in_between_moves_nothing()
    {
        _server.Answer("/feed", 301, "Location: /login", "");
        _server.Ok("/login", "<!DOCTYPE html><html><body>Room number?</body></html>", "text/html");
        var state = (await PollAsync("/feed")).State;
        Assert.Equal((FeedIllness.HtmlInstead, null), (state.Illness, state.MovedTo));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_answers_are_unpacked(string coding)
    {
        _server.Raw("/feed", async (request, stream, cancellation) =>
        {
            Assert.Contains(coding, request.Headers["accept-encoding"], StringComparison.Ordinal);
            using var packed = new MemoryStream();
            await using (Stream packer = coding switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            })
            {
                await packer.WriteAsync(Encoding.UTF8.GetBytes(Rss("a", "b")), cancellation);
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 X\r\nContent-Encoding: {coding}\r\nContent-Length: {packed.Length}\r\n\r\n"), cancellation);
            await stream.WriteAsync(packed.ToArray(), cancellation);
        });
        Assert.Equal(2, (await PollAsync("/feed")).Documents.Length);
    }

    [Fact]
    public async Task The_encoding_that_the_server_names_is_used_unless_the_bytes_say_otherwise()
    {
        _server.Raw("/feed", async (_, stream, cancellation) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 X\r\nContent-Type: text/xml; charset=windows-1251\r\n\r\n"u8.ToArray(), cancellation);
            await stream.WriteAsync(CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("<rss><channel><item><title>Мост закрыт</title></item></channel></rss>"), cancellation);
        });
        Assert.Equal("Мост закрыт", Assert.Single((await PollAsync("/feed")).Documents).Document.Title);
        _server.Answer("/other", 200, "Content-Type: text/xml; charset=windows-1251", "<rss><channel><item><title>Мост закрыт</title></item></channel></rss>");
        Assert.Equal("Мост закрыт", Assert.Single((await PollAsync("/other")).Documents).Document.Title);
    }

    [Fact]
    public async Task Alerts_are_items_and_what_is_an_exercise_is_left_out()
    {
        static string Alert(string id, string status) =>
            $"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>{id}</identifier><sender>civil@marran.example</sender><sent>2031-03-03T11:00:00-00:00</sent><status>{status}</status><msgType>Alert</msgType><scope>Public</scope>"
            + "<info><category>Safety</category><event>Shelling</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty><senderName>Civil Guard</senderName><headline>Shelling near Kesh</headline><description>Stay inside.</description></info></alert>";
        _server.Ok("/alert", Alert("a1", "Actual"));
        _server.Ok("/drill", Alert("a2", "Exercise"));
        var poll = await PollAsync("/alert");
        var document = Assert.Single(poll.Documents).Document;
        Assert.Equal(("Shelling near Kesh\n\nStay inside.", "Civil Guard", new DateOnly(2031, 3, 3)), (document.Text, document.Outlet, document.PublishedAt));
        Assert.Empty((await PollAsync(poll.State)).Documents);
        Assert.Empty((poll = await PollAsync("/drill")).Documents);
        Assert.Contains("Exercise", Assert.Single(poll.Problems).What, StringComparison.Ordinal);

        _server.Ok("/index", "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:cap='urn:oasis:names:tc:emergency:cap:1.2'><title>Warnings</title><entry><id>1</id><title>Shelling</title><cap:severity>Severe</cap:severity></entry></feed>");
        Assert.Equal("Shelling", Assert.Single((await PollAsync("/index")).Documents).Document.Text);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/inside")]
    [InlineData("http://intranet.test:{0}/inside")]
    [InlineData("//2130706433:{0}/inside")]
    public async Task A_redirect_into_the_users_network_is_not_followed(string location)
    {
        _server.Answer("/feed", 302, "Location: " + string.Format(CultureInfo.InvariantCulture, location, _server.Port), "");
        _server.Ok("/inside", Rss("a"));
        var state = (await PollAsync("/feed")).State;
        Assert.Equal((FeedHealth.Ill, FeedIllness.AddressRefused), (state.Health, state.Illness));
        Assert.Contains("which is no address of the public internet (--allow-host", state.Reason!.Replace("127.0.0.1 is no", "127.0.0.1, which is no", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, _server.CountOf("/inside"));
    }

    [Fact]
    public async Task Redirects_without_end_are_left()
    {
        for (var i = 0; i < 30; i++)
        {
            _server.Answer($"/r{i}", 302, $"Location: /r{i + 1}", "");
        }

        var state = (await PollAsync("/r0")).State;
        Assert.Equal((FeedIllness.Redirects, "more than 8 redirects"), (state.Illness, state.Reason));
        Assert.Equal(9, _server.Requests.Count(request => request.Path != "/robots.txt"));
    }

    [Fact]
    public async Task A_server_that_stumbles_is_asked_again()
    {
        var asked = 0;
        _server.Answer("/feed", _ => ++asked == 1 ? (500, "", "") : (200, "", Rss("a")));
        Assert.Equal(FeedHealth.Ok, (await PollAsync("/feed")).State.Health);
        asked = 0;
        _server.Answer("/busy", _ => ++asked == 1 ? (503, "Retry-After: 0", "") : (200, "", Rss("a")));
        Assert.Equal(FeedHealth.Ok, (await PollAsync("/busy")).State.Health);
        asked = 0;
        _server.Answer("/later", _ => ++asked == 1 ? (429, "Retry-After: 3600", "") : (200, "", Rss("a")));
        Assert.Equal((FeedHealth.Ill, 1), ((await PollAsync("/later")).State.Health, asked));
    }

    [Fact]
    public async Task A_feed_that_breaks_off_is_ill_and_what_stood_before_is_taken()
    {
        var whole = Rss("a", "b");
        _server.Ok("/feed", whole[..(whole.LastIndexOf("<item>", StringComparison.Ordinal) + 10)]);
        var poll = await PollAsync("/feed");
        Assert.Equal((FeedHealth.Ill, FeedIllness.HalfAnswer, "the feed ends in the middle"), (poll.State.Health, poll.State.Illness, poll.State.Reason));
        Assert.Single(poll.Documents);
        _server.Ok("/feed", whole);
        poll = await PollAsync("/feed");
        Assert.Equal(FeedHealth.Ok, poll.State.Health);
    }

    [Theory]
    [InlineData("drip", FeedIllness.Timeout, "no whole answer within 1 s")]
    [InlineData("silent", FeedIllness.Timeout, "no whole answer within 1 s")]
    [InlineData("half", FeedIllness.HalfAnswer, "its answer ends in the middle")]
    [InlineData("half-chunk", FeedIllness.HalfAnswer, "its answer ends in the middle")]
    [InlineData("hang-up", FeedIllness.HalfAnswer, "its answer ends in the middle")]
    [InlineData("endless", FeedIllness.TooLarge, "more than 1.0 MB")]
    [InlineData("bomb", FeedIllness.TooLarge, "more than 1.0 MB")]
    [InlineData("brotli-bomb", FeedIllness.TooLarge, "more than 1.0 MB")]
    [InlineData("bad-gzip", FeedIllness.Protocol, "its compressed answer is broken")]
    [InlineData("babble", FeedIllness.Protocol, "its answer is no HTTP")]
    [InlineData("headers", FeedIllness.TooLarge, "its headers are too long")]
    public async Task A_server_that_misbehaves_costs_its_time_and_a_megabyte_at_most(string how, FeedIllness illness, string reason)
    {
        _options = _options with { Timeout = TimeSpan.FromSeconds(how is "drip" or "silent" ? 1 : 10) };
        _server.Raw("/feed", (_, stream, cancellation) => MisbehaveAsync(how, stream, cancellation));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var state = (await PollAsync("/feed")).State;
        Assert.Equal((illness, reason), (state.Illness, state.Reason));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(9), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task What_is_sent_beyond_the_announced_length_is_not_there_and_is_asked_for_again()
    {
        var body = Rss("a", "b", "c");
        _server.Answer("/feed", 200, $"ETag: \"1\"\r\nContent-Length: {body.IndexOf("c</guid>", StringComparison.Ordinal)}", body);
        var poll = await PollAsync("/feed");
        Assert.Equal(["a", "b"], poll.Documents.Select(document => document.ItemKey));
        Assert.Null(poll.State.Validators);
        _server.Answer("/feed", 200, "ETag: \"2\"", body);
        Assert.Equal(["c"], (await PollAsync(poll.State)).Documents.Select(document => document.ItemKey));
    }

    [Theory]
    [InlineData("http://no-such.test/feed", FeedIllness.Dns, "its name has no address")]
    [InlineData("http://press.test:1/feed", FeedIllness.Connection, "it takes no connection (Connection refused)")]
    public async Task What_cannot_be_reached_is_ill(string url, FeedIllness illness, string reason)
    {
        var state = (await PollAsync(new FeedState(url))).State;
        Assert.Equal((illness, reason), (state.Illness, state.Reason));
    }

    [Fact]
    public async Task Encryption_that_is_none_is_ill()
    {
        _server.Raw("/feed", (_, stream, cancellation) => stream.WriteAsync("HTTP/1.1 400 X\r\n\r\n"u8.ToArray(), cancellation).AsTask());
        var poll = await PollAsync(new FeedState(_server.Url("/feed").Replace("http:", "https:", StringComparison.Ordinal)) { }, timeoutSeconds: 2);
        Assert.Contains(poll.State.Illness, new[] { FeedIllness.Tls, FeedIllness.Timeout });
    }

    [Theory]
    [InlineData(200, "User-agent: *\nDisallow: /private", "/feed", FeedHealth.Ok, null)]
    [InlineData(200, "User-agent: *\nDisallow: /feed", "/feed", FeedHealth.Ill, "the robots.txt of press.test asks us to stay away from it")]
    [InlineData(200, "User-agent: tocsin\nAllow: /\n\nUser-agent: *\nDisallow: /", "/feed", FeedHealth.Ok, null)]
    [InlineData(403, "", "/feed", FeedHealth.Ok, null)]
    [InlineData(404, "", "/feed", FeedHealth.Ok, null)]
    [InlineData(500, "", "/feed", FeedHealth.Ill, "the robots.txt of press.test cannot be read for now (the server answers 500 (InternalServerError)), so we stay away")]
    public async Task Robots_are_honoured(int status, string robots, string path, FeedHealth health, string? reason)
    {
        _server.Answer("/robots.txt", status, "Content-Type: text/plain", robots);
        _server.Ok(path, Rss("a"));
        var state = (await PollAsync(path)).State;
        Assert.Equal((health, reason), (state.Health, state.Reason));
        _options = _options with { RespectRobots = false };
        Assert.Equal(FeedHealth.Ok, (await PollAsync(path)).State.Health);
    }

    [Fact]
    public async Task Nothing_of_the_user_is_sent_along()
    {
        _server.Answer("/feed", 200, "Set-Cookie: id=1", Rss("a"));
        using var fetcher = new WebFetcher(_options, _clock);
        var poller = new FeedPoller(fetcher, _clock, FeedSchedule.Default);
        var url = _server.Url("/feed").Replace("http://", "http://user:secret@", StringComparison.Ordinal);
        await poller.PollAsync((await poller.PollAsync(new FeedState(url), default)).State, default);
        Assert.All(_server.Requests, request =>
        {
            Assert.Empty(request.Headers.Keys.Intersect(["cookie", "authorization", "proxy-authorization", "referer", "traceparent"]));
            Assert.StartsWith("Tocsin/", request.Headers["user-agent"], StringComparison.Ordinal);
        });
        Assert.Equal(3, _server.Requests.Count());
    }

    [Fact]
    public async Task One_request_at_a_time_goes_to_a_host_with_a_pause_between()
    {
        _options = _options with { HostPause = TimeSpan.FromMilliseconds(50) };
        foreach (var path in new[] { "/1", "/2", "/3", "/4" })
        {
            _server.Raw(path, async (_, stream, cancellation) =>
            {
                await Task.Delay(20, cancellation);
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 X\r\nConnection: close\r\n\r\n{Rss("a")}"), cancellation);
            });
        }

        using var fetcher = new WebFetcher(_options with { RespectRobots = false }, TimeProvider.System);
        await Task.WhenAll(new[] { "/1", "/2", "/3", "/4" }.Select(path => fetcher.FetchAsync(new WebQuestion(new Uri(_server.Url(path)), "*/*"), default)));
        Assert.Equal(1, _server.MostAtOnce);
        var times = _server.Requests.Select(request => request.At).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMilliseconds(60), $"{pair.Second - pair.First}"));
    }

    private async Task<FeedPoll> PollAsync(string path) => await PollAsync(new FeedState(_server.Url(path)));

    private async Task<FeedPoll> PollAsync(FeedState state, int timeoutSeconds = 0)
    {
        using var fetcher = new WebFetcher(timeoutSeconds > 0 ? _options with { Timeout = TimeSpan.FromSeconds(timeoutSeconds) } : _options, _clock);
        var poll = await new FeedPoller(fetcher, _clock, FeedSchedule.Default, fetchPages: false).PollAsync(state, default);
        Assert.Equal(poll.State.ToJson(), FeedState.FromJson(poll.State.ToJson()).ToJson());
        return poll;
    }

    internal static string Rss(params string[] keys) =>
        "<rss><channel><title>Courier</title>" + string.Concat(keys.Select(key => $"<item><guid isPermaLink='false'>{key}</guid><title>Item {key}</title><description>It fell.</description></item>")) + "</channel></rss>";

    private static async Task MisbehaveAsync(string how, Stream stream, CancellationToken cancellation)
    {
        async Task Send(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellation);
        switch (how)
        {
            case "drip":
                await Send("HTTP/1.1 200 X\r\n\r\n");
                while (true)
                {
                    await Send("<");
                    await Task.Delay(50, cancellation);
                }

            case "silent":
                await Task.Delay(System.Threading.Timeout.Infinite, cancellation);
                break;
            case "half":
                await Send($"HTTP/1.1 200 X\r\nContent-Length: 5000\r\n\r\n{Rss("a")}");
                break;
            case "half-chunk":
                await Send("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<rss><channel>");
                break;
            case "endless":
                await Send("HTTP/1.1 200 X\r\n\r\n<rss><channel>");
                while (true)
                {
                    await Send(new string('x', 10_000));
                }

            case "bomb" or "brotli-bomb":
                using (var packed = new MemoryStream())
                {
                    await using (Stream packer = how == "bomb" ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true) : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                    {
                        await packer.WriteAsync(new byte[50_000_000], cancellation);
                    }

                    await Send($"HTTP/1.1 200 X\r\nContent-Encoding: {(how == "bomb" ? "gzip" : "br")}\r\nContent-Length: {packed.Length}\r\n\r\n");
                    await stream.WriteAsync(packed.ToArray(), cancellation);
                }

                break;
            case "bad-gzip":
                await Send("HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\nthis is not gzip, no");
                break;
            case "babble":
                await Send("<rss>\r\n\r\n");
                break;
            case "headers":
                await Send("HTTP/1.1 200 X\r\n");
                for (var i = 0; i < 20_000; i++)
                {
                    await Send($"X-{i}: {new string('y', 100)}\r\n");
                }

                break;
        }
    }
}
