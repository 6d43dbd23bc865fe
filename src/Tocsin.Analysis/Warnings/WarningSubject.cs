using System.Collections.Immutable;
using Tocsin.Analysis.Cap;

namespace Tocsin.Analysis.Warnings;

/// <summary>All messages about one thing, folded: what stands now.</summary>
/// <param name="Messages">By version.</param>
public sealed record WarningSubject(ImmutableArray<Warning> Messages)
{
    public Warning First => Messages[0];

    /// <summary>What holds now: the newest message that was more than kept.</summary>
    public Warning Latest => Messages.LastOrDefault(message => message.Reach != WarningReach.Keep) ?? Messages[^1];

    public bool IsCancelled => Messages[^1].Type == CapMessageType.Cancel;

    /// <summary>The worst that it was ever told to be, unless people decided that it is otherwise.</summary>
    public CapSeverity SeverityMax => Standing.Max(message => message.Severity);

    public CapCertainty CertaintyMax => Standing.Max(message => message.Certainty);

    public int? KilledMax => Standing.Max(message => message.Killed);

    public DateTimeOffset ExpiresAt => Messages.Max(message => message.ExpiresAt);

    /// <summary>Of all messages from the last one on that corrects what was said.</summary>
    public IEnumerable<WarningEvidence> Evidence => Standing.SelectMany(message => message.Evidence);

    /// <summary>How later messages refer to those that were sent.</summary>
    public ImmutableArray<CapReference> References(string sender) =>
        [.. Messages.Where(message => message.Reach != WarningReach.Keep).Select(message => new CapReference(sender, message.Id, WarningCap.WholeSecond(message.SentAt)))];

    public bool IsLive(DateTimeOffset now) => !IsCancelled && ExpiresAt > now;

    private IEnumerable<Warning> Standing => Messages.Skip(Math.Max(0, Messages.ToList().FindLastIndex(message => message.Corrects)));

    public static ImmutableArray<WarningSubject> Fold(IEnumerable<Warning> messages) =>
    [
        .. messages.GroupBy(message => message.Subject, StringComparer.Ordinal)
            .Select(group => new WarningSubject([.. group.OrderBy(message => message.Version)]))
            .OrderBy(subject => subject.First.SentAt).ThenBy(subject => subject.First.Subject, StringComparer.Ordinal),
    ];
}
