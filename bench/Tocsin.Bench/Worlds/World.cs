using System.Globalization;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Bench.Worlds;

/// <summary>A crisis that never was, of which the truth is known: what is so, who reports it, who copies whom, who lies, what is withdrawn.</summary>
/// <remarks>
/// The assessor's likelihoods say nothing of reporting and are not those that things come about by: for each world every one of them is moved in log-odds by a normal deviate
/// (<see cref="LikelihoodNoise"/>) and the prior by another, things hang together (a common cause makes some of them come together, whatever is true), and outlets err at rates of their own.
/// </remarks>
internal sealed class World
{
    private const int Propositions = 8;
    private const int Outlets = 10;
    private const double LikelihoodNoise = 0.5;
    private const double PriorNoise = 0.3;
    private const double CommonCause = 0.15;

    /// <summary>Where reports tell several things: how many outlets write one, how much of what there is to tell stands in it, and how many follow a thesis of their own, right or wrong.</summary>
    private const double Writes = 0.6;
    private const double Told = 0.6;
    private const double Thesis = 0.15;

    private readonly Random _random;
    private readonly double[] _error = new double[Outlets];
    private readonly bool[] _copies = new bool[Outlets];
    private readonly List<(DateOnly Day, Make Reading)> _reports = [];

    private World(Question question, int seed)
    {
        _random = new Random(seed);
        Question = question;
        Truth = Draw([.. question.Hypotheses.Select(one => one.Prior.Value * Math.Exp(PriorNoise * Normal()))]);
    }

    private delegate RecordedReading Make(string id, DateTimeOffset published);

    public Question Question { get; }

    /// <summary>Place of the true hypothesis.</summary>
    public int Truth { get; }

    public RecordFacts Facts { get; private set; } = null!;

    /// <param name="together">What an outlet has to tell stands in one report, so that its errors hang together; else each thing has reports of its own.</param>
    public static World Simulate(Question question, int seed, bool together)
    {
        var world = new World(question, seed);
        world.Live(together);
        return world;
    }

    private void Live(bool together)
    {
        var shared = _random.NextDouble() < 0.5;
        bool[] isSo = [.. Question.Indicators.Take(Propositions).Select(indicator =>
        {
            var likely = Sigmoid(Logit(indicator.Likelihood[Truth]) + (LikelihoodNoise * Normal()));
            return _random.NextDouble() < CommonCause ? shared : _random.NextDouble() < likely;
        })];
        var liar = _random.NextDouble() < 0.5 ? _random.Next(Outlets) : -1;
        for (var outlet = 0; outlet < Outlets; outlet++)
        {
            _error[outlet] = outlet == liar ? 0.8 : 0.03 + (0.15 * _random.NextDouble());
            _copies[outlet] = _random.NextDouble() < 0.5;
        }

        var readings = new List<RecordedReading>();
        var copies = new List<CopyLink>();
        var withdrawn = new List<Correction>();
        Past(readings);
        if (together)
        {
            ReportTogether(isSo, readings, copies);
        }
        else
        {
            for (var proposition = 0; proposition < isSo.Length; proposition++)
            {
                Report(proposition, isSo[proposition], readings, copies, withdrawn);
            }
        }

        Facts = new RecordFacts(At(40), [.. readings], [.. copies], [], [.. withdrawn]);
    }

    /// <summary>Things of the weeks before, whose outcome was told later: by them it shows who errs.</summary>
    private void Past(List<RecordedReading> readings)
    {
        for (var n = 0; n < 12; n++)
        {
            var happened = _random.NextDouble() < 0.5;
            for (var outlet = 0; outlet < Outlets; outlet++)
            {
                if (_random.NextDouble() < 0.5)
                {
                    readings.Add(Reading($"past{n}o{outlet}", outlet, n, $"past {n}", happened ^ _random.NextDouble() < _error[outlet]));
                }
            }

            readings.Add(Reading($"past{n}check1", Outlets, n + 3, $"past {n}", happened));
            readings.Add(Reading($"past{n}check2", Outlets + 1, n + 3, $"past {n}", happened));
        }
    }

    private void Report(int proposition, bool isSo, List<RecordedReading> readings, List<CopyLink> copies, List<Correction> withdrawn)
    {
        var printed = new List<(string Id, bool Says)>();
        for (var outlet = 0; outlet < Outlets; outlet++)
        {
            if (_random.NextDouble() > 0.35)
            {
                continue;
            }

            var id = $"p{proposition}o{outlet}";
            var day = 20 + _random.Next(10);
            if (_copies[outlet] && printed.Count > 0)
            {
                // Forty outlets with one text: the copy says what the first one said, right or wrong.
                var (original, said) = printed[_random.Next(printed.Count)];
                readings.Add(Reading(id, outlet, day + 10, $"proposition {proposition}", said));
                copies.Add(new CopyLink(original, id, CopyKind.Repost, 0.95, []));
                printed.Add((id, said));
                continue;
            }

            var says = isSo ^ _random.NextDouble() < _error[outlet];
            readings.Add(Reading(id, outlet, day, $"proposition {proposition}", says));
            printed.Add((id, says));
            if (says != isSo && _random.NextDouble() < 0.2)
            {
                withdrawn.Add(new Correction.Retract($"c{withdrawn.Count + 1}", At(35), "outlet", "withdrawn by its outlet", id));
            }
        }
    }

    /// <summary>One report an outlet, of all that it tells. Who follows a thesis finds what the thesis makes likely.</summary>
    private void ReportTogether(bool[] isSo, List<RecordedReading> readings, List<CopyLink> copies)
    {
        var printed = new List<(string Id, (string About, bool Says)[] Things)>();
        for (var outlet = 0; outlet < Outlets; outlet++)
        {
            if (_random.NextDouble() > Writes)
            {
                continue;
            }

            var id = $"r{outlet}";
            var day = 20 + _random.Next(10);
            if (_copies[outlet] && printed.Count > 0)
            {
                var (original, same) = printed[_random.Next(printed.Count)];
                readings.Add(Reading(id, outlet, day + 10, same));
                copies.Add(new CopyLink(original, id, CopyKind.Repost, 0.95, []));
                printed.Add((id, same));
                continue;
            }

            var thesis = _random.NextDouble() < Thesis ? _random.Next(Question.Hypotheses.Length) : -1;
            (string About, bool Says)[] things =
            [
                .. Enumerable.Range(0, isSo.Length).Where(_ => _random.NextDouble() < Told).Select(proposition => (
                    $"proposition {proposition}",
                    thesis < 0 ? isSo[proposition] ^ _random.NextDouble() < _error[outlet] : _random.NextDouble() < Question.Indicators[proposition].Likelihood[thesis])),
            ];
            readings.Add(Reading(id, outlet, day, things));
            printed.Add((id, things));
        }
    }

    private static RecordedReading Reading(string id, int outlet, int day, string about, bool says) => Reading(id, outlet, day, [(about, says)]);

    /// <summary>A report in an outlet's own words that things are so, or that they are not.</summary>
    private static RecordedReading Reading(string id, int outlet, int day, (string About, bool Says)[] things)
    {
        var document = new RecordedDocument(id, null, $"outlet{outlet}", null, null, At(day), true, At(day), 1, 100);
        var told = things.Select((thing, number) => new RecordedEvent(
            new EventKey(id, number + 1), new TextSpan(10 * number, 10), new TextSpan(10 * number, 4), $"{thing.About} {thing.Says}", "told", "ASSAULT", null, [], -9, Quad.MaterialConflict,
            [new RecordedParty(thing.About, thing.About, thing.About, null, [], default)], [], null,
            new Occurrence(new DateInterval(Day(thing.About), Day(thing.About)), Granularity.Day, "told"), EventStatus.Fact, thing.Says ? Factuality.Actual : Factuality.Negated, null, [], null, null, null, null, 0.9));
        return new RecordedReading(document, "world", [.. told], [], []);
    }

    private static DateOnly Day(string about) => new DateOnly(2031, 1, 1).AddDays(about.StartsWith("past", StringComparison.Ordinal) ? int.Parse(about[5..], CultureInfo.InvariantCulture) : 20);

    private static DateTimeOffset At(int day) => new DateTimeOffset(2031, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(day);

    private int Draw(double[] weights)
    {
        var left = _random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
