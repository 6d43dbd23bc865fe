using Tocsin.Language.Conllu;
using Tocsin.Language.Tokenization;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Language.Tests.Tokenization;

/// <summary>Floors a little under what is measured, so that a change that loses more than noise fails.</summary>
public sealed class SegmentationQualityTests
{
    [SharedDataTheory]
    [InlineData("ewt-dev.conllu", 99.3, 86)]
    [InlineData("gum-dev.conllu", 99.6, 95)]
    public void Finds_words_and_sentences_of_the_treebanks(string file, double tokensMin, double sentencesMin)
    {
        var segmenter = TextSegmenter.Load();
        using var reader = new StreamReader(SharedData.PathOf("ud", file));
        var tokens = new Count();
        var sentences = new Count();
        foreach (var document in ConlluReader.Read(reader))
        {
            var gold = document.Sentences.Select(s => s.Sentence).ToList();
            var found = segmenter.Split(document.Text);
            tokens.Add(gold.SelectMany(WrittenWords), found.SelectMany(WrittenWords));
            sentences.Add(gold.Select(s => s.Span), found.Select(s => s.Span));
        }

        Assert.True(tokens.F1 >= tokensMin, $"Tokens {tokens.F1:0.00}");
        Assert.True(sentences.F1 >= sentencesMin, $"Sentences {sentences.F1:0.00}");
    }

    /// <summary>A contraction counts as one.</summary>
    private static IEnumerable<TextSpan> WrittenWords(Sentence sentence)
    {
        for (var i = 0; i < sentence.Tokens.Length; i++)
        {
            var last = sentence.Contractions.Where(c => c.First == i).Select(c => c.Last).DefaultIfEmpty(i).First();
            yield return TextSpan.FromBounds(sentence.Tokens[i].Span.Start, sentence.Tokens[last].Span.End);
            i = last;
        }
    }

    private sealed class Count
    {
        private int _right;
        private int _all;

        public double F1 => 200.0 * _right / _all;

        public void Add(IEnumerable<TextSpan> gold, IEnumerable<TextSpan> found)
        {
            var expected = gold.ToHashSet();
            var actual = found.ToHashSet();
            _right += expected.Intersect(actual).Count();
            _all += expected.Count + actual.Count;
        }
    }
}
