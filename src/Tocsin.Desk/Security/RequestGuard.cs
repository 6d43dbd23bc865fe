using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tocsin.Desk.Security;

/// <summary>Refuses requests that a page of another site made: under a name that is not ours (DNS rebinding), or a change that was not asked for on one of our pages.</summary>
internal sealed class RequestGuard
{
    private readonly FrozenSet<string> _hosts;

    public RequestGuard(DeskOptions options)
    {
        var hosts = new HashSet<string>(options.HostNames, StringComparer.OrdinalIgnoreCase);
        if (options.IsLoopback)
        {
            hosts.UnionWith(["localhost", "127.0.0.1", "[::1]"]);
        }

        // A port that a container publishes is reached as localhost too; there the token guards.
        foreach (var address in IsAny(options.Address) ? [.. LocalAddresses(), IPAddress.Loopback, IPAddress.IPv6Loopback] : new[] { options.Address })
        {
            hosts.Add(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString());
        }

        if (IsAny(options.Address))
        {
            hosts.UnionWith(["localhost", Environment.MachineName]);
        }

        _hosts = hosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        var refusal = Refusal(context.Request);
        return refusal is null ? next(context) : PlainAnswer.Write(context, StatusCodes.Status403Forbidden, refusal);
    });

    /// <summary>Why the request is refused, null where it is not.</summary>
    private string? Refusal(HttpRequest request)
    {
        if (!_hosts.Contains(request.Host.Host))
        {
            return "This desk does not answer under that name. Start it with --host NAME to allow one.";
        }

        if (!Changes(request.Method))
        {
            return null;
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)))
        {
            return "Changes are accepted from the desk's own pages only.";
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none" ? null : "Changes are accepted from the desk's own pages only.";
    }

    public static bool Changes(string method) => !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IEnumerable<IPAddress> LocalAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address);
}
