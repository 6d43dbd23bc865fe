using System.Text;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Cli.Tests.Record;

/// <summary>The commands that keep and ask the record, from outside.</summary>
public sealed class RecordCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tocsin-record-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_document_is_recorded_once_and_problems_are_named()
    {
        var samples = Repository.PathOf("samples", "lomna");
        Assert.Equal((0, "tocsin: 8 new documents.\n"), await Run("watch", samples, "--once"));
        Assert.Equal((0, "tocsin: 0 new documents, 8 known already.\n"), await Run("watch", samples, "--once"));
        var bad = Path.Combine(_folder, "empty.txt");
        File.WriteAllText(bad, "");
        Assert.Equal((3, $"tocsin: {bad}: the file is empty. Check how it was saved, or leave it out.\ntocsin: 0 new documents, 8 known already, 1 input not read.\n"), await Run("watch", samples, bad, "--once"));
        Assert.Equal(1, (await Run("watch", bad, "--once")).Exit);
        var (exit, error) = await Run("reread");
        Assert.Equal(0, exit);
        Assert.StartsWith("tocsin: nothing to read again: all of it was read by this reader (", error, StringComparison.Ordinal);
        var (_, rereading) = await Run("reread", "--actors", Write("mine.tsv", "Lomna Watch\tSVN\tNGO"));
        Assert.StartsWith("tocsin: 8 documents read again by reader ", rereading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_into_a_folder_is_recorded_until_the_watch_is_stopped()
    {
        var drop = Directory.CreateDirectory(Path.Combine(_folder, "drop")).FullName;
        using var stop = new CancellationTokenSource();
        using var told = new StringWriter { NewLine = "\n" };
        var error = TextWriter.Synchronized(told);
        string Told()
        {
            // It locks itself for each write.
            lock (error)
            {
                return told.ToString();
            }
        }

        var watch = RunWith(new MemoryStream(), error, stop.Token, "watch", drop);
        await Until(() => Told().Contains("watching", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(Write("drop/a.txt", "Twelve rockets fell on Kesh, the ministry said."), DateTime.UtcNow.AddMinutes(-1));
        await Until(() => Told().Contains("1 new document, 1 in all.", StringComparison.Ordinal));
        await stop.CancelAsync();
        Assert.Equal(0, await watch);
        Assert.EndsWith("tocsin: stopped; 1 new document. What was recorded is whole.\n", Told(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_what_was_recorded()
    {
        await Run("watch", Repository.PathOf("samples", "lomna"), "--once");
        Assert.Matches(
            @"^2026-03-10 Harbour Post: Sellenia was told before the missiles came, officials say \[d[0-9a-f]{16}_a[0-9]+\]\n    Petar Halas \([a-z]+\): .*“Those missiles were meant to kill\.”\n$",
            await Found("search", "--in", "claims", "meant to kill"));
        Assert.Contains("ASSAULT", await Found("search", "--in", "events", "base", "--limit", "1"), StringComparison.Ordinal);
        Assert.Equal(2, (await Found("search", "craters")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("", await Found("search", "zeppelin"));
        Assert.Equal((0, "tocsin: nothing found.\n"), await Run("search", "zeppelin"));
        Assert.Equal((0, "tocsin: nothing found that has all of these words. OR between two finds either.\n"), await Run("search", "zeppelin", "craters"));
        Assert.Equal((2, "tocsin: there is no word in it to search for.\n"), await Run("search", "()"));
        Assert.Equal(await Found("search", "craters"), await Found("search", "zeppelin OR craters"));
        foreach (var line in (await Found("search", "--in", "events", "base", "--format", "jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var hit = System.Text.Json.JsonDocument.Parse(line);
            Assert.Equal(("tocsin.hit/1", "events"), (hit.RootElement.GetProperty("schema").GetString(), hit.RootElement.GetProperty("in").GetString()));
            Assert.StartsWith(hit.RootElement.GetProperty("document").GetString() + "_v", hit.RootElement.GetProperty("event").GetString(), StringComparison.Ordinal);
            Assert.True(hit.RootElement.GetProperty("span")[1].GetInt32() > 0);
        }
        Assert.Equal(2, (await Run("search", "x", "--limit", "0")).Exit);
    }

    [Fact]
    public async Task A_backup_is_whole_and_overwrites_nothing()
    {
        await Run("watch", Repository.PathOf("samples", "lomna"), "--once");
        var copy = Path.Combine(_folder, "copy.db");
        Assert.Equal(0, (await Run("backup", copy)).Exit);
        Assert.Equal((1, $"tocsin: {copy}: is there already and stays as it is. Choose another file, or remove it first.\n"), await Run("backup", copy));
        Assert.NotEqual("", await Found("search", "craters", "--record", copy));
        var nowhere = Path.Combine(_folder, "none", "copy.db");
        Assert.Equal((1, $"tocsin: {nowhere}: its folder is missing. Make it first, or choose another file.\n"), await Run("backup", nowhere));
    }

    [Fact]
    public async Task A_file_that_is_no_record_is_left_alone()
    {
        var notes = Write("notes.txt", "Not a database, however long this text may be. " + new string('.', 200));
        foreach (var command in new[] { new[] { "watch", notes, "--once" }, ["search", "x"], ["reread"], ["backup", notes + ".copy"] })
        {
            using var error = new StringWriter { NewLine = "\n" };
            Assert.Equal(1, await RunWith(new MemoryStream(), error, default, [.. command, "--record", notes]));
            Assert.Equal($"tocsin: {notes}: is no record of Tocsin (not an SQLite database). Choose another --record; this file stays as it is.\n", error.ToString());
        }

        var none = Path.Combine(_folder, "none.db");
        using var missing = new StringWriter { NewLine = "\n" };
        Assert.Equal(1, await RunWith(new MemoryStream(), missing, default, "search", "x", "--record", none));
        Assert.Contains("there is no record", missing.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(none));
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (holds())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("It did not come about within 30 seconds.");
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private async Task<string> Found(params string[] args)
    {
        using var output = new MemoryStream();
        Assert.Equal(0, await RunWith(output, TextWriter.Null, default, args));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private async Task<(int Exit, string Error)> Run(params string[] args)
    {
        using var error = new StringWriter { NewLine = "\n" };
        return (await RunWith(new MemoryStream(), error, default, args), error.ToString());
    }

    private async Task<int> RunWith(Stream output, TextWriter error, CancellationToken stop, params string[] args)
    {
        using var surroundings = new Surroundings(() => new MemoryStream(), output, error, 80, false, false, false, stop);
        return await CommandLine.RunAsync(args.Contains("--record") ? args : [.. args, "--record", Path.Combine(_folder, "tocsin.db")], surroundings);
    }
}
