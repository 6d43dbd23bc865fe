using System.Net;
using System.Text.RegularExpressions;
using Tocsin.Analysis;
using Tocsin.Analysis.Record;

namespace Tocsin.Desk.Tests;

/// <summary>Whatever stands in a report, a feed or an address stays text.</summary>
public sealed class HostileTests
{
    private const string Script = "<script>alert(1)</script>";
    private const string Image = "\"'><img src=x onerror=alert(1)>";

    [Fact]
    public async Task Text_from_outside_comes_out_as_text_on_every_page()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        var text = $"TARSK — The army of Karvonia attacked the town of Lomna on Monday, the ministry {Image} said. “They came to kill {Script},” General Petar Halas said.\n\nThe {Script} Brigade denied that it had attacked Lomna.";
        await desk.AddAsync(
            new Document("h", text, Title: Script + Image, Outlet: Image, Url: "javascript:alert(1)", PublishedAt: new DateOnly(2026, 3, 9)),
            new Document("i", "Karvonia attacked Lomna on Monday, killing 3 people, officials said.", Path: Script, Title: "{{7*7}}", Outlet: "</textarea><svg onload=alert(1)>", Url: "data:text/html,<script>alert(1)</script>", PublishedAt: new DateOnly(2026, 3, 9)));
        await desk.Record.Feeds.AddAsync("https://feeds.example/?q=" + Script, Script, Image);
        await desk.Record.Situations.SaveAsync(new Situation(Script, [], [], [], ["attacked"]), "test");
        var found = Regex.Matches(await desk.PageAsync("/documents") + await desk.PageAsync("/situations/everything"), "/(?:documents/d|incidents/i)[0-9a-f]+").Select(match => match.Value).Distinct().ToArray();
        Assert.True(found.Length > 2);
        foreach (var path in found.Concat(
            ["/", "/documents", "/sources", "/actors", "/situations", "/situations/everything", "/situations/" + Uri.EscapeDataString(Script), "/search?q=" + Uri.EscapeDataString(Script), "/search?q=attacked", "/situations?problem=" + Uri.EscapeDataString(Image)]))
        {
            var page = await desk.PageAsync(path);
            Assert.DoesNotContain(Script, page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<svg onload", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("(?i)(?:href|src|action)=\"(?:javascript|data):", page);
            Assert.DoesNotContain("original ↗", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Words_that_a_spreadsheet_would_run_are_led_by_an_apostrophe()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(new Document("f", "=HYPERLINK Karvonia attacked Lomna on Monday.", Outlet: "=1+1", PublishedAt: new DateOnly(2026, 3, 9)));
        Assert.DoesNotMatch("(?m)(?:^|,)\"?[=@]", await desk.PageAsync("/api/situations/everything/incidents.csv"));
    }

    [Fact]
    public async Task A_text_is_sent_as_text()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(new Document("t", Script + " The army attacked.", PublishedAt: new DateOnly(2026, 3, 9)));
        using var answer = await desk.Client.GetAsync($"/documents/{desk.Record.Documents.List(new())[0].Id}/text");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
