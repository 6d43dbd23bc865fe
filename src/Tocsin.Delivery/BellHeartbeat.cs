using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Tocsin.Analysis.Watching;
using Tocsin.Storage;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>Shows that the bell is alive: in the record, in a file, to a webhook. Whoever looks at any of them sees how long ago that was.</summary>
internal sealed class BellHeartbeat(Heartbeat? heartbeat, RecordFile record, TimeProvider time, Action<string> tell) : IDisposable
{
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = WebhookTimeout };
    private bool _fails;

    public void Dispose() => _client.Dispose();

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(heartbeat?.Every ?? TimeSpan.FromMinutes(1), time);
        try
        {
            do
            {
                await BeatAsync(stop).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        var fault = (string?)null;
        try
        {
            await record.Warnings.BeatAsync(stop).ConfigureAwait(false);
            var open = record.Warnings.Outbox.Open();
            var body = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"at\":\"{time.GetUtcNow().UtcDateTime:O}\",\"waiting\":{open.Count},\"givenUp\":{record.Warnings.Outbox.GivenUp()},\"process\":{Environment.ProcessId}}}\n"));
            if (heartbeat?.File is { } file)
            {
                Whole.Write(file, body);
            }

            if (heartbeat?.Webhook is { } address)
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await _client.PostAsync(address, content, stop).ConfigureAwait(false);
                fault = answer.IsSuccessStatusCode ? null : $"the webhook answered {(int)answer.StatusCode}";
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or HttpRequestException or RecordException || (error is OperationCanceledException && !stop.IsCancellationRequested))
        {
            fault = error.Message;
        }

        // Told when it begins and when it ends, and not at every beat.
        if (fault is not null != _fails)
        {
            _fails = fault is not null;
            tell(fault is null ? "the heartbeat shows again." : $"the heartbeat cannot be shown: {fault}");
        }
    }
}
