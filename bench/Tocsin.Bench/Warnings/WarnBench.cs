using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tocsin.Analysis;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Bench.Record;
using Tocsin.Delivery;
using Tocsin.Storage;
using Tocsin.Tests;

namespace Tocsin.Bench.Warnings;

/// <summary>
/// From a fresh critical report to the first attempt to deliver its warning, while 1,000 reports a minute come in. The clock of a report begins when it is due, whether or not
/// anybody has time for it, and ends when its request is whole at an HTTP receiver on the same machine: reading, recording, rules, outbox and sending are all in it. A second
/// webhook hangs, a third resets each connection, and mail goes to a server that faults each second time.
/// </summary>
internal static partial class WarnBench
{
    private const int ReportsAMinute = 1000;
    private const int CriticalEvery = 10;

    private static readonly string[] Towns = ["Lomna", "Kesh", "Dremen", "Oster", "Tarsk", "Vessar", "Harbin Cross", "Ilmen"];
    private static readonly string[] Acts =
    [
        "The council of {0} met on Monday to discuss the budget for roads, and agreed to meet again in {1} days.",
        "Farmers near {0} said that the harvest was the best in {1} years, and that prices would fall.",
        "A spokesman for the ministry denied that {1} officers had left their posts in {0}.",
        "The foreign minister visited {0} and praised {1} years of friendship between the two countries.",
        "Police in {0} arrested {1} people at a protest against the new tax, officials said.",
    ];

    [GeneratedRegex(@"at gate (\d+),")]
    private static partial Regex Number();

    /// <param name="seconds">How long reports come in.</param>
    /// <param name="large">A made record that they come into, which grows by it, and the samples that it was made of: the pair that it tells most of is watched too. Null for a new record.</param>
    public static async Task<int> RunAsync(int seconds, (string Path, string Samples)? large)
    {
        var folder = Directory.CreateTempSubdirectory("tocsin-bench-").FullName;
        try
        {
            return await MeasureAsync(folder, seconds, large);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string folder, int seconds, (string Path, string Samples)? large)
    {
        using var good = new HttpReceiver();
        using var hangs = new HttpReceiver(_ => Manner.Hang);
        using var resets = new HttpReceiver(_ => Manner.Reset);
        using var mail = new MailReceiver(number => number % 2 == 0 ? Manner.Fault : Manner.Good);
        var problems = new List<WatchProblem>();
        var count = ReportsAMinute * seconds / 60;

        // A gate and a rule of its own for each critical report, so that each is a first report.
        var gates = Enumerable.Range(1, count / CriticalEvery).Select(gate => gate * CriticalEvery).ToList();
        var reader = Reader.Load();
        var sides = large is { } made ? new ArticleMaker(made.Samples, reader, RecordBench.Seed).Sides(0) : [];
        var pair = sides.IsEmpty ? "" : $", {{ id: heat, when: escalation, between: [{sides[0]}, {sides[1]}], above: 100 }}";
        var root = WatchMap.Parse($$"""
            sites: [{{string.Join(", ", gates.Select(gate => $"{{ id: g{gate}, name: gate {gate}, at: [0, 0] }}"))}}]
            rules: [{{string.Join(", ", gates.Select(gate => $"{{ id: r{gate}, when: incident, site: g{gate} }}"))}}{{pair}}]
            contacts: [{ id: duty, channels: [good, hangs, resets, post], wait: 1h }]
            channels:
              - { id: good, kind: webhook, url: "{{good.Address}}" }
              - { id: hangs, kind: webhook, url: "{{hangs.Address}}" }
              - { id: resets, kind: webhook, url: "{{resets.Address}}" }
              - { id: post, kind: mail, host: 127.0.0.1, port: {{mail.Port}}, security: none, from: a@b.example, to: [c@d.example] }
              - { id: drop, kind: file, folder: "{{folder}}/alerts" }
            """, problems);
        var watch = WatchFile.Read(root);
        var clock = large is { } old ? AsIfAt.EndOf(old.Path) : TimeProvider.System;
        await using var record = RecordFile.Open(large?.Path ?? Path.Combine(folder, "tocsin.db"), clock);
        reader.Read(new Document("warm", Text(0, critical: true), PublishedAt: DateOnly.FromDateTime(DateTime.UtcNow)));
        var recorder = new Recorder(record, Task.FromResult(reader), Task.FromResult("bench"));
        var standing = StandingReader.For(watch, StandingReader.Questions(root, problems), problems) is { } rules ? new StandingWatch(record, rules) : null;
        await using var bell = new Bell(record, watch, clock, Console.Error.WriteLine, standing is null ? null : moment => Timed(standing, moment));
        await bell.EvaluateAsync();
        using var stop = new CancellationTokenSource();
        var ringing = bell.RunAsync(stop.Token);
        var due = new ConcurrentDictionary<int, long>();
        var begin = Stopwatch.GetTimestamp();
        var pending = new List<Task>(count);
        for (var i = 1; i <= count; i++)
        {
            var at = begin + (long)(i * 60.0 / ReportsAMinute * Stopwatch.Frequency);
            if (at - Stopwatch.GetTimestamp() is var left && left > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)left / Stopwatch.Frequency));
            }

            var number = i;
            var critical = number % CriticalEvery == 0;
            if (critical)
            {
                due[number] = at;
            }

            pending.Add(Task.Run(async () =>
            {
                var now = clock.GetUtcNow();
                await recorder.RecordAsync(new Document($"report-{begin}-{number}", Text(number, critical), null, null, "Courier", null, DateOnly.FromDateTime(now.UtcDateTime), now));
            }));
        }

        await Task.WhenAll(pending);
        var read = Stopwatch.GetElapsedTime(begin);
        await Task.Delay(TimeSpan.FromSeconds(5));
        await stop.CancelAsync();
        await ringing;

        var first = new Dictionary<int, double>();
        foreach (var request in good.Requests.OrderBy(request => request.At))
        {
            foreach (var number in Number().Matches(System.Text.Encoding.UTF8.GetString(request.Body)).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Where(due.ContainsKey))
            {
                first.TryAdd(number, Stopwatch.GetElapsedTime(due[number], request.At).TotalMilliseconds);
            }
        }

        var sorted = first.Values.Order().ToArray();
        double Part(double part) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(part * sorted.Length) - 1)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} reports at {ReportsAMinute} a minute, all read and recorded after {read.TotalSeconds:0.0} s; {Environment.ProcessorCount} cores, load {Load()}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{due.Count} critical, {record.Warnings.List().Count} messages recorded, {sorted.Length} at the receiver; {mail.Mails.Count} mails; {hangs.Requests.Count} at the one that hangs"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"report due → request whole at the receiver: median {Part(0.5):0} ms, p95 {Part(0.95):0} ms, p99 {Part(0.99):0} ms, worst {Part(1):0} ms"));
        return sorted.Length == due.Count && Part(0.99) < 1000 ? 0 : 1;
    }

    /// <summary>How things stand, told with how long it took.</summary>
    private static Standing? Timed(StandingWatch standing, DateTimeOffset moment)
    {
        var began = Stopwatch.GetTimestamp();
        var now = standing.At(moment);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"how things stand: {(now is null ? "as before" : $"{now.Tensions.Length} pairs")}, {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms"));
        return now;
    }

    /// <summary>What else the machine does, over the last minute; a dash where the system does not tell.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "-";

    /// <summary>A wire report of some forty words; a critical one begins with its attack.</summary>
    private static string Text(int number, bool critical)
    {
        var lines = Enumerable.Range(0, 2).Select(i => string.Format(CultureInfo.InvariantCulture, Acts[(number + i) % Acts.Length], Towns[(number * 7 + i) % Towns.Length], (number % 40) + i + 2));
        var lead = critical ? string.Create(CultureInfo.InvariantCulture, $"Militants fired {number + 3} rockets at gate {number}, killing {number + 2} people, officials said (report-{number}).") : "";
        return (lead + " " + string.Join(' ', lines)).Trim();
    }
}
