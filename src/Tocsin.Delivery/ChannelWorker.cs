using Tocsin.Storage;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>Empties the queue of one channel, one message at a time, the most severe first. What hangs or fails here holds up nobody else's.</summary>
internal sealed class ChannelWorker(string channel, ISender sender, RecordFile record, TimeProvider time, RetryPolicy retry, Action<string> tell) : IDisposable
{
    /// <summary>Another process may have put something in, such as an acknowledgement taken back.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _news = new(0, 1);

    public void Dispose() => _news.Dispose();

    /// <summary>Tells that something may be due.</summary>
    public void Wake()
    {
        if (_news.CurrentCount == 0)
        {
            try
            {
                _news.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in the same moment.
            }
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await record.Warnings.Outbox.TakeAsync(channel, stop).ConfigureAwait(false) is { } outgoing)
                {
                    await SendAsync(outgoing, stop).ConfigureAwait(false);
                    continue;
                }

                var wait = record.Warnings.Outbox.NextAt(channel) is { } next && next - time.GetUtcNow() is var left && left < LookEvery ? left : LookEvery;
                if (wait > TimeSpan.Zero)
                {
                    await WaitAsync(wait, stop).ConfigureAwait(false);
                }
            }
            catch (RecordException error)
            {
                // The disk may come back; what is recorded is not lost.
                tell($"channel {channel}: {error.Message}");
                await WaitAsync(LookEvery, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task SendAsync(Outgoing outgoing, CancellationToken stop)
    {
        SendResult result;
        try
        {
            result = await sender.SendAsync(outgoing, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Left as being sent: whoever goes on marks it as perhaps arrived.
            throw;
        }
#pragma warning disable CA1031 // A sender that throws what nobody foresaw must not end its channel: the message waits and the fault is told.
        catch (Exception error)
#pragma warning restore CA1031
        {
            result = new SendResult.Failed($"{error.GetType().Name}: {error.Message}");
        }

        var item = outgoing.Item;
        if (result is SendResult.Failed failed)
        {
            var wait = failed.IsFinal ? null : retry.After(item.Attempts);
            if (wait is null)
            {
                var whom = item.Contact.Length == 0 ? "" : $" to {item.Contact}";
                tell($"GIVEN UP: {item.Warning}{whom} over {channel} after {item.Attempts} {(item.Attempts == 1 ? "attempt" : "attempts")}: {failed.Why}. See `tocsin warn show {item.Subject}`.");
            }

            await record.Warnings.Outbox.FailedAsync(item, failed.Why, wait is { } known ? time.GetUtcNow() + known : null, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await record.Warnings.Outbox.SentAsync(item, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stop)
    {
        try
        {
            await _news.WaitAsync(wait, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
