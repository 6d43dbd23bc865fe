using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tocsin.Desk;

/// <summary>Work that goes on while the desk is open, such as polling feeds.</summary>
/// <param name="Run">Ends when its token is cancelled; an exception ends it alone, and is shown.</param>
public sealed record DeskService(string Name, Func<CancellationToken, Task> Run);

/// <summary>Runs the services beside the pages, and knows how each is.</summary>
public sealed partial class DeskServices(IReadOnlyList<DeskService> services, ILogger<DeskServices> log) : BackgroundService
{
    private readonly string?[] _faults = new string?[services.Count];

    /// <summary>Each with why it ended; null while it runs.</summary>
    public IEnumerable<(string Name, string? Fault)> States => services.Select((service, i) => (service.Name, Volatile.Read(ref _faults[i])));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(services.Select((service, i) => Task.Run(() => RunAsync(service, i, stoppingToken), stoppingToken)));

    private async Task RunAsync(DeskService service, int i, CancellationToken stop)
    {
        try
        {
            await service.Run(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The desk closes.
        }
#pragma warning disable CA1031 // Whatever ends one service must not end the desk, nor the others; it is told here, on the front page and by /readyz.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _faults[i], error.Message);
            Ended(log, service.Name, error.Message, IsPlain(error) ? null : error);
        }
    }

    /// <summary>Its message says all: where in the program it was thrown helps nobody.</summary>
    private static bool IsPlain(Exception error) => error is Delivery.BellException or Storage.RecordException;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} ended: {Why}")]
    private static partial void Ended(ILogger log, string service, string why, Exception? error);
}
