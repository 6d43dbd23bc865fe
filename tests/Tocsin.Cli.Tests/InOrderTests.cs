using Xunit;

namespace Tocsin.Cli.Tests;

public class InOrderTests
{
    [Fact]
    public async Task Results_keep_the_order_of_the_items()
    {
        var results = InOrder.RunAsync(Enumerable.Range(0, 200), Slowly, ahead: 8, default);
        Assert.Equal(Enumerable.Range(0, 200), await results.ToListAsync());

        static int Slowly(int item)
        {
            Thread.SpinWait((item * 7919 % 13) * 2000);
            return item;
        }
    }

    [Fact]
    public async Task Items_are_not_walked_far_ahead_of_the_results()
    {
        int walked = 0, taken = 0, furthest = 0;
        IEnumerable<int> Items()
        {
            for (; walked < 100; walked++)
            {
                furthest = Math.Max(furthest, walked - Volatile.Read(ref taken));
                yield return walked;
            }
        }

        await foreach (var _ in InOrder.RunAsync(Items(), item => item, ahead: 8, default))
        {
            await Task.Delay(1);
            Interlocked.Increment(ref taken);
        }

        // The channel holds eight, one more waits to get in, and one is with the reader.
        Assert.InRange(furthest, 1, 10);
    }

    [Fact]
    public async Task A_failure_of_the_walk_or_of_the_work_comes_out()
    {
        IEnumerable<int> Broken()
        {
            yield return 1;
            throw new IOException("gone");
        }

        await Assert.ThrowsAsync<IOException>(async () => await InOrder.RunAsync(Broken(), item => item, 4, default).ToListAsync());
        await Assert.ThrowsAsync<DivideByZeroException>(async () => await InOrder.RunAsync([1, 0], item => 1 / item, 4, default).ToListAsync());
    }
}
