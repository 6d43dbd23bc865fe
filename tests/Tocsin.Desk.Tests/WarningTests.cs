using System.Net;
using System.Text.RegularExpressions;
using Tocsin.Analysis.Watching;
using Tocsin.Delivery;
using Tocsin.Desk.Warnings;

namespace Tocsin.Desk.Tests;

public sealed class WarningTests
{
    private const string Rules = """
        sites: [{ id: town, name: Kesh, at: [33.34, 44.40] }]
        rules: [{ id: near, when: incident, site: town, within: 5 km, severity: severe }]
        contacts: [{ id: duty, name: Duty officer, channels: [drop], wait: 1h }]
        channels: [{ id: drop, kind: file, folder: FOLDER }]
        """;

    [Fact]
    public async Task A_drill_rings_as_an_exercise_until_somebody_takes_it_on_with_a_reason()
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-drop-");
        try
        {
            var watch = WatchFile.Read(WatchMap.Parse(Rules.Replace("FOLDER", folder.FullName, StringComparison.Ordinal), []));
            await using var desk = await DeskUnderTest.StartAsync(null, record => new DeskBell(new Bell(record, watch, TimeProvider.System, _ => { }), watch));
            using var sent = await desk.SubmitAsync("/warnings", "/warnings/drill");
            var subject = sent.Headers.Location!.OriginalString.Split('#')[1];
            Assert.Matches("^w[0-9a-f]{12}$", subject);
            var page = await desk.PageAsync("/warnings");
            Assert.Contains("EXERCISE", page, StringComparison.Ordinal);
            Assert.Contains("waiting for somebody</span>", page, StringComparison.Ordinal);
            Assert.Contains("class=\"badge\"", page, StringComparison.Ordinal);
            var id = Regex.Match(page, "/api/warnings/([^/\"]+)/cap").Groups[1].Value;
            Assert.Contains("<status>Exercise</status>", await desk.PageAsync($"/api/warnings/{id}/cap"), StringComparison.Ordinal);

            using var silent = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/acknowledge", ("name", "Ada"), ("reason", " "));
            Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
            using var nameless = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/acknowledge", ("name", ""), ("reason", "it is the drill"));
            Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
            using var taken = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/acknowledge", ("name", "Ada"), ("reason", "<b>it is the drill</b>"));
            page = await desk.PageAsync("/warnings");
            Assert.Contains("somebody is on it", page, StringComparison.Ordinal);
            Assert.Contains("&lt;b&gt;it is the drill&lt;/b&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"badge\"", page, StringComparison.Ordinal);

            using var back = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/take-back", ("name", "Ada"), ("reason", "not mine"));
            Assert.Contains("class=\"badge\"", await desk.PageAsync("/warnings"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_situation_shows_what_rang_on_its_reports_but_not_before_it_did()
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-drop-");
        try
        {
            var rules = Rules.Replace("FOLDER", folder.FullName, StringComparison.Ordinal).Replace("name: Kesh", "name: Kesh, names: [Kesh]", StringComparison.Ordinal);
            var watch = WatchFile.Read(WatchMap.Parse(rules, []));
            DeskBell? bell = null;
            await using var desk = await DeskUnderTest.StartAsync(null, record => bell = new DeskBell(new Bell(record, watch, TimeProvider.System, _ => { }), watch));
            var today = DateOnly.FromDateTime(DateTime.UtcNow);
            await desk.AddAsync(
                new Tocsin.Analysis.Document("k", "Karvonia attacked the town of Kesh, killing 3 people.", Title: "Attack", Outlet: "Courier", PublishedAt: today),
                new Tocsin.Analysis.Document("o", "Vessaria praised the trade deal with Sarmia on Monday.", Title: "Deal", Outlet: "Herald", PublishedAt: today));
            Assert.NotEmpty(await bell!.Bell.EvaluateAsync());
            const string warning = "href=\"/warnings#w";
            Assert.Contains(warning, await desk.PageAsync("/situations/everything"), StringComparison.Ordinal);
            Assert.Contains("No warning of this desk rests on these reports", await desk.PageAsync("/situations/Vessaria"), StringComparison.Ordinal);
            Assert.DoesNotContain(warning, await desk.PageAsync("/situations/everything?asOf=" + today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + "T00:00"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_bell_there_is_no_drill()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        using var answer = await desk.SubmitAsync("/situations", "/warnings/drill");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("tocsin desk --rules", await desk.PageAsync("/warnings"), StringComparison.Ordinal);
    }
}
