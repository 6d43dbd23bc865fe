using System.Buffers;
using System.Numerics.Tensors;

namespace Tocsin.Language.Neural;

/// <summary>The best dependency tree for a table of scores (Chu and Liu 1965, Edmonds 1967), with exactly one root.</summary>
public static class SpanningTree
{
    /// <summary>Larger than any difference of scores, so that a second root is never worth it.</summary>
    private const float RootPenalty = 1e5f;

    /// <param name="scores">Row of each token: the score of the root as its head, then of each token. <paramref name="tokens"/> × (<paramref name="tokens"/> + 1) numbers; changed by the call.</param>
    /// <param name="heads">For each token its head: 0 the root, else the token's index from 1.</param>
    public static void Decode(Span<float> scores, int tokens, Span<int> heads)
    {
        var width = tokens + 1;
        var roots = 0;
        for (var i = 0; i < tokens; i++)
        {
            heads[i] = Best(scores.Slice(i * width, width), i + 1);
            roots += heads[i] == 0 ? 1 : 0;
        }

        if (roots == 1 && !HasCycle(heads, tokens))
        {
            return;
        }

        var square = ArrayPool<float>.Shared.Rent(width * width);
        square.AsSpan(0, width).Fill(float.NegativeInfinity);
        for (var i = 0; i < tokens; i++)
        {
            var row = square.AsSpan((i + 1) * width, width);
            scores.Slice(i * width, width).CopyTo(row);
            row[0] -= RootPenalty;
            row[i + 1] = float.NegativeInfinity;
        }

        var found = Arborescence(square, width);
        ArrayPool<float>.Shared.Return(square);
        for (var i = 0; i < tokens; i++)
        {
            heads[i] = found[i + 1];
        }
    }

    private static int Best(ReadOnlySpan<float> row, int self)
    {
        var best = self == 0 ? 1 : 0;
        for (var h = 0; h < row.Length; h++)
        {
            if (h != self && row[h] > row[best])
            {
                best = h;
            }
        }

        return best;
    }

    private static bool HasCycle(ReadOnlySpan<int> heads, int tokens)
    {
        // Each token is walked from once; a walk that meets its own mark has gone round.
        Span<int> marks = tokens < 512 ? stackalloc int[tokens + 1] : new int[tokens + 1];
        marks.Clear();
        for (var start = 1; start <= tokens; start++)
        {
            var at = start;
            while (at != 0 && marks[at] == 0)
            {
                marks[at] = start;
                at = heads[at - 1];
            }

            if (at != 0 && marks[at] == start)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Heads of nodes 1 and up, for scores of node × head; node 0 is the root and no node may head itself. Contracts one cycle after the other.</summary>
    /// <remarks>
    /// The smaller problem is written over the larger one, so that a long sentence full of cycles, such as a row of equal signs, takes one table however many
    /// contractions it needs.
    /// </remarks>
    private static int[] Arborescence(float[] scores, int width)
    {
        var contractions = new Stack<Contraction>();
        var heads = BestHeads(scores, width);
        for (var cycle = FindCycle(heads); cycle.Count > 0; cycle = FindCycle(heads))
        {
            var contraction = Contract(scores, width, heads, cycle);
            contractions.Push(contraction);
            width = contraction.Outside.Length + 1;
            heads = BestHeads(scores, width);
        }

        while (contractions.TryPop(out var contraction))
        {
            heads = contraction.Expand(heads);
        }

        return heads;
    }

    private static int[] BestHeads(float[] scores, int width)
    {
        var heads = new int[width];
        for (var node = 1; node < width; node++)
        {
            heads[node] = TensorPrimitives.IndexOfMax<float>(scores.AsSpan(node * width, width));
        }

        return heads;
    }

    /// <summary>Makes one node of a cycle, the last of the smaller table, which takes the place of the larger.</summary>
    private static Contraction Contract(float[] scores, int width, int[] heads, List<int> cycle)
    {
        var inCycle = new bool[width];
        foreach (var node in cycle)
        {
            inCycle[node] = true;
        }

        var outside = new int[width - cycle.Count];
        for (int node = 0, a = 0; node < width; node++)
        {
            if (!inCycle[node])
            {
                outside[a++] = node;
            }
        }

        var contracted = outside.Length;
        var small = contracted + 1;
        var leaves = new int[contracted];
        var enters = new int[contracted];
        var bestEnters = new float[contracted];
        var bestLeaves = new float[contracted];
        Array.Fill(bestEnters, float.NegativeInfinity);
        Array.Fill(bestLeaves, float.NegativeInfinity);
        foreach (var node in cycle)
        {
            var inside = scores[(node * width) + heads[node]];
            for (var a = 0; a < contracted; a++)
            {
                // Entering the cycle at a node gives up that node's head inside it.
                var enter = scores[(node * width) + outside[a]] - inside;
                if (enter > bestEnters[a])
                {
                    (bestEnters[a], enters[a]) = (enter, node);
                }

                var leave = scores[(outside[a] * width) + node];
                if (leave > bestLeaves[a])
                {
                    (bestLeaves[a], leaves[a]) = (leave, node);
                }
            }
        }

        int[] gaps = [.. cycle.Order()];

        // In order, every number moves to where it stood or before, and onto none that is still to be moved.
        for (var a = 0; a < contracted; a++)
        {
            var (from, to) = (outside[a] * width, a * small);
            var (at, start) = (to, 0);
            foreach (var end in gaps)
            {
                scores.AsSpan(from + start, end - start).CopyTo(scores.AsSpan(at));
                at += end - start;
                start = end + 1;
            }

            scores.AsSpan(from + start, width - start).CopyTo(scores.AsSpan(at));
            scores[to + contracted] = bestLeaves[a];
        }

        bestEnters.CopyTo(scores, contracted * small);
        scores[(contracted * small) + contracted] = float.NegativeInfinity;
        return new Contraction(heads, cycle, outside, leaves, enters);
    }

    /// <param name="Heads">Of the nodes before the contraction.</param>
    /// <param name="Outside">The node before the contraction of each node after it but the last, which stands for the cycle.</param>
    /// <param name="Leaves">For each node outside, which of the cycle would head it.</param>
    /// <param name="Enters">For each node outside, which of the cycle it would head.</param>
    private sealed record Contraction(int[] Heads, List<int> Cycle, int[] Outside, int[] Leaves, int[] Enters)
    {
        /// <summary>Heads before the contraction from those after it.</summary>
        public int[] Expand(int[] solved)
        {
            var contracted = Outside.Length;
            var result = new int[Heads.Length];
            foreach (var node in Cycle)
            {
                result[node] = Heads[node];
            }

            for (var a = 1; a < contracted; a++)
            {
                result[Outside[a]] = solved[a] == contracted ? Leaves[a] : Outside[solved[a]];
            }

            result[Enters[solved[contracted]]] = Outside[solved[contracted]];
            return result;
        }
    }

    private static List<int> FindCycle(int[] heads)
    {
        var marks = new int[heads.Length];
        for (var start = 1; start < heads.Length; start++)
        {
            var at = start;
            while (at != 0 && marks[at] == 0)
            {
                marks[at] = start;
                at = heads[at];
            }

            if (at == 0 || marks[at] != start)
            {
                continue;
            }

            var cycle = new List<int>();
            var node = at;
            do
            {
                cycle.Add(node);
                node = heads[node];
            }
            while (node != at);
            return cycle;
        }

        return [];
    }
}
