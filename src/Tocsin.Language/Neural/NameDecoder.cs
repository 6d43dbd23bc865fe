namespace Tocsin.Language.Neural;

/// <summary>The best sequence of name tags (Viterbi 1967) and the names in it.</summary>
internal static class NameDecoder
{
    /// <param name="scores">One row of <see cref="NameTags.Count"/> numbers a token.</param>
    /// <param name="transitions">Row of each tag, then of the start: what the next tag gains.</param>
    public static NameSpan[] Decode(ReadOnlySpan<float> scores, int tokens, float[] transitions)
    {
        const int Tags = NameTags.Count;
        var from = new byte[tokens * Tags];
        Span<float> previous = stackalloc float[Tags];
        Span<float> current = stackalloc float[Tags];
        for (var tag = 0; tag < Tags; tag++)
        {
            previous[tag] = NameTags.MayFollow(0, tag) ? scores[tag] + transitions[(Tags * Tags) + tag] : float.NegativeInfinity;
        }

        for (var t = 1; t < tokens; t++)
        {
            for (var tag = 0; tag < Tags; tag++)
            {
                var best = float.NegativeInfinity;
                for (var before = 0; before < Tags; before++)
                {
                    var score = previous[before] + transitions[(before * Tags) + tag];
                    if (score > best && NameTags.MayFollow(before, tag))
                    {
                        best = score;
                        from[(t * Tags) + tag] = (byte)before;
                    }
                }

                current[tag] = best + scores[(t * Tags) + tag];
            }

            current.CopyTo(previous);
        }

        var tags = new int[tokens];
        for (var tag = 1; tag < Tags; tag++)
        {
            tags[^1] = previous[tag] > previous[tags[^1]] ? tag : tags[^1];
        }

        for (var t = tokens - 1; t > 0; t--)
        {
            tags[t - 1] = from[(t * Tags) + tags[t]];
        }

        return Names(tags, scores);
    }

    private static NameSpan[] Names(int[] tags, ReadOnlySpan<float> scores)
    {
        var names = new List<NameSpan>();
        for (var start = 0; start < tags.Length;)
        {
            if (tags[start] == 0)
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < tags.Length && tags[end] != 0 && !NameTags.IsFirst(tags[end]))
            {
                end++;
            }

            var least = 1f;
            for (var t = start; t < end; t++)
            {
                least = Math.Min(least, Probability(scores.Slice(t * NameTags.Count, NameTags.Count), tags[t]));
            }

            names.Add(new NameSpan(start, end - start, NameTags.Kind(tags[start]), least));
            start = end;
        }

        return [.. names];
    }

    private static float Probability(ReadOnlySpan<float> row, int tag)
    {
        var sum = 0f;
        foreach (var score in row)
        {
            sum += MathF.Exp(score - row[tag]);
        }

        return 1 / sum;
    }
}
