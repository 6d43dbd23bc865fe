using CsCheck;
using Tocsin.Language.Neural;
using Xunit;

namespace Tocsin.Language.Tests.Neural;

public class SpanningTreeTests
{
    [Fact]
    public void The_tree_is_the_best_of_all_trees_with_one_root() => Gen.Select(Gen.Int[1, 5], Gen.Int[0, 1_000_000]).Sample((tokens, seed) =>
    {
        var scores = Scores(tokens, seed);
        var heads = new int[tokens];
        SpanningTree.Decode((float[])scores.Clone(), tokens, heads);
        Assert.True(IsTree(heads));
        var best = AllHeads(tokens).Where(IsTree).Max(h => Total(scores, h));
        Assert.Equal(best, Total(scores, heads), 1e-3);
    });

    [Fact]
    public void Any_scores_give_a_tree_with_one_root() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, 1_000_000]).Sample((tokens, seed) =>
    {
        var heads = new int[tokens];
        SpanningTree.Decode(Scores(tokens, seed), tokens, heads);
        return IsTree(heads);
    });

    private static float[] Scores(int tokens, int seed)
    {
        var random = new Random(seed);
        var scores = new float[tokens * (tokens + 1)];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = i % (tokens + 1) == (i / (tokens + 1)) + 1 ? float.NegativeInfinity : (float)(random.NextDouble() * 20) - 10;
        }

        return scores;
    }

    private static double Total(float[] scores, int[] heads) => heads.Select((h, i) => (double)scores[(i * (heads.Length + 1)) + h]).Sum();

    private static IEnumerable<int[]> AllHeads(int tokens)
    {
        var count = (int)Math.Pow(tokens + 1, tokens);
        for (var n = 0; n < count; n++)
        {
            var heads = new int[tokens];
            for (int i = 0, rest = n; i < tokens; i++, rest /= tokens + 1)
            {
                heads[i] = rest % (tokens + 1);
            }

            yield return heads;
        }
    }

    private static bool IsTree(int[] heads)
    {
        if (heads.Count(h => h == 0) != 1)
        {
            return false;
        }

        for (var start = 1; start <= heads.Length; start++)
        {
            var at = start;
            for (var steps = 0; at != 0; steps++)
            {
                if (steps > heads.Length)
                {
                    return false;
                }

                at = heads[at - 1];
            }
        }

        return true;
    }
}
