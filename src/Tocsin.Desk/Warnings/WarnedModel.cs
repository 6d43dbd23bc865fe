using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Warnings;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Views;
using Tocsin.Storage.Warnings;

namespace Tocsin.Desk.Warnings;

/// <summary>Who was warned: in the world, as reports tell it; and by this desk. The two are never mixed.</summary>
/// <param name="Rang">Warnings of this desk that rest on the reports looked at.</param>
/// <param name="Held">What of those reports met a rule in part and did not ring, by why.</param>
/// <param name="Rules">Of the rules file; null where no bell rings beside this desk.</param>
public sealed record WarnedModel(Notices World, ImmutableArray<BoardEntry> Rang, ImmutableArray<(string Why, int Count)> Held, int? Rules)
{
    /// <summary>How many rules held something back.</summary>
    public int HeldRules { get; init; }

    /// <summary>Of all that a view shows, as far as it had been sent at its moment.</summary>
    public static WarnedModel Of(DeskView view, DeskRecord record, WarningBoard board) => Of(view.Notices, view.State.Documents.Select(document => document.Document.Id).ToHashSet(StringComparer.Ordinal), view, record, board);

    /// <summary>Of one incident: notice of it, whoever reports that, and warnings that rest on its accounts.</summary>
    public static WarnedModel Of(SituationIncident one, DeskView view, DeskRecord record, WarningBoard board) =>
        Of(view.NoticesOf(one.Incident), one.Accounts.Select(account => account.Event.Document).ToHashSet(StringComparer.Ordinal), view, record, board);

    private static WarnedModel Of(Notices world, HashSet<string> documents, DeskView view, DeskRecord record, WarningBoard board)
    {
        var rang = board.Entries.Where(entry => (view.Query.AsOf is not { } asOf || entry.Subject.First.SentAt <= asOf) && entry.Subject.Evidence.Any(evidence => documents.Contains(evidence.Document))).ToImmutableArray();
        var kept = rang.IsEmpty && record.Bell is not null ? board.HeldBack().Where(one => documents.Contains(one.Unrung.Document)).ToArray() : [];
        ImmutableArray<(string, int)> held = [.. kept.GroupBy(one => one.Unrung.Reason).Select(group => (Why: Unrung.Says(group.Key), Count: group.Select(one => one.Unrung.Document).Distinct().Count())).OrderByDescending(reason => reason.Count)];
        return new WarnedModel(world, rang, held, record.Bell?.Watch.Rules.Length)
        {
            HeldRules = kept.SelectMany(one => one.Unrung.Rule.Split(", ")).Distinct(StringComparer.Ordinal).Count(),
        };
    }
}

/// <summary>Somebody whom a warning reached, or was to reach.</summary>
/// <param name="Channel">Over which, by its name in the rules file.</param>
/// <param name="At">When the message was handed over; null where it was not.</param>
public sealed record Reached(string Who, string Channel, DateTimeOffset? At, string? Why)
{
    /// <summary>Each contact once for each channel, the first message that arrived; then those whom none reached; channels that only keep come last.</summary>
    public static ImmutableArray<Reached> Of(BoardEntry entry, Func<string, string> nameOf) =>
    [
        .. entry.Calls.GroupBy(call => (call.Contact, call.Channel)).Select(way =>
        {
            var sent = way.Where(call => call.State == OutboxState.Sent).MinBy(call => call.DoneAt ?? call.DueAt);
            var last = way.MaxBy(call => (call.DueAt, call.Sequence))!;
            return new Reached(way.Key.Contact.Length > 0 ? nameOf(way.Key.Contact) : "", way.Key.Channel, sent is null ? null : sent.DoneAt ?? sent.DueAt, sent is not null ? null : last.State switch
            {
                OutboxState.GivenUp => last.Error is null ? "given up" : $"given up: {last.Error}",
                OutboxState.Waiting or OutboxState.Sending => "on its way",
                _ => "stopped, somebody had taken it on",
            });
        }).OrderBy(reached => reached.Who.Length == 0).ThenBy(reached => reached.At is null).ThenBy(reached => reached.At).ThenBy(reached => reached.Who, StringComparer.Ordinal).ThenBy(reached => reached.Channel, StringComparer.Ordinal),
    ];
}
