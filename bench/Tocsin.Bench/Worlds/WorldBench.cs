using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Bench.Worlds;

/// <summary><c>worlds</c>: how well the truth of simulated crises is told, beside counting inconsistencies and naive Bayes without origins.</summary>
internal static class WorldBench
{
    private const int Deciles = 10;
    private const double Floor = 1e-6;

    public static int Run(int worlds, int seed, bool together)
    {
        var power = HeuerPower(seed + 1000, together);
        var methods = new (string Name, Func<World, double[]> Answer)[]
        {
            ("Tocsin", Tocsin), ("prior only", world => [.. world.Question.Hypotheses.Select(one => one.Prior.Value)]), ("inconsistencies counted (Heuer)", world => Heuer(world, power)),
            ("naive Bayes, each report counts", Naive),
        };
        var all = methods.Select(_ => new List<(double[] Answer, int Truth)>()).ToArray();
        for (var n = 0; n < worlds; n++)
        {
            var world = World.Simulate(QuestionOf(seed, n), unchecked((seed * 1_000_003) + n), together);
            for (var m = 0; m < methods.Length; m++)
            {
                all[m].Add((methods[m].Answer(world), world.Truth));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{worlds} worlds, seed {seed}{(together ? ", each outlet's things in one report" : "")}"));
        for (var m = 0; m < methods.Length; m++)
        {
            var log = all[m].Average(one => Math.Log(Math.Max(Floor, one.Answer[one.Truth])));
            var leads = all[m].Count(one => one.Answer[one.Truth] >= one.Answer.Max());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{methods[m].Name,-34} mean log score of the truth {log,7:0.000}   truth leads {100.0 * leads / worlds:0.0} %   largest gap of a decile {Gap(all[m]):0.0} points"));
        }

        Console.WriteLine("\nTocsin's probabilities, all hypotheses of all worlds:\nsaid        cases   mean said   true");
        foreach (var (decile, count, said, truth) in Calibration(all[0]))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{decile * 10,2}-{(decile + 1) * 10,3} %  {count,6}   {100 * said,6:0.0} %  {100 * truth,6:0.0} %"));
        }

        return 0;
    }

    /// <summary>Two to four readings and eight things to be seen, whose likelihoods are drawn anew for each world.</summary>
    private static Question QuestionOf(int seed, int world)
    {
        var random = new Random(unchecked((seed * 7919) + world));
        var count = 2 + random.Next(3);
        double[] priors = [.. Enumerable.Range(0, count).Select(_ => 0.3 + random.NextDouble())];
        ImmutableArray<Hypothesis> hypotheses = [.. priors.Select((prior, h) => new Hypothesis($"h{h}", $"reading {h}", new Probability(prior / priors.Sum()), h == count - 1))];
        var indicators = Enumerable.Range(0, 8).SelectMany(n =>
        {
            ImmutableArray<double> likelihood = [.. hypotheses.Select(_ => 0.1 + (0.8 * random.NextDouble()))];
            var about = new PartyPattern([$"proposition {n}"], [], [], []);
            EvidencePattern.OfEvents Pattern(Factuality factuality) => new([], [], [], about, null, [], [], [], [factuality], null, null, [], [], 1, false);
            return (Indicator[])
            [
                new Indicator($"i{n}", $"thing {n}", Pattern(Factuality.Actual), likelihood, [], [], null),
                new Indicator($"n{n}", $"not thing {n}", Pattern(Factuality.Negated), [.. likelihood.Select(p => 1 - p)], [], [], null),
            ];
        });
        return new Question("world", "Which reading is true?", hypotheses, [.. indicators.OrderBy(one => one.Id, StringComparer.Ordinal)], null, null, [], []);
    }

    private static double[] Tocsin(World world) =>
        [.. Assessor.Assess(world.Question, AssessmentBasis.Of(world.Facts, Join)).Hypotheses.Select(row => row.Posterior.Value)];

    /// <summary>All reports of one thing are one incident: joining is measured elsewhere.</summary>
    private static ImmutableArray<Incident> Join(RecordFacts facts, Origins origins) =>
    [
        .. facts.Readings.SelectMany(reading => reading.Events).GroupBy(told => told.Actors[0].Key!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Incident(group.Key, group.Key, "ASSAULT", null, null, null, [], [], null, EventStatus.Fact, Factuality.Actual, [], [.. group.Select(told => told.Key).Order()], [], 1, 1)),
    ];

    /// <summary>What a careful person would tick: each report once, withdrawn ones left out; the fewest inconsistencies win, and equals share.</summary>
    private static double[] Heuer(World world, double power)
    {
        var counts = new double[world.Question.Hypotheses.Length];
        foreach (var likelihood in Reported(world).Select(one => one.Likelihood))
        {
            for (var h = 0; h < counts.Length; h++)
            {
                counts[h] += Math.Log(likelihood.Max() / likelihood[h]) >= Math.Log(1.5) ? 1 : 0;
            }
        }

        double[] shares = [.. counts.Select(count => Math.Pow(power, -count))];
        return [.. shares.Select(share => share / shares.Sum())];
    }

    /// <summary>A count is no probability. Each piece fewer makes a reading so many times likelier: whatever is best for it on worlds of another seed.</summary>
    private static double HeuerPower(int seed, bool together)
    {
        World[] others = [.. Enumerable.Range(0, 300).Select(n => World.Simulate(QuestionOf(seed, n), unchecked((seed * 1_000_003) + n), together))];
        return new[] { 1.05, 1.1, 1.2, 1.3, 1.5, 2, 3 }.MaxBy(power => others.Average(world => Math.Log(Heuer(world, power)[world.Truth])));
    }

    private static double[] Naive(World world)
    {
        double[] logs = [.. world.Question.Hypotheses.Select(one => Math.Log(one.Prior.Value))];
        foreach (var likelihood in Reported(world).Select(one => one.Likelihood))
        {
            for (var h = 0; h < logs.Length; h++)
            {
                logs[h] += Math.Log(likelihood[h]);
            }
        }

        var most = logs.Max();
        var sum = logs.Sum(log => Math.Exp(log - most));
        return [.. logs.Select(log => Math.Exp(log - most) / sum)];
    }

    private static IEnumerable<(RecordedEvent Told, ImmutableArray<double> Likelihood)> Reported(World world)
    {
        var withdrawn = world.Facts.Corrections.OfType<Correction.Retract>().Select(correction => correction.Document).ToHashSet();
        foreach (var told in world.Facts.Readings.Where(reading => !withdrawn.Contains(reading.Document.Id)).SelectMany(reading => reading.Events))
        {
            if (told.Actors[0].Key!.StartsWith("proposition ", StringComparison.Ordinal))
            {
                var id = (told.Factuality == Factuality.Actual ? "i" : "n") + told.Actors[0].Key!["proposition ".Length..];
                yield return (told, world.Question.Indicators.First(indicator => indicator.Id == id).Likelihood);
            }
        }
    }

    private static IEnumerable<(int Decile, int Count, double Said, double True)> Calibration(List<(double[] Answer, int Truth)> answers) => answers
        .SelectMany(one => one.Answer.Select((said, h) => (Said: said, IsTrue: h == one.Truth)))
        .GroupBy(one => Math.Min(Deciles - 1, (int)(one.Said * Deciles))).OrderBy(group => group.Key)
        .Select(group => (group.Key, group.Count(), group.Average(one => one.Said), group.Average(one => one.IsTrue ? 1.0 : 0)));

    private static double Gap(List<(double[] Answer, int Truth)> answers) => Calibration(answers).Max(decile => 100 * Math.Abs(decile.Said - decile.True));
}
