using System.Collections.Immutable;
using System.Net;

namespace Tocsin.Intake.Web;

/// <summary>How we behave towards other people's servers.</summary>
public sealed record WebOptions
{
    /// <summary>The name that rules in robots.txt call us by.</summary>
    public const string Product = "tocsin";

    /// <summary>Hosts inside the user's network that may be gone to: see <see cref="AddressGuard"/>.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    public bool RespectRobots { get; init; } = true;

    /// <summary>Between two requests to one host; a longer one that its robots.txt asks for is kept.</summary>
    public TimeSpan HostPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For one answer with all of its content, however slowly it comes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After a failure that may pass. Only reading is ever asked for, so asking again does no harm.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Before the first time that it asks again; it doubles from then on.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A server that asks for a longer pause is left alone until the next poll.</summary>
    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Of a feed or a page, unpacked.</summary>
    public int BytesMax { get; init; } = InputLimits.FileBytes;

    public int RedirectsMax { get; init; } = 8;

    public string UserAgent { get; init; } = "Tocsin/0.1 (news reader; robots.txt: tocsin)";

    /// <summary>Gives the addresses of a name; the system's when null.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolve { get; init; }
}
