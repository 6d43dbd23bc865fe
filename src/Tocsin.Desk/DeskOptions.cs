using System.Collections.Immutable;
using System.Net;

namespace Tocsin.Desk;

/// <summary>How a desk is started.</summary>
/// <param name="Address">Where it listens. Anything but loopback needs a token.</param>
/// <param name="Port">0 for any free one.</param>
/// <param name="HostNames">Names under which browsers may reach it, beside the address itself.</param>
/// <param name="Token">Needed of every request; null where none is, which only loopback allows.</param>
public sealed record DeskOptions(IPAddress Address, int Port, ImmutableArray<string> HostNames, AccessToken? Token)
{
    public const int DefaultPort = 5180;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public bool IsLoopback => IPAddress.IsLoopback(Address);

    public static DeskOptions Local { get; } = new(IPAddress.Loopback, DefaultPort, [], null);
}
