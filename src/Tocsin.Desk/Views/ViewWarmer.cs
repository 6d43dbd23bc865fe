using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tocsin.Desk.Front;
using Tocsin.Storage;

namespace Tocsin.Desk.Views;

/// <summary>Makes the pages' views anew once the record has moved, before somebody asks for them.</summary>
internal sealed partial class ViewWarmer(DeskRecord record, ViewStore views, Rehearsal rehearsal, IHostApplicationLifetime life, ILogger<ViewWarmer> log) : BackgroundService
{
    /// <summary>Reports come in bursts; a view of each of them would be of no use to anybody.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Where reports keep coming, views are made in no more than a quarter of the time, so that reading and warning go first.</summary>
    private const int Rest = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // After the port is open, and after whoever asks at once whether it is ready: nobody who waits for the desk to start waits for this.
            await StartedAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
            await RehearseAsync(stoppingToken).ConfigureAwait(false);
            await foreach (var mark in record.File.Changes(stoppingToken).ConfigureAwait(false))
            {
                if (mark.Documents == 0)
                {
                    continue;
                }

                await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
                var began = Stopwatch.GetTimestamp();
                try
                {
                    views.Refresh(stoppingToken);
                }
                catch (RecordException error)
                {
                    // Whoever asks for the page is told; here the next change is another chance.
                    Failed(log, error);
                }

                await Task.Delay(Stopwatch.GetElapsedTime(began) * Rest, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The desk closes.
        }
    }

    private async Task StartedAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var begun = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop).ConfigureAwait(false);
    }

    private async Task RehearseAsync(CancellationToken stop)
    {
        try
        {
            await rehearsal.PlayAsync(stop).ConfigureAwait(false);
        }
        catch (RecordException error)
        {
            Failed(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Views were not made")]
    private static partial void Failed(ILogger log, Exception error);
}
