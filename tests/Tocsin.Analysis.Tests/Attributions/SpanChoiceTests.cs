using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Tests.Attributions;

public sealed class SpanChoiceTests
{
    private const string Text = """
        She/she/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root it/it/PRON/PRP/4/nsubj rained/rain/VERB/VBD/2/ccomp ,/,/PUNCT/,/6/punct adding/add/VERB/VBG/2/advcl that/that/SCONJ/IN/9/mark roads/road/NOUN/NNS/9/nsubj closed/close/VERB/VBD/6/ccomp
        """;

    [Theory]
    [InlineData("s1 c2 k3 k4 0.9; s1 c6 k8 k9 0.8", "She | said | it rained\nShe | adding | roads closed")]
    [InlineData("s1 c2 k3 k4 0.9; s1 c6 k4 k8 k9 0.8", "She | said | it rained\nShe | adding | roads closed")]
    [InlineData("s1 c2 k3 k4 k6 0.9; s1 c6 k8 k9 0.8", "She | said | it rained … adding")]
    [InlineData("s1 c2 k3 k4 0.9; s1 c6 k8 k9 0.3", "She | said | it rained")]
    [InlineData("s1 c2 k5 0.9", "")]
    public void The_surest_proposal_has_its_words_and_a_source_may_be_shared(string proposals, string expected)
    {
        var table = new TokenTable(TreeText.Parse(Text));
        var chosen = SpanChoice.Choose(table, proposals.Split("; ").Select(p => Parse(p, table.Count)), 0.5);
        Assert.Equal(expected, string.Join('\n', chosen.Select(a => Print(table.Parsed.Text, a.ToSpans(table)))));
    }

    [Fact]
    public void A_quotation_that_is_mostly_content_is_content_as_a_whole()
    {
        var table = new TokenTable(TreeText.Parse("""
            He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root “/"/PUNCT/``/4/punct Go/go/VERB/VB/2/ccomp home/home/ADV/RB/4/advmod
            Stay/stay/VERB/VB/0/root there/there/ADV/RB/1/advmod now/now/ADV/RB/1/advmod ”/"/PUNCT/''/1/punct Rain/rain/NOUN/NN/1/obj
            """));
        var chosen = SpanChoice.Choose(table, [Parse("s1 c2 k3 k4 k5 k6 0.9", table.Count)], 0.5);
        SpanRepair.Repair(table, chosen);
        Assert.Equal("He | said | “ Go home Stay there now ”", Print(table.Parsed.Text, chosen[0].ToSpans(table)));
    }

    [Theory]
    [InlineData("s1 s2 s3 c4 k5 0.9", "Smith | said | it")]
    [InlineData("s1 s5 c4 k6 0.9", "Smith | said | rained")]
    [InlineData("s1 s3 c4 k5 0.9", "Smith | said | it")]
    public void A_source_is_one_phrase_without_the_pronoun_that_repeats_it(string proposal, string expected)
    {
        var table = new TokenTable(TreeText.Parse(
            "Smith/Smith/PROPN/NNP/4/nsubj ,/,/PUNCT/,/3/punct who/who/PRON/WP/4/nsubj said/say/VERB/VBD/0/root it/it/PRON/PRP/6/nsubj rained/rain/VERB/VBD/4/ccomp"));
        var chosen = SpanChoice.Choose(table, [Parse(proposal, table.Count)], 0.5);
        SpanRepair.Repair(table, chosen);
        Assert.Equal(expected, Print(table.Parsed.Text, chosen[0].ToSpans(table)));
    }

    [Fact]
    public void What_follows_a_quotation_and_its_cue_without_marks_is_the_reporters()
    {
        var table = new TokenTable(TreeText.Parse(
            "“/_/PUNCT/``/2/punct Go/go/VERB/VB/6/ccomp home/home/ADV/RB/2/advmod now/now/ADV/RB/2/advmod ”/_/PUNCT/''/2/punct said/say/VERB/VBD/0/root she/she/PRON/PRP/6/nsubj until/until/SCONJ/IN/9/mark dark/dark/NOUN/NN/6/advcl"));
        var chosen = SpanChoice.Choose(table, [Parse("k1 k2 k3 k4 k5 c6 s7 k8 k9 0.9", table.Count)], 0.5);
        SpanRepair.Repair(table, chosen);
        Assert.Equal("she | said | “ Go home now ”", Print(table.Parsed.Text, chosen[0].ToSpans(table)));
    }

    /// <summary>Tokens are counted from 1: s a source, c the cue, k a content; then the confidence.</summary>
    private static Proposal Parse(string marks, int count)
    {
        var labels = new byte[count];
        var cue = 0;
        foreach (var mark in marks.Split(' ').SkipLast(1))
        {
            var token = int.Parse(mark[1..], System.Globalization.CultureInfo.InvariantCulture) - 1;
            labels[token] = mark[0] switch { 's' => 1, 'k' => 2, _ => 0 };
            cue = mark[0] == 'c' ? token : cue;
        }

        var confidence = double.Parse(marks.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return new Proposal(new CueSpan(cue, cue), 1, 0, labels, new float[count * LabelChain.Labels]) { Confidence = confidence };
    }

    private static string Print(string text, AttributionSpans spans) =>
        string.Join(" | ", new[] { spans.Source, spans.Cue, spans.Content }.Select(role => string.Join(" … ", role.Select(s => text.Substring(s.Start, s.Length)))));
}
