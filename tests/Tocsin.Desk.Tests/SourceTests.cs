using System.Net;
using Tocsin.Analysis;

namespace Tocsin.Desk.Tests;

/// <summary>How far a source proved right, and what its page says of it.</summary>
public sealed class SourceTests
{
    /// <summary>Each in words of its own: what is copied is no second witness.</summary>
    private static readonly (string Town, int Day, string First, string Later)[] Attacks =
    [
        ("Basra", 2, "Karvonia attacked Basra on 2 March 2026 with eleven drones, of which none came back.", "The port stands still, its cranes burnt. Karvonian troops attacked Basra on 2 March 2026."),
        ("Mosul", 9, "Before dawn on 9 March 2026 Karvonian artillery shelled Mosul from the hills in the east.", "Bakers queue for flour and water is sold by the glass. Karvonia shelled Mosul on 9 March 2026."),
        ("Kirkuk", 16, "Karvonian jets bombed Kirkuk on 16 March 2026; the refinery burns, and smoke hides the bridges.", "Two hospitals have closed. On 16 March 2026 Karvonia bombed Kirkuk, a city without shelters."),
    ];

    [Fact]
    public async Task An_outlet_whose_reports_others_bear_out_later_is_usually_reliable_until_it_withdraws_them()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        foreach (var (town, day, first, later) in Attacks)
        {
            await desk.AddAsync(
                new Document($"c{day}", first, Title: $"First on {town}", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, day)),
                new Document($"h{day}", later, Title: $"Later on {town}", Outlet: "Herald", PublishedAt: new DateOnly(2026, 3, day + 2)));
        }

        var page = WebUtility.HtmlDecode(await desk.PageAsync("/sources/outlet%20Courier"));
        Assert.Contains("B: usually reliable", page, StringComparison.Ordinal);
        Assert.Contains("(3 + 1) of (3 + 2) is 80 %", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("✓ right").Length - 1);
        Assert.Contains("\"grade\":\"B\"", await desk.PageAsync("/api/sources/outlet%20Courier"), StringComparison.Ordinal);
        Assert.Contains("outlet,B,3,0,3", await desk.PageAsync("/api/sources.csv"), StringComparison.Ordinal);
        Assert.Contains("F: cannot be judged yet", WebUtility.HtmlDecode(await desk.PageAsync("/sources/outlet%20Herald")), StringComparison.Ordinal);

        foreach (var (town, _, _, _) in Attacks.Take(2))
        {
            var id = desk.Record.Documents.List(new()).Single(document => document.Title == $"First on {town}").Id;
            using var answer = await desk.SubmitAsync($"/documents/{id}", "/corrections/retract", ("document", id), ("reason", "the outlet withdrew it"));
        }

        page = WebUtility.HtmlDecode(await desk.PageAsync("/sources/outlet%20Courier"));
        Assert.Contains("D: not usually reliable", page, StringComparison.Ordinal);
        Assert.Contains("a report that was withdrawn", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gave_a_number_that_others_contradict_is_not_proved_right_by_the_attack()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(
            new Document(
                "a", "Karvonia fired more than a dozen missiles at Basra on Tuesday, hitting the air base there. Karvonian state television said that at least 80 soldiers had been killed in the missile attack on Basra. The Sellenian defence ministry said that three soldiers had been killed in the missile attack on Basra.",
                Title: "Missiles hit the base at Basra", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 3)),
            new Document("b", "Craters are being filled with gravel. Karvonia attacked Basra with missiles on 3 March 2026, hitting the air base there.", Title: "After the missiles", Outlet: "Herald", PublishedAt: new DateOnly(2026, 3, 5)));
        Assert.DoesNotContain("✓ right", WebUtility.HtmlDecode(await desk.PageAsync("/sources/karvonian%20state%20television")), StringComparison.Ordinal);
        Assert.Contains("✓ right", WebUtility.HtmlDecode(await desk.PageAsync("/sources/outlet%20Courier")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_shows_what_it_copies_and_which_incident_its_events_belong_to()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        const string text = "Karvonia attacked the city of Basra on 2 March 2026, killing three soldiers of the garrison there. Witnesses counted nine columns of smoke over the port, and the road to the north was closed until the evening.";
        await desk.AddAsync(
            new Document("a", text, Title: "Attack", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 2)),
            new Document("b", text, Title: "Attack on Basra", Outlet: "Herald", PublishedAt: new DateOnly(2026, 3, 3)));
        var id = desk.Record.Documents.List(new()).Single(document => document.Outlet == "Herald").Id;
        var page = WebUtility.HtmlDecode(await desk.PageAsync($"/documents/{id}"));
        Assert.Contains("Shares text with 1 other report", page, StringComparison.Ordinal);
        Assert.Contains(">Courier</a>", page, StringComparison.Ordinal);
        Assert.Matches("<dt>incident</dt><dd><a href=\"/incidents/i[0-9a-f]{12}[^\"]*\">Karvonia → ", page);
        Assert.Contains("2 accounts, 1 independent origin", page, StringComparison.Ordinal);
    }
}
