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
            Assert.Contains("a drill: nothing has happened", page, StringComparison.Ordinal);
            Assert.DoesNotContain("told as having happened", page, StringComparison.Ordinal);
            Assert.Contains("waiting for somebody</span>", page, StringComparison.Ordinal);
            Assert.Contains("class=\"badge drill\"", page, StringComparison.Ordinal);
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
            Assert.DoesNotContain("class=\"badge drill\"", page, StringComparison.Ordinal);

            using var back = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/take-back", ("name", "Ada"), ("reason", "not mine"));
            Assert.Contains("class=\"badge drill\"", await desk.PageAsync("/warnings"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_page_says_what_did_not_ring_and_why_and_who_is_called_next()
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-drop-");
        try
        {
            var rules = Rules.Replace("FOLDER", folder.FullName, StringComparison.Ordinal).Replace("name: Kesh", "name: Kesh, names: [Kesh]", StringComparison.Ordinal)
                .Replace("channels: [drop], wait: 1h }]", "channels: [ring], wait: 1h }, { id: head, name: Head of desk, channels: [ring] }]", StringComparison.Ordinal)
                .Replace("channels: [{ id: drop", "repeat: 1h\nchannels: [{ id: ring, kind: command, run: [\"true\"] }, { id: drop", StringComparison.Ordinal);
            DeskBell? bell = null;
            await using var desk = await DeskUnderTest.StartAsync(null, record =>
            {
                var watch = WatchFile.Read(WatchMap.Parse(rules, []));
                return bell = new DeskBell(new Bell(record, watch, TimeProvider.System, _ => { }), watch);
            });
            await desk.AddAsync(new Tocsin.Analysis.Document("u", "Karvonia attacked the town of Kesh, killing <b>3</b> people.", Title: "Attack", Outlet: "Courier"));
            Assert.Empty(await bell!.Bell.EvaluateAsync());
            var page = await desk.PageAsync("/warnings");
            Assert.Contains("</strong>: no date of publication", page, StringComparison.Ordinal);
            Assert.Contains("its report has no date of publication", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>3</b>", page, StringComparison.Ordinal);
            Assert.Contains("\"reason\":\"Undated\"", await desk.PageAsync("/api/warnings/held"), StringComparison.Ordinal);

            await desk.AddAsync(new Tocsin.Analysis.Document("k", "Karvonia attacked the town of Kesh, killing 3 people.", Title: "Attack", Outlet: "Courier", PublishedAt: DateOnly.FromDateTime(DateTime.UtcNow)));
            Assert.NotEmpty(await bell.Bell.EvaluateAsync());
            await bell.Bell.PlanAsync();

            // What was asked for a moment ago is not asked again.
            await Task.Delay(1100);
            page = await desk.PageAsync("/warnings");
            Assert.Contains("Next, unless somebody takes it on: Head of desk at", page, StringComparison.Ordinal);
            Assert.Contains("(round 1, step 2 of 2)", page, StringComparison.Ordinal);
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
            var rules = Rules.Replace("FOLDER", folder.FullName, StringComparison.Ordinal).Replace("name: Kesh", "name: Kesh, names: [Kesh]", StringComparison.Ordinal)
                .Replace("channels: [drop]", "channels: [ring]", StringComparison.Ordinal).Replace("channels: [{ id: drop", "channels: [{ id: ring, kind: command, run: [/bin/true], timeout: 20s }, { id: drop", StringComparison.Ordinal);
            var watch = WatchFile.Read(WatchMap.Parse(rules, []));
            DeskBell? bell = null;
            await using var desk = await DeskUnderTest.StartAsync(null, record => bell = new DeskBell(new Bell(record, watch, TimeProvider.System, _ => { }), watch));
            var today = DateOnly.FromDateTime(DateTime.UtcNow);
            await desk.AddAsync(
                new Tocsin.Analysis.Document("k", "Karvonia attacked the town of Kesh, killing 3 people.", Title: "Attack", Outlet: "Courier", PublishedAt: today),
                new Tocsin.Analysis.Document("o", "Vessaria praised the trade deal with Sarmia on Monday.", Title: "Deal", Outlet: "Herald", PublishedAt: today));
            Assert.NotEmpty(await bell!.Bell.EvaluateAsync());
            await bell.Bell.FlushAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
            const string warning = "href=\"/warnings#w";
            const string reached = "<strong>Duty officer</strong><span> reached over ring, </span>";
            var page = await desk.PageAsync("/situations/everything");
            for (var attempts = 0; attempts < 50 && !page.Contains(reached, StringComparison.Ordinal); attempts++)
            {
                // What was asked for a moment ago is not asked again.
                await Task.Delay(100);
                page = await desk.PageAsync("/situations/everything");
            }

            Assert.Contains(warning, page, StringComparison.Ordinal);
            Assert.Contains(reached, page, StringComparison.Ordinal);
            Assert.Contains("<strong>Nobody.</strong> Its 1 rule found nothing to ring for in these reports.", await desk.PageAsync("/situations/Vessaria"), StringComparison.Ordinal);
            Assert.DoesNotContain(warning, await desk.PageAsync("/situations/everything?asOf=" + today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) + "T00:00"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_actual_stands_above_an_exercise_and_can_be_called_off()
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-drop-");
        try
        {
            var watch = WatchFile.Read(WatchMap.Parse(Rules.Replace("FOLDER", folder.FullName, StringComparison.Ordinal).Replace("name: Kesh", "name: Kesh, names: [Kesh]", StringComparison.Ordinal), []));
            DeskBell? bell = null;
            await using var desk = await DeskUnderTest.StartAsync(null, record => bell = new DeskBell(new Bell(record, watch, TimeProvider.System, _ => { }), watch));
            await desk.AddAsync(new Tocsin.Analysis.Document("k", "Karvonia attacked the town of Kesh, killing 3 people.", Title: "Attack", Outlet: "Courier", PublishedAt: DateOnly.FromDateTime(DateTime.UtcNow)));
            Assert.NotEmpty(await bell!.Bell.EvaluateAsync());
            using var drill = await desk.SubmitAsync("/warnings", "/warnings/drill");
            var page = await desk.PageAsync("/warnings");
            Assert.True(page.IndexOf("Karvonia attacked", StringComparison.Ordinal) < page.IndexOf("the warning channels are tried out", StringComparison.Ordinal));
            Assert.Contains("<strong>1</strong> waiting for somebody", page, StringComparison.Ordinal);
            Assert.Contains("<strong>1</strong> exercise, 1 of them waiting for somebody", page, StringComparison.Ordinal);

            var subject = Regex.Match(page, "id=\"(w[0-9a-f]{12})\"").Groups[1].Value;
            using var unsigned = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/cancel", ("name", " "), ("reason", "a film set"));
            Assert.Equal(HttpStatusCode.BadRequest, unsigned.StatusCode);
            using var over = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/cancel", ("name", "Ada"), ("reason", "a film set"));
            page = await desk.PageAsync("/warnings");
            Assert.Contains("cancelled by Ada", page, StringComparison.Ordinal);
            Assert.Contains("a film set", page, StringComparison.Ordinal);
            Assert.Contains("<strong>0</strong> waiting for somebody", page, StringComparison.Ordinal);
            Assert.Contains("<msgType>Cancel</msgType>", await desk.PageAsync($"/api/warnings/{subject}-2/cap"), StringComparison.Ordinal);
            using var twice = await desk.SubmitAsync("/warnings", $"/warnings/{subject}/cancel", ("name", "Ada"), ("reason", "a film set"));
            Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
            Assert.Contains("cancelled " + subject, await File.ReadAllTextAsync(desk.AuditPath), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Situations_and_questions_of_the_file_stand_beside_those_of_the_desk()
    {
        const string More = """

            situations: [{ name: the straits, scope: Karvonia-Vessaria }]
            questions:
              - id: bluff
                question: Does Karvonia bluff?
                sides: [Karvonia]
                hypotheses: [{ id: bluff, text: It bluffs, prior: 60% }, { id: meant, text: It means it }]
                indicators: [{ id: acts, text: it attacks, events: { type: ASSAULT, actor: Karvonia }, likelihood: { bluff: 0.1, meant: 0.8 } }]
            """;
        var problems = new List<WatchProblem>();
        var root = WatchMap.Parse(Rules + More, problems);
        var watch = WatchFile.Read(root);
        var questions = Tocsin.Analysis.Warnings.StandingReader.Questions(root, problems);
        Assert.Empty(problems);
        await using var desk = await DeskUnderTest.StartAsync(null, record => new DeskBell(new Bell(record, watch, TimeProvider.System, _ => { }), watch) { Questions = questions });
        await desk.AddAsync(new Tocsin.Analysis.Document("k", "Karvonia attacked Vessaria on Monday, killing 3 people.", Title: "Attack", Outlet: "Courier", PublishedAt: new DateOnly(2021, 3, 4)));
        foreach (var path in (string[])["/", "/situations", "/api/situations"])
        {
            Assert.Contains("the straits", await desk.PageAsync(path), StringComparison.Ordinal);
        }

        Assert.Contains("watched by the file of rules", await desk.PageAsync("/situations"), StringComparison.Ordinal);
        Assert.DoesNotContain("stop watching", await desk.PageAsync("/situations"), StringComparison.Ordinal);
        Assert.Contains("Karvonia", await desk.PageAsync("/situations/the%20straits"), StringComparison.Ordinal);
        var answers = await desk.PageAsync("/situations/the%20straits/assessment");
        Assert.Contains("Does Karvonia bluff?", answers, StringComparison.Ordinal);
        Assert.DoesNotContain("Does Karvonia bluff?", await desk.PageAsync("/situations/Sarmia-Elbania/assessment"), StringComparison.Ordinal);
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
