using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Delivery;
using Tocsin.Language.Mentions;
using Tocsin.Storage;
using Tocsin.Storage.Warnings;

namespace Tocsin.Cli.Warn;

/// <summary>Trying the bell out: an exercise over the whole ladder, a test of every channel, a look at the rules.</summary>
internal static class WarnTrials
{
    private static readonly TimeSpan FlushMost = TimeSpan.FromMinutes(2);

    /// <param name="recordPath">Null where there is none yet.</param>
    public static int Check(string path, string? recordPath, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        if (RulesFile.Load(path, messages) is not { } rules)
        {
            return ExitCode.Failure;
        }

        var watch = rules.Watch;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{watch.Rules.Length} rules, {watch.Sites.Length} sites, {watch.Contacts.Length} contacts, {watch.Channels.Length} channels; status {watch.Status}\n");
        foreach (var rule in watch.Rules)
        {
            var steps = watch.Steps(rule.Common).Select(step => string.Join(" + ", step.Select(contact => contact.SeverityMin > CapSeverity.Minor ? $"{contact.Name} (from {contact.SeverityMin.ToString().ToLowerInvariant()} on)" : contact.Name)));
            page.Append(Printable.Line($"  {rule.Id}: {(rule is Rule.Near ? "incident" : rule.GetType().Name.ToLowerInvariant())}; calls {string.Join(", then ", steps.DefaultIfEmpty("nobody"))}")).Append('\n');
        }

        Secrets.Missing(watch).ToList().ForEach(missing => messages.Tell($"{path}: note: {missing}"));
        var unclear = Unclear(watch);
        unclear.ForEach(what => messages.Tell($"{path}: {what}"));
        if (recordPath is not null)
        {
            using var record = RecordFile.OpenReadOnly(recordPath, TimeProvider.System);
            var heard = record.Documents.Outlets().Select(outlet => outlet.Outlet).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var rule in watch.Rules.OfType<Rule.Silence>().Where(rule => !heard.Contains(rule.Source)))
            {
                messages.Tell($"{path}:{rule.Common.Line}: note: {recordPath} holds nothing of \"{rule.Source}\"; the rule \"{rule.Id}\" rings only after it was heard once.");
            }
        }

        return WarnLists.Print(page, surroundings) ?? (rules.Problems.Count + unclear.Count == 0 ? ExitCode.Ok : watch.Rules.IsEmpty ? ExitCode.Failure : ExitCode.SomeFailed);
    }

    /// <summary>Situations whose scope means nothing, or may mean several things.</summary>
    private static List<string> Unclear(WatchFile watch)
    {
        var countries = CountryLexicon.Load();
        var parser = new SituationParser(countries, () => new ActorResolver(ActorLexicon.Load(countries)));
        return [.. watch.Situations.Select(situation => (situation.Name, Parsed: parser.Parse(situation.Scope) as ParsedScope.Unclear)).Where(one => one.Parsed is not null).Select(one => $"the situation \"{one.Name}\": {one.Parsed!.Message}")];
    }

    public static async Task<int> DrillAsync(string path, string rulesPath, string exercise, string severity, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        if (RulesFile.Load(rulesPath, messages) is not { } rules)
        {
            return ExitCode.Failure;
        }

        await using var record = RecordFile.Open(path, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var drill = Trial(CapStatus.Exercise, exercise, Enum.Parse<CapSeverity>(severity, ignoreCase: true), now, $"This is the exercise {exercise}: nothing has happened") with { Reach = WarningReach.Ring, RingsAt = now };
        await using var bell = new Bell(record, rules.Watch, TimeProvider.System, messages.Tell);
        await bell.SayAsync(drill, bell.Drafts(drill, now), surroundings.Stop);
        await FlushAsync(bell, surroundings);
        messages.Tell($"the exercise rings as {drill.Subject}. Later steps are called while `tocsin watch … --rules FILE` runs; end it with `tocsin warn ack` or `cancel`.");
        return Report(record, drill.Subject, surroundings);
    }

    public static async Task<int> TestAsync(string path, string rulesPath, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        if (RulesFile.Load(rulesPath, messages) is not { } rules)
        {
            return ExitCode.Failure;
        }

        await using var record = RecordFile.Open(path, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var test = Trial(CapStatus.Test, null, CapSeverity.Minor, now, "This is a test: nothing is the matter");
        var drafts = rules.Watch.Channels.Select(channel => new OutboxDraft($"{test.Id}/test/{channel.Id}", test.Id, channel.Id, channel.Calls ? "test" : "", 0, 0, CapSeverity.Minor, now)).ToList();
        await using var bell = new Bell(record, rules.Watch, TimeProvider.System, messages.Tell);
        await bell.SayAsync(test, drafts, surroundings.Stop);
        await FlushAsync(bell, surroundings);
        return Report(record, test.Subject, surroundings);
    }

    /// <summary>Sends what waits; where another bell rings for the record, that one does.</summary>
    public static async Task FlushAsync(Bell bell, Surroundings surroundings)
    {
        try
        {
            await bell.FlushAsync(FlushMost, surroundings.Stop);
        }
        catch (BellException)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
        }
    }

    private static int Report(RecordFile record, string subject, Surroundings surroundings)
    {
        var page = new StringBuilder();
        var items = record.Warnings.Outbox.List(subject);
        foreach (var item in items)
        {
            page.Append(Printable.Line($"{(item.State == OutboxState.Sent ? "sent   " : item.State == OutboxState.GivenUp ? "FAILED " : "waiting")}  {item.Channel}{(item.Contact.Length > 0 ? $" to {item.Contact}" : "")}{(item.Error is null ? "" : ": " + item.Error)}")).Append('\n');
        }

        var sent = items.Count(item => item.State == OutboxState.Sent);
        return WarnLists.Print(page, surroundings) ?? (sent == items.Count ? ExitCode.Ok : sent == 0 ? ExitCode.Failure : ExitCode.SomeFailed);
    }

    private static Warning Trial(CapStatus status, string? exercise, CapSeverity severity, DateTimeOffset now, string headline)
    {
        var anchor = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return new Warning(
            Warning.SubjectOf(status, status.ToString(), anchor), 1, status.ToString().ToLowerInvariant(), anchor, status, exercise, CapMessageType.Alert, WarningReach.Inform, now, null, severity, CapUrgency.Unknown,
            CapCertainty.Unknown, null, null, null, status.ToString(), headline, headline + ".", null, ImmutableArray<CapArea>.Empty, now.AddHours(1), [], [], null, "asked for by hand");
    }
}
