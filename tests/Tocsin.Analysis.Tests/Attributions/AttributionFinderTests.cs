using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Tests.Attributions;

public sealed class AttributionFinderTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private readonly AttributionFinder _finder = new();

    [Theory]
    [InlineData("{s1:The ministry} {c1:said} on Monday {t1:that two bridges were closed}.")]
    [InlineData("{t1:“We are running out of water,”} {c1:warned} {s1:the mayor}.")]
    [InlineData("{t1:“We have water. We have bread,”} {s1:he} {c1:said}. {t1:“We have no doctors.”}")]
    [InlineData("{s1:The general} {c1:told} reporters: {t1:“Nobody fired.”}")]
    [InlineData("{s1:The general} {c1:denied} {t1:the report}.")]
    [InlineData("{s1:He} {c1:declined} {t1:to comment}.")]
    [InlineData("{c1:According to} {s1:the army}, {t1:the road is open}.")]
    [InlineData("{t1:The bridge}, {s1:she} {c1:said}, {t1:is gone}.")]
    [InlineData("{t1:He} {c1:is believed} {t1:to be in the capital}.")]
    [InlineData("{t1:The captain is} {c1:reportedly} {t1:being questioned}.")]
    [InlineData("{s1:The poll} {c1:shows} {t1:that many people want peace}.", 1)]
    [InlineData("The column left before dawn and reached the river at nine.")]
    [InlineData("The ministry said nothing on Monday.", 0)] // Nothing is no content.
    public void Finds_who_says_what(string marked, int? only = null)
    {
        var gold = MarkedText.Parse(marked);
        var found = Find(gold.Text).Where(a => a.Within is null).ToList();
        if (only == 0)
        {
            Assert.DoesNotContain(found, a => a.Act != SpeechAct.Assert);
            return;
        }

        Assert.Equal(gold.Marks.Select(m => m.Number).Distinct().Count(), found.Count);
        foreach (var (attribution, number) in found.Select((a, i) => (a, i + 1)))
        {
            string Words(IEnumerable<TextSpan> spans) => string.Join(" … ", spans.Select(s => s.In(gold.Text).TrimEnd('.')));
            Assert.Equal(
                (Words(gold.Of('s', number)), Words(gold.Of('c', number)), Words(gold.Of('t', number))),
                (Words(attribution.Source.Spans), Words(attribution.Cue), Words(attribution.Content)));
        }
    }

    [Theory]
    [InlineData("The minister said that the road was open.", "role assert indirect")]
    [InlineData("The minister did not say that the road was open.", "role assert indirect negated")]
    [InlineData("The minister did not say whether the road was open.", "role decline indirect")]
    [InlineData("“We will stay here,” the minister said.", "role promise direct")]
    [InlineData("“We do not seek war,” the minister said.", "role deny direct")]
    [InlineData("The army ordered everyone to leave.", "institution order indirect")]
    [InlineData("Residents fear that the dam will break.", "crowd believe indirect")]
    [InlineData("A source said that the talks had failed.", "anonymous assert indirect")]
    [InlineData("The report says that the dam is safe.", "document assert indirect")]
    [InlineData("The minister told reporters that the dam “may have been hit twice.”", "role assert mixed [may] reporters")]
    [InlineData("The rebels threatened to close the road.", "institution threaten indirect")]
    public void Says_what_kind_of_saying_it_is(string text, string expected)
    {
        var first = Find(text)[0];
        var words = new List<string> { first.Source.Kind.ToString(), first.Act.ToString(), first.Form.ToString() };
        if (first.Negated)
        {
            words.Add("negated");
        }

        if (!first.Hedges.IsEmpty)
        {
            words.Add($"[{string.Join(", ", first.Hedges)}]");
        }

        if (first.Medium is { } medium)
        {
            words.Add(medium);
        }

        Assert.Equal(expected, string.Join(' ', words).ToLower(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Follows_a_chain_from_the_outermost_link_inwards()
    {
        var found = Find("The agency said that the president believes that the rebels want to talk.");
        Assert.Equal(["The agency", "the president", "the rebels"], found.Select(a => a.Source.Spans[0].In(Text)));
        Assert.Equal([null, 1, 2], found.Select(a => a.Within));
    }

    [Fact]
    public void Reads_a_transcript_by_its_labels()
    {
        var found = Find("MINISTER AKELLO: The road is open.\n\nREPORTER: Who opened it?\n\nMINISTER AKELLO: We did.\n\nNobody was hurt.").Where(a => a.Within is null).ToList();
        Assert.Equal(["MINISTER AKELLO", "REPORTER", "MINISTER AKELLO"], found.Select(a => a.Source.Spans[0].In(Text)));
        Assert.Equal(2, found[2].Content.Length);
        Assert.All(found, a => Assert.Equal(QuoteForm.Direct, a.Form));
    }

    [Fact]
    public void Gives_a_quotation_over_paragraphs_to_its_speaker()
    {
        var found = Find("The mayor said:\n\n“The water is rising.\n\n“We leave at noon.”\n\nThe rain went on.");
        Assert.Equal(2, Assert.Single(found).Content.Length);
    }

    private string Text { get; set; } = "";

    private ImmutableArray<Attribution> Find(string text)
    {
        Text = text;
        return _finder.Find(core.Core.Parse(text), [], []);
    }
}

/// <summary>The language core, loaded once for the tests of a class.</summary>
public sealed class CoreFixture
{
    public LanguageCore Core { get; } = LanguageCore.Load();
}
