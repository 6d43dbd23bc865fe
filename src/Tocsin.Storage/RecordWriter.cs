using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Tocsin.Storage;

/// <summary>The one task that writes. What waits in its queue is committed together; each piece of work is acknowledged only after that commit has reached the disk.</summary>
internal sealed class RecordWriter : IAsyncDisposable
{
    /// <summary>Pieces of work in one transaction at most: enough to share the cost of a commit, few enough that nobody waits long for the lock.</summary>
    private const int BatchMax = 64;

    /// <summary>A transaction is to take no longer, so that what is urgent comes next soon.</summary>
    private static readonly TimeSpan BatchLasts = TimeSpan.FromMilliseconds(100);

    /// <summary>Pieces that may wait, so that a quick producer waits for the disk and not memory for it.</summary>
    private const int QueueMax = 256;

    private readonly RecordConnection _connection;
    private readonly string _path;
    private readonly Action _committed;
    private readonly Action _rolledBack;
    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    private readonly ConcurrentQueue<Work> _urgent = new();
    private readonly Task _loop;
    private int _batchMax = BatchMax;

    /// <param name="committed">Called after each commit.</param>
    /// <param name="rolledBack">Called after each transaction that was undone.</param>
    public RecordWriter(RecordConnection connection, string path, Action committed, Action rolledBack)
    {
        (_connection, _path, _committed, _rolledBack) = (connection, path, committed, rolledBack);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Carries out work inside a transaction. It may be carried out again after a failure of other work beside it, so it must change nothing but the database.</summary>
    /// <exception cref="RecordException">It could not be written; nothing of it was.</exception>
    /// <param name="isUrgent">It goes before all that waits and is not.</param>
    public async Task<T> RunAsync<T>(Func<RecordConnection, T> work, bool isUrgent, CancellationToken stop)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T? result = default;
        var queued = new Work(connection => result = work(connection), () => done.TrySetResult(result!), error => done.TrySetException(error), () => done.TrySetCanceled(stop), stop);
        if (isUrgent)
        {
            _urgent.Enqueue(queued);

            // Wakes the loop where it waits; where its queue is full, it does not.
            queued = new Work(_ => { }, () => { }, _ => { }, () => { }, CancellationToken.None);
            if (_queue.Writer.TryWrite(queued))
            {
                return await done.Task.ConfigureAwait(false);
            }
        }

        await _queue.Writer.WriteAsync(queued, stop).ConfigureAwait(false);
        return await done.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _connection.Dispose();
    }

    private async Task LoopAsync()
    {
        var batch = new List<Work>(BatchMax);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < BatchMax && (_urgent.TryDequeue(out var work) || (batch.Count < _batchMax && _queue.Reader.TryRead(out work))))
            {
                if (work.Stop.IsCancellationRequested)
                {
                    work.Cancel();
                }
                else
                {
                    batch.Add(work);
                }
            }

            var began = Stopwatch.GetTimestamp();
            if (Commit(batch) is null)
            {
                var one = Stopwatch.GetElapsedTime(began) / Math.Max(1, batch.Count);
                _batchMax = (int)Math.Clamp(BatchLasts / (one > TimeSpan.Zero ? one : TimeSpan.FromTicks(1)), 1, BatchMax);
                batch.ForEach(work => work.Succeed());
            }
            else
            {
                // One of them fails: each on its own, so that only that one does.
                foreach (var work in batch)
                {
                    if (Commit([work]) is { } error)
                    {
                        work.Fail(error);
                    }
                    else
                    {
                        work.Succeed();
                    }
                }
            }
        }
    }

    /// <summary>Null where all was committed; else nothing was.</summary>
    private Exception? Commit(List<Work> batch)
    {
        if (batch.Count == 0)
        {
            return null;
        }

        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var work in batch)
            {
                work.Run(_connection);
            }

            _connection.Execute("COMMIT");
        }
        catch (SqliteException error)
        {
            RollBack();
            return RecordException.Of(error, _path);
        }
#pragma warning disable CA1031 // Whatever a piece of work throws belongs to whoever asked for it, and must not end the only task that writes.
        catch (Exception error)
#pragma warning restore CA1031
        {
            RollBack();
            return error;
        }

        _committed();
        return null;
    }

    /// <summary>SQLite rolls back by itself on some failures; then there is nothing to do.</summary>
    private void RollBack()
    {
        _rolledBack();
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Sqlite.Handle) == 0)
        {
            _connection.Execute("ROLLBACK");
        }
    }

    private sealed record Work(Action<RecordConnection> Run, Action Succeed, Action<Exception> Fail, Action Cancel, CancellationToken Stop);
}
