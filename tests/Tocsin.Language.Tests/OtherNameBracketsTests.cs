using Xunit;

namespace Tocsin.Language.Tests;

public sealed class OtherNameBracketsTests
{
    private static readonly LanguageCore Core = LanguageCore.Load();

    [Theory]
    [InlineData("Police blamed FKF [Free Kardian Front] guerrillas for the murder.", "guerrillas/blamed", "FKF/guerrillas", "Front/FKF")]
    [InlineData("The minister accused Free Kardian Front (FKF) rebels of the murder.", "rebels/accused", "FKF/Front")]
    public void Another_name_in_brackets_does_not_break_the_clause(string text, params string[] arcs)
    {
        var sentence = Assert.Single(Core.Parse(text).Sentences);
        Assert.Equal(text, text[..sentence.Span.End]);
        foreach (var arc in arcs.Select(a => a.Split('/')))
        {
            Assert.Equal(arc[1], sentence.Tokens[sentence.Tokens.Single(t => t.Form == arc[0]).Head].Form);
        }

        // Names are found on both sides of a bracket and never run over it.
        Assert.All(sentence.Names, n => Assert.DoesNotContain(sentence.Tokens.Skip(n.First).Take(n.Count), t => t.Form is "[" or "]" or "(" or ")"));
    }

    [Theory]
    [InlineData("He blamed the army [words indistinct] for it.")]
    [InlineData("[Reporter] Who did it?")]
    [InlineData("The Front [")]
    [InlineData("The Front [] said (so.")]
    [InlineData("The Front [Free [Kardian] Front] [Lomna] said so.")]
    public void Other_brackets_stay_in_the_sentence_and_every_word_has_one_head(string text) =>
        Assert.All(Core.Parse(text).Sentences, s => Assert.Single(s.Tokens, t => t.Head < 0));
}
