using CsCheck;
using Tocsin.Language.Neural;
using Xunit;

namespace Tocsin.Language.Tests.Neural;

public class LemmaScriptTests
{
    [Theory]
    [InlineData("attacks", "attack", "l1")]
    [InlineData("Cities", "city", "l3y")]
    [InlineData("Iran", "Iran", "=")]
    [InlineData("The", "the", "l")]
    [InlineData("Americans", "American", "k1")]
    [InlineData("was", "be", "!be")]
    public void A_form_and_its_lemma_make_a_script(string form, string lemma, string script) => Assert.Equal(script, LemmaScript.Between(form, lemma));

    [Fact]
    public void A_script_gives_its_lemma_back() => Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.String[Gen.Char.AlphaNumeric, 1, 20])
        .Sample((form, lemma) => LemmaScript.Apply(LemmaScript.Between(form, lemma), form) == lemma);

    [Fact]
    public void A_script_that_cuts_more_than_there_is_leaves_the_form_in_lower_case() => Assert.Equal("go", LemmaScript.Apply("l5y", "Go"));
}
