using System.Text;
using System.Text.Json;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Export;

/// <summary><c>tocsin export</c> and <c>tocsin explain</c> from outside.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Article = "KESH, March 3, 2031 (Oster Press) — Iran attacked the United States embassy in Baghdad on Sunday, the police said.\n\nIran will attack Baghdad again, a minister said. Iran did not attack Oman.\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_formats_agree_on_the_samples()
    {
        var samples = Repository.PathOf("samples", "lomna");
        var lines = await Run("export", samples);
        Assert.Equal((0, ""), (lines.Exit, lines.Error));
        var events = lines.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(events, e => Assert.Equal("tocsin.event/1", e.GetProperty("schema").GetString()));
        Assert.Equal(events.Count, events.Select(e => e.GetProperty("id").GetString()).Distinct().Count());

        var all = await Run("export", samples, "--format", "polecat", "--all");
        Assert.Equal((0, "", events.Count + 1), (all.Exit, all.Error, all.Lines.Length));
        var happened = events.Count(e => e.GetProperty("status").GetString() != "denied" && e.GetProperty("factuality").GetString() is var f
            && (f is "actual" or "attempted" || (f == "historical" && e.GetProperty("occurredOn").GetProperty("start").GetString() is not null)));
        var polecat = await Run("export", samples, "--format", "polecat");
        Assert.Equal((0, happened + 1), (polecat.Exit, polecat.Lines.Length));
        Assert.StartsWith($"tocsin: left out {events.Count - happened} events (", polecat.Error, StringComparison.Ordinal);

        var gdelt = await Run("export", samples, "--format", "gdelt");
        Assert.Equal(0, gdelt.Exit);
        Assert.All(gdelt.Lines, line => Assert.Equal(61, line.Split('\t').Length));

        var geo = await Run("export", samples, "--format", "geojson");
        using var collection = JsonDocument.Parse(geo.Out);
        var placed = events.Count(e => e.GetProperty("place") is { ValueKind: JsonValueKind.Object } place && place.GetProperty("latitude").ValueKind == JsonValueKind.Number);
        Assert.Equal(("FeatureCollection", placed), (collection.RootElement.GetProperty("type").GetString(), collection.RootElement.GetProperty("features").GetArrayLength()));
    }

    [Fact]
    public async Task Writes_Parquet_to_a_file()
    {
        var path = Path.Combine(_folder, "events.parquet");
        var run = await Run("export", Write("a.txt", Article), "--format", "parquet", "-o", path);
        Assert.Equal((0, "", ""), (run.Exit, run.Out, run.Error));
        Assert.Equal("PAR1", Encoding.ASCII.GetString(File.ReadAllBytes(path)[^4..]));
    }

    [Fact]
    public async Task A_collection_is_whole_when_reading_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var run = await RunWith(["export", Write("a.txt", Article), "--format", "geojson"], false, stop.Token);
        Assert.Equal(130, run.Exit);
        JsonDocument.Parse(run.Out).Dispose();
    }

    [Theory]
    [InlineData("gdelt cannot", "export", "x.txt", "--format", "gdelt", "--all")]
    [InlineData("jsonl has such events anyway", "export", "x.txt", "--all")]
    [InlineData("Parquet is not for terminals", "export", "x.txt", "--format", "parquet")]
    [InlineData("'3' names no event", "explain", "x.txt", "3")]
    public async Task A_command_line_that_makes_no_sense_ends_with_2(string message, params string[] args)
    {
        var run = await RunWith(args, true);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.Contains(message, run.Error.Replace("The GDELT table", "gdelt", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explains_the_line_the_words_the_path_and_the_reasons()
    {
        var path = Write("a.txt", Article);
        var run = await Run("explain", path);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("v1 · Iran → ", run.Out, StringComparison.Ordinal);
        Assert.Contains("word       “attacked”", run.Out, StringComparison.Ordinal);
        Assert.Contains("rule       data/events/verbs.tsv:", run.Out, StringComparison.Ordinal);
        Assert.Contains("by the tree attacked –nsubj→ Iran", run.Out, StringComparison.Ordinal);
        Assert.Contains("status     accused-by-authority: an authority says that somebody else did harm", run.Out, StringComparison.Ordinal);
        Assert.Contains("factuality future: it is told as yet to come", run.Out, StringComparison.Ordinal);
        Assert.Contains("factuality negated: it is negated", run.Out, StringComparison.Ordinal);

        var one = await Run("explain", path, "v1");
        Assert.Contains("1 event", one.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("v2 ·", one.Out, StringComparison.Ordinal);
        var none = await Run("explain", path, "v1", "v99");
        Assert.Equal((1, "tocsin: there is no event v99 in it. Without a number all are explained.\n"), (none.Exit, none.Error));
    }

    private static Task<Outcome> Run(params string[] args) => RunWith(args, false);

    private static async Task<Outcome> RunWith(string[] args, bool terminal, CancellationToken stop = default)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var surroundings = new Surroundings(() => new MemoryStream(), output, error, 100, terminal, false, false, stop) { Clock = FixedDay.Later };
        var exit = await CommandLine.RunAsync(args, surroundings);
        return new Outcome(exit, Encoding.UTF8.GetString(output.ToArray()).ReplaceLineEndings("\n"), error.ToString());
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private sealed record Outcome(int Exit, string Out, string Error)
    {
        public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
