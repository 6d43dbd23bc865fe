using System.Collections.Immutable;

namespace Tocsin.Intake.Feeds;

/// <summary>"The post … appeared first on …": what a publisher's software puts under an item's text (data/intake/tails.tsv).</summary>
internal static class FeedTails
{
    /// <summary>Longer paragraphs are somebody's writing.</summary>
    private const int LengthMax = 400;

    private static readonly Lazy<ImmutableArray<(string Begins, string Has)>> Tails =
        new(() => [.. FactFile.ReadEmbedded("intake/tails.tsv", 2).Select(tail => (tail[0], tail[1]))]);

    /// <param name="text">Paragraphs apart by a blank line.</param>
    public static string Without(string text)
    {
        var start = text.LastIndexOf("\n\n", StringComparison.Ordinal) is var blank and >= 0 ? blank + 2 : 0;
        var last = text.AsSpan(start).Trim();
        if (last.Length is 0 or > LengthMax)
        {
            return text;
        }

        foreach (var (begins, has) in Tails.Value)
        {
            if (last.StartsWith(begins, StringComparison.OrdinalIgnoreCase) && last.Contains(has, StringComparison.OrdinalIgnoreCase))
            {
                return text[..start].TrimEnd();
            }
        }

        return text;
    }
}
