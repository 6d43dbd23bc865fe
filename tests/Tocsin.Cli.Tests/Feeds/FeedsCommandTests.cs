using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tocsin.Cli.Tests.Feeds;

public sealed class FeedsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, string> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly string _site;
    private int _asked;

    public FeedsCommandTests()
    {
        _listener.Start();
        _site = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = ServeAsync();
    }

    public void Dispose()
    {
        _listener.Stop();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Check_prints_a_line_a_feed()
    {
        _pages["/feed"] = "<rss version='2.0'><channel><title>Oster Courier</title><item><title>A</title><pubDate>Mon, 03 Mar 2031 21:04:00 GMT</pubDate></item><item><title>B & C</title></item></channel></rss>";
        _pages["/empty"] = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quiet</title></feed>";
        _pages["/page"] = "<!DOCTYPE html><html></html>";
        var list = Path.Combine(_folder, "list.opml");
        await File.WriteAllTextAsync(list, $"<opml><body><outline text='x' xmlUrl='{_site}/feed'/><outline text='Other' xmlUrl='{_site}/empty'/><outline text='y' xmlUrl='{_site}/page'/><outline text='z' type='rss'/></body></opml>");
        var (exit, output, error) = await RunAsync("feeds", "check", list, "--allow-host", "127.0.0.1");
        Assert.Equal(ExitCode.SomeFailed, exit);
        Assert.Equal(
            $"ok     2 items      newest 2031-03-03 21:04Z  next in 15 min   {_site}/feed  Oster Courier, RSS 2.0\n"
            + $"empty  0 items      no dates                  next in 15 min   {_site}/empty  Quiet, Atom 1.0\n"
            + $"ill    -            -                         next in 15 min   {_site}/page  an HTML page, not a feed\n",
            output);
        Assert.Equal($"tocsin: {list}: \"z\" has no address of a feed (xmlUrl). Add it, or take the outline out.\ntocsin: {_site}/feed, item 2: an & that is not written &amp;.\n", error);
    }

    [Fact]
    public async Task An_address_inside_is_refused_unless_allowed_and_all_ill_is_a_failure()
    {
        _pages["/feed"] = "<rss><channel><item><title>A</title></item></channel></rss>";
        var (exit, output, _) = await RunAsync("feeds", "check", _site + "/feed");
        Assert.Equal(ExitCode.Failure, exit);
        Assert.Contains("127.0.0.1 is no address of the public internet (--allow-host 127.0.0.1 if it is yours)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_reads_feeds_into_the_record_and_goes_on_where_it_was()
    {
        const string Story = "Twelve rockets fell on the town of Kesh on Monday evening, killing eight people and destroying a school, the governor said. Observers at the border counted eleven craters and said that they could not tell where the rockets had come from.";
        _pages["/feed"] = $"<rss><channel><title>Oster Courier</title><item><guid>1</guid><title>Rockets hit Kesh</title><link>{_site}/story</link><description>Short.</description></item><item><guid isPermaLink='false'>2</guid><title>Talks began in Oster.</title></item></channel></rss>";
        _pages["/story"] = $"<html><body><article><h1>Rockets hit Kesh</h1><p>{Story}</p></article></body></html>";
        var record = Path.Combine(_folder, "r.db");
        var (exit, _, error) = await RunAsync("watch", _site + "/feed", "--once", "--record", record, "--allow-host", "127.0.0.1");
        Assert.Equal((ExitCode.Ok, $"tocsin: Oster Courier: 2 new documents, 2 in all.\ntocsin: 2 new documents from 1 feed.\n"), (exit, error));
        Assert.Equal("tocsin: 0 new documents from 1 feed.\n", (await RunAsync("watch", _site + "/feed", "--once", "--record", record, "--allow-host", "127.0.0.1")).Error);

        _pages["/feed"] = _pages["/feed"].Replace("Talks began in Oster.", "Talks ended in Oster.", StringComparison.Ordinal);
        var text = Path.Combine(_folder, "a.txt");
        await File.WriteAllTextAsync(text, "Marran denied it.");
        (exit, _, error) = await RunAsync("watch", _site + "/feed", text, _site + "/none", "--once", "--record", record, "--allow-host", "127.0.0.1");
        Assert.Equal(ExitCode.SomeFailed, exit);
        Assert.Contains($"tocsin: {_site}/none: the server answers 404 (NotFound).\n", error, StringComparison.Ordinal);
        Assert.Contains("tocsin: 1 new document from 2 feeds, 1 feed ill; 1 new document from files.\n", error, StringComparison.Ordinal);
        Assert.Contains("counted eleven craters", (await RunAsync("search", "craters", "--record", record)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_once_takes_a_long_feed_whole()
    {
        _pages["/feed"] = "<rss><channel><title>Long</title>" + string.Concat(Enumerable.Range(1, 130).Select(n => $"<item><guid isPermaLink='false'>{n}</guid><title>Note {n}.</title></item>")) + "</channel></rss>";
        var (exit, _, error) = await RunAsync("watch", _site + "/feed", "--once", "--no-pages", "--no-robots", "--record", Path.Combine(_folder, "r.db"), "--allow-host", "127.0.0.1");
        Assert.Equal(ExitCode.Ok, exit);
        Assert.EndsWith("tocsin: 130 new documents from 1 feed.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_is_not_asked_by_the_next_run()
    {
        _pages["/feed"] = "";
        _answers["/feed"] = "429 X\r\nRetry-After: 3600";
        string[] watch = ["watch", _site + "/feed", "--once", "--record", Path.Combine(_folder, "r.db"), "--allow-host", "127.0.0.1", "--no-robots"];
        Assert.Contains("the server answers 429 (TooManyRequests).", (await RunAsync(watch)).Error, StringComparison.Ordinal);
        var asked = _asked;
        var (exit, _, error) = await RunAsync(watch);
        Assert.Equal((ExitCode.Failure, asked), (exit, _asked));
        Assert.Matches("^tocsin: http://127.0.0.1:[0-9]+/feed: asked to be left alone until 20[0-9-]+ [0-9:]+ UTC, so it was not asked\\.\n", error);
    }

    [Theory]
    [InlineData("59s")]
    [InlineData("2d")]
    [InlineData("often")]
    public async Task A_pause_that_makes_no_sense_is_told(string pause)
    {
        var (exit, _, error) = await RunAsync("watch", _site + "/feed", "--every", pause);
        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains($"'{pause}' is no pause for --every. Write it as 90s, 5m or 1h, from 1m to 1d.", error, StringComparison.Ordinal);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                var path = (await reader.ReadLineAsync())!.Split(' ')[1];
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }

                _asked++;
                var found = _pages.TryGetValue(path, out var body);
                var bytes = Encoding.UTF8.GetBytes(body ?? "");
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {_answers.GetValueOrDefault(path, found ? "200 OK" : "404 X")}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"));
                await stream.WriteAsync(bytes);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var surroundings = new Surroundings(() => Stream.Null, output, error, 80, false, false, false, default);
        var exit = await CommandLine.RunAsync(args, surroundings);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
