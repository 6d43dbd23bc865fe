using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Warnings;

/// <summary>A warning as a CAP alert, and as words.</summary>
public static class WarningCap
{
    private const int EvidenceMax = 20;

    public static CapAlert Of(Warning warning, WarningSender sender)
    {
        ArgumentNullException.ThrowIfNull(warning);
        ArgumentNullException.ThrowIfNull(sender);
        var parameters = ImmutableArray.CreateBuilder<CapValue>();
        parameters.Add(new CapValue("tocsin:subject", warning.Subject));
        parameters.Add(new CapValue("tocsin:rule", warning.Rule));
        parameters.Add(new CapValue("tocsin:change", warning.Change));
        if (warning.Probability is { } probability)
        {
            parameters.Add(new CapValue("tocsin:probability", probability.Value.ToString("0.###", CultureInfo.InvariantCulture)));
        }

        if (warning.Confidence is { } confidence)
        {
            parameters.Add(new CapValue("tocsin:confidence", confidence.ToString()));
        }

        foreach (var evidence in warning.Evidence.Take(EvidenceMax))
        {
            parameters.Add(new CapValue("tocsin:evidence", FormattableString.Invariant($"{evidence.Document}[{evidence.Span.Start},{evidence.Span.Length}]")));
        }

        var sent = WholeSecond(warning.SentAt);
        var expires = WholeSecond(warning.ExpiresAt);
        var info = new CapInfo(
            "en-US", [CapCategory.Security], warning.Event, [], warning.Type == CapMessageType.Cancel ? CapUrgency.Past : warning.Urgency, warning.Severity, warning.Certainty, null, [],
            sent, null, expires < sent ? sent : expires, sender.Name, Title(warning), warning.Description, warning.Instruction, null, null, parameters.ToImmutable(), [], warning.Areas);
        return new CapAlert(
            warning.Id, sender.Id, sent, warning.Status, warning.Type, null, sender.Scope, sender.Scope == CapScope.Restricted ? sender.Restriction : null, sender.Addresses, [],
            warning.Status switch { CapStatus.Exercise => "EXERCISE: " + (warning.Exercise ?? "unnamed"), CapStatus.Test => "TEST: nothing is the matter", _ => null },
            warning.References, [warning.Subject], [info]);
    }

    /// <summary>The headline with what must be known of it first: that it is no more than an exercise, or that it is over.</summary>
    public static string Title(Warning warning)
    {
        ArgumentNullException.ThrowIfNull(warning);
        var status = warning.Status == CapStatus.Actual ? "" : warning.Status.ToString().ToUpperInvariant() + ": ";
        var type = warning.Type switch { CapMessageType.Update => "Update: ", CapMessageType.Cancel => "Cancelled: ", _ => "" };
        return status + type + warning.Headline;
    }

    /// <summary>CAP has no parts of seconds.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
