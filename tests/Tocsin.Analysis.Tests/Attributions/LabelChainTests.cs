using CsCheck;
using Tocsin.Analysis.Attributions;
using Xunit;

namespace Tocsin.Tests.Attributions;

public sealed class LabelChainTests
{
    private static readonly Gen<(float[] Scores, float[] Transitions)> Chains =
        from steps in Gen.Int[1, 6]
        from scores in Gen.Float[-3, 3].Array[steps * LabelChain.Labels]
        from transitions in Gen.Float[-2, 2].Array[(LabelChain.Labels + 1) * LabelChain.Labels]
        select (scores, transitions);

    [Fact]
    public void The_best_sequence_is_the_best_of_all_sequences() =>
        Chains.Sample(chain =>
        {
            var steps = chain.Scores.Length / LabelChain.Labels;
            var labels = new byte[steps];
            new LabelChain(chain.Transitions).Best(chain.Scores, steps, 0, labels, new byte[chain.Scores.Length]);
            var best = Sequences(steps).Max(s => Score(chain.Scores, chain.Transitions, s));
            Assert.Equal(best, Score(chain.Scores, chain.Transitions, labels), 1e-4);
        });

    [Fact]
    public void Marginals_are_sums_over_all_sequences() =>
        Chains.Sample(chain =>
        {
            var steps = chain.Scores.Length / LabelChain.Labels;
            var sums = new double[chain.Scores.Length];
            var total = 0.0;
            foreach (var sequence in Sequences(steps))
            {
                var weight = Math.Exp(Score(chain.Scores, chain.Transitions, sequence));
                total += weight;
                for (var t = 0; t < steps; t++)
                {
                    sums[(t * LabelChain.Labels) + sequence[t]] += weight;
                }
            }

            var marginals = (float[])chain.Scores.Clone();
            new LabelChain(chain.Transitions).Marginals(marginals, steps, new float[marginals.Length]);
            for (var i = 0; i < sums.Length; i++)
            {
                Assert.Equal(sums[i] / total, marginals[i], 1e-4);
            }
        });

    private static IEnumerable<byte[]> Sequences(int steps) =>
        Enumerable.Range(0, (int)Math.Pow(LabelChain.Labels, steps))
            .Select(n => Enumerable.Range(0, steps).Select(t => (byte)(n / (int)Math.Pow(LabelChain.Labels, t) % LabelChain.Labels)).ToArray());

    private static double Score(float[] scores, float[] transitions, byte[] labels)
    {
        double sum = scores[labels[0]] + transitions[(LabelChain.Labels * LabelChain.Labels) + labels[0]];
        for (var t = 1; t < labels.Length; t++)
        {
            sum += scores[(t * LabelChain.Labels) + labels[t]] + transitions[(labels[t - 1] * LabelChain.Labels) + labels[t]];
        }

        return sum;
    }
}
