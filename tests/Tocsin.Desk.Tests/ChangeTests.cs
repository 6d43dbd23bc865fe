using System.Net;
using System.Text.RegularExpressions;
using Tocsin.Analysis;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Tests;

/// <summary>What a person changes at the desk is kept beside the reading, and the desk shows it.</summary>
public sealed class ChangeTests
{
    private static readonly Document Report = new("r", "Karvonia attacked the town of Lomna on Monday, killing 3 people, the ministry said.", Title: "Attack", Outlet: "Courier", PublishedAt: new DateOnly(2026, 3, 9));

    [Fact]
    public async Task An_empty_record_offers_the_sample_and_leads_to_its_situation()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        using var answer = await desk.SubmitAsync("/", "/sample");
        Assert.Equal("/situations/Karvonia-Sellenia", answer.Headers.Location?.OriginalString);
        Assert.Equal(8, desk.Record.LastSequence);
        Assert.Contains("Karvonia", await desk.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_is_corrected_and_the_reading_stays()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report);
        var id = desk.Record.Documents.List(new())[0].Id;
        var before = desk.Record.Documents.ReadingJson(id);
        using var answer = await desk.SubmitAsync($"/documents/{id}", "/corrections/field", ("target", $"{id}_v1"), ("choice", "status=denied"), ("reason", "the minister <b>denied</b> it"));
        Assert.Equal($"/documents/{id}#v1", answer.Headers.Location?.OriginalString);
        var kept = Assert.IsType<Correction.Field>(Assert.Single(desk.Record.Corrections.List()));
        Assert.Equal(("status", "denied"), (kept.Name, kept.Value));
        Assert.Equal(before, desk.Record.Documents.ReadingJson(id));
        Assert.Contains("the minister &lt;b&gt;denied&lt;/b&gt; it", await desk.PageAsync($"/documents/{id}"), StringComparison.Ordinal);

        using var whom = await desk.SubmitAsync($"/documents/{id}", "/corrections/field", ("target", $"{id}_v1"), ("choice", "actor"), ("value", "Red Dawn Front"));
        using var nobody = await desk.SubmitAsync($"/documents/{id}", "/corrections/field", ("target", $"{id}_v1"), ("choice", "recipient"), ("value", " "));
        Assert.Equal([("actor", "Red Dawn Front"), ("recipient", null)], desk.Record.Corrections.List().OfType<Correction.Field>().Skip(1).Select(field => (field.Name, field.Value)));
        Assert.Contains("to whom: nobody named", await desk.PageAsync($"/documents/{id}"), StringComparison.Ordinal);
        using var they = await desk.SubmitAsync($"/documents/{id}", "/corrections/field", ("target", $"{id}_v1"), ("choice", "actor"), ("value", "they"));
        Assert.Equal(HttpStatusCode.BadRequest, they.StatusCode);

        using var nothing = await desk.SubmitAsync($"/documents/{id}", "/corrections/field", ("target", $"{id}_v1"), ("choice", "score=10"));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
    }

    [Fact]
    public async Task A_report_is_withdrawn_with_a_reason_and_stays_to_be_read()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report);
        var id = desk.Record.Documents.List(new())[0].Id;
        using var silent = await desk.SubmitAsync($"/documents/{id}", "/corrections/retract", ("document", id), ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.Contains("Withdrawing a report needs a reason.</p>", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var answer = await desk.SubmitAsync($"/documents/{id}", "/corrections/retract", ("document", id), ("reason", "the outlet withdrew it"));
        Assert.Contains("the outlet withdrew it", await desk.PageAsync($"/documents/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("/incidents/", await desk.PageAsync("/situations/everything"), StringComparison.Ordinal);

        // It is taken back with a reason, and both stay to be read.
        using var mute = await desk.SubmitAsync($"/documents/{id}", "/corrections/undo", ("document", id), ("decision", "c1"), ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, mute.StatusCode);
        using var back = await desk.SubmitAsync($"/documents/{id}", "/corrections/undo", ("document", id), ("decision", "c1"), ("reason", "it stands after all"));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var page = await desk.PageAsync($"/documents/{id}");
        Assert.DoesNotContain("no longer counts", page, StringComparison.Ordinal);
        Assert.Contains("<s>This report does not count</s>", page, StringComparison.Ordinal);
        Assert.Contains("/incidents/", await desk.PageAsync("/situations/everything"), StringComparison.Ordinal);
        using var twice = await desk.SubmitAsync($"/documents/{id}", "/corrections/undo", ("document", id), ("decision", "c1"), ("reason", "again"));
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
    }

    [Fact]
    public async Task An_address_of_an_incident_outlives_the_reports_that_come_and_go()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report);
        string Address(string page) => WebUtility.HtmlDecode(Regex.Match(page, "href=\"(/incidents/i[0-9a-f]{12}[^\"]*)\"").Groups[1].Value);
        var first = Address(await desk.PageAsync("/situations/everything"));
        await desk.AddAsync(new Document("s", "Karvonian forces attacked Lomna on Monday and killed four people, a second nurse said.", Title: "Another nurse", Outlet: "Herald", PublishedAt: new DateOnly(2026, 3, 9)));
        using var joined = await desk.SubmitAsync(first, "/corrections/join", ("event", Regex.Match(first, "d[0-9a-f]{16}_v[0-9]+").Value), ("event", desk.Record.Documents.List(new())[0].Id + "_v1"), ("reason", "one raid"));
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        var second = joined.Headers.Location!.OriginalString;
        using var withdrawn = await desk.SubmitAsync("/documents", "/corrections/retract", ("document", desk.Record.Documents.List(new())[1].Id), ("reason", "withdrawn"));
        var now = Address(await desk.PageAsync("/situations/everything"));
        Assert.NotEqual(second[..24], now[..24]);
        using var old = await desk.Client.GetAsync(second);
        Assert.Equal($"{now}&was={second[11..24]}", old.Headers.Location?.OriginalString);
        Assert.Contains("an incident that is no longer as it was", await desk.PageAsync(old.Headers.Location!.OriginalString), StringComparison.Ordinal);

        // Nor does an id alone lead nowhere.
        using var bare = await desk.Client.GetAsync(second[..24]);
        Assert.StartsWith(now, bare.Headers.Location?.OriginalString, StringComparison.Ordinal);

        // When nobody tells it any more, it is said what became of it.
        foreach (var document in desk.Record.Documents.List(new()))
        {
            using var gone = await desk.SubmitAsync("/documents", "/corrections/retract", ("document", document.Id), ("reason", "withdrawn"));
        }

        using var lost = await desk.Client.GetAsync(second);
        Assert.Equal(HttpStatusCode.NotFound, lost.StatusCode);
        Assert.Contains("No report that counts tells of this any more", await lost.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var bareLost = await desk.Client.GetAsync(second[..24]);
        Assert.Contains("/documents/d", await bareLost.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incidents_are_joined_and_taken_apart_by_hand()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(
            Report,
            new Document("s", "Karvonian forces attacked Lomna on Monday and killed three people, witnesses said.", Title: "Witnesses", Outlet: "Herald", PublishedAt: new DateOnly(2026, 3, 9)),
            new Document("u", "A drone struck a depot in the town of Orlast on Tuesday.", Title: "Depot", Outlet: "Post", PublishedAt: new DateOnly(2026, 3, 10)));
        var incidents = await IncidentsAsync(desk);
        Assert.True(incidents.Length >= 2);
        var others = incidents.Select(async id => (Id: id, Page: await desk.PageAsync($"/incidents/{id}"))).Select(task => task.Result).ToArray();
        var drone = others.First(other => other.Page.Contains("struck", StringComparison.Ordinal) && !other.Page.Contains("witnesses", StringComparison.Ordinal)).Id;
        var attack = incidents.First(id => id != drone);
        var events = Regex.Matches(await desk.PageAsync($"/api/incidents/{drone}"), "d[0-9a-f]{16}_v[0-9]+").Select(match => match.Value).First();
        using var joined = await desk.SubmitAsync($"/incidents/{attack}", "/corrections/join", ("event", events), ("with", attack), ("reason", "one raid"));
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Equal(incidents.Length - 1, (await IncidentsAsync(desk)).Length);
        using var apart = await desk.SubmitAsync("/situations", "/corrections/split", ("event", events), ("reason", "two after all"));
        Assert.Equal(incidents.Length, (await IncidentsAsync(desk)).Length);
        Assert.Equal(2, desk.Record.Corrections.List().Count);
    }

    [Fact]
    public async Task An_open_page_hears_that_the_record_moved()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        using var stream = new StreamReader(await desk.Client.GetStreamAsync("/live"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var first = await NextAsync(stream, patience.Token);
        await desk.AddAsync(Report);
        Assert.NotEqual(first, await NextAsync(stream, patience.Token));
    }

    private static async Task<string> NextAsync(StreamReader stream, CancellationToken stop)
    {
        while (await stream.ReadLineAsync(stop) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) && line.Length > 6)
            {
                return line;
            }
        }

        throw new EndOfStreamException();
    }

    private static async Task<string[]> IncidentsAsync(DeskUnderTest desk) =>
        [.. Regex.Matches(await desk.PageAsync("/api/situations/everything"), "\"id\":\"(i[0-9a-f]{12})\"").Select(match => match.Groups[1].Value).Distinct()];

    [Fact]
    public async Task A_page_that_was_looked_at_is_made_anew_after_a_report_before_anybody_asks()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        await desk.AddAsync(Report);
        await desk.PageAsync("/situations/everything");
        await desk.AddAsync(Report with { Text = "Sellenia shelled the town of Kesh on Tuesday, killing 2 people, a spokesman said.", Title = "Shelling" });
        var looked = new ViewQuery(Situation.Everything, null, RecordClock.Published);
        for (var i = 0; i < 150 && !desk.Views.IsAtHand(looked); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(desk.Views.IsAtHand(looked));
        Assert.Equal(2, desk.Views.Get(looked).State.Documents.Length);
    }
}
