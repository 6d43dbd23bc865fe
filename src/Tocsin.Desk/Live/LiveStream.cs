using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Tocsin.Desk.Security;
using Tocsin.Storage;

namespace Tocsin.Desk.Live;

/// <summary>Tells open pages that the record has moved. One look at the record serves them all.</summary>
internal sealed class LiveStream(DeskRecord record, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(25);
    private readonly Lock _starting = new();
    private TaskCompletionSource<string> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _loop;
    private int _open;

    public int Open => Volatile.Read(ref _open);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", (LiveStream live, HttpContext context) => live.Open >= Limits.LivePagesMax
        ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        : (IResult)TypedResults.ServerSentEvents(live.FollowAsync(context.RequestAborted))).ExcludeFromDescription();

    /// <summary>What a mark of the record is as one value, for a page to compare.</summary>
    public static string Text(RecordMark mark) => (mark.Documents + mark.Readings + mark.Corrections + mark.Decisions).ToString(CultureInfo.InvariantCulture);

    private async IAsyncEnumerable<SseItem<string>> FollowAsync([EnumeratorCancellation] CancellationToken gone)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        Start();
        Interlocked.Increment(ref _open);
        try
        {
            yield return new SseItem<string>(Text(record.File.Mark()), "record");
            while (!stop.IsCancellationRequested)
            {
                var moved = Volatile.Read(ref _next).Task;
                var done = await Task.WhenAny(moved, Task.Delay(SignOfLife, stop.Token)).ConfigureAwait(false);
                if (stop.IsCancellationRequested)
                {
                    yield break;
                }

                yield return done == moved ? new SseItem<string>(await moved.ConfigureAwait(false), "record") : new SseItem<string>("", "alive");
            }
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private void Start()
    {
        lock (_starting)
        {
            _loop ??= Task.Run(async () =>
            {
                try
                {
                    // The first is the mark as it stands, which every page has got already.
                    var last = Text(record.File.Mark());
                    await foreach (var mark in record.File.Changes(lifetime.ApplicationStopping).ConfigureAwait(false))
                    {
                        var text = Text(mark);
                        if (text != last)
                        {
                            last = text;
                            Interlocked.Exchange(ref _next, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(text);
                        }
                    }
                }
                catch (OperationCanceledException)
                {
                    // The desk closes.
                }
            });
        }
    }
}
