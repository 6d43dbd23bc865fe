using System.Diagnostics;
using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Events;
using Tocsin.Language.Mentions;
using Tocsin.Tests;

namespace Tocsin.Storage.Tests;

/// <summary>The process that the tests kill. Prints the id of each document that was acknowledged, one a line.</summary>
internal static class Victim
{
    private const int Writers = 4;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["append", var path, var seed, var count, var killAt]:
                await AppendAsync(path, int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), StopAt(killAt));
                return 0;
            case ["rebuild", var path, var killAt]:
                await using (var record = RecordFile.Open(path, TimeProvider.System, StopAt(killAt)))
                {
                    await record.RebuildAsync();
                }

                return 0;
            case ["kill", var times]:
                // For more kills than a test run has time for.
                await new KillLoop(Console.Out).RunAsync(int.Parse(times, CultureInfo.InvariantCulture), 1);
                return 0;
            default:
                await Console.Error.WriteLineAsync("append RECORD SEED COUNT STEP | rebuild RECORD STEP | kill TIMES");
                return 2;
        }
    }

    private static async Task AppendAsync(string path, int seed, int count, Action<string> step)
    {
        await using var record = RecordFile.Open(path, TimeProvider.System, step);
        var next = 0;
        async Task WriteAsync()
        {
            while (Interlocked.Increment(ref next) is var number && number <= count)
            {
                var reading = Report(seed, number);
                var acknowledged = await record.AppendAsync(reading.Document, null, false, reading, "1");
                lock (Console.Out)
                {
                    Console.Out.Write(acknowledged.Document.Id + "\n");
                    Console.Out.Flush();
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));
    }

    /// <summary>Ends the process, with no time to clean up, once it has done this step so many times: "text indexed:3".</summary>
    private static Action<string> StopAt(string killAt)
    {
        var (name, left) = killAt.Split(':') is [var step, var times] ? (step, int.Parse(times, CultureInfo.InvariantCulture)) : (killAt, 1);
        return step =>
        {
            if (step == name && Interlocked.Decrement(ref left) == 0)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        };
    }

    private static Reading Report(int seed, int number)
    {
        var random = new Random((seed * 100_003) + number);
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => new string([.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(26)))])));
        var text = $"Marran fired rockets at Kesh.\n{Words(60)}.\nThe ministry said {Words(12)}.\n{Words(400)}.";
        var reading = new ReadingBuilder(new Document("d", text, null, $"Report {number}", $"Outlet {seed}", null, new DateOnly(2031, 3, 1).AddDays(random.Next(300))));
        var marran = reading.Entity(EntityKind.Country, "Marran");
        reading.Happened("Marran fired rockets at Kesh", "fired", "ASSAULT", [(marran, "Marran")], [(null, "Kesh")], place: reading.Place("Kesh", null), status: EventStatus.Fact);
        reading.Said("The ministry", null, Analysis.Attributions.SourceKind.Institution, "said", text.Split("said ")[1].Split('.')[0]);
        return reading.Build();
    }
}
