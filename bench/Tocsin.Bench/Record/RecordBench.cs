using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Storage;

namespace Tocsin.Bench.Record;

/// <summary>A record of many articles: how fast it takes them in, how much memory that needs, and how fast it answers.</summary>
internal static class RecordBench
{
    internal const int Seed = 7;
    private const int ReportEvery = 10_000;
    private const int Repeats = 15;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["make", var path, var samples, var count]:
                await MakeAsync(path, samples, int.Parse(count, CultureInfo.InvariantCulture));
                return 0;
            case ["multiply", var path, var times]:
                await Multiplier.RunAsync(path, int.Parse(times, CultureInfo.InvariantCulture));
                return 0;
            case ["intake", var path, var samples, var count]:
                await IntakeAsync(path, samples, int.Parse(count, CultureInfo.InvariantCulture));
                return 0;
            case ["ask", var path, var samples]:
                await AskAsync(path, samples);
                return 0;
            case ["withdraw", var path, var samples]:
                await WithdrawAsync(path, samples);
                return 0;
            default:
                await Console.Error.WriteLineAsync("record make FILE SAMPLES COUNT | record multiply FILE TIMES | record intake FILE SAMPLES COUNT | record ask FILE SAMPLES | record withdraw FILE SAMPLES");
                return 2;
        }
    }

    /// <summary>Appends made articles with made readings: all of the way into the record but the reader.</summary>
    private static async Task MakeAsync(string path, string samples, int count)
    {
        var maker = new ArticleMaker(samples, Reader.Load(), Seed);
        await using var record = RecordFile.Open(path, TimeProvider.System);
        var first = (int)record.LastSequence + 1;
        var clock = Stopwatch.StartNew();
        for (var from = first; from <= count; from += ReportEvery)
        {
            await Parallel.ForEachAsync(Enumerable.Range(from, Math.Min(ReportEvery, count - from + 1)), new ParallelOptions { MaxDegreeOfParallelism = 48 }, async (number, stop) =>
            {
                var (document, reading) = maker.Make(number);
                await record.AppendAsync(document, null, false, reading, "bench", stop);
            });
            Print($"{record.LastSequence,8:N0} articles, {clock.Elapsed.TotalSeconds,6:F0} s, {Environment.WorkingSet / 1e6,6:F0} MB resident, {GC.GetTotalMemory(true) / 1e6,6:F0} MB managed, file {new FileInfo(path).Length / 1e6,7:F0} MB");
        }
    }

    /// <summary>Reads made articles into the record as `tocsin watch` does.</summary>
    private static async Task IntakeAsync(string path, string samples, int count)
    {
        var reader = Reader.Load();
        var maker = new ArticleMaker(samples, reader, Seed + 1);
        await using var record = RecordFile.Open(path, TimeProvider.System);
        var recorder = new Recorder(record, Task.FromResult(reader), Task.FromResult(ReaderVersion.Of()));
        var documents = Enumerable.Range(1, count).Select(number => maker.Make(number).Document).ToList();
        await recorder.RecordAsync(documents[0]);
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(documents.Skip(1), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (document, stop) => await recorder.RecordAsync(document, stop: stop));
        Print($"{(count - 1) / clock.Elapsed.TotalMinutes:N0} articles a minute on {Environment.ProcessorCount} cores, {documents.Average(document => document.Text.Length):N0} characters each, into a record of {record.LastSequence:N0}");
    }

    private static async Task AskAsync(string path, string samples)
    {
        var maker = new ArticleMaker(samples, Reader.Load(), Seed);
        var finder = IncidentFinder.Load();
        await using var record = RecordFile.OpenReadOnly(path, TimeProvider.System);
        Print($"{record.LastSequence:N0} documents, {new FileInfo(path).Length / 1e6:N0} MB");
        var common = maker.Sides(0)[0];
        foreach (var (typed, where) in new[]
        {
            ("missiles", SearchIn.Text), ("said", SearchIn.Text), (common, SearchIn.Text), ($"{common} missiles runway", SearchIn.Text), ("\"nine craters\"", SearchIn.Text), ("launch*", SearchIn.Text), ("zeppelin", SearchIn.Text),
            ("missiles", SearchIn.Claims), ($"{common} denied", SearchIn.Claims), (common, SearchIn.Events), ("assault missile", SearchIn.Events),
        })
        {
            var hits = 0;
            Measure($"search {where} {typed}", () => hits = record.Search(typed, where).Count, () => $"{hits} shown");
        }

        var to = record.Documents.Outlets().Max(outlet => outlet.LastAt).AddDays(1);
        var from = to.AddDays(-ViewSettings.DaysUsual);
        foreach (var crisis in new[] { 0, 1, 20, 150 })
        {
            var situation = new Situation($"crisis {crisis}", maker.Sides(crisis), [], [], []);
            RecordFacts facts = null!;
            var past = to.AddDays(-PairTension.SeriesDays);
            Measure(
                $"facts of crisis {crisis}", () => facts = record.Facts(situation, null, from, to, past),
                () => $"{facts.Readings.Count(reading => SourceActivities.At(reading.Document) >= from)} documents and {facts.Readings.Count(reading => SourceActivities.At(reading.Document) < from)} before, {facts.Copies.Length} copies, {facts.IncidentLinks.Length} incident links");
            Measure($"older of crisis {crisis}", () => record.Count(situation, null, null, from), () => $"{record.Count(situation, null, null, from)} documents");
            SituationView view = null!;
            var settings = new ViewSettings(Clock: RecordClock.Published);
            Measure(
                $"view of crisis {crisis}",
                () => view = SituationView.Of(situation, facts with { AsOf = to }, (known, origins) => finder.Of(known.Readings, known.IncidentLinks, known.Corrections, origins.OriginOf), settings),
                () => $"{view.Incidents.Length} incidents, {view.Contested.Length} contested");
        }
    }

    /// <summary>From the decision that a report no longer counts to what that changes in each built-in question that used it. The record keeps the decisions, so take a copy.</summary>
    private static async Task WithdrawAsync(string path, string samples)
    {
        var maker = new ArticleMaker(samples, Reader.Load(), Seed);
        var join = SituationViewer.Load().Join;
        var builtIn = BuiltInQuestions.Load();
        await using var record = RecordFile.Open(path, TimeProvider.System);
        Print($"{record.LastSequence:N0} documents");
        var to = record.Documents.Outlets().Max(outlet => outlet.LastAt).AddDays(1);
        foreach (var crisis in new[] { 150, 20, 1, 0 })
        {
            var sides = maker.Sides(crisis);
            var situation = new Situation($"crisis {crisis}", sides, [], [], []);
            Question[] questions = [.. builtIn.All.Select(one => builtIn.Of(one.Id, (sides[0], sides[0]), (sides[1], sides[1])))];
            RecordFacts Facts() => record.Facts(situation, null, to.AddDays(-ViewSettings.DaysUsual), to) with { AsOf = to };
            ImmutableArray<Assessment> Answers(RecordFacts facts)
            {
                var basis = AssessmentBasis.Of(facts, join);
                return [.. questions.Select(question => Assessor.Assess(question, basis))];
            }

            var facts = Facts();
            var before = Answers(facts);
            var times = new List<double>();
            var moved = 0;
            foreach (var document in before.SelectMany(answer => answer.Documents).Distinct().Take(5).ToList())
            {
                var start = Stopwatch.GetTimestamp();
                await record.Corrections.AddAsync(new Correction.Retract("", default, "bench", "withdrawn", document));
                var after = Answers(Facts());
                moved += before.Zip(after, AssessmentChange.Between).Count(change => change.GoneDocuments.Contains(document) && !change.IsNone);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                before = after;
            }

            if (times.Count > 0)
            {
                Print($"crisis {crisis}: {facts.Readings.Length} reports; withdrawn {times.Count}, which changed {moved} answers; median {times.Order().ElementAt(times.Count / 2):F0} ms, longest {times.Max():F0} ms");
            }
        }
    }

    /// <summary>The first time, and of the following ones the median, the longest, and the median of the processor time, which says most where other work runs beside.</summary>
    private static void Measure(string what, Action ask, Func<string> result)
    {
        var times = new List<(double Clock, double Processor)>();
        for (var i = 0; i <= Repeats && times.Sum(time => time.Clock) < 20_000; i++)
        {
            var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            ask();
            times.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds));
        }

        var later = times.Skip(1).DefaultIfEmpty(times[0]).ToList();
        var clock = later.Select(time => time.Clock).Order().ToList();
        var processor = later.Select(time => time.Processor).Order().ElementAt(later.Count / 2);
        Print($"{what,-44} first {times[0].Clock,7:F1} ms, median {clock[clock.Count / 2],7:F1} ms, longest {clock[^1],7:F1} ms, processor {processor,7:F1} ms   {result()}");
    }

    internal static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
