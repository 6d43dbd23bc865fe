using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Tocsin.Desk.Security;

/// <summary>How much one visitor may ask for.</summary>
internal static class Limits
{
    public const long BodyBytesMax = 64 * 1024;
    public const int LivePagesMax = 200;
    private const int ConnectionsMax = 600;
    private const int ReadsPerSecond = 60;
    private const int ReadsAtOnce = 300;
    private const int ChangesPerMinute = 60;
    private const int SignInsPerMinute = 10;

    public static void Of(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    public static IServiceCollection AddLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "10";
            return new ValueTask(PlainAnswer.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests at once. Wait ten seconds and try again."));
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RequestGuard.Changes(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter("change " + From(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = ChangesPerMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetTokenBucketLimiter("read " + From(context), _ => new TokenBucketRateLimiterOptions { TokenLimit = ReadsAtOnce, TokensPerPeriod = ReadsPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }));
        limiter.AddPolicy(TokenGate.LoginPolicy, context =>
            RateLimitPartition.GetFixedWindowLimiter("sign-in " + From(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    private static string From(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
