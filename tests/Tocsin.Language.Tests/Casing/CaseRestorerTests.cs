using Tocsin.Language.Casing;
using Tocsin.Language.Tokenization;
using Xunit;

namespace Tocsin.Language.Tests.Casing;

public sealed class CaseRestorerTests
{
    private static readonly CaseRestorer Restorer = new();
    private static readonly TextSegmenter Segmenter = TextSegmenter.Load();

    [Theory]
    [InlineData("THE ARMY SAID THAT TWO SOLDIERS WERE KILLED NEAR BOGOTA.", "The army said that two soldiers were killed near Bogota.")]
    [InlineData("POLICE DON'T KNOW WHO PLACED THE BOMBS, A SPOKESMAN SAID.", "Police don't know who placed the bombs, a spokesman said.")]
    [InlineData("THE U.S. EMBASSY AND THE M-19 SAID NOTHING ABOUT THE 5TH BRIGADE.", "The U.S. embassy and the M-19 said nothing about the 5th brigade.")]
    [InlineData("THE FREE KARDIAN FRONT (FKF) ATTACKED A FARM. THE FREE KARDIAN FRONT DENIED IT.", "The Free Kardian Front (FKF) attacked a farm. The Free Kardian Front denied it.")]
    [InlineData("THE SHINING PATH CLAIMED RESPONSIBILITY FOR THE ATTACK.", "The Shining Path claimed responsibility for the attack.")]
    [InlineData("GUNMEN SHELLED THE TOWN ON 7 MAY 1991 AND ON MARCH 9; THE ARMY MAY ANSWER.", "Gunmen shelled the town on 7 May 1991 and on March 9; the army may answer.")]
    [InlineData("REBELS OF THE MRTA MADE A NEW ATTACK ON A PATROL.", "Rebels of the MRTA made a new attack on a patrol.")]
    [InlineData("THE GATE [GREEN ALLIANCE OF THE EAST] DENIED IT. POLICE BLAMED GATE MEMBERS.", "The GATE [Green Alliance of the East] denied it. Police blamed GATE members.")]
    public void Text_in_capitals_gets_its_usual_case(string received, string expected) => Assert.Equal(expected, Restore(received));

    [Theory]
    [InlineData("NATO, EU, UN")]
    [InlineData("The army said that NASA and the FBI knew.")]
    [InlineData("REBELS")]
    [InlineData("")]
    [InlineData("STRASSE İSTANBUL ŁÓDŹ 北京 123")]
    public void Text_that_is_not_in_capitals_and_abbreviations_stay(string received) => Assert.Equal(received, Restore(received));

    [Fact]
    public void Only_the_sentences_in_capitals_change() =>
        Assert.Equal("Rebels attack a farm near the capital\n\nThe FMLN denied it.", Restore("REBELS ATTACK A FARM NEAR THE CAPITAL\n\nThe FMLN denied it."));

    [Fact]
    public void Words_follow_the_text_and_offsets_stay()
    {
        var text = "REBELS KIDNAPPED A JUDGE, THE POLICE SAID.";
        var (read, sentences) = Restorer.Restore(text, Segmenter.Split(text));
        Assert.Equal(text.Length, read.Length);
        Assert.All(sentences.SelectMany(s => s.Tokens), t => Assert.Equal(read.Substring(t.Span.Start, t.Span.Length), t.Form));
    }

    [Theory]
    [InlineData("unfair", "unfair")]
    [InlineData("fairly", "fairly")]
    [InlineData("irfan", "Irfan")]
    [InlineData("mrta", "MRTA")]
    [InlineData("mexa", "Mexa")]
    public void A_word_on_no_list_is_guessed_by_its_parts(string lower, string expected) => Assert.Equal(expected, new CaseLexicon(["fair"]).Guess(lower));

    private static string Restore(string text) => Restorer.Restore(text, Segmenter.Split(text)).Text;
}
