using CsCheck;
using Tocsin.Analysis.Places;
using Xunit;

namespace Tocsin.Tests.Places;

public class PlaceNamesTests
{
    [Theory]
    [InlineData("Deir ez-Zôr", "deir ez zor")]
    [InlineData("W. Va.", "w va")]
    [InlineData("Sana'a", "sanaa")]
    [InlineData("Sana’a", "sanaa")]
    [InlineData("  New\n York ", "new york")]
    [InlineData("Đà Nẵng", "da nang")]
    [InlineData("Łódź", "lodz")]
    [InlineData("", "")]
    public void Folds_spellings_to_one(string name, string folded) => Assert.Equal(folded, PlaceNames.Fold(name));

    [Fact]
    public void Folding_twice_changes_nothing() =>
        Gen.String.Sample(name => PlaceNames.Fold(PlaceNames.Fold(name)) == PlaceNames.Fold(name));

    [Theory]
    [InlineData("irbil", "erbil")]
    [InlineData("deir ez zor", "dayr az zawr")]
    [InlineData("qusayr", "kusair")]
    [InlineData("fallujah", "falluja")]
    public void Transliterations_share_a_skeleton(string one, string other) => Assert.Equal(PlaceNames.Skeleton(one), PlaceNames.Skeleton(other));

    [Fact]
    public void Different_towns_keep_different_skeletons() => Assert.NotEqual(PlaceNames.Skeleton("mosul"), PlaceNames.Skeleton("masul"));
}
