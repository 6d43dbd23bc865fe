using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Tocsin.Desk.Security;
using Tocsin.Desk.Warnings;

namespace Tocsin.Desk.Live;

/// <summary>Tells open pages that the record has moved. One look at the record serves them all.</summary>
internal sealed class LiveStream(DeskRecord record, WarningBoard board, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan BoardEvery = TimeSpan.FromSeconds(2);
    private readonly Lock _starting = new();
    private TaskCompletionSource<string> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _last = "";
    private Task? _loop;
    private int _open;

    public int Open => Volatile.Read(ref _open);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", (LiveStream live, HttpContext context) => live.Open >= Limits.LivePagesMax
        ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        : (IResult)TypedResults.ServerSentEvents(live.FollowAsync(context.RequestAborted))).ExcludeFromDescription();

    /// <summary>How far the record and its warnings have come, as one value for a page to compare.</summary>
    public string Now
    {
        get
        {
            var mark = record.File.Mark();
            return string.Create(CultureInfo.InvariantCulture, $"{mark.Documents + mark.Readings + mark.Corrections + mark.Decisions}.{board.Version}");
        }
    }

    private async IAsyncEnumerable<SseItem<string>> FollowAsync([EnumeratorCancellation] CancellationToken gone)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        _last = _last.Length == 0 ? Now : _last;
        Start();
        Interlocked.Increment(ref _open);
        try
        {
            yield return new SseItem<string>(Now, "record");
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
            _loop ??= Task.WhenAll(Task.Run(FollowRecordAsync), Task.Run(FollowBoardAsync));
        }
    }

    private async Task FollowRecordAsync()
    {
        try
        {
            await foreach (var mark in record.File.Changes(lifetime.ApplicationStopping).ConfigureAwait(false))
            {
                Tell();
            }
        }
        catch (OperationCanceledException)
        {
            // The desk closes.
        }
    }

    /// <summary>What becomes of calls moves no mark of the record.</summary>
    private async Task FollowBoardAsync()
    {
        using var timer = new PeriodicTimer(BoardEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(lifetime.ApplicationStopping).ConfigureAwait(false))
            {
                if (Open > 0)
                {
                    Tell();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The desk closes.
        }
    }

    /// <summary>Tells all pages, where something is otherwise than it was told last.</summary>
    private void Tell()
    {
        lock (_starting)
        {
            var now = Now;
            if (now != _last)
            {
                _last = now;
                Interlocked.Exchange(ref _next, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(now);
            }
        }
    }
}
