using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Tocsin.Intake.Feeds;

namespace Tocsin.Intake.Web;

/// <summary>Asks for feeds and pages: one at a time from each host, as its robots.txt allows, never inside the user's network, and with a limit on everything.</summary>
/// <remarks>HTTP as in RFC 9110 and 9111; redirects are followed here and not by the handler, so that each step is judged. Sends no cookies, passwords or certificates, and uses no proxy. Thread-safe.</remarks>
public sealed class WebFetcher : IDisposable
{
    private static readonly TimeSpan RobotsKept = TimeSpan.FromHours(24);

    /// <summary>A robots.txt that cannot be read for now is asked for again after this.</summary>
    private static readonly TimeSpan RobotsAskedAgain = TimeSpan.FromMinutes(10);

    private readonly WebOptions _options;
    private readonly TimeProvider _time;
    private readonly HostManners _manners;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline<HttpResponseMessage> _persistently;
    private readonly ConcurrentDictionary<string, (RobotsFile File, WebAnswer.Failed? Failure, DateTimeOffset Until)> _robots = new(StringComparer.OrdinalIgnoreCase);

    public WebFetcher(WebOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _manners = new HostManners(time);
        var guard = new AddressGuard(options.AllowedHosts, options.Resolve);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = guard.ConnectAsync,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ActivityHeadersPropagator = null,
        };
        _client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _persistently = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(Retry(options))
            .AddTimeout(options.Timeout)
            .Build();
    }

    /// <summary>Throws only where it is cancelled.</summary>
    public async Task<WebAnswer> FetchAsync(WebQuestion request, CancellationToken cancellation)
    {
        var url = request.Url;
        Uri? movedTo = null;
        var isPermanent = true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            {
                return new WebAnswer.Failed(url, movedTo, FeedIllness.AddressRefused, $"{FeedParser.Short(url.OriginalString)} is no address of the web");
            }

            if (!seen.Add(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)))
            {
                return new WebAnswer.Failed(url, movedTo, FeedIllness.Redirects, "it redirects in a circle");
            }

            if (seen.Count > _options.RedirectsMax + 1)
            {
                return new WebAnswer.Failed(url, movedTo, FeedIllness.Redirects, string.Create(CultureInfo.InvariantCulture, $"more than {_options.RedirectsMax} redirects"));
            }

            var pause = _options.HostPause;
            if (_options.RespectRobots)
            {
                var (robots, failure) = await RobotsOf(url, cancellation);
                if (failure is not null)
                {
                    return failure with { Url = url, MovedTo = movedTo };
                }

                if (!robots.Allows(url.PathAndQuery))
                {
                    return new WebAnswer.Failed(url, movedTo, FeedIllness.Robots, $"the robots.txt of {url.Host} asks us to stay away from it");
                }

                pause = robots.CrawlDelay > pause ? robots.CrawlDelay.Value : pause;
            }

            var (answer, next, isMoved) = await AskAsync(request with { Url = url }, new Limit(_options.BytesMax, false), pause, movedTo, cancellation);
            if (next is null)
            {
                return answer!;
            }

            if (url.Scheme == "https" && next.Scheme == "http")
            {
                return new WebAnswer.Failed(url, movedTo, FeedIllness.Redirects, "it redirects from https to http");
            }

            isPermanent &= isMoved;
            movedTo = isPermanent ? next : movedTo;
            url = next;
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>One step: an answer, or where it redirects to.</summary>
    private async Task<(WebAnswer? Answer, Uri? Next, bool IsMoved)> AskAsync(WebQuestion request, Limit limit, TimeSpan pause, Uri? movedTo, CancellationToken cancellation)
    {
        var url = request.Url;
        using var visit = await _manners.EnterAsync(url.IdnHost, pause, cancellation);
        try
        {
            using var response = await _persistently.ExecuteAsync(async token => await SendAsync(request, limit, token), cancellation);
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            {
                var isMoved = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
                return response.Headers.Location is { } location && FeedParser.Link(location.OriginalString, url) is { } next
                    ? (null, new Uri(next), isMoved)
                    : (new WebAnswer.Failed(url, movedTo, FeedIllness.Redirects, $"it redirects to no address of the web ({FeedParser.Short(response.Headers.Location?.OriginalString ?? "none")})"), null, false);
            }

            return (await AnswerOf(request, response, movedTo, cancellation), null, false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or TimeoutRejectedException or ContentTooLargeException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var (illness, what) = WebFailures.Of(error, _options.Timeout);
            return (new WebAnswer.Failed(url, movedTo, illness, what), null, false);
        }
    }

    /// <summary>Sends it and reads all of the content, within its limit, so that a failure halfway is a failure of the request.</summary>
    private async Task<HttpResponseMessage> SendAsync(WebQuestion request, Limit limit, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.Known is { } known && known.Url == request.Url.AbsoluteUri)
        {
            // RFC 9110, 13.1.3: the date is not looked at where a tag is given, and not all servers know that.
            message.Headers.TryAddWithoutValidation(known.ETag is not null ? "If-None-Match" : "If-Modified-Since", known.ETag ?? known.LastModified);
        }

        var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        try
        {
            if (response.StatusCode == HttpStatusCode.OK || response.StatusCode == HttpStatusCode.NonAuthoritativeInformation)
            {
                var bytes = await ReadAsync(response.Content, limit, cancellation);
                var whole = new ByteArrayContent(bytes);
                foreach (var (name, values) in response.Content.Headers)
                {
                    if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                    {
                        whole.Headers.TryAddWithoutValidation(name, values);
                    }
                }

                response.Content.Dispose();
                response.Content = whole;
            }

            return response;
        }
        catch (HttpIOException error)
        {
            response.Dispose();
            throw new HttpRequestException(error.HttpRequestError, error.Message, error);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, Limit limit, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > limit.Bytes)
            {
                if (!limit.IsEnough)
                {
                    throw new ContentTooLargeException(limit.Bytes);
                }

                bytes.Write(buffer, 0, limit.Bytes - (int)bytes.Length);
                break;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private async Task<WebAnswer> AnswerOf(WebQuestion request, HttpResponseMessage response, Uri? movedTo, CancellationToken cancellation)
    {
        var url = request.Url;
        var fresh = Freshness.Of(response, _time.GetUtcNow());
        var validators = ValidatorsOf(url, response);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation:
                var type = response.Content.Headers.ContentType;
                return new WebAnswer.Content(
                    url, movedTo, await response.Content.ReadAsByteArrayAsync(cancellation), type?.MediaType?.ToLowerInvariant(), type?.CharSet?.Trim('"', '\'', ' '), validators, fresh);
            case HttpStatusCode.NoContent or HttpStatusCode.ResetContent:
                return new WebAnswer.Content(url, movedTo, [], null, null, validators, fresh);
            case HttpStatusCode.NotModified when request.Known is not null:
                return new WebAnswer.NotModified(url, movedTo, validators ?? request.Known, fresh);
            default:
                var retryAfter = Freshness.RetryAfter(response, _time.GetUtcNow());
                return new WebAnswer.Failed(url, movedTo, WebFailures.Of(response.StatusCode, retryAfter), WebFailures.Name(response), retryAfter);
        }
    }

    private static Validators? ValidatorsOf(Uri url, HttpResponseMessage response)
    {
        var tag = response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null;
        var modified = response.Content.Headers.TryGetValues("Last-Modified", out var dates) ? dates.FirstOrDefault() : null;
        return string.IsNullOrWhiteSpace(tag) && string.IsNullOrWhiteSpace(modified) ? null : new Validators(url.AbsoluteUri, string.IsNullOrWhiteSpace(tag) ? null : tag, modified);
    }

    /// <summary>RFC 9309, 2.3.1: with a file its rules count; a client error (4xx) forbids nothing; a server that fails or cannot be reached forbids all for now.</summary>
    private async Task<(RobotsFile File, WebAnswer.Failed? Failure)> RobotsOf(Uri url, CancellationToken cancellation)
    {
        var site = url.GetLeftPart(UriPartial.Authority);
        if (_robots.TryGetValue(site, out var kept) && kept.Until > _time.GetUtcNow())
        {
            return (kept.File, kept.Failure);
        }

        var at = new Uri(url, "/robots.txt");
        WebAnswer? answer = null;
        for (var redirects = 0; answer is null && redirects <= 5; redirects++)
        {
            (answer, var next, _) = await AskAsync(new WebQuestion(at, "text/plain, */*;q=0.1"), new Limit(RobotsFile.BytesMax, true), _options.HostPause, null, cancellation);
            at = next ?? at;
        }

        var (file, failure) = answer switch
        {
            null => (RobotsFile.AllowAll, null),
            WebAnswer.Content content => (RobotsFile.Parse(TextDecoding.Decode(content.Bytes).Text, WebOptions.Product), null),
            WebAnswer.Failed { Illness: FeedIllness.Forbidden or FeedIllness.NotFound or FeedIllness.Gone or FeedIllness.Redirects } => (RobotsFile.AllowAll, null),
            WebAnswer.Failed { Illness: FeedIllness.ServerError or FeedIllness.TooManyRequests or FeedIllness.Protocol or FeedIllness.HalfAnswer } failed =>
                (RobotsFile.DisallowAll, failed with { Illness = FeedIllness.Robots, What = $"the robots.txt of {url.Host} cannot be read for now ({failed.What}), so we stay away" }),
            WebAnswer.Failed failed => (RobotsFile.DisallowAll, failed),
            _ => (RobotsFile.AllowAll, (WebAnswer.Failed?)null),
        };
        if (_robots.Count > 5000)
        {
            _robots.Clear();
        }

        _robots[site] = (file, failure, _time.GetUtcNow() + (failure is null ? RobotsKept : RobotsAskedAgain));
        return (file, failure);
    }

    /// <param name="IsEnough">What is longer is cut there and not refused.</param>
    private readonly record struct Limit(int Bytes, bool IsEnough);

    /// <summary>Again after what may pass; not after a timeout, which was long enough, nor sooner than the server asks.</summary>
    private static HttpRetryStrategyOptions Retry(WebOptions options) => new()
    {
        MaxRetryAttempts = Math.Max(1, options.Retries),
        Delay = options.RetryPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(
            options.Retries > 0
            && HttpClientResiliencePredicates.IsTransient(arguments.Outcome)
            && arguments.Outcome.Exception is not TimeoutRejectedException
            && !WebFailures.IsLasting(arguments.Outcome.Exception)
            && (arguments.Outcome.Result is not { } response || (Freshness.RetryAfter(response, DateTimeOffset.UtcNow) ?? TimeSpan.Zero) <= options.RetryAfterMax)),
    };
}
