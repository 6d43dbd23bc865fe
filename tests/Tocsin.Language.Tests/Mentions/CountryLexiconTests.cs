using Tocsin.Language.Mentions;
using Xunit;

namespace Tocsin.Language.Tests.Mentions;

public sealed class CountryLexiconTests
{
    private static readonly CountryLexicon Countries = CountryLexicon.Load();

    [Theory]
    [InlineData("Iran", "IRN")]
    [InlineData("IRAN", "IRN")]
    [InlineData("US", "USA")]
    [InlineData("U.S.", "USA")]
    [InlineData("the Netherlands", "NLD")]
    [InlineData("DPRK", "PRK")]
    [InlineData("Republic of Korea", "KOR")]
    [InlineData("UK", "GBR")]
    [InlineData("us", null)]
    [InlineData("Iranian", null)]
    public void Finds_a_country_by_its_name(string words, string? code) => Assert.Equal(code, Countries.ByName(words)?.Code);

    [Theory]
    [InlineData("Iranian", "IRN")]
    [InlineData("Dutch", "NLD")]
    [InlineData("South Koreans", "KOR")]
    [InlineData("Congolese", "COD")]
    [InlineData("polish", null)]
    public void Finds_a_country_by_its_people(string words, string? code) => Assert.Equal(code, Countries.ByDemonym(words)?.Code);

    [Fact]
    public void Finds_a_country_by_its_capital() => Assert.Equal("IRN", Countries.ByCapital("Tehran")?.Code);

    [Theory]
    [InlineData("soleimani", "suleimani", true)]
    [InlineData("zelenskyy", "zelensky", true)]
    [InlineData("kerry", "perry", false)]
    [InlineData("smith", "smyth", false)]
    public void Compares_spellings(string a, string b, bool same) => Assert.Equal(same, NameWords.AreVariants(a, b));
}
