using System.Text;
using System.Text.Json;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Record;

/// <summary>What a person decides against a reading, from the shell.</summary>
public sealed class CorrectCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-correct-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_is_withdrawn_by_its_path_and_counts_again_once_that_is_undone()
    {
        await Run("watch", Repository.PathOf("samples", "lomna"), "--once");
        var before = await Documents();
        var path = Repository.PathOf("samples", "lomna", "5-observer.html");
        Assert.Equal(0, (await Run("correct", "retract", path, "--by", "ana", "--reason", "withdrawn by the paper")).Exit);
        Assert.Equal(["withdrawn by the paper"], (await Documents()).Select(document => document.Retracted).OfType<string>());
        Assert.Equal(0, (await Run("correct", "undo", "c1", "--by", "ben", "--reason", "it stands")).Exit);
        Assert.Equal(before, await Documents());
        Assert.Equal((1, "tocsin: c1 is undone already.\n"), await Run("correct", "undo", "c1", "--by", "ben", "--reason", "again"));
        Assert.Equal(0, (await Run("correct", "undo", "c2", "--by", "ana", "--reason", "it does not")).Exit);
        Assert.Single(await Documents(), document => document.Retracted is not null);
        var (_, list) = await Written("correct", "list");
        Assert.Matches("^c1 .* ana  d[0-9a-f]{16} does not count: withdrawn by the paper\nc2 .* ben  c1 no longer holds: it stands \\(undone\\)\nc3 .* ana  c2 no longer holds: it does not\n$", list);
    }

    [Fact]
    public async Task Incidents_are_joined_and_an_event_is_split_off_by_their_ids()
    {
        await Run("watch", Repository.PathOf("samples", "lomna"), "--once");
        var two = (await Incidents()).Take(2).ToList();
        Assert.Equal(0, (await Run("correct", "join", two[0].Id, two[1].Id, "--by", "ana", "--reason", "one attack")).Exit);
        var joined = Assert.Single(await Incidents(), incident => incident.Events.Contains(two[0].Events[0]));
        Assert.Superset(two[1].Events.ToHashSet(), joined.Events.ToHashSet());
        Assert.Equal(0, (await Run("correct", "split", two[1].Events[0], "--by", "ana", "--reason", "another")).Exit);
        Assert.DoesNotContain(two[1].Events[0], Assert.Single(await Incidents(), incident => incident.Events.Contains(two[0].Events[0])).Events);
    }

    [Fact]
    public async Task A_field_is_read_as_corrected_and_nonsense_is_refused()
    {
        await Run("watch", Repository.PathOf("samples", "lomna"), "--once");
        var told = (await Incidents())[0].Events[0];
        Assert.Equal((1, "tocsin: 'many' is no killed.\n"), await Run("correct", "set", told, "killed=many", "--by", "ana", "--reason", "x"));
        Assert.Equal((1, "tocsin: 'killed' is no FIELD=VALUE.\n"), await Run("correct", "set", told, "killed", "--by", "ana", "--reason", "x"));
        Assert.StartsWith("tocsin: the record has no event or statement 'd0_v1'.", (await Run("correct", "set", "d0_v1", "killed=9", "--by", "ana", "--reason", "x")).Error, StringComparison.Ordinal);
        Assert.Equal((2, "tocsin: a decision needs a name and a reason: --by NAME --reason WORDS.\n"), await Run("correct", "set", told, "killed=9", "--by", " ", "--reason", "x"));
        Assert.StartsWith("tocsin: the record has no report 'nosuch'.", (await Run("correct", "retract", "nosuch", "--by", "ana", "--reason", "x")).Error, StringComparison.Ordinal);
        Assert.EndsWith("see `tocsin correct set --help`.\n", (await Run("correct", "set", told, "killed=9")).Error, StringComparison.Ordinal);
        Assert.Equal("", (await Written("correct", "list")).Output);
        Assert.Equal(0, (await Run("correct", "set", told, "drop", "--by", "ana", "--reason", "no event")).Exit);
        Assert.DoesNotContain(await Incidents(), incident => incident.Events.Contains(told));
    }

    private async Task<List<(string Id, string? Retracted)>> Documents()
    {
        using var json = JsonDocument.Parse((await Written("situation", "everything", "--format", "json")).Output);
        return [.. json.RootElement.GetProperty("documents").EnumerateArray().Select(one => (one.GetProperty("id").GetString()!, one.TryGetProperty("retraction", out var why) ? why.GetString() : null))];
    }

    private async Task<List<(string Id, List<string> Events)>> Incidents()
    {
        using var json = JsonDocument.Parse((await Written("situation", "everything", "--format", "json")).Output);
        return [.. json.RootElement.GetProperty("incidents").EnumerateArray().Select(one => (one.GetProperty("id").GetString()!, one.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("event").GetString()!).ToList()))];
    }

    private async Task<(int Exit, string Error)> Run(params string[] args)
    {
        using var error = new StringWriter { NewLine = "\n" };
        return (await RunWith(new MemoryStream(), error, args), error.ToString());
    }

    private async Task<(int Exit, string Output)> Written(params string[] args)
    {
        using var output = new MemoryStream();
        return (await RunWith(output, TextWriter.Null, args), Encoding.UTF8.GetString(output.ToArray()));
    }

    private async Task<int> RunWith(Stream output, TextWriter error, string[] args)
    {
        using var surroundings = new Surroundings(() => new MemoryStream(), output, error, 80, false, false, false, default);
        return await CommandLine.RunAsync([.. args, "--record", Path.Combine(_folder, "tocsin.db")], surroundings);
    }
}
