using System.Text;
using System.Text.Json;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests;

/// <summary>The commands from outside: arguments and input in; standard output, standard error and exit code out.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Reads_the_samples_as_the_contract_says()
    {
        var run = await Run("read", Repository.PathOf("samples", "lomna"), "--format", "jsonl");
        Assert.Equal((0, ""), (run.Exit, run.Error));
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "reading.schema.json")));
        var check = new JsonSchemaSubset(schema.RootElement);
        var ids = new List<string>();
        foreach (var line in run.Lines)
        {
            using var reading = JsonDocument.Parse(line);
            Assert.Empty(check.Errors(reading.RootElement));
            ids.Add(reading.RootElement.GetProperty("document").GetProperty("id").GetString()!);
        }

        Assert.Equal(["1-courier", "2-agency", "northern-herald", "tarsk-gazette", "vessar-times", "4-harbour-post", "5-observer", "6-courier"], ids);
    }

    [Fact]
    public async Task The_brief_of_the_samples_ends_with_all_together()
    {
        var run = await Run("read", Repository.PathOf("samples", "lomna"));
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Contains("ALL TOGETHER: 8 documents, 7 outlets", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_date_on_the_command_line_wins()
    {
        var path = Write("a.txt", "Rockets fall\nPublished: 3 March 2031\n\nTwelve rockets fell on Kesh.");
        Assert.Equal("2031-03-03", PublishedAt((await Run("read", path, "--format", "jsonl")).Lines[0]));
        Assert.Equal("2031-03-05", PublishedAt((await Run("read", path, "--format", "jsonl", "--published", "2031-03-05")).Lines[0]));
    }

    [Fact]
    public async Task A_date_in_the_future_and_dates_that_disagree_are_told_and_the_text_is_read()
    {
        var run = await Run("read", Write("a.txt", "Source: Oster Press\nPublished: 3 March 2071\n\nTwelve rockets fell on Kesh on Tuesday, 2 March 2071."), "--format", "jsonl");
        Assert.Equal(0, run.Exit);
        Assert.Contains("its publication date 2071-03-03 lies in the future", run.Error, StringComparison.Ordinal);
        Assert.Contains("in \"Tuesday, 2 March 2071\" the weekday does not fall on the date (2071-03-02 is a Monday).", run.Error, StringComparison.Ordinal);
        using var reading = JsonDocument.Parse(Assert.Single(run.Lines));
        Assert.Equal(JsonValueKind.Null, reading.RootElement.GetProperty("document").GetProperty("title").ValueKind);
    }

    [Fact]
    public async Task A_users_actors_count_and_a_broken_line_of_theirs_is_named()
    {
        var actors = Write("mine.tsv", "Lomna Watch\tSVN\tNGO\nno fields here\n");
        var run = await Run("read", Write("a.txt", "Lomna Watch condemned the attack."), "--format", "jsonl", "--actors", actors);
        Assert.Equal((0, $"tocsin: {actors}, line 2: 3 to 5 fields parted by tabs expected (words, country, sectors, from, to), 1 found; this line is left out."), (run.Exit, run.Error.Trim()));
        using var reading = JsonDocument.Parse(run.Lines[0]);
        var entity = reading.RootElement.GetProperty("entities").EnumerateArray().First(e => e.GetProperty("name").GetString() == "Lomna Watch");
        Assert.Equal(("SVN", "NGO"), (entity.GetProperty("country").GetString(), entity.GetProperty("sectors")[0].GetString()));
        Assert.Equal(1, (await Run("read", actors, "--actors", actors + ".none")).Exit);
    }

    [Theory]
    [InlineData("export", "--format", "jsonl")]
    [InlineData("explain")]
    public async Task Other_commands_take_a_users_actors_too(string command, params string[] options)
    {
        var actors = Write("mine.tsv", "Lomna Watch\tSVN\tNGO\nno fields here\n");
        var article = Write("a.txt", "Lomna Watch condemned the attack on the market in Kesh.");
        string[] with = [command, article, .. options, "--actors", actors];
        var run = await Run(with);
        Assert.Equal(0, run.Exit);
        Assert.Contains("SVN", run.Out, StringComparison.Ordinal);
        Assert.Contains($"{actors}, line 2", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SVN", (await Run([command, article, .. options])).Out, StringComparison.Ordinal);
        Assert.Equal(1, (await Run([command, article, .. options, "--actors", actors + ".none"])).Exit);
    }

    [Theory]
    [InlineData("Required argument 'PATH' missing", "read")]
    [InlineData("'yesterday' is not a date for --published. Write it as 2020-01-09.", "read", "x.txt", "--published", "yesterday")]
    [InlineData("'2020-02-30' is not a date for --published. Write it as 2020-01-09.", "read", "x.txt", "--published", "2020-02-30")]
    [InlineData("xml", "read", "x.txt", "--format", "xml")]
    [InlineData("--colour", "read", "x.txt", "--colour")]
    [InlineData("Nothing to parse", "parse")]
    [InlineData("explode", "explode")]
    public async Task A_command_line_that_makes_no_sense_is_told_and_ends_with_2(string message, params string[] args)
    {
        var run = await Run(args);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help`.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_starts_with_examples()
    {
        var run = await Run("read", "--help");
        Assert.Equal(0, run.Exit);
        Assert.StartsWith("Examples:\n  tocsin read article.txt --published 2020-01-09\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_inputs_are_named_and_the_rest_is_read()
    {
        var feed = Write("feed.jsonl", string.Join('\n', Enumerable.Range(1, 9).Select(n => n == 7 ? "{\"id\":7," : $"{{\"id\":\"d{n}\",\"text\":\"It fell.\"}}")));
        var run = await Run("read", feed, Write("empty.txt", ""), Path.Combine(_folder, "none.txt"), "--format", "jsonl");
        Assert.Equal(3, run.Exit);
        Assert.Equal(8, run.Lines.Length);
        Assert.Contains($"tocsin: {feed}:7: not a JSON object", run.Error, StringComparison.Ordinal);
        Assert.Contains("empty.txt: the file is empty.", run.Error, StringComparison.Ordinal);
        Assert.Contains("none.txt: no such file or folder.", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("tocsin: 8 documents read, 3 inputs not read.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_read_is_a_failure()
    {
        var run = await Run("read", Path.Combine(_folder, "none.txt"));
        Assert.Equal((1, "", $"tocsin: {Path.Combine(_folder, "none.txt")}: no such file or folder. Check the path.\n"), (run.Exit, run.Out, run.Error));
    }

    [Fact]
    public async Task Documents_with_one_id_get_one_each()
    {
        var feed = Write("feed.jsonl", "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"a-2\",\"text\":\"Two.\"}\n{\"id\":\"a\",\"text\":\"Three.\"}");
        var run = await Run("read", feed, "--format", "jsonl");
        Assert.Equal(["a", "a-2", "a-3"], run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("document").GetProperty("id").GetString()));
        Assert.Equal($"tocsin: {feed}: the id \"a\" is taken, so this document is \"a-3\".\n", run.Error);
    }

    [Fact]
    public async Task Many_documents_come_out_in_order()
    {
        var feed = Write("feed.jsonl", string.Join('\n', Enumerable.Range(0, 300).Select(n => $"{{\"id\":\"d{n}\",\"text\":\"{string.Concat(Enumerable.Repeat("It fell. ", (n * 7 % 13) + 1))}\"}}")));
        var run = await Run("read", feed, "--format", "jsonl");
        Assert.Equal(Enumerable.Range(0, 300).Select(n => $"d{n}"), run.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("document").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Ctrl_C_ends_with_130_and_whole_lines()
    {
        using var stop = new CancellationTokenSource();
        var feed = Write("feed.jsonl", string.Join('\n', Enumerable.Range(0, 2000).Select(n => $"{{\"id\":\"d{n}\",\"text\":\"It fell.\"}}")));
        var output = new HookedStream(written => { if (written == 3) { stop.Cancel(); } });
        var run = await RunWith("", output, stop.Token, "read", feed, "--format", "jsonl");
        Assert.Equal(130, run.Exit);
        Assert.InRange(run.Lines.Length, 3, 1999);
        Assert.All(run.Lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Contains("tocsin: stopped after ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_had_enough_is_no_error()
    {
        var output = new HookedStream(written => { if (written == 2) { throw new IOException("Broken pipe", OperatingSystem.IsWindows() ? 109 : 32); } });
        var run = await RunWith("", output, default, "read", Repository.PathOf("samples", "lomna"), "--format", "jsonl");
        Assert.Equal((0, ""), (run.Exit, run.Error));
    }

    [Fact]
    public async Task A_full_disk_is()
    {
        var output = new HookedStream(_ => throw new IOException("No space left on device", 28));
        var run = await RunWith("", output, default, "read", Repository.PathOf("samples", "lomna"));
        Assert.Equal((1, "tocsin: standard output: cannot be written (No space left on device).\n"), (run.Exit, run.Error));
    }

    [Fact]
    public async Task Writes_to_a_file_when_asked()
    {
        var path = Path.Combine(_folder, "out.jsonl");
        var run = await Run("read", Write("a.txt", "It fell."), "--format", "jsonl", "--output", path);
        Assert.Equal((0, "", ""), (run.Exit, run.Out, run.Error));
        Assert.Single(File.ReadAllLines(path));
        Assert.Equal(1, (await Run("read", Write("a.txt", "It fell."), "-o", _folder)).Exit);
    }

    [Fact]
    public async Task Overwrites_nothing()
    {
        var article = Write("article.txt", "Marran fired rockets at Oster.");
        var other = Write("kept.txt", "precious");
        var missing = Path.Combine(_folder, "missing.txt");
        var made = Path.Combine(_folder, "made.txt");
        Assert.Equal(1, (await Run("read", article, "-o", article)).Exit);
        Assert.Equal(1, (await Run("read", missing, "-o", other)).Exit);
        Assert.Equal(1, (await Run("read", missing, "-o", made)).Exit);
        Assert.Equal(("Marran fired rockets at Oster.", "precious", false), (File.ReadAllText(article), File.ReadAllText(other), File.Exists(made)));
    }

    [Fact]
    public async Task Parses_text_and_CoNLL_U()
    {
        var fromText = await RunWith("Marran fired rockets. Oster didn't answer.", new HookedStream(_ => { }), default, "parse", "-");
        Assert.Equal((0, ""), (fromText.Exit, fromText.Error));
        Assert.StartsWith("# newdoc id = stdin\n# newpar\n# sent_id = 1\n# text = Marran fired rockets.\n1\tMarran\t", fromText.Out, StringComparison.Ordinal);
        var again = await Run("parse", "--conllu", Write("gold.conllu", fromText.Out));
        Assert.Equal(fromText.Out, again.Out);
    }

    [Fact]
    public async Task Broken_CoNLL_U_is_named_with_its_line()
    {
        var path = Write("gold.conllu", "1\tIt\tit\n");
        var run = await Run("parse", "--conllu", path);
        Assert.Equal(1, run.Exit);
        Assert.StartsWith($"tocsin: {path}: Line 1: expected 10 columns", run.Error, StringComparison.Ordinal);
    }

    private static string? PublishedAt(string line) => JsonDocument.Parse(line).RootElement.GetProperty("document").GetProperty("publishedAt").GetString();

    private static Task<Outcome> Run(params string[] args) => RunWith("", new HookedStream(_ => { }), default, args);

    private static async Task<Outcome> RunWith(string input, HookedStream output, CancellationToken stop, params string[] args)
    {
        using var error = new StringWriter { NewLine = "\n" };
        using var surroundings = new Surroundings(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error, 80, false, false, false, stop) { Clock = FixedDay.Later };
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

    /// <summary>Tells how often it was written to, after each time.</summary>
    private sealed class HookedStream(Action<int> onWrite) : MemoryStream
    {
        private int _written;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer);
            onWrite(++_written);
        }
    }
}
