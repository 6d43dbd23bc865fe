using System.Collections.Immutable;
using CsCheck;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Xunit;

namespace Tocsin.Tests.Attributions;

public sealed class SegmentsTests
{
    [Fact]
    public void Segments_cover_any_text_and_none_is_too_long() =>
        (from sentence in Gen.Int[1, 500] from starts in Gen.Bool select (sentence, starts)).List[1, 30].Sample(sentences =>
        {
            var lengths = Segments.Lengths(new TokenTable(Words(sentences)));
            Assert.Equal(sentences.Sum(s => s.sentence), lengths.Sum());
            Assert.All(lengths, n => Assert.InRange(n, 1, Segments.Longest));
        });

    [Fact]
    public void A_paragraph_that_fits_is_never_cut()
    {
        var lengths = Segments.Lengths(new TokenTable(Words([(30, true), (40, false), (90, true), (100, false), (20, true)])));
        Assert.Equal([70, 190, 20], lengths);
    }

    private static ParsedText Words(IReadOnlyList<(int Words, bool StartsParagraph)> sentences)
    {
        var built = ImmutableArray.CreateBuilder<Sentence>();
        var at = 0;
        foreach (var (words, starts) in sentences)
        {
            var tokens = Enumerable.Range(at, words).Select(i => Token.Unanalyzed(new TextSpan(2 * i, 1), "a")).ToImmutableArray();
            built.Add(new Sentence(tokens, [], [], starts));
            at += words;
        }

        return new ParsedText(string.Concat(Enumerable.Repeat("a ", at)), built.ToImmutable());
    }
}
