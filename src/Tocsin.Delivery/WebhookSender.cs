using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Watching;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>POSTs the CAP message. The address is the user's own, so any may be named; a redirect would be somebody else's, so none is followed.</summary>
/// <remarks>
/// Signed as "v1=" and the HMAC-SHA256, in hexadecimal, of the timestamp header, a full stop and the body: a receiver checks it and the age of the timestamp, and takes each
/// Idempotency-Key once.
/// </remarks>
internal sealed class WebhookSender : ISender, IDisposable
{
    public const string SignatureHeader = "Tocsin-Signature";
    public const string TimestampHeader = "Tocsin-Timestamp";
    public const string KeyHeader = "Idempotency-Key";

    private const int AnswerBytesMax = 64 * 1024;

    private readonly WarningChannel.Webhook _channel;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookSender(WarningChannel.Webhook channel, TimeProvider time)
    {
        (_channel, _time) = (channel, time);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = channel.Timeout, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
    }

    public void Dispose() => _client.Dispose();

    public async Task<SendResult> SendAsync(Outgoing outgoing, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_channel.Timeout);
        try
        {
            using var request = Request(outgoing);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
            var code = (int)answer.StatusCode;
            return code switch
            {
                >= 200 and < 300 => new SendResult.Sent(),

                // A receiver that knows the key already has the message.
                409 => new SendResult.Sent(),
                408 or 425 or 429 or >= 500 => new SendResult.Failed($"it answered {code}"),
                _ => new SendResult.Failed($"it answered {code}", IsFinal: code is 400 or 401 or 403 or 404 or 405 or 410 or 413 or 415 or 422),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SendResult.Failed($"no answer within {_channel.Timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException error)
        {
            return new SendResult.Failed(error.InnerException?.Message ?? error.Message);
        }
        catch (IOException error)
        {
            return new SendResult.Failed(error.Message);
        }
        catch (SecretException error)
        {
            return new SendResult.Failed(error.Message);
        }
    }

    internal static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        hash.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private HttpRequestMessage Request(Outgoing outgoing)
    {
        var content = new ByteArrayContent(outgoing.Cap);
        content.Headers.ContentType = new MediaTypeHeaderValue(CapWriter.MediaType, "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, _channel.Address) { Content = content };
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        // A connection of its own: on a kept one the handler would send a second time by itself, unmarked, where the first got no answer.
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation(KeyHeader, outgoing.Item.Key);
        request.Headers.TryAddWithoutValidation(TimestampHeader, timestamp);
        request.Headers.TryAddWithoutValidation("Tocsin-Status", outgoing.Warning.Status.ToString());
        request.Headers.TryAddWithoutValidation(Sending.ContactHeader, outgoing.Item.Contact);
        if (outgoing.Item.MayHaveArrived)
        {
            request.Headers.TryAddWithoutValidation(Sending.RepeatHeader, "yes");
        }

        if (_channel.Secret is { } secret)
        {
            request.Headers.TryAddWithoutValidation(SignatureHeader, Sign(Secrets.Read(secret), timestamp, outgoing.Cap));
        }

        return request;
    }
}
