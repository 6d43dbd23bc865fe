using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tocsin.Desk.Tests;

[Collection(SampleTests.Name)]
public sealed partial class PageTests(SampleDesk sample)
{
    private readonly DeskUnderTest _desk = sample.Desk;

    public static TheoryData<string> Pages => new(
        "/", "/situations", "/situations/Karvonia-Sellenia", "/situations/everything", "/documents", "/sources", "/sources/irena%20valk", "/sources/outlet%20Dremen%20Courier", "/situations/Nowhereland", "/actors", "/actors/karvonia", "/search", "/search?q=missile", "/warnings", "/situations/Karvonia-Sellenia/assessment", "/method", "/keys");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_answers_and_holds_nothing_inline(string path) => AssertPlain(path, await _desk.PageAsync(path));

    [Fact]
    public async Task Documents_and_incidents_answer_too()
    {
        foreach (var path in await LinksAsync("/documents", "/documents/d[0-9a-f]{16}").Concat(LinksAsync("/situations/everything", "/incidents/i[0-9a-f]{12}")))
        {
            AssertPlain(path, await _desk.PageAsync(path));
        }
    }

    [Fact]
    public async Task Every_link_on_a_situation_leads_to_characters_that_are_there()
    {
        var page = await _desk.PageAsync("/situations/Karvonia-Sellenia");
        var links = Characters().Matches(page).Select(match => (Page: match.Groups[1].Value, Mark: match.Groups[2].Value)).Distinct().ToArray();
        Assert.True(links.Length > 5);
        foreach (var (path, mark) in links)
        {
            Assert.Contains($"id=\"{mark}\"", await _desk.PageAsync(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_sample_shows_who_disagrees_in_their_words()
    {
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/situations/Karvonia-Sellenia"));
        Assert.Contains("its forces had attacked an air base in neighbouring Sellenia", page, StringComparison.Ordinal);
        Assert.Contains("it did not happen", page, StringComparison.Ordinal);
        Assert.Contains("Irena Valk", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moment_is_replayed_and_its_address_holds_it()
    {
        using var moved = await _desk.Client.GetAsync("/situations/Karvonia-Sellenia?step=0");
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        var then = moved.Headers.Location!.OriginalString;
        Assert.StartsWith("/situations/Karvonia-Sellenia?asOf=2026-03-09", then, StringComparison.Ordinal);
        var first = await _desk.PageAsync(then);
        Assert.DoesNotContain("its forces had attacked an air base", first, StringComparison.Ordinal);
        Assert.Contains("<strong>1</strong> report from <strong>1</strong> independent origin", first, StringComparison.Ordinal);
        await _desk.PageAsync(then.Replace("?", "/assessment?", StringComparison.Ordinal));
        Assert.Equal(Body(await _desk.PageAsync(then)), Body(await _desk.PageAsync(then)));
    }

    [Theory]
    [InlineData("asOf=banana")]
    [InlineData("from=2026-13-40")]
    [InlineData("from=2026-03-12&to=2026-03-10")]
    public async Task What_an_address_says_and_nobody_understands_is_told(string query)
    {
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/situations/everything?" + query));
        Assert.Contains($"Not understood: {query.Split('&')[^1]}", page, StringComparison.Ordinal);
        using var answer = await _desk.Client.GetAsync("/api/situations/everything?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Not understood", await _desk.PageAsync("/situations/everything?asOf=2026-03-10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_worked_out_stands_in_the_page_itself()
    {
        await _desk.PageAsync("/situations/Karvonia-Sellenia/assessment");
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/situations/Karvonia-Sellenia"));
        Assert.Contains("id=\"assessments\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("being weighed", page, StringComparison.Ordinal);
        Assert.Contains("in the record about Karvonia and Sellenia", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_situation_weighs_all_reports_of_the_sides()
    {
        // The same as the shell does: what bears on the two sides does not hang on the words that the situation is cut to.
        string Weighed(string page) => Regex.Match(WebUtility.HtmlDecode(page), "Weighed: [^,]+, as of [^.;]+").Value;
        var pair = Weighed(await _desk.PageAsync("/situations/Karvonia%20-%20Sellenia/assessment")); // The pair with the most between them in the sample; the Northern Front raided Karvonia once.
        Assert.NotEmpty(pair);
        Assert.Equal(pair, Weighed(await _desk.PageAsync("/situations/everything/assessment")));
    }

    [Fact]
    public async Task A_stretch_of_time_cuts_the_page_and_links_keep_it()
    {
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/situations/everything?from=2026-03-10T00:00&to=2026-03-12T00:00&lanes=source"));
        Assert.Contains("Only what happened from 10 Mar 2026", page, StringComparison.Ordinal);
        Assert.Contains("?from=2026-03-10T00%3A00&to=2026-03-12T00%3A00#when", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_can_be_taken_along()
    {
        string[] paths = [.. ((IEnumerable<object[]>)Pages).Select(row => (string)row[0]), (await LinksAsync("/situations/everything", "/incidents/i[0-9a-f]{12}")).First(), (await LinksAsync("/documents", "/documents/d[0-9a-f]{16}")).First()];
        foreach (var path in paths)
        {
            var page = WebUtility.HtmlDecode(await _desk.PageAsync(path));
            Assert.True(page.Contains("data-print", StringComparison.Ordinal), path);
            foreach (var link in Regex.Matches(page, "href=\"([^\"]+)\" download").Select(match => match.Groups[1].Value))
            {
                Assert.NotEmpty(await _desk.PageAsync(link));
            }
        }
    }

    [Fact]
    public async Task What_moved_an_answer_stands_beside_it()
    {
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/situations/Karvonia-Sellenia/assessment"));
        Assert.Contains("What moved it", page, StringComparison.Ordinal);
        Assert.Matches("[A-C] [0-9]+ % → [0-9]+ %", page);
        Assert.DoesNotMatch("origin d[0-9a-f]{16}", page);
    }

    [Fact]
    public async Task Pages_speak_in_words_and_not_in_codes()
    {
        var incidents = await LinksAsync("/situations/everything", "/incidents/i[0-9a-f]{12}");
        foreach (var path in ((IEnumerable<object[]>)Pages).Select(row => (string)row[0]).Where(path => path != "/method").Concat(incidents))
        {
            var text = Regex.Replace(WebUtility.HtmlDecode(await _desk.PageAsync(path)), "<[^>]+>", " ");
            Assert.DoesNotMatch(@"· [A-Z]{4,}\b|\b(?:ASSAULT|COERCE|THREATEN|material-conflict|verbal-conflict|accused-by-authority|same (?:actor|side suffers): [a-z])", text);
        }
    }

    [Fact]
    public async Task The_pairs_of_the_record_stand_on_the_page_of_situations()
    {
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/situations"));
        Assert.Contains("href=\"/situations/Karvonia%20-%20Sellenia\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_that_count_the_same_come_to_the_same()
    {
        var list = WebUtility.HtmlDecode(await _desk.PageAsync("/actors"));
        var (acts, suffers) = Pair(Regex.Match(list, "href=\"/actors/karvonia\">Karvonia</a></td><td class=\"num\">([0-9]+)</td><td class=\"num\">([0-9]+)</td>"));
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/actors/karvonia"));
        Assert.Equal((acts, suffers), Pair(Regex.Match(page, "acts in <strong>([0-9]+)</strong> incidents</span><span>is acted upon in <strong>([0-9]+)</strong>")));
        var situation = WebUtility.HtmlDecode(await _desk.PageAsync("/situations/everything"));
        var (told, open) = Pair(Regex.Match(situation, "<strong>([0-9]+)</strong> incidents, and ([0-9]+) possible"));
        Assert.Equal(told + open, Regex.Count(situation[situation.IndexOf("id=\"what\"", StringComparison.Ordinal)..situation.IndexOf("id=\"who\"", StringComparison.Ordinal)], "<li class=\"incident\">"));

        static (int, int) Pair(Match match) => match.Success ? (int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)) : throw new Xunit.Sdk.XunitException("The numbers are not there.");
    }

    [Fact]
    public async Task The_front_page_gives_the_reading_that_the_page_of_the_situation_gives()
    {
        var whole = Regex.Match(WebUtility.HtmlDecode(await _desk.PageAsync("/situations/Karvonia%20-%20Sellenia/assessment")), "(?:Leads|No reading clearly leads): “([^”]+)”,? ([0-9]+ %)");
        var box = Regex.Match(await _desk.PageAsync("/"), "/verdicts/[^\"]+").Value;
        var front = WebUtility.HtmlDecode(await _desk.PageAsync(box.Length == 0 ? "/" : WebUtility.HtmlDecode(box)));
        Assert.Contains($"{whole.Groups[2].Value}: {whole.Groups[1].Value}.", front, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_in_an_address_means_all_of_it()
    {
        async Task<string> ReportsAsync(string moment) => Regex.Match(await _desk.PageAsync("/situations/everything?asOf=" + moment), "<strong>([0-9]+)</strong> reports").Groups[1].Value;
        Assert.Equal(await ReportsAsync("2026-03-10T23:59"), await ReportsAsync("2026-03-10"));
        Assert.NotEqual(await ReportsAsync("2026-03-10T00:00"), await ReportsAsync("2026-03-10"));
        Assert.Contains("until 13 Mar 2026", await _desk.PageAsync("/situations/everything?from=2026-03-10&to=2026-03-12"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_only_accused_is_no_actor_in_the_table_that_is_taken_along()
    {
        var rows = (await _desk.PageAsync("/api/situations/everything/incidents.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(",accused,injured_min,injured_max", rows[0], StringComparison.Ordinal);
        var strike = Assert.Single(rows, row => row.Contains(",Missiles strike Lomna air base,", StringComparison.Ordinal));
        Assert.Matches("T00:00:00Z,,", strike);
        Assert.Matches(",\"?Karvonia[^,]*,", strike[strike.IndexOf(",Missiles strike Lomna air base,", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task What_others_say_that_somebody_meant_is_not_what_they_said()
    {
        var page = WebUtility.HtmlDecode(await _desk.PageAsync("/sources/karvonia"));
        Assert.Matches("<strong>([0-9]+)</strong> statements: [0-9]+ of their own, [0-9]+ that others tell of", page);
        var relayed = page[page.IndexOf("What others say that they said or meant", StringComparison.Ordinal)..];
        Assert.Contains("told by ", relayed[..relayed.IndexOf("</section>", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_searched_for_leads_to_its_pages()
    {
        var page = await _desk.PageAsync("/search?q=karvonia");
        Assert.Contains("href=\"/actors/karvonia\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/sources/karvonia\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unknown_is_said_on_a_page()
    {
        foreach (var path in new[] { "/documents/nothing", "/incidents/i000000000000", "/sources/nobody", "/actors/nobody", "/situations/" + new string('x', 400), "/nowhere" })
        {
            using var answer = await _desk.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("</html>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var none = await _desk.Client.GetAsync("/incidents/i0");
        Assert.Contains("There is no such incident", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_is_there_for_programs()
    {
        using var situation = JsonDocument.Parse(await _desk.PageAsync("/api/situations/Karvonia-Sellenia"));
        Assert.NotEqual(0, situation.RootElement.GetProperty("incidents").GetArrayLength());
        Assert.NotEqual(0, situation.RootElement.GetProperty("contested").GetArrayLength());
        using var map = JsonDocument.Parse(await _desk.PageAsync("/api/situations/everything/incidents.geojson"));
        Assert.Equal("FeatureCollection", map.RootElement.GetProperty("type").GetString());
        foreach (var (path, begins) in new[]
        {
            ("/api/situations/everything/incidents.csv", "id,start,end"), ("/api/documents.csv", "id,published"), ("/api/sources.csv", "key,name"), ("/api/sources/irena%20valk/statements.csv", "claim,document"),
            ("/api/sources/outlet%20Dremen%20Courier/reports.csv", "document,published"), ("/api/actors.csv", "key,name"), ("/api/warnings.csv", "subject,status"), ("/api/situations/Karvonia-Sellenia/assessment", "{\"schema\":\"tocsin.assessment/1\""), ("/method/evaluation.md", "# Evaluation"),
        })
        {
            Assert.StartsWith(begins, await _desk.PageAsync(path), StringComparison.Ordinal);
        }

        using var api = JsonDocument.Parse(await _desk.PageAsync("/openapi/v1.json"));
        Assert.StartsWith("3.1", api.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(api.RootElement.GetProperty("paths").TryGetProperty("/api/situations/{name}", out _));
        using var source = JsonDocument.Parse(await _desk.PageAsync("/api/sources/irena%20valk"));
        Assert.NotEqual(0, source.RootElement.GetProperty("claims").GetArrayLength());
        using var ready = JsonDocument.Parse(await _desk.PageAsync("/readyz"));
        Assert.True(ready.RootElement.GetProperty("ready").GetBoolean());
        Assert.Equal("alive\n", await _desk.PageAsync("/healthz"));
    }

    /// <summary>A policy without exceptions is worth something only where nothing needs one.</summary>
    private static void AssertPlain(string path, string page)
    {
        Assert.Contains("<title>", page, StringComparison.Ordinal);
        Assert.Contains("<main id=\"main\"", page, StringComparison.Ordinal);
        Assert.False(Inline().IsMatch(page), $"{path}: {Inline().Match(page).Value}");
    }

    private static string Body(string page) => AntiForgery().Replace(page, "");

    private async Task<IEnumerable<string>> LinksAsync(string page, string pattern)
    {
        var found = Regex.Matches(await _desk.PageAsync(page), pattern).Select(match => match.Value).Distinct().Take(8).ToArray();
        Assert.NotEmpty(found);
        return found;
    }

    [GeneratedRegex("<[^>]+\\s(?:on[a-z]+|style)\\s*=|<script(?![^>]*\\ssrc=)|<style|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("href=\"(/documents/d[0-9a-f]{16})#([av][0-9]+)\"")]
    private static partial Regex Characters();

    [GeneratedRegex("value=\"CfDJ[^\"]+\"")]
    private static partial Regex AntiForgery();
}

internal static class TaskParts
{
    public static async Task<IEnumerable<T>> Concat<T>(this Task<IEnumerable<T>> first, Task<IEnumerable<T>> second) => (await first).Concat(await second);
}
