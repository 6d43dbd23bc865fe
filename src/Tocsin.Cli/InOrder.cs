using System.Threading.Channels;

namespace Tocsin.Cli;

/// <summary>Work spread over all cores whose results come out in the order of the items, each as soon as it and all before it are done.</summary>
internal static class InOrder
{
    /// <param name="items">Walked on a thread of its own, no further ahead of the results than <paramref name="ahead"/> items, so memory stays flat.</param>
    /// <param name="work">Called on several threads at once.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, int ahead, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var running = Channel.CreateBounded<Task<TResult>>(new BoundedChannelOptions(ahead) { SingleReader = true, SingleWriter = true });
        var walk = Task.Run(() => WalkAsync(items, work, running.Writer, stop), CancellationToken.None);
        await foreach (var task in running.Reader.ReadAllAsync(stop))
        {
            yield return await task.WaitAsync(stop);
        }

        await walk;
    }

    private static async Task WalkAsync<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, ChannelWriter<Task<TResult>> running, CancellationToken stop)
    {
        try
        {
            foreach (var item in items)
            {
                stop.ThrowIfCancellationRequested();
                await running.WriteAsync(Task.Run(() => work(item), stop), stop);
            }
        }
        finally
        {
            // Without this the reader would wait for ever. A failure of the walk itself comes out of awaiting it.
            running.Complete();
        }
    }
}
