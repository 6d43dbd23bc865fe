using System.Globalization;
using System.Text;
using CsCheck;
using Tocsin.Intake.Feeds;
using Xunit;

namespace Tocsin.Intake.Tests.Feeds;

public class FeedParserTests
{
    private static readonly Uri Address = new("https://courier.example/news/feed.xml");

    [Fact]
    public void Reads_RSS_2_with_its_modules() => AssertFeed(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel><title>Oster &amp; Kesh Courier</title><link>https://courier.example/</link><atom:link rel="self" href="https://courier.example/news/feed.xml"/><ttl>30</ttl>
        <item><title>Rockets hit Kesh</title><link>https://courier.example/kesh?a=1&amp;b=2</link><guid isPermaLink="false">k-1</guid><pubDate>Mon, 03 Mar 2031 21:04:00 GMT</pubDate>
          <description>Short.</description><content:encoded><![CDATA[<p>Twelve rockets fell on Kesh.</p><p>Eight people were killed &amp; many hurt.</p><p>The post <a href="/kesh">Rockets hit Kesh</a> appeared first on <a href="/">Oster &amp; Kesh Courier</a>.</p>]]></content:encoded></item>
        <item><title>Talks</title><guid>https://courier.example/talks</guid><dc:date>2031-03-04T08:00:00+02:00</dc:date><description>&lt;b&gt;Talks&lt;/b&gt; began. The post office, which appeared first on the list, was shut.</description><source url="https://gazette.example/rss">Marran Gazette</source></item>
        <item><media:title>Film</media:title><link>/film</link><media:group><media:description>A film of it.</media:description></media:group></item>
        </channel></rss>
        """,
        """
        RSS 2.0 · Oster & Kesh Courier · every 30
        k-1 | Rockets hit Kesh | https://courier.example/kesh?a=1&b=2 | 2031-03-03 21:04 +00:00 | Twelve rockets fell on Kesh.¶¶Eight people were killed & many hurt.
        https://courier.example/talks | Talks | https://courier.example/talks | 2031-03-04 08:00 +02:00 | Talks began. The post office, which appeared first on the list, was shut. | by Marran Gazette
        https://courier.example/film | Film | https://courier.example/film | - | A film of it.
        """);

    [Fact]
    public void Reads_RSS_0_91_with_its_document_type_and_without_dates() => AssertFeed(
        """
        <?xml version="1.0"?>
        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
        <rss version="0.91"><channel><title>Old Wire</title><link>https://wire.example/</link><description>d</description><language>en</language>
        <item><title>Police in Kesh arrest nine</title><link>https://wire.example/1</link><description>&lt;a href="https://wire.example/1"&gt;Police in Kesh arrest nine&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f"&gt;Old Wire&lt;/font&gt;</description></item>
        </channel></rss>
        """,
        """
        RSS 0.91 · Old Wire
        https://wire.example/1 | Police in Kesh arrest nine | https://wire.example/1 | - | Police in Kesh arrest nine Old Wire
        """);

    [Fact]
    public void Reads_RSS_1_with_its_items_beside_the_channel() => AssertFeed(
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
        <channel rdf:about="https://courier.example/"><title>Courier</title><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><items><rdf:Seq><rdf:li resource="a"/></rdf:Seq></items></channel>
        <item rdf:about="https://courier.example/1"><title>One</title><link>https://courier.example/1</link><description>First.</description><dc:date>2031-03-03</dc:date></item>
        <item rdf:about="https://courier.example/2"><title>Two</title></item>
        </rdf:RDF>
        """,
        """
        RSS 1.0 · Courier · every 30
        https://courier.example/1 | One | https://courier.example/1 | 2031-03-03 | First.
        https://courier.example/2 | Two | https://courier.example/2 | - |
        """);

    [Fact]
    public void Reads_Atom_with_every_kind_of_text_and_relative_links() => AssertFeed(
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/a/"><title type="html">The &lt;i&gt;Gazette&lt;/i&gt;</title>
        <entry xml:base="b/"><id>urn:1</id><title>One</title><link rel="self" href="x.atom"/><link href="one.html"/><published>2031-03-03T21:04:00Z</published><updated>2031-03-05T00:00:00Z</updated>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <b>fell</b>.</p><p>It &amp; they.</p></div></content></entry>
        <entry><id>urn:2</id><title type="text">Two &lt; three</title><link rel="alternate" href="/two"/><updated>2031-03-04T00:00:00Z</updated><summary type="html">&lt;p&gt;Said &amp;quot;no&amp;quot;.&lt;/p&gt;</summary></entry>
        <entry><id>urn:3</id><title>Three</title><content type="text">Line one.
        Line two.</content><source><title>Elsewhere</title></source></entry>
        <entry><id>urn:4</id><title>Four</title><content type="image/png">aGVsbG8=</content><link href="mailto:x@gazette.example"/></entry>
        </feed>
        """,
        """
        Atom 1.0 · The Gazette
        urn:1 | One | https://gazette.example/a/b/one.html | 2031-03-03 21:04 +00:00 | It fell.¶¶It & they.
        urn:2 | Two < three | https://gazette.example/two | 2031-03-04 00:00 +00:00 | Said "no".
        urn:3 | Three | - | - | Line one.¶Line two. | by Elsewhere
        urn:4 | Four | - | - | | ! its link is no address of the web (mailto:x@gazette.example)
        """);

    [Fact]
    public void Reads_JSON_Feed_with_fields_of_the_wrong_kind() => AssertFeed(
        """
        { "version": "https://jsonfeed.org/version/1.1", "title": "Courier", "home_page_url": "https://courier.example/",
          "items": [ { "id": 7, "url": "https://courier.example/7", "content_html": "<p>Eight dead.</p>", "date_published": "2031-03-03T21:04:00-05:00" },
            { "id": "8", "title": ["x"], "content_text": "Two < three \ud83d", "external_url": "http://user:secret@elsewhere.example/8", "date_published": "soon" }, "no object", { "id": "9" }, ], }
        """,
        """
        JSON Feed 1.1 · Courier
        7 | - | https://courier.example/7 | 2031-03-03 21:04 -05:00 | Eight dead.
        8 | - | http://elsewhere.example/8 | - | Two < three � | ! its date cannot be read ("soon"), so it has none
        ! item 3: not an object, left out
        ! item 4: an item without title and text, left out
        """);

    [Fact]
    public void What_is_broken_is_recovered_and_named_item_by_item() => AssertFeed(
        """
        <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
        <rss version="0.91"><channel><title>Courier</title>
        <item><title>Salt & Oil</title><link>https://courier.example/?a=1&b=2</link><description>Caf&eacute; &b; &x; 5 < 6</description></item>
        <item><title>Markup</title><guid>m</guid><description><p>One<br>two <a href=x>three</a><p>four &amp; five</description><pubDate>last night</pubDate></item>
        <item><title>Not closed</title><guid>n</guid><description>Text.
        <item><title>Next</title><guid>o</guid></b></item>
        <item><title>Cut</title><guid>p</guid><description>It ends he
        """,
        """
        RSS 0.91 · Courier
        https://courier.example/?a=1&b=2 | Salt & Oil | https://courier.example/?a=1&b=2 | - | Café &b; &x; 5 < 6 | ! an & that is not written &amp; (2 times) | ! &b; is not defined, and stays as it is | ! &x; is not defined, and stays as it is | ! a < that is not written &lt;
        m | Markup | - | - | One¶two three¶¶four & five | ! <p> is not closed (2 times) | ! its date cannot be read ("last night"), so it has none
        n | Not closed | - | - | Text. | ! <description> is not closed | ! <item> is not closed
        o | Next | - | - | | ! </b> closes nothing
        ! item 5: the feed ends in the middle of it, so it is left for the next time
        ! it declares entities of its own, which are not read
        ! the feed ends in the middle
        """);

    [Fact]
    public void Prefixes_that_nobody_declared_mean_what_everybody_means_by_them() => AssertFeed(
        "PHP warning: x <br /><rss><channel><item><content:encoded>Long.</content:encoded><description>S.</description><dc:date>2031-03-03</dc:date></item></channel></rss>",
        """
        RSS · -
        #ebd9ee2c6ad8aac0 | - | - | 2031-03-03 | Long.
        """,
        ignoreKeys: true);

    [Fact]
    public void Items_with_one_id_stay_apart_and_copies_are_one() => AssertFeed(
        "<rss><channel><title>C</title><item><guid>1</guid><link>https://c.example/a</link><title>A</title></item><item><guid>1</guid><link>https://c.example/b</link><title>B</title></item>"
        + "<item><guid>1</guid><link>https://c.example/a</link><title>A</title></item></channel></rss>",
        """
        RSS · C
        1 | A | https://c.example/a | - |
        https://c.example/b | B | https://c.example/b | - | | ! another item has its id (1)
        """);

    [Fact]
    public void All_items_are_kept()
    {
        var feed = Read("<rss><channel>" + string.Concat(Enumerable.Range(1, 5000).Select(n => $"<item><guid>{n}</guid><title>Item {n}</title></item>")) + "</channel></rss>");
        Assert.Equal(Enumerable.Range(1, 5000).Select(n => n.ToString(CultureInfo.InvariantCulture)), feed.Items.Select(item => item.Key));
    }

    [Theory]
    [InlineData("", FeedIllness.NotAFeed, "an answer without content, not a feed")]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", FeedIllness.HtmlInstead, "an HTML page, not a feed")]
    [InlineData("\n<HTML><head></head>", FeedIllness.HtmlInstead, "an HTML page, not a feed")]
    [InlineData("<div>Sorry</div>", FeedIllness.HtmlInstead, "an HTML page, not a feed")]
    [InlineData("<opml><body/></opml>", FeedIllness.NotAFeed, "a list of feeds (OPML), not a feed")]
    [InlineData("<sitemap/>", FeedIllness.NotAFeed, "XML with the root <sitemap>, not a feed")]
    [InlineData("Not found", FeedIllness.NotAFeed, "text, not a feed")]
    [InlineData("{\"a\":1}", FeedIllness.NotAFeed, "JSON without items, not a feed")]
    [InlineData("{\"items\":[", FeedIllness.Broken, "broken JSON (line 1, byte 11)")]
    [InlineData("<rss></rss>", FeedIllness.Broken, "RSS without a channel")]
    [InlineData("%PDF-1.7", FeedIllness.NotAFeed, "a PDF file, not a feed")]
    public void What_is_no_feed_is_called_by_its_name(string content, FeedIllness illness, string what) =>
        Assert.Equal(new FeedReading.Refused(illness, what), FeedParser.Parse(Encoding.UTF8.GetBytes(content), null, Address, "feed"));

    [Theory]
    [InlineData("utf-8", "windows-1252", "it says that it is utf-8 and is not, read as Windows-1252")]
    [InlineData("iso-8859-1", "windows-1252", null)]
    [InlineData("windows-1251", "utf-8", "it says that it is windows-1251 and is UTF-8")]
    [InlineData("utf-8", "utf-16", null)]
    public void A_wrong_encoding_is_found_out(string declared, string real, string? problem)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(real) ?? Encoding.GetEncoding(real);
        var xml = $"<?xml version=\"1.0\" encoding=\"{declared}\"?><rss><channel><title>Café</title><item><title>“Nein”, sagt er – naïve</title></item></channel></rss>";
        var feed = Assert.IsType<FeedReading.Read>(FeedParser.Parse([.. bytes.GetPreamble(), .. bytes.GetBytes(xml)], null, Address, "feed")).Feed;
        Assert.Equal(("Café", "“Nein”, sagt er – naïve"), (feed.Title, feed.Items[0].Title));
        Assert.Equal(problem, feed.Problems.SingleOrDefault()?.What);
    }

    [Fact]
    public void Entities_that_explode_elsewhere_stay_as_they_are()
    {
        var bomb = "<!DOCTYPE lolz [<!ENTITY lol \"lol\">" + string.Concat(Enumerable.Range(1, 9).Select(n => $"<!ENTITY lol{n} \"{string.Concat(Enumerable.Repeat($"&lol{n - 1};", 10))}\">"))
            + "]><rss><channel><item><guid>1</guid><title>&lol9;</title></item></channel></rss>";
        Assert.Equal("&lol9;", Assert.Single(Read(bomb).Items).Title);
    }

    [Theory]
    [InlineData("<a>")]
    [InlineData("<item>")]
    [InlineData("</a>")]
    [InlineData("<![CDATA[")]
    [InlineData("<!--")]
    [InlineData("<!x[")]
    [InlineData("&a;")]
    [InlineData("<a b='</")]
    [InlineData("<br>")]
    [InlineData("&lt;div&gt;")]
    public void A_megabyte_of_one_thing_takes_no_time(string piece)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        FeedParser.Parse(Encoding.UTF8.GetBytes("<rss><channel><item><description>" + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length))), null, Address, "feed");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public void Whatever_is_done_to_a_feed_it_is_read_or_refused()
    {
        string[] feeds =
        [
            "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title><item><title>A &amp; b</title><link>https://a.example/1</link><description><![CDATA[<p>x]]></description><dc:date>2031-03-03</dc:date></item></channel></rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><title>A</title><content type='xhtml'><div><p>x</p></div></content><updated>2031-03-03T00:00:00Z</updated></entry></feed>",
            "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"content_text\":\"a\\ud800\",\"url\":\"https://a.example/\"}]}",
        ];
        var changes = Gen.Select(Gen.Int[0, 400], Gen.Int[0, 30], Gen.String[Gen.Char["<>/&;!-[]\"'= aitemrsx:#0\u0000é\ud800{},\\u"], 0, 8]);
        Gen.Select(Gen.Int[0, feeds.Length - 1], changes.Array[1, 6]).Sample((which, edits) =>
        {
            var text = feeds[which];
            foreach (var (at, length, put) in edits)
            {
                var from = Math.Min(at, text.Length);
                text = text[..from] + put + text[Math.Min(text.Length, from + length)..];
            }

            if (FeedParser.Parse(Encoding.UTF8.GetBytes(text), null, Address, "feed") is FeedReading.Read { Feed: var feed })
            {
                Assert.Equal(feed.Items.Length, feed.Items.Select(item => item.Key).Distinct().Count());
                Assert.All(feed.Items, item =>
                {
                    Assert.False(item.Title is null && item.Text.Length == 0);
                    Assert.True(item.Url is null || new Uri(item.Url).Scheme is "http" or "https");
                    Assert.NotEmpty(item.ToDocument(feed.Title, null).Text);
                });
            }

            Opml.Parse(Encoding.UTF8.GetBytes(text), "list");
        });
    }

    private static Feed Read(string content) => Assert.IsType<FeedReading.Read>(FeedParser.Parse(Encoding.UTF8.GetBytes(content), null, Address, "feed")).Feed;

    private static void AssertFeed(string content, string expected, bool ignoreKeys = false)
    {
        var feed = Read(content);
        var lines = new List<string> { $"{feed.Format} · {feed.Title ?? "-"}{(feed.IntervalMinutes is { } minutes ? $" · every {minutes}" : "")}" };
        foreach (var item in feed.Items)
        {
            var date = item.Published is not { } known ? "-" : known.Moment?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture) ?? known.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string[] parts = [ignoreKeys ? "" : item.Key, item.Title ?? "-", item.Url ?? "-", date, item.Text.Replace('\n', '¶'), .. item.Outlet is null ? [] : new[] { $"by {item.Outlet}" }, .. item.Problems.Select(problem => "! " + problem.What)];
            lines.Add(string.Join(" | ", parts).Replace(" |  | ", " | | ", StringComparison.Ordinal).TrimEnd());
        }

        lines.AddRange(feed.Problems.Select(problem => "! " + (problem.Where == "feed" ? "" : problem.Where["feed, ".Length..] + ": ") + problem.What));
        var wanted = expected.Split('\n').Select((line, index) => ignoreKeys && index > 0 ? line[line.IndexOf(" |", StringComparison.Ordinal)..] : line);
        Assert.Equal(string.Join('\n', wanted.Select(line => line.TrimEnd())), string.Join('\n', lines));
    }
}
