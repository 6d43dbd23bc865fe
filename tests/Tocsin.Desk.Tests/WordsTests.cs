using Tocsin.Analysis.Events;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Tests;

/// <summary>What the desk calls things.</summary>
public sealed class WordsTests
{
    [Fact]
    public void Each_kind_of_event_has_plain_words_of_its_own_that_lead_back_to_it()
    {
        var types = EventTypes.Load();
        foreach (var words in KindWords.All)
        {
            var (type, mode) = KindWords.Find(words.ToUpperInvariant())!.Value;
            Assert.True(mode is null ? types.IsType(type) : types.IsMode(type, mode), words);
            Assert.Equal(words, Words.Type(type, mode));
        }

        Assert.All(types.Types, type => Assert.NotNull(KindWords.Of(type, null)));
        Assert.Equal(("ASSAULT", "drone"), KindWords.Find(" assault drone "));
        Assert.Null(KindWords.Find("assault balloon"));
        Assert.Equal("Sabotage, of pipes", Words.Type("SABOTAGE", "of-pipes"));
    }

    [Theory]
    [InlineData("PORT HAVEL, March 10, 2026 (Harbour Post) — Karvonia gave notice.", "Karvonia gave notice.")]
    [InlineData("BAGHDAD, Jan 8 - Iran fired missiles.", "Iran fired missiles.")]
    [InlineData("TARSK (Continental Press) — Karvonia denied it.", "Karvonia denied it.")]
    [InlineData("LOMNA — Observers counted craters.", "Observers counted craters.")]
    [InlineData("KESH, 8 March 2026 (Agency) -- Troops moved.", "Troops moved.")]
    [InlineData("NATO - and nobody else - answered.", "NATO - and nobody else - answered.")]
    [InlineData("The army — all of it — moved.", "The army — all of it — moved.")]
    public void Where_a_report_was_written_is_no_part_of_a_quotation(string words, string quoted) => Assert.Equal($"“{quoted}”", Words.Quote(words, 200));
}
