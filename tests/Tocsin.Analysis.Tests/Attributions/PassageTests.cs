using Xunit;

namespace Tocsin.Tests.Attributions;

public sealed class PassageTests
{
    [Fact]
    public void Forty_passages_with_250_attributions_can_be_read()
    {
        var passages = Passage.ReadFolder(Path.Combine(AppContext.BaseDirectory, "Attributions", "Passages"));
        Assert.True(passages.Count >= 40);
        Assert.True(passages.Sum(p => p.Attributions.Count) >= 250);
        Assert.Equal(passages.Count / 2, passages.Count(p => p.Held));
        Assert.All(passages, p => Assert.All(p.Attributions, a => Assert.True(
            a.Within is null || p.Attributions.Any(o => o.Number == a.Within && o.Content.Any(c => c.Contains(a.Cue[0]))), $"{p.Name} {a.Number}")));
    }

    [Theory]
    [InlineData("{s1:a")]
    [InlineData("a}")]
    [InlineData("{x:a}")]
    public void Broken_marks_are_refused(string marked) => Assert.Throws<FormatException>(() => MarkedText.Parse(marked));
}
