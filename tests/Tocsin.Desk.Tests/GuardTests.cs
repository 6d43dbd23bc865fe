using System.Net;
using System.Net.Http.Headers;
using Tocsin.Desk.Security;

namespace Tocsin.Desk.Tests;

public sealed class GuardTests
{
    [Fact]
    public async Task Every_answer_forbids_what_it_does_not_need()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        foreach (var path in new[] { "/", "/nowhere", "/api/situations", "/healthz" })
        {
            using var answer = await desk.Client.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("169.254.169.254")]
    public async Task Another_name_for_this_machine_is_refused(string host)
    {
        await using var desk = await DeskUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = host;
        using var answer = await desk.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        foreach (var (name, value) in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sample") { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add(name, value);
            using var answer = await desk.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var bare = await desk.Client.PostAsync("/sample", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(0, desk.Record.LastSequence);
        Assert.Equal(5, (await File.ReadAllLinesAsync(desk.AuditPath)).Length);
    }

    [Fact]
    public async Task A_form_of_the_desk_is_taken_and_written_down()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        using var answer = await desk.SubmitAsync("/situations", "/situations", ("scope", "US-Iran"));
        Assert.Equal("/situations/US-Iran", answer.Headers.Location?.OriginalString);
        Assert.Equal(["IRN", "USA"], desk.Record.Situations.Find("US-Iran")!.Sides.Order());
        Assert.Contains("situation watched: US-Iran", await File.ReadAllTextAsync(desk.AuditPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_much_is_refused()
    {
        await using var desk = await DeskUnderTest.StartAsync();
        using var large = await desk.SubmitAsync("/situations", "/situations", ("scope", new string('x', (int)Limits.BodyBytesMax + 1)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 80 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var answer = await desk.Client.PostAsync("/sample", new FormUrlEncodedContent([]));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Beyond_this_machine_it_needs_a_token()
    {
        Assert.Throws<ArgumentException>(() => DeskHost.Build(DeskOptions.Local with { Address = IPAddress.Any }, null!));
        var (token, text) = AccessToken.Make();
        await using var desk = await DeskUnderTest.StartAsync(options => options with { Token = token });
        using var api = await desk.Client.GetAsync("/api/situations");
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/");
        asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var page = await desk.Client.SendAsync(asked);
        Assert.Equal("/sign-in", page.Headers.Location?.OriginalString);

        using var program = new HttpRequestMessage(HttpMethod.Get, "/api/situations");
        program.Headers.Authorization = new AuthenticationHeaderValue("Bearer", text);
        using var known = await desk.Client.SendAsync(program);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);

        using var wrong = await desk.SubmitAsync("/sign-in", "/sign-in", ("token", "guess"));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        using var right = await desk.SubmitAsync("/sign-in", "/sign-in", ("token", text));
        Assert.Equal("/", right.Headers.Location?.OriginalString);
        var cookie = right.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("tocsin-token=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Nothing has been read yet", await desk.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_kept_as_a_hash_and_printed_once()
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-token-");
        try
        {
            var path = Path.Combine(folder.FullName, "t.token");
            var (made, text) = AccessToken.LoadOrMake(path);
            Assert.True(made.Matches(text));
            Assert.DoesNotContain(text!, File.ReadAllText(path), StringComparison.Ordinal);
            var (loaded, again) = AccessToken.LoadOrMake(path);
            Assert.Null(again);
            Assert.True(loaded.Matches(text));
            Assert.False(loaded.Matches(text + "x"));
            var (renewed, other) = AccessToken.LoadOrMake(path, renew: true);
            Assert.False(renewed.Matches(text));
            Assert.True(renewed.Matches(other));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
