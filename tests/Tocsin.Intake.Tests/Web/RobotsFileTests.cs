using System.Diagnostics;
using CsCheck;
using Tocsin.Intake.Web;
using Xunit;

namespace Tocsin.Intake.Tests.Web;

public class RobotsFileTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("Disallow: /", "/a", true)] // A rule of nobody's.
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: TOCSIN/2.0\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b", true)] // Ours count alone.
    [InlineData("User-agent: TOCSIN/2.0\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a/x", false)]
    [InlineData("User-agent: tocsinbot\nDisallow: /", "/a", true)]
    [InlineData("User-agent: other\nUser-agent: tocsin\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: tocsin\nSitemap: x\nUser-agent: other\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: tocsin\nDisallow: /a\n\nUser-agent: x\nDisallow: /b\n\nUser-agent: tocsin\nDisallow: /c", "/c", false)] // Groups of one name are one.
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)] // The longest wins,
    [InlineData("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", true)] // whatever the order.
    [InlineData("User-agent: *\nDisallow: /page\nAllow: /page", "/page", true)] // Of two as long, the one that allows.
    [InlineData("User-agent: *\nDisallow: /*.php$", "/x/y.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/x/y.php?z", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/aXbXXc-more", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/aXcXb", true)]
    [InlineData("User-agent: *\nDisallow: *secret", "/very/secret", false)]
    [InlineData("User-agent: *\nDisallow: /A", "/a", true)] // Case counts in paths.
    [InlineData("User-agent: *\nDisallow: /caf%c3%a9", "/café", false)]
    [InlineData("User-agent: *\nDisallow: /%7Ejoe", "/~joe", false)]
    [InlineData("User-agent: *\nDisallow: /a%2fb", "/a/b", true)] // An encoded slash is none.
    [InlineData("\uFEFFuser-AGENT : * # all\r\n disallow: /a # no\r", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("<html>404</html>", "/a", true)]
    public void Says_where_we_may_go(string robots, string path, bool allowed) => Assert.Equal(allowed, RobotsFile.Parse(robots, WebOptions.Product).Allows(path));

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2.5", 2.5)]
    [InlineData("User-agent: *\nCrawl-delay: 86400", 60.0)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("User-agent: x\nCrawl-delay: 5", null)]
    public void Says_how_long_to_wait(string robots, double? seconds) => Assert.Equal(seconds, RobotsFile.Parse(robots, WebOptions.Product).CrawlDelay?.TotalSeconds);

    [Fact]
    public void A_hostile_file_takes_no_time()
    {
        var watch = Stopwatch.StartNew();
        var robots = RobotsFile.Parse("User-agent: *\n" + string.Concat(Enumerable.Repeat("Disallow: /*a*a*a*a*a*a*a*a*b\n", 15_000)), WebOptions.Product);
        Assert.True(robots.Allows("/" + new string('a', 2000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_pattern_without_signs_forbids_what_begins_with_it() =>
        Gen.Select(Gen.String[Gen.Char["abc/é%2F"], 0, 8], Gen.String[Gen.Char["abc/é%2F"], 0, 12]).Sample((pattern, path) =>
        {
            var robots = RobotsFile.Parse($"User-agent: *\nDisallow: /{pattern}", WebOptions.Product);
            Assert.False(robots.Allows("/" + pattern + path) && !(pattern + path).Contains('%', StringComparison.Ordinal));
            robots.Allows("/" + path);
        });
}
