using System.Runtime.CompilerServices;

namespace Tocsin.Intake.Feeds;

/// <summary>Keeps polling feeds, each when it is due, some at a time.</summary>
/// <param name="together">How many are polled at once; requests to one host still go one by one.</param>
public sealed class FeedWatcher(FeedPoller poller, TimeProvider time, int together = 8)
{
    /// <summary>
    /// Each poll as it ends, for ever. What is yielded is to be kept before the next is asked for: a poll goes on with the state that was yielded, so a watcher that is stopped and
    /// started with what was kept loses and repeats nothing that was.
    /// </summary>
    /// <param name="states">One for each feed.</param>
    /// <param name="cancellation">Ends the sequence quietly.</param>
    public async IAsyncEnumerable<FeedPoll> WatchAsync(IEnumerable<FeedState> states, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var waiting = new PriorityQueue<FeedState, DateTimeOffset>(states.Select(state => (state, state.NextAt ?? DateTimeOffset.MinValue)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new List<Task<FeedPoll>>();
        try
        {
            while (waiting.Count + running.Count > 0 && !cancellation.IsCancellationRequested)
            {
                while (running.Count < together && waiting.TryPeek(out var next, out var at) && at <= time.GetUtcNow())
                {
                    waiting.Dequeue();
                    running.Add(Task.Run(() => poller.PollAsync(next, stop.Token), stop.Token));
                }

                FeedPoll? done = null;
                try
                {
                    using var sleep = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                    var tasks = running.ToList<Task>();
                    if (running.Count < together && waiting.TryPeek(out _, out var due))
                    {
                        var pause = due - time.GetUtcNow();

                        // A timer cannot be set further ahead; waking once a day does no harm.
                        tasks.Add(Task.Delay(pause <= TimeSpan.Zero ? TimeSpan.Zero : pause > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : pause, time, sleep.Token));
                    }

                    var ended = await Task.WhenAny(tasks);
                    await sleep.CancelAsync();
                    if (ended is Task<FeedPoll> poll)
                    {
                        running.Remove(poll);
                        done = await poll;
                        waiting.Enqueue(done.State, done.State.NextAt ?? time.GetUtcNow());
                    }
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    yield break;
                }

                if (done is not null)
                {
                    yield return done;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
