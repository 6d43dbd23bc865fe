using Xunit;

namespace Tocsin.Analysis.Tests;

public sealed class ReaderVersionTests
{
    [Fact]
    public void Says_the_same_again_and_tells_a_users_list_apart()
    {
        var shipped = ReaderVersion.Of();
        Assert.Matches("^[0-9]+-[0-9a-f]{8}$", shipped);
        Assert.Equal(shipped, ReaderVersion.Of());
        var own = ReaderVersion.Of(["Lomna Watch\tSVN\tNGO"]);
        Assert.Matches("^" + shipped + @"\+[0-9a-f]{8}$", own);
        Assert.NotEqual(own, ReaderVersion.Of(["Lomna Watch\tSVN\tGOV"]));
    }
}
