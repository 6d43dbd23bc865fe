using System.Globalization;
using System.Text;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Record;
using Tocsin.Language;
using Tocsin.Tests;

namespace Tocsin.Training.Incidents;

/// <summary>Fits what each kind of evidence weighs on the development parts of data/incidents, by logistic regression over pairs of accounts.</summary>
/// <remarks>
/// The penalty draws each weight to what <c>weights.tsv</c> has now, and not to zero: evidence that few pairs show keeps its weight. Cross-validated by part: the weights that a part is
/// scored with were fitted on the others.
/// </remarks>
internal static class EvidenceFit
{
    private const int Steps = 400;
    private const double Rate = 0.2;

    /// <summary>What tells two attacks in one town on one day apart: too few pairs show it for the regression to see what it is worth, so its weights stay as they were set by hand.</summary>
    private static readonly Evidence[] Kept = [Evidence.OtherTarget, Evidence.OtherTargetOfTownAndDay, Evidence.NothingInCommon, Evidence.EachNamesAnother, Evidence.OtherPartOfDay, Evidence.OtherWeapon];

    private static readonly string[] Parts = ["dev", "dev2", "dev3", "dev4", "dev5", "dev6"];

    public static int Run(string folder, string[] options)
    {
        var reports = IncidentGold.Read(folder).Where(report => Parts.Contains(report.Part)).ToList();
        var goldOf = Gold(folder, reports);
        var prior = IncidentLexicon.Load();
        double[] penalties = Array.IndexOf(options, "--penalty") is var at and >= 0 ? [double.Parse(options[at + 1], CultureInfo.InvariantCulture)] : [10];
        Print("as they are", Parts.Select(part => IncidentGold.Score(folder, reports, part, new IncidentMatcher(prior))));
        foreach (var penalty in penalties)
        {
            Print(string.Create(CultureInfo.InvariantCulture, $"fitted on the other parts, penalty {penalty}"),
                Parts.Select(part => IncidentGold.Score(folder, reports, part, new IncidentMatcher(Fit([.. reports.Where(report => report.Part != part)], goldOf, prior, penalty)))));
        }

        if (options.Contains("--write"))
        {
            var fitted = Fit(reports, goldOf, prior, penalties[0]);
            Print("fitted on all, which says nothing", Parts.Select(part => IncidentGold.Score(folder, reports, part, new IncidentMatcher(fitted))));
            Write(Path.Combine(folder, "weights.tsv"), fitted);
        }

        return 0;
    }

    /// <summary>Marked happenings by event; an event of none is left out.</summary>
    private static Dictionary<EventKey, string> Gold(string folder, IEnumerable<IncidentGold.Report> reports)
    {
        var readings = reports.ToDictionary(report => report.Id, report => report.Reading, StringComparer.Ordinal);
        var goldOf = new Dictionary<EventKey, string>();
        foreach (var fields in File.ReadLines(Path.Combine(folder, "gold.tsv")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Where(fields => readings.ContainsKey(fields[0])))
        {
            var phrase = new TextSpan(int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture));
            foreach (var told in readings[fields[0]].Events.Where(told => phrase.Contains(told.Anchor) || told.Cues.AlsoAt.Any(phrase.Contains)))
            {
                goldOf.TryAdd(told.Key, fields[4]);
            }
        }

        return goldOf;
    }

    private static IncidentLexicon Fit(IReadOnlyList<IncidentGold.Report> reports, Dictionary<EventKey, string> goldOf, IncidentLexicon prior, double penalty)
    {
        var reader = new TellingReader(prior, new Likeness(prior));
        var inside = new List<(double[], bool)>();
        foreach (var single in reports.Select(report => reader.Single(report.Reading).Where(telling => goldOf.ContainsKey(telling.Representative)).ToList()))
        {
            for (var i = 0; i < single.Count; i++)
            {
                for (var j = i + 1; j < single.Count; j++)
                {
                    Add(inside, seen => reader.Within(single[i], single[j], seen), goldOf[single[i].Representative] == goldOf[single[j].Representative]);
                }
            }
        }

        var within = Fit(inside, prior.WeightsWithin, penalty);
        var half = IncidentLexicon.Load(prior.Weights, within);
        var (matcher, likeness) = (new IncidentMatcher(half), new Likeness(half));
        var between = new List<(double[], bool)>();
        foreach (var part in reports.GroupBy(report => report.Part))
        {
            var tellings = part.SelectMany(report => matcher.Read(report.Reading)).Where(telling => !telling.IsDenial).Select(telling => (telling, Gold: GoldOf(telling, goldOf))).Where(pair => pair.Gold is not null).ToList();
            for (var i = 0; i < tellings.Count; i++)
            {
                for (var j = i + 1; j < tellings.Count; j++)
                {
                    var (one, other) = (tellings[i], tellings[j]);
                    if (one.telling.Document.Id != other.telling.Document.Id)
                    {
                        Add(between, seen => likeness.Between(one.telling, other.telling, null, seen), one.Gold == other.Gold);
                    }
                }
            }
        }

        return IncidentLexicon.Load(Fit(between, prior.Weights, penalty), within);
    }

    /// <summary>Null where its events are of several happenings, or of none that is marked.</summary>
    private static string? GoldOf(Telling telling, Dictionary<EventKey, string> goldOf) =>
        telling.Events.Select(told => goldOf.GetValueOrDefault(told.Key)).Where(gold => gold is not null).Distinct().ToList() is [var only] ? only : null;

    /// <summary>Pairs that are never one, whatever the weights, teach nothing.</summary>
    private static void Add(List<(double[], bool)> examples, Func<double[], double> weigh, bool isOne)
    {
        var seen = new double[Enum.GetValues<Evidence>().Length];
        _ = weigh(seen);
        if (Array.Exists(seen, times => times != 0))
        {
            examples.Add((seen, isOne));
        }
    }

    private static double[] Fit(List<(double[] Seen, bool IsOne)> examples, double[] prior, double penalty)
    {
        var (weights, squares) = ((double[])prior.Clone(), new double[prior.Length]);
        var rows = examples.ConvertAll(example => (Met: Enumerable.Range(0, prior.Length).Where(i => example.Seen[i] != 0).Select(i => (At: i, Times: example.Seen[i])).ToArray(), example.IsOne));
        for (var step = 0; step < Steps; step++)
        {
            var gradient = new double[prior.Length];
            for (var i = 0; i < prior.Length; i++)
            {
                gradient[i] = penalty * (weights[i] - prior[i]);
            }

            foreach (var (met, isOne) in rows)
            {
                var error = Likeness.Probability(met.Sum(evidence => weights[evidence.At] * evidence.Times)) - (isOne ? 1 : 0);
                foreach (var (i, times) in met)
                {
                    gradient[i] += error * times;
                }
            }

            for (var i = 0; i < prior.Length; i++)
            {
                if (Array.IndexOf(Kept, (Evidence)i) >= 0)
                {
                    continue;
                }

                squares[i] += gradient[i] * gradient[i];
                weights[i] -= Rate * gradient[i] / (Math.Sqrt(squares[i]) + 1e-9);
            }
        }

        return weights;
    }

    private static void Print(string what, IEnumerable<IncidentGold.Result> results)
    {
        var figures = results.Select(result => (Words: IncidentGold.BCubed([.. result.Mentions.Where(mention => mention.Found)]).F1, Accounts: IncidentGold.BCubed(IncidentGold.Accounts(result.Mentions)))).ToList();
        Console.WriteLine($"{what}: {string.Join(" · ", figures.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Words:F1}, accounts {one.Accounts.Precision:F1}/{one.Accounts.Recall:F1}/{one.Accounts.F1:F1}")))}");
    }

    private static void Write(string path, IncidentLexicon fitted)
    {
        var lines = new StringBuilder();
        foreach (var line in File.ReadLines(path).TakeWhile(line => line.Length > 0 && line[0] == '#'))
        {
            lines.Append(line).Append('\n');
        }

        foreach (var evidence in Enum.GetValues<Evidence>())
        {
            lines.Append(CultureInfo.InvariantCulture, $"{evidence}\t{Math.Round(fitted.Weights[(int)evidence], 2) + 0.0:0.##}\t{Math.Round(fitted.WeightsWithin[(int)evidence], 2) + 0.0:0.##}\n");
        }

        File.WriteAllText(path, lines.ToString());
    }
}
