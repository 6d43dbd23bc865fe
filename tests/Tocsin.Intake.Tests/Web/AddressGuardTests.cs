using System.Net;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Web;
using Xunit;

namespace Tocsin.Intake.Tests.Web;

public class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::c0a8:101")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%3")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("2002:7f00:1::")]
    public void Inside_is_not_public(string address) => Assert.False(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Outside_is(string address) => Assert.True(AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")] // 127.0.0.1 as one number,
    [InlineData("http://0x7f000001:{0}/")] // in hexadecimal,
    [InlineData("http://0177.0.0.1:{0}/")] // in octal,
    [InlineData("http://127.1:{0}/")] // and abridged.
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://rebound.test:{0}/")]
    [InlineData("http://user:pass@127.0.0.1:{0}/")]
    [InlineData("http://press.test@127.0.0.1:{0}/")]
    public async Task However_an_inside_address_is_written_nothing_reaches_it(string pattern)
    {
        await using var server = new RoughServer();
        server.Ok("/", "<rss><channel><title>Inside</title></channel></rss>");
        using var fetcher = new WebFetcher(new WebOptions { Retries = 0, Resolve = Resolve, RespectRobots = false, AllowedHosts = ["press.test"] }, TimeProvider.System);
        var url = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, server.Port));
        var failed = Assert.IsType<WebAnswer.Failed>(await fetcher.FetchAsync(new WebQuestion(url, "*/*"), default));
        Assert.Equal(FeedIllness.AddressRefused, failed.Illness);
        Assert.Empty(server.Requests);

        static async Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
            host == "rebound.test" ? [IPAddress.Loopback] : await Dns.GetHostAddressesAsync(host, cancellation);
    }

    [Fact]
    public async Task A_name_that_points_outside_when_looked_at_and_inside_when_used_reaches_nothing()
    {
        await using var server = new RoughServer();
        server.Ok("/feed", "<rss><channel><title>Inside</title></channel></rss>");
        var asked = 0;
        using var fetcher = new WebFetcher(
            new WebOptions { Retries = 0, RespectRobots = false, Timeout = TimeSpan.FromSeconds(2), Resolve = (_, _) => Task.FromResult<IPAddress[]>(++asked == 1 ? [IPAddress.Parse("192.0.2.1"), IPAddress.Loopback] : [IPAddress.Loopback]) },
            TimeProvider.System);
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<WebAnswer.Failed>(await fetcher.FetchAsync(new WebQuestion(new Uri(server.Url("/feed", "rebound.test")), "*/*"), default));
        }

        Assert.Empty(server.Requests);
        Assert.Equal(3, asked); // Each connection asks once, and goes to what it was told.
    }

    [Theory]
    [InlineData("press.test", true)]
    [InlineData("PRESS.test", true)]
    [InlineData("press.test:{0}", true)]
    [InlineData("press.test:1", false)]
    [InlineData("127.0.0.1", false)] // The name is what is asked for, not where it leads.
    [InlineData("test", false)]
    public async Task An_allowed_host_is_gone_to_wherever_it_is(string allowed, bool reached)
    {
        await using var server = new RoughServer();
        server.Ok("/", "x");
        using var fetcher = new WebFetcher(
            new WebOptions { Retries = 0, RespectRobots = false, Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), AllowedHosts = [string.Format(System.Globalization.CultureInfo.InvariantCulture, allowed, server.Port)] },
            TimeProvider.System);
        Assert.Equal(reached, await fetcher.FetchAsync(new WebQuestion(new Uri(server.Url("/")), "*/*"), default) is WebAnswer.Content);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://press.test/feed")]
    [InlineData("data:text/xml,<rss/>")]
    public async Task Only_the_web_is_gone_to(string url)
    {
        using var fetcher = new WebFetcher(new WebOptions(), TimeProvider.System);
        Assert.Equal(FeedIllness.AddressRefused, Assert.IsType<WebAnswer.Failed>(await fetcher.FetchAsync(new WebQuestion(new Uri(url), "*/*"), default)).Illness);
    }
}
