using System.Text;
using System.Text.Json;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Storage;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Situations;

/// <summary><c>tocsin situation</c> from outside, on reports of invented states.</summary>
public sealed class SituationCommandTests : IDisposable
{
    private const string Report =
        """
        Missiles, a signal and a rocket
        Outlet: Strait Herald
        Published: 6 March 2031

        Marran fired nine missiles at Oster on Tuesday, days after Oster attacked Marran with a drone last Friday.

        General Adan Krol, the chief of staff of Oster, said on Wednesday that Marran had wanted to kill soldiers in the missile attack. “They came to kill our people in their sleep,” Krol told reporters.

        President Lena Varr of Oster said that Marran appeared to be standing down. “Marran does not seek a war with Oster,” she said in a televised address.

        Foreign minister Tal Orev of Marran said that Marran had no intention to escalate. “We do not seek war,” he wrote on Twitter.

        Hours later a rocket attack hit the customs quarter of Port Velt. It was attributed to the Tide Brigade by analysts.
        """;

    private const string Actors = "Marran\tMRN\tGOV\nOster\tOST\tGOV\nAdan Krol\tOST\tMIL\nLena Varr\tOST\tGOV\nTal Orev\tMRN\tGOV\nTide Brigade\t-\tREB\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-situation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Shows_the_contested_intention_the_open_accusation_and_a_pair_whose_acts_and_words_part()
    {
        await Watch(Report);
        using var view = await Json("MRN-OST", "--as-of", "2031-03-06", "--clock", "published");
        var root = view.RootElement;

        var intention = Matters(root).Single(matter => Text(matter, "on") == "intention");
        Assert.Equal(["meant to harm", "meant no harm"], intention.GetProperty("sides").EnumerateArray().Select(side => Text(side, "label")));
        Assert.Contains("that Marran had wanted to kill soldiers in the missile attack", Words(intention, 0));
        Assert.Contains("that Marran appeared to be standing down", Words(intention, 1));

        var accused = Matters(root).Single(matter => matter.GetProperty("onlyAccused").GetBoolean());
        Assert.Equal(("responsibility", "Tide Brigade did it", "analysts"), (Text(accused, "on"), Text(accused.GetProperty("sides")[0], "label"), Text(accused.GetProperty("sides")[0].GetProperty("stances")[0], "who")));

        var pair = root.GetProperty("pairs")[0];
        Assert.Equal(("MRN", "OST", true), (Text(pair, "first"), Text(pair, "second"), pair.GetProperty("diverges").GetBoolean()));
        Assert.Equal(("escalating", "de-escalating"), (Text(pair.GetProperty("acts"), "direction"), Text(pair.GetProperty("statements"), "direction")));
    }

    [Fact]
    public async Task The_brief_sets_the_sides_face_to_face_and_fits_its_width()
    {
        await Watch(Report);
        var (exit, output, error) = await Run(100, "situation", "MRN-OST", "--as-of", "2031-03-06", "--clock", "published");
        Assert.Equal((0, ""), (exit, error));
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.Contains("MEANT TO HARM (1 origin)", output, StringComparison.Ordinal);
        Assert.Matches("MEANT TO HARM \\(1 origin\\) +│ MEANT NO HARM \\(1 origin\\)", output);
        Assert.Contains("Acts and statements point in opposite directions.", output, StringComparison.Ordinal);
        var (_, narrow, _) = await Run(60, "situation", "MRN-OST", "--as-of", "2031-03-06", "--clock", "published");
        Assert.All(narrow.Split('\n'), line => Assert.True(line.Length <= 60, line));
    }

    [Fact]
    public async Task What_has_no_day_is_said_to_have_none()
    {
        await Watch(Report.Replace("Published: 6 March 2031\n", "", StringComparison.Ordinal));
        var (_, output, _) = await Run(100, "situation", "MRN-OST");
        Assert.Contains("1 report without a date of publication (Strait Herald)", output, StringComparison.Ordinal);
        Assert.Matches("[0-9]+ happenings without a day: counted in neither", output);

        // The day of recording is not the day on which anything was said.
        Assert.Matches(@"Tal Orev \([a-z]+; Strait Herald\)", output);
    }

    [Theory]
    [InlineData("2026-03-09T12:00", 1)]
    [InlineData("2026-03-09T19:00", 2)]
    [InlineData("2026-03-10", 6)]
    [InlineData("2026-03-11", 8)]
    public async Task Any_moment_of_an_archive_is_replayed_to_the_byte(string asOf, int documents)
    {
        await Run(100, "watch", Repository.PathOf("samples", "lomna"), "--once");
        var first = await Run(100, "situation", "everything", "--as-of", asOf, "--clock", "published", "--format", "json");
        using var view = JsonDocument.Parse(first.Out);
        Assert.Equal(documents, view.RootElement.GetProperty("documents").GetArrayLength());
        Assert.All(view.RootElement.GetProperty("documents").EnumerateArray(), document => Assert.True(string.CompareOrdinal(Text(document, "publishedAt"), view.RootElement.GetProperty("asOf").GetString()) <= 0));

        await Watch(Report);
        Assert.Equal(first, await Run(100, "situation", "everything", "--as-of", asOf, "--clock", "published", "--format", "json"));
    }

    [Fact]
    public async Task What_was_known_at_a_moment_is_what_was_shown_then()
    {
        await Run(100, "watch", Repository.PathOf("samples", "lomna"), "--once");
        using var live = await Json("everything", "--days", "3660");
        var then = live.RootElement.GetProperty("asOf").GetString()!;
        await Watch(Report);
        using var replayed = await Json("everything", "--days", "3660", "--as-of", then);
        Assert.Equal(live.RootElement.GetRawText(), replayed.RootElement.GetRawText());
        using var now = await Json("everything", "--days", "3660");
        Assert.Equal(9, now.RootElement.GetProperty("documents").GetArrayLength());
    }

    [Fact]
    public async Task An_archive_is_shown_as_of_its_newest_report_and_says_so()
    {
        await Run(100, "watch", Repository.PathOf("samples", "lomna"), "--once");
        var (exit, output, error) = await Run(100, "situation", "Karvonia-Sellenia");
        Assert.Equal((0, "tocsin: the newest report came out on 2026-03-11; shown as of that day, as it was published. --as-of and --clock choose otherwise.\n"), (exit, error));
        Assert.Contains("as of 2026-03-11 23:59 UTC, by what had been published", output, StringComparison.Ordinal);

        // How far back one looks says nothing of from when.
        var (_, wider, told) = await Run(100, "situation", "Karvonia-Sellenia", "--days", "60");
        Assert.StartsWith("tocsin: the newest report came out on 2026-03-11", told, StringComparison.Ordinal);
        Assert.Contains("as of 2026-03-11 23:59 UTC", wider, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing of it had been recorded by 2026-03-10 23:59 UTC; 6 reports had been published by then. Add --clock published to replay them as if recorded when published.", "everything", "--as-of", "2026-03-10", "--clock", "recorded")]
    [InlineData("nothing had been recorded by then; shown by what had been published. --clock recorded shows the record as it was.", "everything", "--as-of", "2026-03-10")]
    [InlineData("nothing in the 30 days before 2026-06-01 23:59 UTC; the newest of 8 older came out on 2026-03-11. Ask for more --days, or for that day with --as-of.", "everything", "--as-of", "2026-06-01", "--clock", "published")]
    [InlineData("nothing in the record is in scope. Most often named are:", "Narnia-Gondor")]
    public async Task Says_why_there_is_nothing(string message, params string[] args)
    {
        await Run(100, "watch", Repository.PathOf("samples", "lomna"), "--once");
        var (exit, _, error) = await Run(100, ["situation", .. args]);
        Assert.Equal(0, exit);
        Assert.StartsWith("tocsin: " + message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'Korea' may be North Korea (PRK) or South Korea (KOR). Write one of them.", "Korea")]
    [InlineData("'yesterday' is no moment for --as-of. Write it as 2020-01-08 or 2020-01-08T14:05 (UTC), or with an offset as 2020-01-08T14:05+03:00.", "US-Iran", "--as-of", "yesterday")]
    [InlineData("--since lies after --as-of.", "US-Iran", "--as-of", "2020-01-08", "--since", "2020-01-10")]
    [InlineData("--days is a number from 1 to 3660.", "US-Iran", "--days", "0")]
    public async Task What_makes_no_sense_is_told_and_ends_with_2(string message, params string[] args)
    {
        await Watch(Report);
        var (exit, output, error) = await Run(100, ["situation", .. args]);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_told_since_the_last_look_of_whoever_looks()
    {
        async Task<string> Since(params string[] args)
        {
            using var view = await Json([.. args, "--days", "3660"]);
            return $"{view.RootElement.GetProperty("since").GetString()} {view.RootElement.GetProperty("changes").GetArrayLength() > 0} {view.RootElement.GetProperty("isNewSince").GetBoolean()}";
        }

        await Run(100, "watch", Repository.PathOf("samples", "lomna"), "--once");
        using var first = await Json("word:missile", "--days", "3660", "--by", "ana");
        using var looked = await Json("everything", "--days", "3660", "--by", "ana");
        var asOf = looked.RootElement.GetProperty("asOf").GetString()!;
        Assert.EndsWith(" False True", await Since("everything", "--by", "ben"), StringComparison.Ordinal);

        // Neither a past moment nor a given one is a look, and what was looked at is its own.
        await Watch(Report);
        await Json("everything", "--as-of", asOf, "--days", "3660", "--by", "ana");
        await Json("everything", "--since", "2026-01-01", "--days", "3660", "--by", "ana");
        Assert.Equal($"{asOf} True False", await Since("everything", "--by", "ana"));
        Assert.EndsWith(" False False", await Since("everything", "--by", "ana"), StringComparison.Ordinal);
        var (_, brief, _) = await Run(100, "situation", "everything", "--days", "3660", "--by", "ana");
        Assert.Matches(@"WHAT CHANGED +since you last looked, \d{4}-\d\d-\d\d \d\d:\d\d UTC\n +Nothing\.", brief);
    }

    [Fact]
    public async Task A_look_of_long_ago_is_told_from_the_beginning_of_the_window()
    {
        await Run(100, "watch", Repository.PathOf("samples", "lomna"), "--once");
        await using (var record = RecordFile.Open(Path.Combine(_folder, "tocsin.db"), TimeProvider.System))
        {
            await record.Situations.LookAsync(Situation.Everything, "ana", RecordClock.Published, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        var (_, brief, _) = await Run(100, "situation", "everything", "--by", "ana");
        Assert.Matches(@"WHAT CHANGED +since 2026-02-09 23:59 UTC; you last looked 20\d\d-", brief);
    }

    [Fact]
    public async Task Of_an_archive_what_came_in_late_is_told()
    {
        await Run(100, "watch", Repository.PathOf("samples", "lomna"), "--once");
        await Run(100, "situation", "everything");
        var late = Path.Combine(_folder, "late.txt");
        File.WriteAllText(late, "Outlet: Late Wire\nPublished: 9 March 2026\n\nKarvonia fired a rocket at Sellenia on Sunday, the ministry said.");
        Assert.Equal(0, (await Run(100, "watch", late, "--once")).Exit);
        var (exit, brief, error) = await Run(100, "situation", "everything");
        Assert.Equal(0, exit);
        Assert.EndsWith("tocsin: 1 report that was published before then came into the record since you last looked; by this clock that is no change.\n", error, StringComparison.Ordinal);
        Assert.Contains("since 2026-03-11 23:59 UTC, which you saw when you last looked, 20", brief, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_cannot_be_seen_is_told_with_why_and_since_when()
    {
        await Watch(Report);
        var (exit, _, _) = await Run(100, "watch", "http://127.0.0.1:9/feed", "--once");
        Assert.Equal(1, exit);
        var (_, brief, _) = await Run(100, "situation", "MRN-OST", "--days", "3660", "--by", "ana");
        Assert.Matches(@"WHAT WE CANNOT SEE +last heard of\n +✕ http://127\.0\.0\.1:9/feed: 127\.0\.0\.1 is no address of the public", brief);
        Assert.Contains("never", brief, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Matters(JsonElement view) => view.GetProperty("contested").EnumerateArray();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static List<string> Words(JsonElement matter, int side) => [.. matter.GetProperty("sides")[side].GetProperty("stances").EnumerateArray().Select(stance => Text(stance, "words"))];

    private async Task Watch(string report)
    {
        var (path, actors) = (Path.Combine(_folder, "report.txt"), Path.Combine(_folder, "actors.tsv"));
        File.WriteAllText(path, report);
        File.WriteAllText(actors, Actors);
        Assert.Equal(0, (await Run(100, "watch", path, "--actors", actors, "--once")).Exit);
    }

    private async Task<JsonDocument> Json(params string[] args)
    {
        var (exit, output, error) = await Run(100, ["situation", .. args, "--format", "json"]);
        Assert.Equal((0, ""), (exit, error));
        return JsonDocument.Parse(output);
    }

    private async Task<(int Exit, string Out, string Error)> Run(int width, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        using var surroundings = new Surroundings(() => new MemoryStream(), output, error, width, false, false, false, default) { Clock = FixedDay.Later };
        var exit = await CommandLine.RunAsync([.. args, "--record", Path.Combine(_folder, "tocsin.db")], surroundings);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
