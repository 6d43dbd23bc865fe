using System.Net;
using Tocsin.Analysis;
using Tocsin.Analysis.Record;

namespace Tocsin.Desk.Tests;

/// <summary>Every way in which a reader of the desk can say that a mark was read wrongly takes hold of every page, and is taken back.</summary>
public sealed class CorrectionTests
{
    private static readonly Document Report = new("r", "Karvonia attacked the town of Lomna on Monday, killing 3 people, the ministry said.", Title: "Attack", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 9));

    [Theory]
    [InlineData("v1", "drop=", "", "situations/everything", "/incidents/", null)]
    [InlineData("v1", "drop=", "", "api/situations/everything/incidents.csv", "Karvonia", null)]
    [InlineData("v1", "status=denied", "", "situations/everything", "class=\"incident\"", null)]
    [InlineData("v1", "kind", "drone attack", "situations/everything", "class=\"kind\">Attack<", "class=\"kind\">Drone attack<")]
    [InlineData("v1", "kind", "AID", "situations/everything", "class=\"kind\">Attack<", "class=\"kind\">Aid<")]
    [InlineData("v1", "actor", "Red Dawn Front", "situations/everything", "accuses Karvonia", "accuses Red Dawn Front")]
    [InlineData("v1", "recipient", "Kesh", "situations/everything", "town of Lomna</strong>", "Somebody → Kesh")]
    [InlineData("v1", "occurredOn", "2026-03-02", "situations/everything", ">9 Mar 2026</p>", ">2 Mar 2026</p>")]
    [InlineData("v1", "place", "Orlast", "api/situations/everything/incidents.csv", ",Lomna,", ",Orlast,")]
    [InlineData("v1", "killed", "10", "situations/everything", "killed: 3", "killed: 10")]
    [InlineData("v1", "killed", "", "situations/everything", "killed: 3", null)]
    [InlineData("v1", "injured", "20+", "situations/everything", null, "injured: at least 20")]
    [InlineData("v1", "weapon", "a rocket", "documents/{id}", null, "with what: a rocket")]
    [InlineData("a1", "drop=", "", "sources", ">The ministry<", null)]
    [InlineData("a1", "source", "Edo Varr", "sources", ">the ministry<", ">Edo Varr<")]
    [InlineData("a1", "act=deny", "", "sources/ministry", "said 1", "denied 1")]
    [InlineData("a1", "saidOn", "2026-03-08", "documents/{id}", null, "said on: 2026-03-08")]
    public async Task What_was_read_wrongly_is_set_right_everywhere_and_taken_back(string mark, string choice, string value, string page, string? gone, string? there)
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report);
        var id = desk.Record.Documents.List(new())[0].Id;
        var shown = "/" + page.Replace("{id}", id, StringComparison.Ordinal);
        async Task HoldsAsync(bool isCorrected)
        {
            using var answer = await desk.Client.GetAsync(shown);
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(gone is null || html.Contains(gone, StringComparison.OrdinalIgnoreCase) != isCorrected, $"{gone} is {(isCorrected ? "still" : "not")} on {shown}");
            Assert.True(there is null || html.Contains(there, StringComparison.Ordinal) == isCorrected, $"{there} is {(isCorrected ? "not" : "still")} on {shown}");
        }

        await HoldsAsync(isCorrected: false);
        using var kept = await desk.SubmitAsync($"/documents/{id}", "/corrections/field", ("target", $"{id}_{mark}"), ("choice", choice), ("value", value));
        Assert.Equal($"/documents/{id}#{mark}", kept.Headers.Location?.OriginalString);
        await HoldsAsync(isCorrected: true);
        if (page.StartsWith("documents", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var decision in desk.Record.Corrections.List())
        {
            using var back = await desk.SubmitAsync($"/documents/{id}", "/corrections/undo", ("document", id), ("decision", decision.Id), ("reason", "it was right"));
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        }

        await HoldsAsync(isCorrected: false);
    }

    [Theory]
    [InlineData("v1", "kind", "something", "is no kind of act")]
    [InlineData("v1", "occurredOn", "Monday", "2026-03-08")]
    [InlineData("v1", "killed", "a dozen", "8, 8-11 or 8+")]
    [InlineData("v1", "actor", "they", "parted by semicolons")]
    [InlineData("v1", "saidOn", "2026-03-08", "no field")]
    [InlineData("v1", "score", "10", "names nothing")]
    [InlineData("a1", "kind", "attack", "no field")]
    public async Task What_makes_no_sense_is_refused_with_how_it_is_written(string mark, string choice, string value, string says)
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report);
        var id = desk.Record.Documents.List(new())[0].Id;
        using var answer = await desk.SubmitAsync($"/documents/{id}", "/corrections/field", ("target", $"{id}_{mark}"), ("choice", choice), ("value", value));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Empty(desk.Record.Corrections.List());
    }

    [Fact]
    public async Task What_an_older_desk_kept_as_dropped_is_gone_too()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report);
        var id = desk.Record.Documents.List(new())[0].Id;
        await desk.Record.Corrections.AddAsync(new Correction.Field("", default, "ana", "no event", $"{id}_v1", "drop", null));
        await desk.Record.Corrections.AddAsync(new Correction.Field("", default, "ana", "nor that", $"{id}_v1", "status", "denied"));
        Assert.DoesNotContain("/incidents/", await desk.PageAsync("/situations/everything"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_report_is_marked_in_the_list_and_no_longer_counted()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report, Report with { Text = "Nobody was hurt in Orlast on Sunday, the mayor said.", Title = "Orlast" });
        var id = desk.Record.Documents.List(new())[0].Id;
        Assert.DoesNotContain("withdrawn", await desk.PageAsync("/documents"), StringComparison.Ordinal);
        using var answer = await desk.SubmitAsync($"/documents/{id}", "/corrections/retract", ("document", id), ("reason", "withdrawn"));
        Assert.Contains("<span class=\"tag warn\">withdrawn</span>", await desk.PageAsync("/documents"), StringComparison.Ordinal);
        Assert.Contains("<strong>1 report</strong> in the record, 1 withdrawn", await desk.PageAsync("/"), StringComparison.Ordinal);
    }
}
