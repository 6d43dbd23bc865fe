using Tocsin.Analysis.Attributions;

namespace Tocsin.Training.Attributions;

/// <summary>Fits the acceptance of proposals on articles held out of training.</summary>
internal static class AcceptanceFit
{
    /// <summary>Pulls weights to zero; a few thousand proposals for a few dozen numbers.</summary>
    private const double Penalty = 0.002;

    private const int ThresholdSteps = 20;

    private static double Threshold(int step) => 0.16 + (0.02 * step);

    public static Acceptance Fit(SpanNetwork network, IReadOnlyList<Article> heldOut, TextWriter log)
    {
        var tables = heldOut.Select(a => new TokenTable(a.Parsed())).ToList();
        var proposals = tables.Select(t => network.Propose(t, AttributionSpanModel.CueBonus)).ToList();
        var features = tables.Select((t, i) => Acceptance.Describe(t, proposals[i])).ToList();
        var (x, y) = (new List<float[]>(), new List<bool>());
        for (var i = 0; i < tables.Count; i++)
        {
            // A proposal is right where it would pair softly if it stood alone.
            for (var j = 0; j < proposals[i].Count; j++)
            {
                var alone = SpanChoice.Choose(tables[i], [proposals[i][j] with { Confidence = 1 }], 0.5).ConvertAll(a => a.ToSpans(tables[i]));
                x.Add(features[i][j]);
                y.Add(AttributionScorer.Pair(heldOut[i].Plain.Text, heldOut[i].Gold, alone).Any(p => p.Soft));
            }
        }

        var weights = Regress(x, y);
        var (best, threshold) = (-1.0, 0.5);
        var sums = new double[ThresholdSteps];
        for (var step = 0; step < ThresholdSteps; step++)
        {
            var judge = new Acceptance(weights, Threshold(step));
            var pairs = new List<PairedAttribution>();
            for (var i = 0; i < tables.Count; i++)
            {
                var kept = SpanChoice.Choose(tables[i], proposals[i].Select((p, j) => p with { Confidence = judge.Confidence(features[i][j]) }), judge.Threshold);
                SpanRepair.Repair(tables[i], kept);
                pairs.AddRange(AttributionScorer.Pair(heldOut[i].Plain.Text, heldOut[i].Gold, kept.ConvertAll(a => a.ToSpans(tables[i]))));
            }

            var (cue, soft, exact) = AttributionScorer.Tallies(pairs);
            sums[step] = (cue.F1 + soft.F1 + exact.F1) / 3;
        }

        // The mean over neighbours, because a peak of one step is luck.
        for (var step = 2; step < ThresholdSteps - 2; step++)
        {
            var mean = sums.AsSpan(step - 2, 5).ToArray().Average();
            (best, threshold) = mean > best ? (mean, Threshold(step)) : (best, threshold);
        }

        log.WriteLine($"{x.Count} proposals of {heldOut.Count} articles held out, {y.Count(v => v)} right; threshold {threshold:F2}, mean F1 of cue, soft and exact {best:F1}");
        return new Acceptance(weights, threshold);
    }

    /// <summary>Logistic regression by Newton's method, with the penalty on all weights but the first.</summary>
    private static float[] Regress(List<float[]> x, List<bool> y)
    {
        var k = x[0].Length;
        var w = new double[k];
        for (var round = 0; round < 25; round++)
        {
            var gradient = new double[k];
            var hessian = new double[k, k];
            for (var n = 0; n < x.Count; n++)
            {
                var sum = 0.0;
                for (var i = 0; i < k; i++)
                {
                    sum += w[i] * x[n][i];
                }

                var p = 1 / (1 + Math.Exp(-sum));
                var slope = Math.Max(1e-6, p * (1 - p));
                for (var i = 0; i < k; i++)
                {
                    gradient[i] += (p - (y[n] ? 1 : 0)) * x[n][i];
                    for (var j = 0; j <= i; j++)
                    {
                        hessian[i, j] += slope * x[n][i] * x[n][j];
                    }
                }
            }

            for (var i = 0; i < k; i++)
            {
                var pull = i == 0 ? 1e-6 : Penalty * x.Count;
                gradient[i] += pull * w[i];
                hessian[i, i] += pull;
            }

            var step = new Cholesky(hessian).Solve(gradient);
            for (var i = 0; i < k; i++)
            {
                w[i] -= step[i];
            }
        }

        return [.. w.Select(v => (float)v)];
    }
}
