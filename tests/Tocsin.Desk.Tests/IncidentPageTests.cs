using System.Net;
using System.Text.RegularExpressions;
using Tocsin.Analysis.Record;

namespace Tocsin.Desk.Tests;

/// <summary>What the page of one incident says of it, on the sample crisis.</summary>
[Collection(SampleTests.Name)]
public sealed partial class IncidentPageTests(SampleDesk sample)
{
    private readonly DeskUnderTest _desk = sample.Desk;

    [Fact]
    public async Task Who_was_warned_stands_on_the_page_of_that_attack_and_on_no_other()
    {
        var told = new List<(string Title, string World)>();
        foreach (var id in await IdsAsync(_desk))
        {
            var page = WebUtility.HtmlDecode(await _desk.PageAsync($"/incidents/{id}"));
            told.Add((Title().Match(page).Groups[1].Value, World().Match(page).Value));
        }

        var (title, world) = Assert.Single(told, one => !one.World.Contains("No report here tells of notice", StringComparison.Ordinal));
        Assert.Contains("Lomna air base", title, StringComparison.Ordinal);
        foreach (var words in new[] { "Karvonia gave notice", "Vessar", "Alliance", "I received no warning from anyone", "“Karvonia gave notice of Sunday" })
        {
            Assert.Contains(words, world, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_incident_can_be_joined_with_every_other_the_likest_first()
    {
        var ids = await IdsAsync(_desk);
        foreach (var id in ids)
        {
            var page = await _desk.PageAsync($"/incidents/{id}");
            Assert.Equal(ids.Where(other => other != id).Order(), Option().Matches(page).Select(match => match.Groups[1].Value).Order());
        }

        // Troops that move by another report, neither of a known day: it is the first that is offered.
        var alert = WebUtility.HtmlDecode(await _desk.PageAsync($"/incidents/{await WithAsync(_desk, "units on the western border had been put on alert")}"));
        Assert.Contains("<optgroup label=\"Like it\"><option value=\"" + await WithAsync(_desk, "move most of the garrison into shelters"), alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_offered_is_joined_by_its_address()
    {
        await using var desk = await DeskUnderTest.WithSampleAsync();
        var (alert, shelters) = (await WithAsync(desk, "units on the western border had been put on alert"), await WithAsync(desk, "move most of the garrison into shelters"));
        var page = $"/incidents/{alert}";
        var first = Event().Match(await desk.PageAsync(page)).Groups[1].Value;
        using var wrong = await desk.SubmitAsync(page, "/corrections/join", ("event", first), ("with", shelters), ("address", "the other one"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var joined = await desk.SubmitAsync(page, "/corrections/join", ("event", first), ("with", ""), ("address", $"{desk.Url}incidents/{shelters}?of=x"), ("reason", "one move"));
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Equal(await WithAsync(desk, "move most of the garrison into shelters"), await WithAsync(desk, "units on the western border had been put on alert"));
        Assert.IsType<Correction.Join>(Assert.Single(desk.Record.Corrections.List()));
    }

    [Fact]
    public async Task Things_and_numbers_are_no_actors_and_names_as_written_lead_to_their_pages()
    {
        var actors = await _desk.PageAsync("/api/actors");
        Assert.Contains("\"name\":\"Sellenia\"", actors, StringComparison.Ordinal);
        foreach (var thing in new[] { "alert", "more than twenty", "the border", "three" })
        {
            Assert.DoesNotContain($"\"name\":\"{thing}\"", actors, StringComparison.Ordinal);
            Assert.DoesNotContain($">{thing}</a></td>", await _desk.PageAsync("/actors/sellenia"), StringComparison.Ordinal);
        }

        foreach (var (typed, leads) in new[] { ("/actors/Sellenia", "/actors/sellenia"), ("/sources/Irena%20Valk", "/sources/irena%20valk"), ("/sources/Harbour%20Post", "/sources/outlet%20Harbour%20Post") })
        {
            using var answer = await _desk.Client.GetAsync(typed);
            Assert.Equal(leads, answer.Headers.Location?.OriginalString);
        }

        using var nobody = await _desk.Client.GetAsync("/actors/nobody%20at%20all");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task Where_no_source_is_followed_that_is_said_and_what_was_seen_stays_to_be_read()
    {
        await using var desk = await DeskUnderTest.WithSampleAsync();
        var front = WebUtility.HtmlDecode(await desk.PageAsync("/"));
        Assert.Contains("no source is followed", front, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("No source is ill", front, StringComparison.Ordinal);
        using var seen = await desk.SubmitAsync("/", "/preferences/seen");
        Assert.Contains("What happened, all of it", await desk.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_has_each_target_once_and_accounts_are_whole_sentences()
    {
        var page = WebUtility.HtmlDecode(await _desk.PageAsync($"/incidents/{await WithAsync(_desk, "Missiles strike Lomna air base")}"));
        Assert.Contains("<h1>Somebody → Lomna air base</h1>", page, StringComparison.Ordinal);
        Assert.Contains("accused President Viktor Sarn of having ordered the strike himself", page, StringComparison.Ordinal);
        Assert.DoesNotContain("“who had fired", page, StringComparison.Ordinal);
    }

    private static async Task<string[]> IdsAsync(DeskUnderTest desk) => [.. Id().Matches(await desk.PageAsync("/api/situations/everything")).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>The incident that words are told of.</summary>
    private static async Task<string> WithAsync(DeskUnderTest desk, string words)
    {
        foreach (var id in await IdsAsync(desk))
        {
            if ((await desk.PageAsync($"/api/incidents/{id}")).Contains(words, StringComparison.Ordinal))
            {
                return id;
            }
        }

        throw new InvalidOperationException($"Nobody tells “{words}”.");
    }

    [GeneratedRegex("\"id\":\"(i[0-9a-f]{12})\"")]
    private static partial Regex Id();

    [GeneratedRegex("<h1>([^<]*)</h1>")]
    private static partial Regex Title();

    [GeneratedRegex("id=\"incident-warned-world\".*?</section>", RegexOptions.Singleline)]
    private static partial Regex World();

    [GeneratedRegex("<option value=\"(i[0-9a-f]{12})\"")]
    private static partial Regex Option();

    [GeneratedRegex("name=\"event\" value=\"([^\"]+)\"")]
    private static partial Regex Event();
}
