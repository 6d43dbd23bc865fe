using System.Globalization;
using System.Text;
using Tocsin.Analysis.Places;
using Tocsin.Language;

namespace Tocsin.Gazetteer;

/// <summary>Learns the weights of <see cref="PlaceRanker"/>: a conditional logit over the places of each name, with an L2 penalty towards zero.</summary>
/// <remarks>
/// Features depend on what the other names probably mean, so fitting and resolving take turns. A name weighs 1, whatever its number of mentions,
/// and both corpora weigh the same in all. Right is every place within 161 km of the gold point.
/// </remarks>
internal sealed class RankerTrainer(Analysis.Places.Gazetteer gazetteer)
{
    private const double RightKilometres = 161;
    private const int Turns = 4;
    private const int Steps = 400;
    private const double Penalty = 1e-4;
    private const int Folds = 5;

    public void Train(IReadOnlyList<string> corpora, PlaceRanker start, string? target)
    {
        var articles = corpora.Select(ToponymCorpus.Read).ToList();
        for (var i = 0; i < corpora.Count; i++)
        {
            Console.WriteLine($"{Path.GetFileName(corpora[i])}: start weights {Score(articles[i], start)}");
        }

        for (var i = 0; i < corpora.Count; i++)
        {
            var (near, all) = (0, 0);
            for (var fold = 0; fold < Folds; fold++)
            {
                var inFold = fold;
                var train = articles.Select(a => a.Where((_, n) => n % Folds != inFold).ToList()).ToList();
                var fitted = Fit(train, start);
                var (foldNear, foldAll, _) = Count(articles[i].Where((_, n) => n % Folds == inFold), fitted);
                near += foldNear;
                all += foldAll;
            }

            Console.WriteLine($"{Path.GetFileName(corpora[i])}: {Folds}-fold {near} of {all}, {100.0 * near / all:F1}");
        }

        if (corpora.Count > 1)
        {
            for (var i = 0; i < corpora.Count; i++)
            {
                var other = Fit([articles[1 - i]], start);
                Console.WriteLine($"{Path.GetFileName(corpora[i])}: trained on the other corpus only {Score(articles[i], other)}");
            }
        }

        var final = Fit(articles, start);
        for (var i = 0; i < corpora.Count; i++)
        {
            Console.WriteLine($"{Path.GetFileName(corpora[i])}: trained on all (seen) {Score(articles[i], final)}");
        }

        if (target is not null)
        {
            File.WriteAllText(target, Print(final));
        }
    }

    public string Score(IEnumerable<GoldArticle> articles, PlaceRanker ranker)
    {
        var (near, all, inReach) = Count(articles, ranker);
        return $"{near} of {all}, {100.0 * near / all:F1} (the gazetteer has {inReach})";
    }

    private (int Near, int All, int InReach) Count(IEnumerable<GoldArticle> articles, PlaceRanker ranker)
    {
        var (near, all, inReach) = (0, 0, 0);
        foreach (var article in articles)
        {
            var (units, gold) = Resolve(article, ranker);
            foreach (var unit in units)
            {
                foreach (var spot in unit.Spots)
                {
                    if (gold[spot] is { Latitude: not null } there)
                    {
                        all++;
                        inReach += unit.Candidates.Any(c => IsRight(c.Place, there)) ? 1 : 0;
                        near += unit.Best >= 0 && IsRight(unit.Candidates[unit.Best].Place, there) ? 1 : 0;
                    }
                }
            }
        }

        return (near, all, inReach);
    }

    private (List<PlaceUnit> Units, List<GoldToponym> Gold) Resolve(GoldArticle article, PlaceRanker ranker)
    {
        var gold = new List<GoldToponym>();
        var spots = new List<SpottedPlace>();
        var end = 0;
        foreach (var toponym in article.Toponyms)
        {
            if (toponym.Start >= end && toponym.End <= article.Text.Length)
            {
                end = toponym.End;
                gold.Add(toponym);
                spots.Add(new SpottedPlace(TextSpan.FromBounds(toponym.Start, end), PlaceNames.Fold(article.Text.AsSpan(toponym.Start, end - toponym.Start))));
            }
        }

        return (new PlaceResolver(gazetteer, ranker).Resolve(article.Text, spots), gold);
    }

    private PlaceRanker Fit(IReadOnlyList<IReadOnlyList<GoldArticle>> corpora, PlaceRanker start)
    {
        var ranker = start;
        for (var turn = 0; turn < Turns; turn++)
        {
            var examples = new List<(double[] Features, bool[] Right, double Weight)>();
            foreach (var corpus in corpora)
            {
                var first = examples.Count;
                foreach (var article in corpus)
                {
                    AddExamples(article, ranker, examples);
                }

                for (var i = first; i < examples.Count; i++)
                {
                    examples[i] = examples[i] with { Weight = 1.0 / (examples.Count - first) / corpora.Count };
                }
            }

            ranker = Descend(examples, ranker);
        }

        return ranker;
    }

    private void AddExamples(GoldArticle article, PlaceRanker ranker, List<(double[] Features, bool[] Right, double Weight)> examples)
    {
        var (units, gold) = Resolve(article, ranker);
        foreach (var unit in units)
        {
            var located = unit.Spots.Select(s => gold[s]).FirstOrDefault(g => g.Latitude is not null);
            var right = located is null ? [] : unit.Candidates.Select(c => IsRight(c.Place, located)).ToArray();
            if (right.Contains(true) && right.Contains(false))
            {
                examples.Add((unit.Features, right, 1));
            }
        }
    }

    // Adam, full batch.
    private static PlaceRanker Descend(List<(double[] Features, bool[] Right, double Weight)> examples, PlaceRanker start)
    {
        var count = PlaceRanker.FeatureCount;
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = start.WeightOf((PlaceFeature)i);
        }

        var (mean, square) = (new double[count], new double[count]);
        for (var step = 1; step <= Steps; step++)
        {
            var gradient = new double[count];
            foreach (var (features, right, weight) in examples)
            {
                AddGradient(features, right, weight, weights, gradient);
            }

            for (var i = 0; i < count; i++)
            {
                var slope = gradient[i] + (Penalty * weights[i]);
                mean[i] = (0.9 * mean[i]) + (0.1 * slope);
                square[i] = (0.999 * square[i]) + (0.001 * slope * slope);
                weights[i] -= 0.05 * (mean[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-9);
            }
        }

        return new PlaceRanker(weights);
    }

    // Of minus the logarithm of the probability of all right places together.
    private static void AddGradient(double[] features, bool[] right, double weight, double[] weights, double[] gradient)
    {
        var count = weights.Length;
        var scores = new double[right.Length];
        for (var c = 0; c < right.Length; c++)
        {
            for (var i = 0; i < count; i++)
            {
                scores[c] += weights[i] * features[(c * count) + i];
            }
        }

        var highest = scores.Max();
        var (all, good) = (0.0, 0.0);
        for (var c = 0; c < right.Length; c++)
        {
            scores[c] = Math.Exp(scores[c] - highest);
            all += scores[c];
            good += right[c] ? scores[c] : 0;
        }

        for (var c = 0; c < right.Length; c++)
        {
            var factor = weight * ((scores[c] / all) - (right[c] && good > 0 ? scores[c] / good : 0));
            for (var i = 0; i < count; i++)
            {
                gradient[i] += factor * features[(c * count) + i];
            }
        }
    }

    private static bool IsRight(in Place place, GoldToponym gold) =>
        GreatCircle.Kilometres(place.Latitude, place.Longitude, gold.Latitude!.Value, gold.Longitude!.Value) <= RightKilometres;

    private static string Print(PlaceRanker ranker)
    {
        var text = new StringBuilder();
        text.Append("# Weights of the features of a place: the name of the feature, its weight. Written by train-ranker from LGL and GeoVirus\n");
        text.Append("# (Gritta and others, A Pragmatic Guide to Geoparsing Evaluation, GPL-3.0 annotations; only these weights are taken).\n");
        foreach (var feature in Enum.GetValues<PlaceFeature>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{feature} {ranker.WeightOf(feature):F3}\n");
        }

        return text.ToString();
    }
}
