using System.Net;
using System.Text.RegularExpressions;

namespace Tocsin.Desk.Tests;

/// <summary>What a stranger asks of a record: which reading the evidence supports, and who was warned.</summary>
public sealed partial class VerdictTests
{
    private const string Attack = """
        Twelve missiles hit the air base at Kesh

        Karvonia fired twelve missiles at the air base at Kesh in Sellenia on Tuesday. Nobody was killed.

        General Petar Halas, who commands the Sellenian army, said on Wednesday that Karvonia had wanted to kill Sellenian soldiers in the missile attack. "They meant to kill," he told reporters.

        Sellenia's president, Mirko Danel, said that Karvonia had wanted to send a signal and not to escalate. Karvonia's foreign minister, Anton Reth, said that Karvonia did not seek escalation or war.

        There were also reports that Karvonia had given advance warning of the attack to Vessaria, which in turn had passed it on to the Sellenian army. The general said that early warning had saved lives.
        """;

    [Fact]
    public async Task The_front_page_and_the_incident_say_which_reading_leads_by_what_and_who_was_warned()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(new Tocsin.Analysis.Document("k", Attack, Title: "Missiles", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 12)));
        var front = await WeighedAsync(desk, "/");
        var incident = IncidentLink().Match(front).Groups[1].Value;
        foreach (var page in new[] { front, await WeighedAsync(desk, WebUtility.HtmlDecode(incident)) })
        {
            var says = Plain(page);
            Assert.Matches("Which reading the evidence supports (Very likely|Likely|Almost certain), \\d+ %: Karvonia meant to signal, and to spare lives\\.", says);
            Assert.Matches("▲ for it [^▲▼]+in the text", says);
            Assert.Matches("▼ against it [^▲▼]+Petar Halas, [^▲▼]+ in the text", says);
            Assert.Contains("Karvonia warned Vessaria, who passed it on to the Sellenian army.", says, StringComparison.Ordinal);
            Assert.Contains("early warning had saved lives", says, StringComparison.Ordinal);
            Assert.Contains("By this desk Nobody. It was started without a rules file", says, StringComparison.Ordinal);
        }

        foreach (Match cited in Cited().Matches(front[front.IndexOf("class=\"verdict\"", StringComparison.Ordinal)..]))
        {
            Assert.Contains($"id=\"{cited.Groups[2].Value}\"", await desk.PageAsync(cited.Groups[1].Value), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_only_accused_stands_in_no_title()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(new Tocsin.Analysis.Document("k", "A bomb killed five people in the market of Kesh on Saturday. Sellenia accused Karvonia of planting the bomb.", Title: "Bomb", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 8)));
        var says = Plain(await desk.PageAsync("/"));
        Assert.Matches("7 Mar 2026 Somebody [^▲]*told as fact .{0,20}(Karvonia is accused|an authority accuses Karvonia)", says);
    }

    [Fact]
    public async Task Notice_of_an_answer_is_no_notice_of_what_it_answers()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(new Tocsin.Analysis.Document(
            "n",
            "Karvonia fired missiles at the air base at Kesh in Sellenia on Wednesday. Officials said that Karvonia had given advance warning of the attack to Vessaria, which in turn had passed it on to the Sellenian army.\n\nSellenia killed a Karvonian general in a drone strike on Monday.",
            Title: "Missiles", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 12)));
        var front = await desk.PageAsync("/");
        var told = Regex.Matches(front, "<a class=\"title\" href=\"([^\"]+)\"><strong>([^<]+)</strong>").ToDictionary(match => WebUtility.HtmlDecode(match.Groups[2].Value), match => WebUtility.HtmlDecode(match.Groups[1].Value));
        Assert.Contains("Karvonia warned Vessaria", Plain(await desk.PageAsync(told.First(one => one.Key.StartsWith("Karvonia → ", StringComparison.Ordinal) && !one.Key.Contains("Vessaria", StringComparison.Ordinal)).Value)), StringComparison.Ordinal);
        Assert.DoesNotContain("Karvonia warned Vessaria", Plain(await desk.PageAsync(told.First(one => one.Key.StartsWith("Sellenia → ", StringComparison.Ordinal)).Value)), StringComparison.Ordinal);
    }

    /// <summary>The page once the evidence has been weighed.</summary>
    private static async Task<string> WeighedAsync(DeskUnderTest desk, string path)
    {
        for (var attempts = 0; ; attempts++)
        {
            var page = await desk.PageAsync(path);
            if (!page.Contains("being weighed", StringComparison.Ordinal) || attempts == 100)
            {
                return page;
            }

            await Task.Delay(50);
        }
    }

    private static string Plain(string page) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(page, " ")), " ");

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("class=\"meta\"><a href=\"(/incidents/[^\"]+)\"")]
    private static partial Regex IncidentLink();

    [GeneratedRegex("href=\"(/documents/d[0-9a-f]+)#([av][0-9]+)\"")]
    private static partial Regex Cited();
}
