using Tocsin.Language.Conllu;
using Tocsin.Tests;
using Xunit;

namespace Tocsin.Language.Tests;

/// <summary>Floors on the development treebanks, words as given: a change that loses more than noise fails here. The figures are in docs/evaluation.md.</summary>
public class CoreQualityTests
{
    [SharedDataTheory]
    [InlineData("ewt-dev.conllu", 95.8, 89.0, 86.0)]
    [InlineData("gum-dev.conllu", 97.3, 89.9, 87.2)]
    public void Tags_and_trees_are_at_least_as_good_as_they_were(string file, double upos, double unlabelled, double labelled)
    {
        var core = LanguageCore.Load();
        using var text = new StreamReader(SharedData.PathOf("ud", file));
        var words = 0;
        var hits = (Upos: 0, Unlabelled: 0, Labelled: 0);
        foreach (var document in ConlluReader.Read(text))
        {
            var given = document.Sentences.Select(s => s.Sentence).ToList();
            var parsed = core.Analyze(document.Text, given);
            foreach (var (gold, system) in given.SelectMany(s => s.Tokens).Zip(parsed.Sentences.SelectMany(s => s.Tokens)))
            {
                words++;
                hits.Upos += gold.Upos == system.Upos ? 1 : 0;
                hits.Unlabelled += gold.Head == system.Head ? 1 : 0;
                hits.Labelled += gold.Head == system.Head && gold.Relation == system.Relation ? 1 : 0;
            }
        }

        Assert.InRange(100.0 * hits.Upos / words, upos, 100);
        Assert.InRange(100.0 * hits.Unlabelled / words, unlabelled, 100);
        Assert.InRange(100.0 * hits.Labelled / words, labelled, 100);
    }

    [Fact]
    public void A_sentence_is_analysed_the_same_whatever_stands_beside_it()
    {
        var core = LanguageCore.Load();
        const string Sentence = "The ministry said on Monday that two bridges near Lomna had been closed.";
        var alone = core.Parse(Sentence).Sentences[0];
        var among = core.Parse($"Rain fell.\n\n{Sentence}\n\nNobody knew why the old road, which had been open since March, was suddenly empty.").Sentences[1];
        Assert.Equal(alone.Tokens.Select(Print), among.Tokens.Select(Print));

        static string Print(Token t) => $"{t.Form} {t.Lemma} {t.Upos} {t.Xpos} {t.Feats} {t.Head} {t.Deprel}";
    }

    [Fact]
    public void Many_threads_read_as_one()
    {
        var core = LanguageCore.Load();
        var texts = Enumerable.Range(0, 40).Select(i => $"Convoy {i} left the port of Tessen. Its driver said that {i} trucks were hit by a drone near the border.").ToList();
        var alone = texts.Select(Print).ToList();
        Assert.Equal(alone, texts.AsParallel().AsOrdered().Select(Print));

        string Print(string text) => string.Join(' ', core.Parse(text).Sentences.SelectMany(s => s.Tokens).Select(t => $"{t.Form}/{t.Upos}/{t.Head}/{t.Deprel}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\0\uD800 \uFFFF")]
    public void Odd_texts_are_read_too(string text) => Assert.Equal(text, LanguageCore.Load().Parse(text).Text);
}
