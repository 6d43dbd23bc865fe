using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Delivery;
using Tocsin.Storage;

namespace Tocsin.Cli.Warn;

/// <summary>What people decide about warnings.</summary>
internal static class WarnDecisions
{
    public static async Task<int> AcknowledgeAsync(string path, string id, string by, string reason, Surroundings surroundings)
    {
        if (Unsigned(by, reason, surroundings))
        {
            return ExitCode.Usage;
        }

        await using var record = RecordFile.Open(path, TimeProvider.System);
        if (WarnLists.Find(record, id, surroundings) is not { } subject)
        {
            return ExitCode.Failure;
        }

        await record.Warnings.AcknowledgeAsync(subject.First.Subject, subject.SeverityMax, by, reason, surroundings.Stop);
        new Messages(surroundings.Error).Tell($"{subject.First.Subject} is taken on by {by}. Nobody is called about it any more{(subject.SeverityMax == CapSeverity.Extreme ? "" : $", unless it gets worse than {subject.SeverityMax.ToString().ToLowerInvariant()}")}.");
        return ExitCode.Ok;
    }

    public static async Task<int> TakeBackAsync(string path, string id, string by, string reason, Surroundings surroundings)
    {
        if (Unsigned(by, reason, surroundings))
        {
            return ExitCode.Usage;
        }

        await using var record = RecordFile.Open(path, TimeProvider.System);
        if (WarnLists.Find(record, id, surroundings) is not { } subject)
        {
            return ExitCode.Failure;
        }

        await record.Warnings.TakeBackAsync(subject.First.Subject, by, reason, surroundings.Stop);
        new Messages(surroundings.Error).Tell($"{subject.First.Subject} waits again; the calls go on.");
        return ExitCode.Ok;
    }

    public static async Task<int> CancelAsync(string path, string rulesPath, string id, string by, string reason, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        if (Unsigned(by, reason, surroundings))
        {
            return ExitCode.Usage;
        }

        if (RulesFile.Load(rulesPath, messages) is not { } rules)
        {
            return ExitCode.Failure;
        }

        await using var record = RecordFile.Open(path, TimeProvider.System);
        if (WarnLists.Find(record, id, surroundings) is not { } subject)
        {
            return ExitCode.Failure;
        }

        if (subject.IsCancelled)
        {
            messages.Tell($"{subject.First.Subject} is cancelled already.");
            return ExitCode.Ok;
        }

        var now = TimeProvider.System.GetUtcNow();
        await using var bell = new Bell(record, rules.Watch, TimeProvider.System, messages.Tell);
        var cancel = new WarningEngine(rules.Watch).Cancel(subject, now, $"cancelled by {by}: {reason}");
        await bell.SayAsync(cancel, bell.Drafts(cancel, now), surroundings.Stop);
        await WarnTrials.FlushAsync(bell, surroundings);
        messages.Tell($"{subject.First.Subject} is cancelled.");
        return ExitCode.Ok;
    }

    private static bool Unsigned(string by, string reason, Surroundings surroundings)
    {
        var unsigned = string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason);
        if (unsigned)
        {
            new Messages(surroundings.Error).Tell("a decision needs a name and a reason: --by NAME --reason WORDS.");
        }

        return unsigned;
    }
}
