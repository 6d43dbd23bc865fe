using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Tests.Attributions;

/// <summary>What is the reporter's own is in nobody's mouth. With the model, since it is the model's spans that are set right.</summary>
public sealed class OwnWordsTests(OwnWordsFixture shared) : IClassFixture<OwnWordsFixture>
{
    [Theory]
    [InlineData(
        "The minister said the dam was safe but there were also claims that the turbines had failed.",
        "The minister: the dam was safe | nobody: that the turbines had failed")]
    [InlineData(
        "The minister said the road was open but reports said that two bridges were closed.",
        "The minister: the road was open | reports: that two bridges were closed")]
    [InlineData("The minister said that the road was open but that there were claims of looting.", "The minister: that the road was open but that there were claims of looting")]
    [InlineData("There were reports that the army had left.", "reports: that the army had left")]
    [InlineData(
        "“The dam is safe,” the minister said in a speech in the capital, resting his case, according to some reports, on old surveys.",
        "the minister: “The dam is safe,” | some reports: resting his case … on old surveys")]
    [InlineData("If the dam was hit, as suggested by the engineer, it would mean that the valley must be cleared.", "the engineer: If the dam was hit")]
    [InlineData("Troops attacked a mock village during the drill.", "")]
    [InlineData("The senator attacked the proposal.", "The senator: the proposal")]
    [InlineData("TARSK (Continental Press) — Karvonia said on Monday that it would respond.", "Karvonia: that it would respond")]
    public void Says_what_is_whose(string text, string expected)
    {
        var found = shared.Finder.Find(shared.Core.Parse(text), [], []).Where(a => a.Within is null);
        Assert.Equal(expected, string.Join(" | ", found.Select(a =>
            $"{(a.Source.Spans.IsEmpty ? "nobody" : Words(a.Source.Spans))}: {Words(a.Content)}")));

        string Words(IEnumerable<TextSpan> spans) => string.Join(" … ", spans.Select(s => s.In(text).TrimEnd('.')));
    }

    [Fact]
    public void Two_verbs_of_one_saying_are_one_saying()
    {
        var text = File.ReadAllText(Repository.PathOf("samples", "lomna", "4-harbour-post.txt"));
        var found = shared.Finder.Find(shared.Core.Parse(text), [], []);
        var neither = Assert.Single(found, a => a.Content.Any(c => c.In(text).Contains("carried a message", StringComparison.Ordinal)));
        Assert.Equal("that it had carried a message", Assert.Single(neither.Content).In(text));
        Assert.Equal(SpeechAct.Decline, neither.Act);
    }

    [Theory]
    [InlineData("The envoy passed the warning on to the ministry.", "the ministry")]
    [InlineData("The report said the army had warned the villagers who, in turn, had passed it on the rebels and their allies.", "the rebels and their allies")]
    public void A_relay_says_who_was_told(string text, string expected)
    {
        var relay = Assert.Single(shared.Finder.Find(shared.Core.Parse(text), [], []), a => a.Cue.Any(c => c.In(text).Contains("passed", StringComparison.Ordinal)));
        Assert.Equal(expected, relay.Addressee?.In(text));
    }
}

/// <summary>The language core and the finder with its model, loaded once.</summary>
public sealed class OwnWordsFixture
{
    public LanguageCore Core { get; } = LanguageCore.Load();

    public AttributionFinder Finder { get; } = AttributionFinder.Load();
}
