using System.Collections.Immutable;
using System.Net;

namespace Tocsin.Desk;

/// <summary>How a desk is started.</summary>
/// <param name="RecordPath">The record that it shows and keeps.</param>
/// <param name="Address">Where it listens. Anything but loopback needs a token.</param>
/// <param name="Port">0 for any free one.</param>
/// <param name="HostNames">Names under which browsers may reach it, beside the address itself.</param>
/// <param name="Sources">Feeds and folders that it keeps reading.</param>
/// <param name="Token">Needed of every request; null where none is, which only loopback allows.</param>
public sealed record DeskOptions(string RecordPath, IPAddress Address, int Port, ImmutableArray<string> HostNames, ImmutableArray<string> Sources, AccessToken? Token)
{
    public const int DefaultPort = 5180;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>False leaves the record alone: nothing is polled, nothing is sent. For looking at a record and for tests.</summary>
    public bool RunsServices { get; init; } = true;

    public bool IsLoopback => IPAddress.IsLoopback(Address);

    public static DeskOptions Local(string recordPath) => new(recordPath, IPAddress.Loopback, DefaultPort, [], [], null);
}
