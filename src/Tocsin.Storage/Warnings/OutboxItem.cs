using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;

namespace Tocsin.Storage.Warnings;

public enum OutboxState
{
    Waiting = 0,

    /// <summary>An attempt has begun and its end is not recorded.</summary>
    Sending = 1,
    Sent = 2,

    /// <summary>Too many attempts failed.</summary>
    GivenUp = 3,

    /// <summary>Acknowledged, cancelled or expired before it was sent.</summary>
    Stopped = 4,
}

/// <summary>What is to be sent, before it is recorded.</summary>
/// <param name="Key">Unique; the same message to the same contact over the same channel has the same.</param>
/// <param name="Contact">Empty where the channel keeps messages and nobody is called.</param>
public sealed record OutboxDraft(string Key, string Warning, string Channel, string Contact, int Round, int Step, CapSeverity Severity, DateTimeOffset DueAt);

/// <summary>A message to one contact over one channel, and how far it has come.</summary>
/// <param name="Attempts">Begun so far.</param>
/// <param name="MayHaveArrived">An earlier attempt was cut off by the end of the process, so the receiver may have it.</param>
/// <param name="Error">Of the last attempt that failed.</param>
public sealed record OutboxItem(
    long Sequence, string Key, string Warning, string Subject, string Channel, string Contact, int Round, int Step, CapSeverity Severity, DateTimeOffset DueAt, DateTimeOffset CreatedAt, OutboxState State,
    DateTimeOffset NextAt, int Attempts, bool MayHaveArrived, DateTimeOffset? DoneAt, string? Error);

/// <summary>What a channel is to send now.</summary>
/// <param name="Cap">As it goes out.</param>
public sealed record Outgoing(OutboxItem Item, Warning Warning, byte[] Cap);

/// <summary>How far the rules have looked.</summary>
/// <param name="Reading">Number of the last reading that they saw.</param>
public sealed record WarningProgress(long Reading, long Correction, DateTimeOffset LookedAt);
