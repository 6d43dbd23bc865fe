using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Tocsin.Training.Attributions;
using Xunit;

namespace Tocsin.Training.Tests;

/// <summary>The measures of attribution, on one sentence with gold in it and what a system may have found.</summary>
public class AttributionScorerTests
{
    private const string Text = "The mayor of Kesh said on Monday that the dam would hold, adding that nobody had to leave.";

    private static readonly GoldAttribution[] Gold =
    [
        new([At("The mayor of Kesh")], [At("said")], [At("that the dam would hold")]),
        new([At("The mayor of Kesh")], [At("adding")], [At("that nobody had to leave")]),
    ];

    [Theory]
    [InlineData("The mayor of Kesh|said|that the dam would hold", 1, 1, 1)]
    [InlineData("The mayor of Kesh|said|that the dam would hold,", 1, 1, 1)]
    [InlineData("The mayor of Kesh|said|on Monday that the dam would hold", 1, 1, 0)]
    [InlineData("The mayor of Kesh|said|that the", 1, 0, 0)]
    [InlineData("Kesh|said|that the dam would hold", 1, 0, 0)]
    [InlineData("The mayor of Kesh|on|that the dam would hold", 0, 0, 0)]
    public void One_found(string found, int cue, int soft, int exact)
    {
        var roles = found.Split('|').Select(r => ImmutableArray.Create(At(r))).ToArray();
        var pairs = AttributionScorer.Pair(Text, Gold, [new AttributionSpans(roles[0], roles[1], roles[2], 1)]);
        var (cues, softs, exacts) = AttributionScorer.Tallies(pairs);
        Assert.Equal((cue, soft, exact), (cues.Hits, softs.Hits, exacts.Hits));
        Assert.Equal((1, 2), (cues.Predicted, cues.Gold));
    }

    [Fact]
    public void Precision_recall_and_their_mean() => Assert.Equal("P 50.0 R 25.0 F1 33.3", new Tally(1, 2, 4).ToString());

    private static TextSpan At(string words) => new(Text.IndexOf(words, StringComparison.Ordinal), words.Length);
}
