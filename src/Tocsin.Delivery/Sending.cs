using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>How an attempt ended.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    public sealed record Sent : SendResult;

    /// <param name="Why">A clause; no secret stands in it.</param>
    /// <param name="IsFinal">Another attempt would end the same way, such as an address that does not exist.</param>
    public sealed record Failed(string Why, bool IsFinal = false) : SendResult;
}

/// <summary>What every channel says of a message besides the message.</summary>
internal static class Sending
{
    public const string ContactHeader = "Tocsin-Contact";

    /// <summary>Told where an earlier attempt may have arrived before the process ended, so that nobody takes the second for a second alarm.</summary>
    public const string RepeatHeader = "Tocsin-May-Be-Repeated";

    public static string Subject(Outgoing outgoing) =>
        (outgoing.Item.MayHaveArrived ? "[may be repeated] " : "") + (outgoing.Item.Round > 0 ? FormattableString.Invariant($"[call {outgoing.Item.Round + 1}] ") : "") + WarningCap.Title(outgoing.Warning);

    /// <summary>The status as a folder or file's part of its own; empty for what is actual.</summary>
    public static string Apart(CapStatus status) => status == CapStatus.Actual ? "" : status.ToString().ToLowerInvariant();
}
