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

        var square = new float[width * width];
        for (var i = 0; i < tokens; i++)
        {
            scores.Slice(i * width, width).CopyTo(square.AsSpan((i + 1) * width));
            square[(i + 1) * width] -= RootPenalty;
        }

        var found = Arborescence(square, width);
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

    /// <summary>Heads of nodes 1 and up, for scores of node × head; node 0 is the root. Contracts one cycle and solves the smaller problem.</summary>
    private static int[] Arborescence(float[] scores, int width)
    {
        var heads = new int[width];
        for (var node = 1; node < width; node++)
        {
            heads[node] = Best(scores.AsSpan(node * width, width), node);
        }

        var cycle = FindCycle(heads);
        if (cycle.Count == 0)
        {
            return heads;
        }

        var inCycle = new bool[width];
        foreach (var node in cycle)
        {
            inCycle[node] = true;
        }

        var outside = Enumerable.Range(0, width).Where(n => !inCycle[n]).ToArray();
        var contracted = outside.Length;
        var small = contracted + 1;
        var reduced = new float[small * small];
        Array.Fill(reduced, float.NegativeInfinity);
        var leaves = new int[small];
        var enters = new int[small];
        for (var a = 0; a < contracted; a++)
        {
            for (var b = 0; b < contracted; b++)
            {
                reduced[(a * small) + b] = scores[(outside[a] * width) + outside[b]];
            }

            var bestEnter = float.NegativeInfinity;
            var bestLeave = float.NegativeInfinity;
            foreach (var node in cycle)
            {
                // Entering the cycle at a node gives up that node's head inside it.
                var enter = scores[(node * width) + outside[a]] - scores[(node * width) + heads[node]];
                if (enter > bestEnter)
                {
                    (bestEnter, enters[a]) = (enter, node);
                }

                var leave = scores[(outside[a] * width) + node];
                if (leave > bestLeave)
                {
                    (bestLeave, leaves[a]) = (leave, node);
                }
            }

            reduced[(contracted * small) + a] = bestEnter;
            reduced[(a * small) + contracted] = bestLeave;
        }

        var solved = Arborescence(reduced, small);
        var result = new int[width];
        foreach (var node in cycle)
        {
            result[node] = heads[node];
        }

        for (var a = 1; a < contracted; a++)
        {
            result[outside[a]] = solved[a] == contracted ? leaves[a] : outside[solved[a]];
        }

        result[enters[solved[contracted]]] = outside[solved[contracted]];
        return result;
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
