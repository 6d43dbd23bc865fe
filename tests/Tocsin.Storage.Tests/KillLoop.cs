using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tocsin.Analysis.Record;
using Xunit;

namespace Tocsin.Storage.Tests;

/// <summary>Starts processes that append, kills them, and looks whether all that they acknowledged is there and whole.</summary>
internal sealed class KillLoop(TextWriter report)
{
    /// <summary>Kills between two looks at everything.</summary>
    private const int KillsEach = 40;

    public async Task RunAsync(int times, int seed)
    {
        var random = new Random(seed);
        var acknowledged = 0L;
        for (var done = 0; done < times;)
        {
            var folder = Directory.CreateTempSubdirectory("tocsin-kill-");
            var path = Path.Combine(folder.FullName, "tocsin.db");
            var ids = new HashSet<string>();
            for (var i = 0; i < KillsEach && done < times; i++, done++)
            {
                ids.UnionWith(await KillAsync(["append", path, (seed + done).ToString(CultureInfo.InvariantCulture), "100000", "never"], random));
                AssertWhole(path, ids, all: false);
            }

            AssertWhole(path, ids, all: true);
            acknowledged += ids.Count;
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} kills, {acknowledged:N0} documents acknowledged, none lost, each with a whole reading"));
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs the victim until it ends, by itself or because it comes to a step at which it is to be killed. What it acknowledged.</summary>
    public static async Task<List<string>> RunVictimAsync(bool isKilled, params string[] args)
    {
        using var process = Start(args);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(isKilled, process.ExitCode != 0);
        return Whole(output);
    }

    /// <summary>Every id is there; no document is without text and whole reading; the file is sound.</summary>
    /// <param name="all">Also every document's text and reading, and that all that is derived is what a rebuild makes.</param>
    public static void AssertWhole(string path, IReadOnlyCollection<string> ids, bool all)
    {
        using var record = RecordFile.Open(path, TimeProvider.System);
        var known = record.Read(connection => connection.Rows("SELECT id FROM documents", row => row.GetString(0))).ToHashSet();
        Assert.Empty(ids.Except(known));
        Assert.Equal(["ok"], record.Read(connection => connection.Rows(all ? "PRAGMA integrity_check" : "PRAGMA quick_check", row => row.GetString(0))));
        Assert.Equal(0, record.Read(connection => connection.Value<long>(
            """
            SELECT (SELECT count(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM document_texts t WHERE t.document = d.sequence))
              + (SELECT count(*) FROM documents d WHERE NOT EXISTS (SELECT 1 FROM readings r JOIN reading_contents c ON c.reading = r.id WHERE r.document = d.sequence))
              + (SELECT count(*) FROM documents) - (SELECT max(sequence) FROM documents)
            """)));
        if (!all)
        {
            return;
        }

        var readings = record.Facts(Situation.Everything).Readings;
        Assert.Equal(known.Count, readings.Length);
        foreach (var reading in readings)
        {
            var document = reading.Document;
            var text = record.Documents.Text(document.Id)!;
            Assert.Equal(document.Id, RecordedDocument.IdOf(document.Outlet, document.Url, document.PublishedAt, document.Title, text));
            using var json = JsonDocument.Parse(record.Documents.ReadingJson(document.Id));
            Assert.Equal(text, json.RootElement.GetProperty("document").GetProperty("text").GetString());
            Assert.Equal(reading.Events.Length, json.RootElement.GetProperty("events").GetArrayLength());
            Assert.Single(record.Documents.Readings(document.Id));
        }

        Assert.True(record.RebuildAsync().GetAwaiter().GetResult().IsEqual, "What is derived is not what a rebuild makes.");
    }

    private static async Task<List<string>> KillAsync(string[] args, Random random)
    {
        using var process = Start(args);
        var output = new StringBuilder();
        var begun = new TaskCompletionSource();
        var reading = Task.Run(async () =>
        {
            var part = new char[4096];
            for (int read; (read = await process.StandardOutput.ReadAsync(part)) > 0;)
            {
                output.Append(part, 0, read);
                begun.TrySetResult();
            }
        });

        // One in eight is killed while it starts. The others have acknowledged something, however slow the machine is, and are in the middle of the next documents.
        if (random.Next(8) > 0)
        {
            await Task.WhenAny(begun.Task, process.WaitForExitAsync());
        }

        await Task.Delay(random.Next(400));
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
        return Whole(output.ToString());
    }

    private static Process Start(string[] args) => Process.Start(new ProcessStartInfo("dotnet", [typeof(Victim).Assembly.Location, .. args]) { RedirectStandardOutput = true })!;

    /// <summary>Lines that were written to their end.</summary>
    private static List<string> Whole(string output) => [.. output.Split('\n')[..^1]];
}
