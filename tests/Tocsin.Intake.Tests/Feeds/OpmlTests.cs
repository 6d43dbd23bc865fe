using System.Text;
using Tocsin.Intake.Feeds;
using Xunit;

namespace Tocsin.Intake.Tests.Feeds;

public class OpmlTests
{
    [Fact]
    public void Feeds_in_nested_outlines_are_taken_and_broken_ones_named()
    {
        var opml = Opml.Parse(
            """
            <opml version="2.0"><head><title>My feeds</title></head><body>
            <outline text="Marran"><outline text="Press"><outline type="rss" text="Gazette" xmlUrl="https://gazette.example/rss?a=1&b=2"/></outline>
            <outline type="rss" text="Courier" XMLURL="feed://courier.example/feed"/><outline type="rss" text="No address"/></outline>
            <outline text="Local" type="rss" xmlUrl="file:///etc/passwd"/><outline text="Again" xmlUrl="https://gazette.example/rss?a=1&amp;b=2"/><outline text="Just a note"/>
            <outline title="Unclosed" xmlUrl="https://other.example/feed">
            """u8,
            "list.opml")!;
        Assert.Equal("My feeds", opml.Title);
        Assert.Equal(
            [
                new Subscription("https://gazette.example/rss?a=1&b=2", "Gazette", "Marran / Press"),
                new Subscription("http://courier.example/feed", "Courier", "Marran"),
                new Subscription("https://other.example/feed", "Unclosed", null),
            ],
            opml.Subscriptions.ToArray());
        Assert.Equal(
            [
                "list.opml: \"No address\" has no address of a feed (xmlUrl). Add it, or take the outline out.",
                "list.opml: \"Local\" has an address that is none of the web (file:///etc/passwd). Mend it, or take the outline out.",
                "list.opml: \"Again\" is there twice (https://gazette.example/rss?a=1&b=2).",
                "list.opml: an & that is not written &amp;.",
            ],
            opml.Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("<rss/>")]
    [InlineData("")]
    [InlineData("text")]
    public void Anything_else_is_no_list(string text) => Assert.Null(Opml.Parse(Encoding.UTF8.GetBytes(text), "x"));
}
