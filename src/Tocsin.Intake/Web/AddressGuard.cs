using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Tocsin.Intake.Web;

/// <summary>Keeps what others write into feeds and redirects from reaching into the user's own network.</summary>
/// <remarks>
/// The address is checked at the moment of connecting, and the connection goes to the very address that was checked. So it does not matter how a host is spelled (decimal, octal, hex), what its
/// name resolved to a moment ago, or which redirect led there. A pooled connection was checked when it was made.
/// </remarks>
/// <param name="allowedHosts">Names or addresses that are gone to wherever they are, as written in the address; case does not count. A port may follow: "10.0.0.5:8080" allows that port alone.</param>
/// <param name="resolve">Gives the addresses of a name; the system's when null.</param>
public sealed class AddressGuard(IEnumerable<string> allowedHosts, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    /// <summary>For each address in turn, so that one that is dead does not use up the time of the others.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>IANA IPv4 Special-Purpose Address Registry, with multicast (224/4) and what is reserved (240/4).</summary>
    private static readonly ImmutableArray<IPNetwork> NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Within 2000::/3, which is all that is public of IPv6: protocols (Teredo, ORCHID, …), documentation, 6to4.</summary>
    private static readonly ImmutableArray<IPNetwork> NotPublic6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private readonly FrozenSet<string> _allowed = allowedHosts.Select(host => host.Trim().Trim('[', ']')).Where(host => host.Length > 0).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Whether an address is one of the public internet. An IPv4 address within an IPv6 one (mapped, or through NAT64) is judged as what it is.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        else if (address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address))
        {
            address = new IPAddress(address.GetAddressBytes().AsSpan(12));
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !NotPublic4.Any(network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => Public6.Contains(address) && !NotPublic6.Any(network => network.Contains(address)),
            _ => false,
        };
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">All addresses of the host lie inside the user's network and the host is not allowed.</exception>
    /// <exception cref="SocketException">The name has no address, or none takes the connection.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellation);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var isAllowed = _allowed.Contains(host) || _allowed.Contains(string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"));
        var open = isAllowed ? addresses : [.. addresses.Where(IsPublic)];
        if (open.Length == 0)
        {
            throw new AddressRefusedException(host, addresses[0]);
        }

        SocketException? failure = null;
        foreach (var address in open)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(ConnectTimeout);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                failure = error;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                socket.Dispose();
                failure = new SocketException((int)SocketError.TimedOut);
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure!;
    }
}

/// <summary>A host lies inside the user's network.</summary>
public sealed class AddressRefusedException(string host, IPAddress address)
    : Exception(host == address.ToString() ? $"{host} is no address of the public internet" : $"{host} is at {address}, which is no address of the public internet")
{
    public string Host => host;
}
