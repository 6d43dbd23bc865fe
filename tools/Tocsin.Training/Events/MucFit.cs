using System.Globalization;
using System.Text.Json;

namespace Tocsin.Training.Events;

/// <summary>A perpetrator in a key, as far as scoring needs it.</summary>
internal sealed record MucGold(string Name, bool Optional, IReadOnlyList<string> Confidence);

/// <summary>A candidate and the gold perpetrators that it names, by index.</summary>
internal sealed record MucScored(IReadOnlyList<string> Names, IReadOnlyList<int> Matches, IReadOnlyList<string> Statuses, Dictionary<string, double> Features);

/// <summary>One message: what its key asks for, and which organisations were read in it.</summary>
internal sealed record MucRow(string Id, IReadOnlyList<MucGold> Gold, IReadOnlyList<MucScored> Candidates);

/// <summary>Learns which of the organisations of a message stand behind its incidents, and how firmly the report says so.</summary>
internal static class MucFit
{
    private const int Folds = 5;
    private const int SeenMin = 5;
    private const double Penalty = 15;
    private const int FirmnessSeenMin = 4;
    private const double FirmnessPenalty = 5;

    /// <summary>Thresholds on either side that one is judged with.</summary>
    private const int Beside = 5;

    private static readonly string[] Fillers = ["REPORTED AS FACT", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", "CLAIMED OR ADMITTED", "POSSIBLE"];

    /// <summary>What is learned: who, from which probability on, and how firmly.</summary>
    private sealed record Model(LogisticFit Who, double Threshold, MultinomialFit Firmness);

    /// <param name="Right">By the one answer that was learned.</param>
    /// <param name="RightRead">By the statuses of the events, where there are any.</param>
    private sealed record Score(int Gold, int Hits, int Predicted, int Judged, int Right, int RightRead)
    {
        public double F1 => 2.0 * Hits / Math.Max(1, Gold + Predicted);

        public static Score operator +(Score a, Score b) => new(a.Gold + b.Gold, a.Hits + b.Hits, a.Predicted + b.Predicted, a.Judged + b.Judged, a.Right + b.Right, a.RightRead + b.RightRead);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"precision {100.0 * Hits / Math.Max(1, Predicted):F1} recall {100.0 * Hits / Math.Max(1, Gold):F1} F1 {100 * F1:F1} ({Hits} of {Gold}, {Predicted} predicted); firmness right {100.0 * Right / Math.Max(1, Judged):F1} % of {Judged}, as read {100.0 * RightRead / Math.Max(1, Judged):F1} %");
    }

    /// <summary>muc-fit DEV [TEST…] [--errors]: files of muc-candidates. Five folds of DEV, each judged by what the others teach; then each TEST by all of DEV.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments.Length < 1 || !File.Exists(arguments[0]))
        {
            Console.Error.WriteLine("muc-fit wants a file that muc-candidates wrote");
            return 2;
        }

        var errors = arguments.Contains("--errors");
        var dev = Load(arguments[0]);
        var folds = dev.Select((row, i) => (row, fold: i % Folds)).ToLookup(r => r.fold, r => r.row);
        Console.WriteLine($"candidates {dev.Sum(r => r.Candidates.Count)}; of {dev.Sum(r => r.Gold.Count(g => !g.Optional))} organisations {dev.Sum(r => Enumerable.Range(0, r.Gold.Count).Count(g => !r.Gold[g].Optional && r.Candidates.Any(c => c.Matches.Contains(g))))} are candidates");
        var scores = new List<Score>();
        for (var f = 0; f < Folds; f++)
        {
            var model = Learn([.. Enumerable.Range(0, Folds).Where(x => x != f).SelectMany(x => folds[x])]);
            scores.Add(Judge(model, folds[f]));
            if (errors)
            {
                Show(model, folds[f]);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fold {f + 1}: {scores[^1]}; threshold {model.Threshold:F2}"));
        }

        var mean = scores.Average(s => s.F1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"folds: {scores.Aggregate((a, b) => a + b)}; mean F1 {100 * mean:F1}, standard deviation {100 * Math.Sqrt(scores.Sum(s => (s.F1 - mean) * (s.F1 - mean)) / (Folds - 1)):F1}"));
        var whole = Learn(dev);
        foreach (var test in arguments.Skip(1).TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(test)}: {Judge(whole, Load(test))}; threshold {whole.Threshold:F2}"));
        }

        return 0;
    }

    private static List<MucRow> Load(string path) => [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<MucRow>(line)!)];

    private static Model Learn(IReadOnlyList<MucRow> rows)
    {
        // The threshold from parts that the weights did not see.
        var parts = new List<(MucRow Row, double[] Chances)>();
        for (var f = 0; f < Folds; f++)
        {
            var part = LogisticFit.Train(Examples(rows.Where((_, i) => i % Folds != f)), Penalty, SeenMin);
            parts.AddRange(rows.Where((_, i) => i % Folds == f).Select(r => (r, r.Candidates.Select(c => part.Probability(Who(c))).ToArray())));
        }

        // The curve is flat and ragged at its top: a threshold counts as much as it and those beside it find.
        double At(double t) => parts.Select(p => Found(p.Row, [.. p.Row.Candidates.Where((_, i) => p.Chances[i] >= t)], null)).Aggregate((a, b) => a + b).F1;
        var curve = Enumerable.Range(5, 46).Select(t => (Threshold: t * 0.01, F1: At(t * 0.01))).ToList();
        var best = Enumerable.Range(Beside, curve.Count - (2 * Beside)).MaxBy(i => curve.Skip(i - Beside).Take((2 * Beside) + 1).Sum(c => c.F1));
        var matched = rows.SelectMany(r => r.Candidates.Where(c => c.Matches.Count > 0).SelectMany(c => c.Matches.Select(m => (c, gold: r.Gold[m])))).Where(p => p.gold.Confidence.Count > 0).ToList();
        var firmness = MultinomialFit.Train(
            [.. matched.Select(p => ((IReadOnlyDictionary<string, double>)How(p.c), (IReadOnlyList<int>)[.. Enumerable.Range(0, Fillers.Length).Where(f => p.gold.Confidence.Contains(Fillers[f]))])).Where(e => e.Item2.Count > 0)],
            Fillers.Length,
            FirmnessPenalty,
            FirmnessSeenMin);
        return new Model(LogisticFit.Train(Examples(rows), Penalty, SeenMin), curve[best].Threshold, firmness);
    }

    private static List<(IReadOnlyDictionary<string, double> Features, bool Label)> Examples(IEnumerable<MucRow> rows) =>
        [.. rows.SelectMany(r => r.Candidates.Where(c => c.Matches.Count == 0 || c.Matches.Any(m => !r.Gold[m].Optional)).Select(c => (Who(c), c.Matches.Count > 0)))];

    private static Score Judge(Model model, IEnumerable<MucRow> rows) =>
        rows.Select(r => Found(r, [.. r.Candidates.Where(c => model.Who.Probability(Who(c)) >= model.Threshold)], model)).Aggregate((a, b) => a + b);

    private static void Show(Model model, IEnumerable<MucRow> rows)
    {
        foreach (var row in rows)
        {
            for (var g = 0; g < row.Gold.Count; g++)
            {
                var chance = row.Candidates.Where(c => c.Matches.Contains(g)).Select(c => model.Who.Probability(Who(c))).DefaultIfEmpty(0).Max();
                if (!row.Gold[g].Optional && chance < model.Threshold)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Id} MISSED {row.Gold[g].Name} ({chance:F2})"));
                }
            }

            foreach (var (name, accepted, said) in Firmnesses(row, model).Where(f => !f.Said.Exists(f.Accepted.Contains)))
            {
                Console.WriteLine($"{row.Id} FIRMLY {name} is {string.Join(", ", accepted)}; said: {string.Join(", ", said)}");
            }

            foreach (var wrong in row.Candidates.Where(c => c.Matches.Count == 0 && model.Who.Probability(Who(c)) >= model.Threshold))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Id} WRONG  {string.Join(" / ", wrong.Names)} ({model.Who.Probability(Who(wrong)):F2})"));
            }
        }
    }

    /// <summary>The organisations that are found, with the answers that are right and those given.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<string> Accepted, List<string> Said)> Firmnesses(MucRow row, Model model)
    {
        for (var g = 0; g < row.Gold.Count; g++)
        {
            var matches = row.Candidates.Where(c => c.Matches.Contains(g) && model.Who.Probability(Who(c)) >= model.Threshold).ToList();
            if (!row.Gold[g].Optional && row.Gold[g].Confidence.Count > 0 && matches.Count > 0)
            {
                var read = matches.SelectMany(m => m.Statuses).Distinct(StringComparer.Ordinal).ToList();
                yield return (row.Gold[g].Name, row.Gold[g].Confidence, read.Count > 0 ? read : [Learned(model, matches.MaxBy(m => model.Who.Probability(Who(m)))!)]);
            }
        }
    }

    /// <summary>What speaks for or against its being a perpetrator; how the report says so does neither.</summary>
    private static Dictionary<string, double> Who(MucScored candidate) => candidate.Features.Where(f => !f.Key.Contains("firm:", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    /// <summary>What speaks for how firmly it is said: who tells, and what kind of body it is.</summary>
    private static Dictionary<string, double> How(MucScored candidate)
    {
        var features = candidate.Features.Where(f => f.Key.StartsWith("firm:", StringComparison.Ordinal) || f.Key == "bias" || f.Key.EndsWith(":class", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        features[$"statuses={string.Join(',', candidate.Statuses)}"] = 1;
        foreach (var status in candidate.Statuses)
        {
            features[$"status={status}"] = 1;
        }

        return features;
    }

    private static string Learned(Model model, MucScored candidate)
    {
        var chances = model.Firmness.Probabilities(How(candidate));
        return Fillers[Enumerable.Range(0, Fillers.Length).MaxBy(f => chances[f])];
    }

    private static Score Found(MucRow row, IReadOnlyList<MucScored> chosen, Model? model)
    {
        var (gold, hits, judged, right, read) = (0, 0, 0, 0, 0);
        for (var g = 0; g < row.Gold.Count; g++)
        {
            if (row.Gold[g].Optional)
            {
                continue;
            }

            gold++;
            var matches = chosen.Where(c => c.Matches.Contains(g)).ToList();
            if (matches.Count > 0)
            {
                hits++;
                if (row.Gold[g].Confidence.Count > 0 && model is not null)
                {
                    judged++;
                    var best = matches.MaxBy(m => model.Who.Probability(Who(m)))!;
                    var learned = row.Gold[g].Confidence.Contains(Learned(model, best));
                    var statuses = matches.SelectMany(m => m.Statuses).ToList();
                    right += learned ? 1 : 0;
                    read += (statuses.Count == 0 ? learned : statuses.Exists(row.Gold[g].Confidence.Contains)) ? 1 : 0;
                }
            }
        }

        return new Score(gold, hits, hits + chosen.Count(c => c.Matches.Count == 0), judged, right, read);
    }
}
