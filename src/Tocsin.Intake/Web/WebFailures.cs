using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using Polly.Timeout;
using Tocsin.Intake.Feeds;

namespace Tocsin.Intake.Web;

/// <summary>An answer is longer than what is taken.</summary>
internal sealed class ContentTooLargeException(int bytesMax) : Exception(string.Create(CultureInfo.InvariantCulture, $"more than {bytesMax / 1e6:N1} MB"));

/// <summary>Failures of the network in words.</summary>
internal static class WebFailures
{
    public static FeedIllness Of(HttpStatusCode status, TimeSpan? retryAfter) => (int)status switch
    {
        404 => FeedIllness.NotFound,
        410 => FeedIllness.Gone,
        429 => FeedIllness.TooManyRequests,
        503 when retryAfter is not null => FeedIllness.TooManyRequests,
        >= 500 => FeedIllness.ServerError,
        408 => FeedIllness.Timeout,
        >= 400 => FeedIllness.Forbidden,
        _ => FeedIllness.Protocol,
    };

    /// <summary>The words for a status are ours, not the server's: what it sends is printed nowhere.</summary>
    public static string Name(HttpResponseMessage response)
    {
        var number = (int)response.StatusCode;
        return Enum.IsDefined(response.StatusCode)
            ? string.Create(CultureInfo.InvariantCulture, $"the server answers {number} ({response.StatusCode})")
            : string.Create(CultureInfo.InvariantCulture, $"the server answers {number}");
    }

    public static (FeedIllness Illness, string What) Of(Exception error, TimeSpan timeout)
    {
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AddressRefusedException refused:
                    return (FeedIllness.AddressRefused, $"{refused.Message} (--allow-host {refused.Host} if it is yours)");
                case ContentTooLargeException:
                    return (FeedIllness.TooLarge, inner.Message);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }:
                    return (FeedIllness.Dns, "its name has no address");
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return (FeedIllness.Timeout, "it takes no connection in time");
                case AuthenticationException:
                    return (FeedIllness.Tls, $"its certificate or encryption is not in order ({inner.Message.TrimEnd('.')})");
                case TimeoutRejectedException or OperationCanceledException or TimeoutException:
                    return (FeedIllness.Timeout, string.Create(CultureInfo.InvariantCulture, $"no whole answer within {timeout.TotalSeconds:N0} s"));
                case InvalidDataException:
                    return (FeedIllness.Protocol, "its compressed answer is broken");
            }
        }

        return error is not HttpRequestException request
            ? (FeedIllness.Connection, $"the connection broke ({error.Message.TrimEnd('.')})")
            : request.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => (FeedIllness.Dns, "its name has no address"),
                HttpRequestError.SecureConnectionError => (FeedIllness.Tls, "its encryption is not in order"),
                HttpRequestError.ResponseEnded => (FeedIllness.HalfAnswer, "its answer ends in the middle"),
                HttpRequestError.ConfigurationLimitExceeded => (FeedIllness.TooLarge, "its headers are too long"),
                HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => (FeedIllness.Protocol, "its answer is no HTTP"),
                _ => (FeedIllness.Connection, $"it takes no connection ({(request.InnerException ?? request).Message.TrimEnd('.')})"),
            };
    }

    /// <summary>What does not pass by asking again.</summary>
    public static bool IsLasting(Exception? error) =>
        error is not null && Of(error, TimeSpan.Zero).Illness is FeedIllness.AddressRefused or FeedIllness.TooLarge or FeedIllness.Tls or FeedIllness.Dns or FeedIllness.Timeout;
}
