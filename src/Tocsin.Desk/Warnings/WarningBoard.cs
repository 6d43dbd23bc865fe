using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Storage.Warnings;

namespace Tocsin.Desk.Warnings;

/// <summary>A warning with everything that became of it.</summary>
/// <param name="IsCovered">Somebody has taken it on as bad as it is now.</param>
public sealed record BoardEntry(WarningSubject Subject, ImmutableArray<OutboxItem> Calls, ImmutableArray<WarningAcknowledgement> Acknowledgements, bool IsLive, bool IsCovered)
{
    /// <summary>Whom the bell calls next, if nobody answers.</summary>
    public ImmutableArray<PlannedCall> Next { get; init; } = [];

    /// <summary>No exercise and no test.</summary>
    public bool IsActual => Subject.First.Status == CapStatus.Actual;

    /// <summary>It calls for somebody, and nobody has answered.</summary>
    public bool Rings => IsLive && !IsCovered && Subject.Messages.Any(message => message.Reach == WarningReach.Ring);
}

/// <summary>All warnings as they stand, for the page and for the number beside its name. What was asked for a moment ago is not asked again.</summary>
public sealed class WarningBoard(DeskRecord record)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Back = TimeSpan.FromDays(90);
    private readonly Lock _lock = new();
    private (DateTimeOffset At, ImmutableArray<BoardEntry> Entries) _last = (DateTimeOffset.MinValue, []);

    /// <summary>What is actual before any exercise; then those that ring, then live ones, then the newest.</summary>
    public ImmutableArray<BoardEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                var now = record.Now;
                if (now - _last.At >= Fresh)
                {
                    _last = (now, Read(now));
                }

                return _last.Entries;
            }
        }
    }

    /// <summary>Warnings that are no exercise and wait for somebody.</summary>
    public int Ringing => Entries.Count(entry => entry is { Rings: true, IsActual: true });

    /// <summary>Exercises and tests that wait for somebody.</summary>
    public int Drilling => Entries.Count(entry => entry is { Rings: true, IsActual: false });

    /// <summary>Changes whenever something on the board does.</summary>
    public string Version => Entries.Aggregate(17L, (sum, entry) => unchecked((sum * 31) + entry.Subject.Messages.Length + (entry.Acknowledgements.Length * 7) + entry.Acknowledgements.Count(one => one.TakenBackAt is not null) + (entry.IsLive ? 3 : 0)
        + (entry.Next.IsEmpty ? 0 : entry.Next[0].Call.At.UtcTicks % 1_000_003) + entry.Calls.Sum(call => ((long)call.State * 101) + call.Attempts))).ToString("x", CultureInfo.InvariantCulture);

    /// <summary>What did not ring and why, of what nobody was warned of in another way; the newest first. Withdrawn reports are left out.</summary>
    public ImmutableArray<HeldBack> HeldBack()
    {
        var withdrawn = Analysis.Record.Correction.Standing(record.File.Corrections.List()).OfType<Analysis.Record.Correction.Retract>().Select(retract => retract.Document).ToHashSet(StringComparer.Ordinal);
        return [.. Unrung.Unheard(record.File.Warnings.Outlook.List(), one => one.Unrung, [.. Entries.Select(entry => entry.Subject)], record.Now).Where(one => !withdrawn.Contains(one.Unrung.Document))];
    }

    public void Forget()
    {
        lock (_lock)
        {
            _last = (DateTimeOffset.MinValue, []);
        }
    }

    private ImmutableArray<BoardEntry> Read(DateTimeOffset now)
    {
        var subjects = WarningSubject.Fold(record.File.Warnings.List(null, now - Back));
        if (subjects.IsEmpty)
        {
            return [];
        }

        var acknowledged = record.File.Warnings.Acknowledgements();
        var next = record.File.Warnings.Outlook.Next();
        var calls = record.File.Warnings.Outbox.List().ToLookup(item => item.Subject, StringComparer.Ordinal);
        return
        [
            .. subjects.Select(subject =>
            {
                var taken = acknowledged[subject.First.Subject].ToImmutableArray();
                return new BoardEntry(subject, [.. calls[subject.First.Subject]], taken, subject.IsLive(now), Ladder.Covers(taken, subject)) { Next = [.. next[subject.First.Subject]] };
            }).OrderByDescending(entry => entry.IsActual || !entry.IsLive).ThenByDescending(entry => entry.Rings).ThenByDescending(entry => entry.IsLive).ThenByDescending(entry => entry.IsLive ? entry.Subject.SeverityMax : default).ThenByDescending(entry => entry.Subject.Messages[^1].SentAt).ThenBy(entry => entry.Subject.First.Subject, StringComparer.Ordinal),
        ];
    }
}
