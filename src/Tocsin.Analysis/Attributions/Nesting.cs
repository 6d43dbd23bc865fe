using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

/// <summary>Which content holds which cue.</summary>
internal static class Nesting
{
    /// <summary>For each attribution the index of the innermost other one whose content holds its cue; -1 for none.</summary>
    /// <remarks>Of two that hold each other, the one with the longer content is the outer one. One sweep over the text.</remarks>
    public static int[] Holders(IReadOnlyList<(int Position, ImmutableArray<TextSpan> Content)> attributions)
    {
        var spans = new List<(TextSpan Span, int Owner)>();
        for (var i = 0; i < attributions.Count; i++)
        {
            foreach (var span in attributions[i].Content)
            {
                spans.Add((span, i));
            }
        }

        spans.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        var order = Enumerable.Range(0, attributions.Count).OrderBy(i => attributions[i].Position).ToArray();
        var holders = new int[attributions.Count];
        Array.Fill(holders, -1);
        var active = new List<(TextSpan Span, int Owner)>();
        var next = 0;
        foreach (var i in order)
        {
            var position = attributions[i].Position;
            while (next < spans.Count && spans[next].Span.Start <= position)
            {
                active.Add(spans[next++]);
            }

            active.RemoveAll(a => a.Span.End <= position);
            foreach (var (_, owner) in active)
            {
                if (owner != i && !(Holds(attributions[i], attributions[owner]) && IsOuter(attributions, i, owner))
                    && (holders[i] < 0 || Length(attributions[owner]) < Length(attributions[holders[i]])))
                {
                    holders[i] = owner;
                }
            }
        }

        return holders;
    }

    private static bool IsOuter(IReadOnlyList<(int Position, ImmutableArray<TextSpan> Content)> all, int a, int b) =>
        Length(all[a]) != Length(all[b]) ? Length(all[a]) > Length(all[b]) : all[a].Position != all[b].Position ? all[a].Position < all[b].Position : a < b;

    private static bool Holds((int, ImmutableArray<TextSpan> Content) outer, (int Position, ImmutableArray<TextSpan>) inner)
    {
        foreach (var span in outer.Content)
        {
            if (span.Contains(inner.Position))
            {
                return true;
            }
        }

        return false;
    }

    private static int Length((int, ImmutableArray<TextSpan> Content) attribution)
    {
        var length = 0;
        foreach (var span in attribution.Content)
        {
            length += span.Length;
        }

        return length;
    }
}
