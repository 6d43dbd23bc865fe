using System.Text;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Record;
using Tocsin.Storage;
using Tocsin.Storage.Documents;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Warn;

/// <summary>The bell from the shell, with the real reader: reports in, files out.</summary>
public sealed class WarnCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-warn-").FullName;

    private string Record => Path.Combine(_folder, "t.db");

    private string Rules => Path.Combine(_folder, "watch.yaml");

    public WarnCommandTests() => File.WriteAllText(Rules, $$"""
        sites: [{ id: town, name: Baghdad, at: [33.34, 44.40], names: [embassy quarter] }]
        rules:
          - { id: near, when: incident, site: town, within: 15 km }
          - { id: threat, when: threat, sites: [town], within: 15 km }
        channels:
          - { id: drop, kind: file, folder: "{{_folder}}/alerts" }
          - { id: feed, kind: atom, file: "{{_folder}}/alerts.atom" }
          - { id: ring, kind: command, run: [tee, -a, "{{_folder}}/rung.xml"] }
        contacts: [{ id: duty, name: Duty, channels: [ring] }]
        """);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_that_comes_in_rings_is_taken_on_and_called_off()
    {
        var watched = await Watch("Militants fired three rockets at the embassy quarter in Baghdad today, killing two people, officials said.");
        Assert.Equal(5, watched.Exit);
        Assert.Single(CapReader.Read(await File.ReadAllBytesAsync(Path.Combine(_folder, "alerts.atom"))).Alerts);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "alerts")));
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Path.Combine(_folder, "rung.xml")));

        var listed = await Run("warn", "list", "--record", Record);
        Assert.Equal(5, listed.Exit);
        var id = listed.Out[..13];
        Assert.Contains("THE BELL IS NOT ALIVE", listed.Error, StringComparison.Ordinal);
        Assert.Contains($"{id} RINGS, extreme:", watched.Error, StringComparison.Ordinal);
        Assert.Contains($"{id} calls Duty over ring", watched.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("warn", "ack", id, "--by", "Ana", "--record", Record)).Exit);
        Assert.Equal(2, (await Run("warn", "ack", id, "--by", " ", "--reason", "x", "--record", Record)).Exit);
        Assert.Equal(0, (await Run("warn", "ack", id, "--by", "Ana", "--reason", "on it", "--record", Record)).Exit);
        Assert.Equal(0, (await Run("warn", "list", "--record", Record)).Exit);
        Assert.Equal(0, (await Run("warn", "unack", id, "--by", "Ana", "--reason", "no", "--record", Record)).Exit);
        Assert.Equal(5, (await Run("warn", "list", "--record", Record)).Exit);
        var shown = await Run("warn", "show", id, "--record", Record);
        Assert.Contains("taken on by Ana: on it (taken back", shown.Out, StringComparison.Ordinal);
        Assert.Contains("embassy quarter", shown.Out, StringComparison.Ordinal);
        Assert.True(CapReader.Read(Encoding.UTF8.GetBytes((await Run("warn", "show", id, "--cap", "--record", Record)).Out)).IsAccepted);

        Assert.Equal(0, (await Run("warn", "cancel", id, "--by", "Ana", "--reason", "a mistake", "--rules", Rules, "--record", Record)).Exit);
        Assert.Equal(0, (await Run("warn", "list", "--record", Record)).Exit);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "alerts")).Length);
        Assert.Contains("<msgType>Cancel</msgType>", await File.ReadAllTextAsync(Path.Combine(_folder, "rung.xml")), StringComparison.Ordinal);
        Assert.Equal(1, (await Run("warn", "show", "w000", "--record", Record)).Exit);
    }

    [Theory]
    [InlineData("rules: [\n  {a: b", "Not YAML")]
    [InlineData("rules: [{ id: r, when: earthquake }]", "\"earthquake\" is none of")]
    public async Task Nothing_is_started_that_would_look_as_if_it_rang(string rules, string why)
    {
        await File.WriteAllTextAsync(Rules, rules);
        var watched = await Watch("Militants fired three rockets at the embassy quarter in Baghdad today.");
        Assert.Equal(1, watched.Exit);
        Assert.Contains(why, watched.Error, StringComparison.Ordinal);
        Assert.Contains("nobody would ever be warned; nothing is started", watched.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Record));
        Assert.Contains("see `tocsin warn ack --help`", (await Run("warn", "ack", "w123", "--record", Record)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_at_the_rules_tells_what_would_reach_nobody()
    {
        await File.AppendAllTextAsync(Rules, """

            situations: [Congo]
            """);
        await File.WriteAllTextAsync(Rules, (await File.ReadAllTextAsync(Rules))
            .Replace("rules:", "rules:\n  - { id: hush, when: silence, source: Nobodys Courier, after: 6h }", StringComparison.Ordinal)
            .Replace("channels: [ring] }", "channels: [ring, hook], severity: severe }", StringComparison.Ordinal)
            .Replace("channels:\n", "channels:\n  - { id: hook, kind: webhook, url: \"http://127.0.0.1:9/\", secret: \"env:TOCSIN_TEST_NOT_SET\" }\n", StringComparison.Ordinal));
        Assert.Equal(0, (await Run("watch", Repository.PathOf("samples", "lomna"), "--once", "--record", Record)).Exit);
        var looked = await Run("warn", "check", "--rules", Rules, "--record", Record);
        Assert.Equal(3, looked.Exit);
        foreach (var told in (string[])["'Congo' may be", "The rule \"hush\" calls nobody", "The channel \"hook\" fails as long as the variable TOCSIN_TEST_NOT_SET", "holds nothing of \"Nobodys Courier\""])
        {
            Assert.Contains(told, looked.Error, StringComparison.Ordinal);
        }

        Assert.Contains("calls Duty (from severe on)", looked.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OpenAI strikes deal with a chip maker in Baghdad.")]
    [InlineData("Workers in Baghdad are on strike for better pay, a union said.")]
    [InlineData("The striker hit the post twice and his team attacked from the start in Baghdad.")]
    [InlineData("The minister denied that rockets were fired at the embassy quarter in Baghdad today.")]
    public async Task What_only_sounds_like_an_attack_does_not_ring(string text)
    {
        // From the field: "OpenAI strikes deal" rang.
        var watched = await Watch(text);
        Assert.Equal((0, false), (watched.Exit, Directory.Exists(Path.Combine(_folder, "alerts"))));
    }

    [Theory]
    [InlineData("Officials warned of attacks on the embassy quarter.")]
    [InlineData("A militia threatened attacks on the embassy quarter in Baghdad.")]
    public async Task Attacks_in_the_plural_are_not_missed(string text) => Assert.Equal(5, (await Watch(text)).Exit);

    [Fact]
    public async Task An_undated_report_does_not_ring_however_often_it_is_looked_at()
    {
        var path = Path.Combine(_folder, "old.txt");
        await File.WriteAllTextAsync(path, "Militants fired three rockets at the embassy quarter in Baghdad, killing two people, officials said.");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(0, (await Run("watch", path, "--once", "--rules", Rules, "--record", Record)).Exit);
        }

        Assert.False(Directory.Exists(Path.Combine(_folder, "alerts")));
        Assert.Contains("its report has no date of publication", (await Run("warn", "backtest", "--rules", Rules, "--record", Record)).Out, StringComparison.Ordinal);
        var listed = await Run("warn", "list", "--record", Record);
        Assert.Equal(0, listed.Exit);
        Assert.StartsWith("HELD BACK: 1 did not ring", listed.Out, StringComparison.Ordinal);
        Assert.Contains("1  no date of publication", listed.Out, StringComparison.Ordinal);
        Assert.Contains("rule near): its report has no date of publication", listed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_held_back_is_listed_with_its_reason_until_somebody_is_warned_of_it()
    {
        Assert.Equal(0, (await Watch("Militants attacked the market of the town of Uln today, killing two people, officials said.")).Exit);
        Assert.Equal(0, (await Watch("Gunmen killed three policemen today, officials said.")).Exit);
        Assert.Equal(5, (await Watch("Militants fired three rockets at the embassy quarter in Baghdad today, killing two people, officials said.")).Exit);
        var all = await Run("warn", "list", "--held", "--record", Record);
        Assert.Contains("Militants attacked the market", all.Out, StringComparison.Ordinal);
        Assert.Contains("its report does not say where it was", all.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("rockets at the embassy quarter", all.Out[all.Out.IndexOf("HELD BACK", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_says_who_is_called_next_and_when()
    {
        await File.WriteAllTextAsync(Rules, (await File.ReadAllTextAsync(Rules)).Replace("[ring] }]", "[ring], wait: 2h }, { id: head, name: Head of desk, channels: [ring] }]", StringComparison.Ordinal));
        Assert.Equal(5, (await Watch("Militants fired three rockets at the embassy quarter in Baghdad today, killing two people, officials said.")).Exit);
        var listed = (await Run("warn", "list", "--record", Record)).Out;
        Assert.Matches(@"next, unless somebody acknowledges: Head of desk at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ \(round 1, step 2 of 2\)", listed);
        Assert.Contains("NEXT", (await Run("warn", "show", listed[..13], "--record", Record)).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("warn", "ack", listed[..13], "--by", "Ana", "--reason", "on it", "--record", Record)).Exit);
        Assert.DoesNotContain("next, unless", (await Run("warn", "list", "--record", Record)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_past_is_tested_on_the_clock_of_publication()
    {
        var reports = Path.Combine(_folder, "reports.jsonl");
        await File.WriteAllTextAsync(reports, """
            {"id": "a", "publishedAt": "2031-03-03T10:00:00Z", "outlet": "Courier", "text": "Militants fired three rockets at the embassy quarter in Baghdad on Monday, killing two people, officials said."}
            {"id": "b", "publishedAt": "2031-03-03T12:00:00Z", "outlet": "Herald", "text": "The rocket attack on the embassy quarter in Baghdad on Monday killed twelve people, officials said."}
            {"id": "c", "publishedAt": "2031-03-04T12:00:00Z", "outlet": "Herald", "text": "The council met to discuss roads."}
            """);
        Assert.Equal(0, (await Run("watch", reports, "--once", "--record", Record)).Exit);
        var search = await Run("search", "rockets", "--record", Record);
        var document = search.Out[(search.Out.LastIndexOf("[d", StringComparison.Ordinal) + 1)..].Split(']')[0];
        var labels = Path.Combine(_folder, "labels.tsv");
        await File.WriteAllTextAsync(labels, $"# mine\n{document}\tyes\nd0\tyes\nodd line\n");
        var tested = await Run("warn", "backtest", "--rules", Rules, "--record", Record, "--labels", labels);
        Assert.Equal(0, tested.Exit);
        Assert.StartsWith("2031-03-03 10:00:00Z Alert Extreme", tested.Out, StringComparison.Ordinal);
        Assert.Contains("calls Duty; right", tested.Out, StringComparison.Ordinal);
        Assert.Contains("0 false alarms", tested.Out, StringComparison.Ordinal);
        Assert.Contains("1 documents worth an alarm rang in none: d0", tested.Out, StringComparison.Ordinal);
        Assert.Contains("line 4", tested.Error, StringComparison.Ordinal);
        Assert.Empty((await Run("warn", "list", "--all", "--record", Record)).Out);
    }

    [Fact]
    public async Task Lines_and_escalation_ring_on_what_the_reader_finds_and_are_called_off_when_it_is_withdrawn()
    {
        await File.AppendAllTextAsync(Rules, """

            repeat: 1h
            questions:
              - id: meant
                question: Did Iran mean to kill?
                sides: [Iran, Israel]
                about: { type: ASSAULT, actor: Iran }
                hypotheses: [{ id: kill, text: Iran meant to kill, prior: 0.4 }, { id: signal, text: Iran meant to signal }]
                indicators:
                  - { id: killed, text: people were killed, events: { type: ASSAULT, actor: Iran, killed: { min: 1 } }, likelihood: { kill: 0.8, signal: 0.1 } }

            """);
        await File.WriteAllTextAsync(Rules, (await File.ReadAllTextAsync(Rules)).Replace("rules:\n", """
            rules:
              - { id: line, when: assessment, question: meant, reading: kill, above: 60% }
              - { id: heat, when: escalation, between: [Israel, Iran], above: 1.5 }

            """, StringComparison.Ordinal));
        var days = Enumerable.Range(0, 4).Select(back => DateTimeOffset.UtcNow.AddDays(-back).AddMinutes(-5)).Reverse().ToArray();
        string Line(int number, string outlet, string text) => System.Text.Json.JsonSerializer.Serialize(new
        {
            id = $"r{number}",
            outlet,
            publishedAt = days[number].ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            text,
        });
        var reports = Path.Combine(_folder, "war.jsonl");
        await File.WriteAllTextAsync(reports, string.Join('\n', [
            Line(0, "Courier", "Officials of Iran and Israel met in Geneva to discuss water."),
            Line(1, "Herald", "Iran fired missiles at Israel today. Nobody was hurt."),
            Line(2, "Gazette", "Israel bombed an air base in Iran today, and Iran shelled two towns in Israel."),
            Line(3, "Observer", "Iran fired missiles at Israel today, killing seven people in Haifa."),
        ]) + "\n");
        var rung = await Run("watch", reports, "--once", "--rules", Rules, "--record", Record);
        Assert.Equal((5, ""), (rung.Exit, string.Join('\n', rung.Error.Split('\n').Where(line => line.Contains(".yaml", StringComparison.Ordinal)))));
        var listed = await Run("warn", "list", "--record", Record);
        Assert.Contains("Iran meant to kill: ", listed.Out, StringComparison.Ordinal);
        Assert.Contains("ISR–IRN: acts ", listed.Out, StringComparison.Ordinal);

        // On the clock of publication the lines are crossed when the reports came out, and nothing is sent.
        var tested = await Run("warn", "backtest", "--rules", Rules, "--record", Record);
        Assert.Contains($"{days[3].UtcDateTime:yyyy-MM-dd HH:mm:ss}Z Alert Moderate", tested.Out, StringComparison.Ordinal);
        Assert.Contains("rule line; first report", tested.Out, StringComparison.Ordinal);
        Assert.Contains("rule heat; first report", tested.Out, StringComparison.Ordinal);

        await using (var record = RecordFile.Open(Record, TimeProvider.System))
        {
            foreach (var document in record.Documents.List(new DocumentQuery()).Where(one => one.Outlet != "Courier"))
            {
                await record.Corrections.AddAsync(new Correction.Retract("", default, "Ana", "a hoax", document.Id));
            }
        }

        await Run("watch", reports, "--once", "--rules", Rules, "--record", Record);
        var over = await Run("warn", "list", "--all", "--record", Record);
        Assert.Equal(2, over.Out.Split("\n").Count(line => line.Contains("cancelled; ", StringComparison.Ordinal)));
        Assert.Equal(0, (await Run("warn", "list", "--record", Record)).Exit);
    }

    [Fact]
    public async Task A_drill_and_a_test_are_marked_and_leave_nothing_actual()
    {
        var test = await Run("warn", "test", "--rules", Rules, "--record", Record);
        Assert.Equal((0, 3), (test.Exit, test.Out.Split('\n').Count(line => line.StartsWith("sent", StringComparison.Ordinal))));
        Assert.Equal(0, (await Run("warn", "drill", "GREY DAWN", "--rules", Rules, "--record", Record)).Exit);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "alerts")));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "alerts", "exercise")));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "alerts", "test")));
        Assert.False(File.Exists(Path.Combine(_folder, "alerts.atom")));
        Assert.Contains("EXERCISE: GREY DAWN", await File.ReadAllTextAsync(Path.Combine(_folder, "rung.xml")), StringComparison.Ordinal);
        Assert.Equal(0, (await Run("warn", "list", "--record", Record)).Exit);
    }

    [Fact]
    public async Task Rules_are_checked_with_line_and_column()
    {
        var sample = await Run("warn", "check", "--rules", Repository.PathOf("samples", "watch.yaml"));
        Assert.Equal(0, sample.Exit);
        Assert.All(sample.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains("note: ", line, StringComparison.Ordinal));
        await File.AppendAllTextAsync(Rules, "\ncolour: red\n");
        var run = await Run("warn", "check", "--rules", Rules);
        Assert.Equal(3, run.Exit);
        Assert.StartsWith($"tocsin: {Rules}:10:1: \"colour\" is not known here.", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await Run("warn", "check", "--rules", Rules + ".none")).Exit);
    }

    [Fact]
    public async Task Alerts_of_others_get_a_verdict()
    {
        var good = Path.Combine(_folder, "good.cap");
        await File.WriteAllTextAsync(good, "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>a</identifier><sender>b</sender><sent>2031-03-03T08:00:00-00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>");
        var bad = Path.Combine(_folder, "bad.cap");
        await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(good)).Replace("Actual", "Real", StringComparison.Ordinal));
        Assert.Equal(0, (await Run("cap", "check", good)).Exit);
        Assert.Equal(1, (await Run("cap", "check", bad)).Exit);
        var both = await Run("cap", "check", good, bad);
        Assert.Equal(3, both.Exit);
        Assert.Contains("<status>: \"Real\" is none of", both.Out, StringComparison.Ordinal);
    }

    private async Task<Outcome> Watch(string text)
    {
        var path = Path.Combine(_folder, "reports.jsonl");
        await File.WriteAllTextAsync(path, System.Text.Json.JsonSerializer.Serialize(new { id = "a", outlet = "Courier", publishedAt = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), text }));
        return await Run("watch", path, "--once", "--rules", Rules, "--record", Record);
    }

    private static async Task<Outcome> Run(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var surroundings = new Surroundings(() => Stream.Null, output, error, 80, false, false, false, default);
        var exit = await CommandLine.RunAsync(args, surroundings);
        return new Outcome(exit, Encoding.UTF8.GetString(output.ToArray()).ReplaceLineEndings("\n"), error.ToString());
    }

    private sealed record Outcome(int Exit, string Out, string Error);
}
