using System.Diagnostics;
using System.Text;
using CsCheck;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Tests.Attributions;

/// <summary>Broken, endless and strange texts: no exception, no content that runs away, spans inside the text.</summary>
public sealed class BadInputTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private readonly AttributionFinder _finder = new();

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n ")]
    [InlineData("\"")]
    [InlineData("“““")]
    [InlineData("\" said \"")]
    [InlineData("said")]
    [InlineData(": : :\n— —")]
    [InlineData("NAME:")]
    [InlineData("\"We stay, he said. \"We fight.\" \"")]
    [InlineData("“Mixed,\" she said, 'styles” are' common.")]
    [InlineData("''We stay,'' he said. ``We fight,\" she said.")]
    [InlineData("«We stay“, said “he»")]
    [InlineData("\uD83D\uDE00 “\uD83D\uDE00\uD83D\uDE00” said \uD83D\uDE00 \uD800 broken")]
    [InlineData("According to according to, to.")]
    [InlineData("He said she said they said it said that that said.")]
    public void Strange_texts_are_read(string text) => Check(text, Find(text));

    [Fact]
    public void A_quotation_that_never_closes_ends_with_its_paragraph()
    {
        var text = "The mayor said: “We are leaving at once. Nobody stays.\n\n" + Paragraphs(40, "The rain came down on the empty town and the river rose.");
        var found = Find(text);
        Check(text, found);
        Assert.All(found, a => Assert.All(a.Content, c => Assert.DoesNotContain('\n', c.In(text))));
    }

    [Fact]
    public void An_odd_mark_does_not_swallow_the_next_speaker()
    {
        var text = "\"We leave at noon, the mayor said. \"Nobody stays.\"\n\n\"We stay,\" the priest said.";
        var found = Find(text);
        Check(text, found);
        Assert.Contains(found, a => a.Content.Any(c => c.In(text).StartsWith("\"We stay", StringComparison.Ordinal)) && a.Source.Spans.Any(s => s.In(text).Contains("priest", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_speech_of_5000_words_is_one_content()
    {
        var speech = new StringBuilder("The president said:\n\n");
        for (var i = 0; i < 60; i++)
        {
            speech.Append('“');
            for (var j = 0; j < 12; j++)
            {
                speech.Append("My friends, the winter was long and bread was short. ");
            }

            speech.Append(i == 59 ? "Thank you.”\n\n" : "\n\n");
        }

        var text = speech + "The crowd went home.";
        var clock = Stopwatch.StartNew();
        var parsed = core.Core.Parse(text);
        var parseTime = clock.Elapsed;
        clock.Restart();
        var found = _finder.Find(parsed, [], []);
        Check(text, found);
        Assert.Equal(60, Assert.Single(found, a => a.Within is null).Content.Length);
        Assert.True(clock.Elapsed < parseTime + TimeSpan.FromSeconds(1), $"{clock.Elapsed} after {parseTime} of parsing");
    }

    [Fact]
    public void A_page_of_tweets_gives_each_its_own_words()
    {
        var text = string.Concat(Enumerable.Range(1, 200).Select(i => $"{i}/ @watch{i} tweeted: “Shots near gate {i}, stay inside #help http://t.co/a{i}”\n\n"));
        var found = Find(text);
        Check(text, found);
        Assert.All(found, a => Assert.All(a.Content, c => Assert.DoesNotContain('\n', c.In(text))));
        Assert.True(found.Count(a => a.Source.Spans.Length > 0) > 100, $"{found.Count} found");
    }

    [Fact]
    public void Any_mix_of_words_and_marks_is_read()
    {
        var piece = Gen.OneOf(
            Gen.Char["\"'“”‘’«» \n:—.,"].Select(c => c.ToString()),
            Gen.Int[0, 9].Select(i => new[] { "he said", "that", "according to", "the mayor", "reportedly", "told", "NAME:", "is believed to be", "who", "warned" }[i] + " "));
        piece.Array[0, 25].Sample(pieces =>
        {
            var text = string.Concat(pieces);
            Check(text, Find(text));
        }, iter: 150, threads: 1);
    }

    private IReadOnlyList<Attribution> Find(string text) => _finder.Find(core.Core.Parse(text), [], []);

    private static string Paragraphs(int count, string paragraph) => string.Join("\n\n", Enumerable.Repeat(paragraph, count));

    private static void Check(string text, IReadOnlyList<Attribution> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            var attribution = found[i];
            Assert.Equal(i + 1, attribution.Number);
            Assert.NotEmpty(attribution.Cue);
            Assert.NotEmpty(attribution.Content);
            Assert.True(attribution.Within is null || (attribution.Within != attribution.Number && attribution.Within <= found.Count));
            Assert.All(
                attribution.Source.Spans.Concat(attribution.Cue).Concat(attribution.Content),
                s => Assert.True(s.Length > 0 && s.End <= text.Length && !char.IsWhiteSpace(text[s.Start]) && !char.IsWhiteSpace(text[s.End - 1]), $"{s} in {text}"));
        }
    }
}
