using Tocsin.Analysis.Record;
using Xunit;

namespace Tocsin.Analysis.Tests.Record;

public sealed class PartyKeysTests
{
    [Theory]
    [InlineData("M23", "m23")]
    [InlineData("M23 rebels", "m23")]
    [InlineData("the TRF fighters", "trf")]
    [InlineData("fighters of the Northern Front", "northern front")]
    [InlineData("Northern Front’s fighters", "northern front")]
    [InlineData("Foreign fighters", "foreign fighters")] // The first words of a sentence name nobody.
    [InlineData("Kurdish rebels", "kurdish rebels")]
    [InlineData("rebels", "rebels")]
    public void A_group_and_its_fighters_are_one(string name, string key) => Assert.Equal(key, PartyKeys.KeyOf(name));
}
