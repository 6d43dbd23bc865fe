using System.Globalization;
using System.Text;
using System.Text.Json;
using Tocsin.Analysis.Record;
using Tocsin.Storage;
using Tocsin.Storage.Documents;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Assess;

/// <summary><c>tocsin assess</c> from outside, on a report of our own on an attack of which it is contested what was meant.</summary>
public sealed class AssessCommandTests : IDisposable
{
    private const string Question = "did Karvonia mean to kill";

    private const string Report = """
        Missiles and messages on the Tarn

        Published: 5 March 2031

        A general of Ostrava said on Tuesday that Karvonia had wanted to kill soldiers in its missile attack on two bases, against a view that the strike was staged for the public at home.

        Karvonia fired twelve missiles at the Ostravan garrison on Monday. There were no casualties in the attack, officials said. The attack was meant to avenge the killing of Colonel Halvar Brenn, whom an Ostravan drone killed on Friday.

        “Karvonia appears to be standing down,” President Edda Lorn of Ostrava said in an address on Tuesday.

        “We do not seek war or escalation,” Karvonia said in a statement. “We have concluded our measures,” it added.

        Reports said that Karvonia had given advance warning of the attack to its neighbours, who passed it on.
        """;

    private const string Rocket = "\n\nHours later, on Tuesday, Karvonia fired a rocket at the embassy quarter of Tarnburg.\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Answers_from_an_article_as_the_contract_says()
    {
        var run = await Run("assess", Question, Write("a.txt", Report), "--format", "json");

        Assert.Equal((0, ""), (run.Exit, run.Error.Replace("tocsin: nobody who acts against Karvonia, or it against them, is in what was read; the other side is taken to be anybody else.\n", "", StringComparison.Ordinal)));
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "assessment.schema.json")));
        using var answer = JsonDocument.Parse(run.Out);
        Assert.Empty(new JsonSchemaSubset(schema.RootElement).Errors(answer.RootElement));
        Assert.Equal(["own-side-spares", "others-say-kill", "others-say-spared"], Indicators(answer).Where(id => id.Contains("say", StringComparison.Ordinal) || id.Contains("spares", StringComparison.Ordinal)).Distinct());
        Assert.Equal(1, answer.RootElement.GetProperty("hypotheses").EnumerateArray().Sum(row => row.GetProperty("posterior").GetDouble()), 5);
        foreach (var item in answer.RootElement.GetProperty("evidence").EnumerateArray().SelectMany(piece => piece.GetProperty("items").EnumerateArray()))
        {
            // Every piece walks back to the characters of the report.
            var span = item.GetProperty("spans")[0];
            Assert.StartsWith(Report.ReplaceLineEndings("\n").Substring(span[0].GetInt32(), span[1].GetInt32()), item.GetProperty("words").GetString()!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_side_that_no_report_names_is_told_and_not_weighed()
    {
        var run = await Run("assess", "did Zorbia mean to kill", Write("a.txt", Report));

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Contains("no report that was read names \"Zorbia\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_attack_speaks_for_killing()
    {
        var without = await Posterior("kill", Write("a.txt", Report));
        var with = await Posterior("kill", Write("b.txt", Report + Rocket));

        Assert.True(with > without, $"{with} with the rocket, {without} without");
    }

    [Fact]
    public async Task The_record_answers_as_the_article_does_and_every_replay_is_the_same_to_the_byte()
    {
        var (article, record) = (Write("a.txt", Report), Path.Combine(_folder, "r.db"));
        Assert.Equal(0, (await Run("watch", article, "--once", "--record", record)).Exit);

        string[] replay = ["assess", Question, "--record", record, "--as-of", "2031-03-05", "--clock", "published", "--format", "json"];
        var first = await Run(replay);
        var second = await Run(replay);
        var direct = await Run("assess", Question, article, "--as-of", "2031-03-05", "--format", "json");
        var before = await Run("assess", Question, "--record", record, "--as-of", "2031-03-04", "--clock", "published");

        Assert.Equal((0, 0), (first.Exit, before.Exit));
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(first.Out, direct.Out);
        Assert.Contains("No evidence: what is shown is what was thought before any.", before.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_is_withdrawn_no_longer_counts_and_the_answer_says_which_and_what_it_moved()
    {
        var record = Path.Combine(_folder, "r.db");
        Assert.Equal(0, (await Run("watch", Write("a.txt", Report), Write("rocket.txt", "Published: 6 March 2031\n" + Rocket + "Karvonia killed nine people in its missile attack on two Ostravan bases on Monday.\n"), "--once", "--record", record)).Exit);
        string[] ask = ["assess", Question, "--record", record, "--as-of", "2031-03-07", "--clock", "published"];
        var before = await Run(ask);
        await using (var open = RecordFile.Open(record, TimeProvider.System))
        {
            var document = open.Documents.List(new DocumentQuery()).Single(one => one.Path!.EndsWith("rocket.txt", StringComparison.Ordinal)).Id;
            await open.Corrections.AddAsync(new Correction.Retract("", default, "Ana Varr", "not its own reporter", document));
        }

        var after = await Run(ask);

        Assert.DoesNotContain("CHANGED BY DECISIONS", before.Out, StringComparison.Ordinal);
        Assert.Contains("CHANGED BY DECISIONS", after.Out, StringComparison.Ordinal);
        Assert.Contains("withdrawn by Ana Varr on", after.Out, StringComparison.Ordinal);
        Assert.Contains("not its own reporter", after.Out, StringComparison.Ordinal);
        Assert.Contains("rocket.txt", after.Out, StringComparison.Ordinal);
        Assert.Contains("gone: ", after.Out, StringComparison.Ordinal);
        Assert.Contains("kill ", after.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_brief_says_how_likely_why_and_what_would_change_it()
    {
        var run = await Run("assess", Question, Write("a.txt", Report), "--matrix", "--hours", "48", "--since", "2031-03-04");

        Assert.Equal(0, run.Exit);
        foreach (var section in (string[])["ANSWER", "CHANGED SINCE 2031-03-04 00:00 UTC", "EVIDENCE", "WHAT WOULD CHANGE IT", "MATRIX", "OVER TIME"])
        {
            Assert.Contains('\n' + section, run.Out, StringComparison.Ordinal);
        }

        Assert.Contains("new: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("Confidence in the evidence: low — all of it from one origin", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public async Task The_question_is_shown_as_a_file_that_asks_the_same()
    {
        var article = Write("a.txt", Report);
        var shown = await Run("assess", Question, article, "--show");
        var file = Write("mine.yaml", shown.Out);

        Assert.Equal(await Posterior("kill", article), await Posterior("kill", article, file), 12);
        var changed = Write("changed.yaml", shown.Out.Replace("likelihood: { kill: 0.05, signal: 0.45, other: 0.2 }", "likelihood: { kill: 0.45, signal: 0.05, other: 0.2 }", StringComparison.Ordinal));
        Assert.True(await Posterior("kill", article, changed) > await Posterior("kill", article));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_told()
    {
        var article = Write("a.txt", Report);
        var unknown = await Run("assess", "what is the weather", article);
        Assert.Equal((2, ""), (unknown.Exit, unknown.Out));
        Assert.Contains("is no question that Tocsin has", unknown.Error, StringComparison.Ordinal);

        var faulty = await Run("assess", Write("q.yaml", "questions:\n  - id: q\n    question: Why?\n    hypotheses: [{ id: a, text: A }]\n"), article);
        Assert.Equal((1, ""), (faulty.Exit, faulty.Out));
        Assert.Contains("q.yaml:4:17: A question needs two readings or more that compete.", faulty.Error, StringComparison.Ordinal);

        var missing = await Run("assess", Question, "--record", Path.Combine(_folder, "none.db"));
        Assert.Equal((1, ""), (missing.Exit, missing.Out));
        Assert.Contains("there is no record", missing.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Indicators(JsonDocument answer) => answer.RootElement.GetProperty("evidence").EnumerateArray().Select(piece => piece.GetProperty("indicator").GetString()!);

    private async Task<double> Posterior(string hypothesis, string article, string question = Question)
    {
        var run = await Run("assess", question, article, "--format", "json");
        Assert.Equal(0, run.Exit);
        using var answer = JsonDocument.Parse(run.Out);
        return answer.RootElement.GetProperty("hypotheses").EnumerateArray().Single(row => row.GetProperty("id").GetString() == hypothesis).GetProperty("posterior").GetDouble();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return path;
    }

    private static async Task<(int Exit, string Out, string Error)> Run(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        using var surroundings = new Surroundings(() => new MemoryStream(), output, error, 100, false, false, false, CancellationToken.None) { Clock = FixedDay.Later };
        var exit = await CommandLine.RunAsync(args, surroundings);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
