using System.Globalization;
using System.Text;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Delivery;
using Tocsin.Storage;
using Tocsin.Storage.Warnings;

namespace Tocsin.Cli.Warn;

/// <summary>What stands, and everything about one warning.</summary>
internal static class WarnLists
{
    private const int HeldMax = 5000;

    public static Task<int> ListAsync(string path, bool all, bool held, Surroundings surroundings)
    {
        using var record = RecordFile.OpenReadOnly(path, TimeProvider.System);
        var messages = new Messages(surroundings.Error);
        var now = TimeProvider.System.GetUtcNow();
        var acknowledged = record.Warnings.Acknowledgements();
        var next = record.Warnings.Outlook.Next();
        var known = WarningSubject.Fold(record.Warnings.List());
        var subjects = known.Where(subject => all || subject.IsLive(now))
            .OrderByDescending(subject => subject.IsLive(now)).ThenByDescending(subject => subject.SeverityMax).ThenBy(subject => subject.First.SentAt).ToList();
        var page = new StringBuilder();
        var waits = false;
        foreach (var subject in subjects)
        {
            var given = record.Warnings.Outbox.List(subject.First.Subject);
            var taken = acknowledged[subject.First.Subject].LastOrDefault(one => one.TakenBackAt is null);
            var rings = subject.Messages.Any(message => message.Reach == WarningReach.Ring);
            var covered = Ladder.Covers(acknowledged[subject.First.Subject], subject);
            var state = subject.IsCancelled ? "cancelled"
                : !subject.IsLive(now) ? "expired"
                : covered ? $"taken on by {taken!.By}: {taken.Reason}"
                : !rings ? "calls nobody"
                : "WAITS for an acknowledgement";
            waits |= subject.IsLive(now) && !covered && subject.First.Status == CapStatus.Actual && rings;
            page.Append(Printable.Line($"{subject.First.Subject}  {subject.SeverityMax,-8}  {Time(subject.Latest.SentAt)}  {WarningCap.Title(subject.Latest)}")).Append('\n');
            page.Append("              ").Append(Printable.Line($"rule {subject.First.Rule}; {state}; {Sent(given)}")).Append('\n');
            if (rings && !covered && subject.IsLive(now) && Next([.. next[subject.First.Subject]], now) is { } coming)
            {
                page.Append("              ").Append(Printable.Line(coming)).Append('\n');
            }
        }

        HeldBack(page, record, known, held, now);
        if (record.Warnings.BeatAt() is not { } beat)
        {
            messages.Tell("no bell has rung for this record yet. `tocsin watch … --rules FILE` rings.");
        }
        else if (!BellLock.IsHeld(path))
        {
            messages.Tell($"THE BELL IS NOT ALIVE: no process rings for this record; it last showed itself at {Time(beat)}. Nobody is called until `tocsin watch … --rules FILE` runs.");
        }

        if (record.Warnings.Outbox.GivenUp() is > 0 and var lost)
        {
            messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{lost} {(lost == 1 ? "message was" : "messages were")} given up; `tocsin warn show` says why."));
        }

        if (subjects.Count == 0)
        {
            messages.Tell(all ? "no warnings." : "no warning stands.");
        }

        return Task.FromResult(Print(page, surroundings) ?? (waits ? ExitCode.Warned : ExitCode.Ok));
    }

    public static Task<int> ShowAsync(string path, string id, bool cap, Surroundings surroundings)
    {
        using var record = RecordFile.OpenReadOnly(path, TimeProvider.System);
        if (Find(record, id, surroundings) is not { } subject)
        {
            return Task.FromResult(ExitCode.Failure);
        }

        if (cap)
        {
            return Task.FromResult(Print(new StringBuilder(Encoding.UTF8.GetString(record.Warnings.Cap(subject.Latest.Id) ?? [])), surroundings) ?? ExitCode.Ok);
        }

        var page = new StringBuilder();
        void Line(string text, int indent = 0) => page.Append(' ', indent).Append(Printable.Line(text)).Append('\n');
        var latest = subject.Latest;
        Line($"{latest.Subject}  {WarningCap.Title(latest)}");
        Line($"rule {latest.Rule}; severity {latest.Severity}, urgency {latest.Urgency}, certainty {latest.Certainty}; until {Time(subject.ExpiresAt)}");
        Line("MESSAGES");
        foreach (var message in subject.Messages)
        {
            Line($"{Time(message.SentAt)}  {message.Type,-6}  {message.Severity,-8}  {message.Change}{(message.Reach == WarningReach.Keep ? " (kept, not sent)" : "")}", 2);
        }

        Line("EVIDENCE");
        foreach (var evidence in subject.Evidence)
        {
            var who = evidence.ToldBy.IsEmpty ? "its own words" : string.Join(" › ", evidence.ToldBy.Select(name => name.Length == 0 ? "nobody named" : name));
            Line($"{evidence.Document}[{evidence.Span.Start},{evidence.Span.Length}]  {evidence.Printer}, {(evidence.PublishedAt is { } at ? Time(at) : "no date")}, {who}: “{evidence.Words}”", 2);
        }

        Line("DECISIONS");
        foreach (var one in record.Warnings.Acknowledgements()[subject.First.Subject])
        {
            Line($"{Time(one.At)}  taken on by {one.By}: {one.Reason}{(one.TakenBackAt is { } back ? $" (taken back {Time(back)})" : "")}", 2);
        }

        if (Next([.. record.Warnings.Outlook.Next()[subject.First.Subject]], TimeProvider.System.GetUtcNow()) is { } coming)
        {
            Line("NEXT");
            Line(coming, 2);
        }

        Line("SENT");
        foreach (var item in record.Warnings.Outbox.List(subject.First.Subject))
        {
            Line($"{Time(item.DoneAt ?? item.NextAt)}  {item.State,-8}  {item.Channel}{(item.Contact.Length > 0 ? $" to {item.Contact}" : "")}, round {item.Round + 1}, {item.Attempts} {(item.Attempts == 1 ? "attempt" : "attempts")}{(item.Error is null ? "" : ": " + item.Error)}", 2);
        }

        return Task.FromResult(Print(page, surroundings) ?? ExitCode.Ok);
    }

    /// <summary>By the subject, a part of it, or the id of a message; null where there is none or several, which is told.</summary>
    public static WarningSubject? Find(RecordFile record, string id, Surroundings surroundings)
    {
        var wanted = id.Split('-')[0];
        var found = wanted.Length < 3 ? [] : WarningSubject.Fold(record.Warnings.List()).Where(subject => subject.First.Subject.StartsWith(wanted, StringComparison.Ordinal)).ToList();
        if (found.Count == 1)
        {
            return found[0];
        }

        new Messages(surroundings.Error).Tell(found.Count == 0 ? $"there is no warning {id}. `tocsin warn list --all` has them." : $"several warnings begin with {id}; write more of it.");
        return null;
    }

    /// <summary>Null where it was printed.</summary>
    public static int? Print(StringBuilder page, Surroundings surroundings)
    {
        try
        {
            new DataOutput(surroundings.Out).Write(Encoding.UTF8.GetBytes(page.ToString()));
            return null;
        }
        catch (OutputException error)
        {
            return error.IsClosed ? ExitCode.Ok : ExitCode.Failure;
        }
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whom the bell calls next, if nobody acknowledges before; null where it has not planned.</summary>
    private static string? Next(IReadOnlyList<PlannedCall> calls, DateTimeOffset now)
    {
        if (calls.Count == 0)
        {
            return null;
        }

        return calls.Any(one => one.Call.Contact.Length == 0)
            ? "NOBODY IS CALLED: no contact of its ladder is called for so little, or over a channel that calls"
            : string.Create(CultureInfo.InvariantCulture, $"next, unless somebody acknowledges: {string.Join("; ", calls.Select(one => $"{one.Name} {(one.Call.At <= now ? "now" : "at " + Time(one.Call.At))} (round {one.Call.Round + 1}, step {one.Call.Step + 1} of {one.Call.Steps})"))}");
    }

    /// <summary>What did not ring and why: an example of each reason, or all of it.</summary>
    private static void HeldBack(StringBuilder page, RecordFile record, IReadOnlyCollection<WarningSubject> known, bool all, DateTimeOffset now)
    {
        var held = Unrung.Unheard(record.Warnings.Outlook.List(HeldMax), one => one.Unrung, known, now).ToList();
        if (held.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"HELD BACK: {held.Count} did not ring{(all ? "" : "; `tocsin warn list --held` has them all")}").Append('\n');
        foreach (var group in held.GroupBy(one => one.Unrung.Reason).OrderBy(group => group.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"  {group.Count(),5}  {Unrung.Says(group.Key)}").Append('\n');
            foreach (var one in group.Take(all ? HeldMax : 1))
            {
                var where = one.Unrung.Document.Length > 0 ? $"{one.Unrung.Document}, {record.Documents.Find(one.Unrung.Document)?.Printer ?? "unknown"}, rule {one.Unrung.Rule}" : $"rule {one.Unrung.Rule}";
                page.Append("         ").Append(Printable.Line($"{Time(one.At)}  “{one.Unrung.Words}” ({where}): {one.Unrung.Why}")).Append('\n');
            }
        }
    }

    private static string Sent(IReadOnlyList<OutboxItem> items)
    {
        var parts = items.GroupBy(item => item.State).OrderBy(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key switch { OutboxState.GivenUp => "GIVEN UP", OutboxState.Waiting => "waiting", OutboxState.Sending => "being sent", OutboxState.Stopped => "stopped", _ => "sent" }}"));
        return items.Count == 0 ? "nothing sent" : string.Join(", ", parts);
    }
}
