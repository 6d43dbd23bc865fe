using Tocsin.Intake.Web;
using Xunit;

namespace Tocsin.Intake.Tests;

public class HtmlArticleTests
{
    private const string Paragraphs =
        "<p>Twelve rockets fell on the town of Kesh on Monday evening, killing eight people and destroying a school, the governor said.</p>"
        + "<p>The foreign ministry of Marran denied that its army had fired. “Our guns are silent,” a spokesman told reporters in the capital,\n adding that the rockets were <b>not</b> of a kind that it has.</p>"
        + "<p>Observers at the border counted eleven craters and said that they could not tell yet where the rockets had come from, or who had fired them.</p>";

    [Fact]
    public void Takes_the_article_and_leaves_what_stands_around_it()
    {
        var document = Read(
            "<html><head><title>Rockets hit Kesh | Courier</title><meta property='og:title' content='Rockets hit  Kesh'><meta property='og:site_name' content='Oster Courier'>"
            + "<meta property='article:published_time' content='2031-03-03T21:00:00Z'><link rel='canonical' href='https://courier.example/kesh'></head>"
            + $"<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>Rockets hit Kesh</h1>{Paragraphs}</article><script>var x = 'no';</script><footer>All rights reserved</footer></body></html>");
        Assert.Equal("Rockets hit Kesh", document.Title);
        Assert.Equal("Oster Courier", document.Outlet);
        Assert.Equal("https://courier.example/kesh", document.Url);
        Assert.Equal(new DateOnly(2031, 3, 3), document.PublishedAt);
        Assert.Contains("the governor said.\n\nThe foreign ministry", document.Text, StringComparison.Ordinal);
        Assert.Contains("in the capital, adding that the rockets were not of a kind", document.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sport", document.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("var x", document.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rights reserved", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_title_outlet_and_date_in_linked_data()
    {
        var document = Read(
            "<html><head><script type='application/ld+json'>{broken</script><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"NewsArticle\",\"headline\":\"Rockets\","
            + $"\"datePublished\":\"2031-03-03\",\"publisher\":{{\"name\":\"Gazette\"}}}}]}}</script></head><body><div>{Paragraphs}</div></body></html>");
        Assert.Equal(("Rockets", "Gazette", new DateOnly(2031, 3, 3)), (document.Title, document.Outlet, document.PublishedAt));
    }

    [Theory]
    [InlineData("<p>Eight dead.</p><p>More soon.</p>", "Eight dead.\n\nMore soon.")]
    [InlineData("<div>Eight<br>dead &amp; many&nbsp;hurt<ul><li>Kesh<li>Oster</ul></div>", "Eight\ndead & many hurt\n\nKesh\n\nOster")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("<p>unclosed <b>tags", "unclosed tags")]
    [InlineData("<html></html>", "")]
    [InlineData("no tags at all", "no tags at all")]
    public void Short_pages_give_all_their_text(string html, string text) => Assert.Equal(text, Read(html).Text);

    [Theory]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public void A_tree_too_deep_to_walk_is_refused(int depth) => Assert.Null(HtmlArticle.Read("a", string.Concat(Enumerable.Repeat("<div>", depth)) + "x", null));

    [Theory]
    [InlineData("<div><p>a<p>b<br><img></div><div></div>", 1)]
    [InlineData("<div><span><b>x</b></span></div>", 3)]
    [InlineData("<script>for (i=0;i<a;i++) if (i<b) x()</script><style>a<b</style><!-- <div><div> --><svg><path/><path/></svg>", 1)]
    [InlineData("a < b and c <3", 0)]
    public void Depth_is_counted_by_tags(string html, int depth) => Assert.Equal(depth, HtmlDepth.AtMost(html));

    private static Tocsin.Analysis.Document Read(string html) => HtmlArticle.Read("a", html, "a.html")!;
}
