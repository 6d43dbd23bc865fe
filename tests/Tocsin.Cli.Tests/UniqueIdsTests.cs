using Xunit;

namespace Tocsin.Cli.Tests;

public class UniqueIdsTests
{
    [Fact]
    public void The_next_free_number_is_taken()
    {
        var ids = new UniqueIds();
        Assert.Equal(["a", "a-2", "b", "a-2-2", "a-3"], new[] { "a", "a", "b", "a-2", "a" }.Select(ids.Next));
    }
}
