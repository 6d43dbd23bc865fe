using CsCheck;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Tests.Attributions;

/// <summary>The shipped model on the shipped core.</summary>
public sealed class AttributionSpanModelTests
{
    private static readonly string[] Pieces = ["said", "that", "“", "”", "\"", "'", "the", "Smith", ":", "―", ".", ",", "\n\n", "warned", "they", "1", "who"];
    private static readonly Lazy<LanguageCore> Core = new(LanguageCore.Load);
    private static readonly Lazy<AttributionSpanModel> Model = new(AttributionSpanModel.Load);

    [Theory]
    [InlineData("The ministry said on Monday that two bridges were closed.", "The ministry | said | that two bridges were closed")]
    [InlineData("“We are running out of water,” the mayor said.", "the mayor | said | “We are running out of water,”")]
    [InlineData("“We are leaving,” she said. “Nobody can stay here.”", "she | said | “We are leaving,” … “Nobody can stay here.”")]
    [InlineData("According to the police, three people were hurt.", "the police | According to | three people were hurt")]
    [InlineData("The bridge was rebuilt in the spring.", "")]
    [InlineData("", "")]
    public void Finds_who_said_what(string text, string expected) => Assert.Equal(expected, Print(text));

    [Theory]
    [InlineData("\"")]
    [InlineData("“ ” ‘ ’ « » '' ``")]
    [InlineData("He said “this never closes. It goes on.\n\nAnd on. \"Or does it?")]
    [InlineData("\ud800 he said \udc00 that \u0000")]
    [InlineData("@a said @b said @c: “x” ― y")]
    public void Broken_text_is_read_like_any_other(string text) => AssertInside(text);

    [Fact]
    public void A_speech_without_an_end_is_read() => AssertInside("The president said: “" + string.Concat(Enumerable.Repeat("We will not go, and they know it. ", 700)));

    [Fact]
    public void A_sentence_without_an_end_is_read() => AssertInside("He said that " + string.Join(" and ", Enumerable.Repeat("they went", 1500)));

    [Fact]
    public void Spans_lie_inside_any_text() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).List[0, 60]
            .Sample(words => AssertInside(string.Join(' ', words)), iter: 60);

    [Fact]
    public void Threads_find_the_same()
    {
        const string Text = "Officials warned of floods, adding that the dam would hold. “It will,” one said. Others doubt it.";
        var expected = Print(Text);
        Assert.NotEmpty(expected);
        Parallel.For(0, 8, _ => Assert.Equal(expected, Print(Text)));
    }

    private static void AssertInside(string text)
    {
        foreach (var attribution in Model.Value.Find(Core.Value.Parse(text)))
        {
            Assert.NotEmpty(attribution.Cue);
            Assert.NotEmpty(attribution.Content);
            Assert.InRange(attribution.Confidence, 0, 1);
            foreach (var role in new[] { attribution.Source, attribution.Cue, attribution.Content })
            {
                for (var i = 0; i < role.Length; i++)
                {
                    var words = text.Substring(role[i].Start, role[i].Length);
                    Assert.Equal(words.Trim(), words);
                    Assert.True(i == 0 || role[i - 1].End <= role[i].Start);
                }
            }
        }
    }

    private static string Print(string text) => string.Join('\n', Model.Value.Find(Core.Value.Parse(text)).Select(a =>
        string.Join(" | ", new[] { a.Source, a.Cue, a.Content }.Select(role => string.Join(" … ", role.Select(s => text.Substring(s.Start, s.Length)))))));
}
