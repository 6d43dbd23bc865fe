using Microsoft.Data.Sqlite;
using Tocsin.Analysis.Cap;

namespace Tocsin.Storage.Warnings;

/// <summary>What is to be sent. Recorded before it is sent, and told as sent only after: at least once, whatever happens in between.</summary>
public sealed class Outbox
{
    private const string Columns =
        "o.sequence, o.key, w.id, o.subject, o.channel, o.contact, o.round, o.step, o.severity, o.due_at, o.created_at, o.state, o.next_at, o.attempts, o.may_have_arrived, o.done_at, o.error";

    private readonly RecordFile _record;

    internal Outbox(RecordFile record) => _record = record;

    /// <summary>Adds what is to be sent; what has a key that is there already is passed over.</summary>
    public Task AddAsync(IReadOnlyCollection<OutboxDraft> drafts, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            Add(connection, drafts, RecordTime.Of(_record.Time.GetUtcNow()));
            return true;
        },
        isUrgent: true, stop);

    /// <summary>What a process that ended was sending goes back to waiting, marked as perhaps arrived. For the start of the one process that sends.</summary>
    public Task<int> RecoverAsync(CancellationToken stop = default) => _record.WriteAsync(connection => connection.Execute("UPDATE outbox SET state = 0, may_have_arrived = 1 WHERE state = 1"), isUrgent: true, stop);

    /// <summary>Takes the most severe of what is due for a channel, and records that an attempt begins. Null where nothing is due.</summary>
    public Task<Outgoing?> TakeAsync(string channel, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            var now = RecordTime.Of(_record.Time.GetUtcNow());
            var found = connection.Row(
                $"""
                SELECT {Columns}, w.body, w.cap FROM outbox o JOIN warnings w ON w.sequence = o.warning
                WHERE o.channel = $1 AND o.state = 0 AND o.next_at <= $2 ORDER BY o.severity DESC, o.due_at, o.sequence LIMIT 1
                """,
                row => (Item: Read(row), Body: row.GetString(17), Cap: row.GetFieldValue<byte[]>(18)), channel, now);
            if (found.Item is not { } item)
            {
                return null;
            }

            connection.Execute("UPDATE outbox SET state = 1, attempts = attempts + 1 WHERE sequence = $1", item.Sequence);
            connection.Execute("INSERT INTO attempts (outbox, number, started_at) VALUES ($1, $2, $3)", item.Sequence, item.Attempts + 1, now);
            _record.Step("attempt begun");
            return new Outgoing(item with { State = OutboxState.Sending, Attempts = item.Attempts + 1 }, WarningJson.Read(found.Body), found.Cap);
        },
        isUrgent: true, stop);

    public Task SentAsync(OutboxItem item, CancellationToken stop = default) => EndAsync(item, OutboxState.Sent, null, null, stop);

    /// <param name="retryAt">Null to give up.</param>
    public Task FailedAsync(OutboxItem item, string error, DateTimeOffset? retryAt, CancellationToken stop = default) =>
        EndAsync(item, retryAt is null ? OutboxState.GivenUp : OutboxState.Waiting, error, retryAt, stop);

    /// <summary>When the next item of a channel is due; null where none waits.</summary>
    public DateTimeOffset? NextAt(string channel) => _record.Read(connection => connection.Value<long>("SELECT coalesce(min(next_at), -1) FROM outbox WHERE channel = $1 AND state = 0", channel)) is var next and >= 0
        ? RecordTime.Moment(next)
        : null;

    /// <summary>All of a subject, in the order of recording; of everything where it is null.</summary>
    public IReadOnlyList<OutboxItem> List(string? subject = null) => _record.Read(connection => connection.Rows(
        $"SELECT {Columns} FROM outbox o JOIN warnings w ON w.sequence = o.warning WHERE ($1 IS NULL OR o.subject = $1) ORDER BY o.sequence", Read, subject));

    /// <summary>What waits or is being sent.</summary>
    public IReadOnlyList<OutboxItem> Open() => _record.Read(connection => connection.Rows(
        $"SELECT {Columns} FROM outbox o JOIN warnings w ON w.sequence = o.warning WHERE o.state IN (0, 1) ORDER BY o.sequence", Read));

    /// <summary>How many were given up of warnings that have not expired.</summary>
    public int GivenUp() => (int)_record.Read(connection => connection.Value<long>(
        "SELECT count(*) FROM outbox o JOIN warnings w ON w.sequence = o.warning WHERE o.state = 3 AND w.expires_at > $1", RecordTime.Of(_record.Time.GetUtcNow())));

    /// <summary>Nobody is called any more about what has expired.</summary>
    public Task<int> StopExpiredAsync(CancellationToken stop = default)
    {
        var now = RecordTime.Of(_record.Time.GetUtcNow());
        const string Expired = "state = 0 AND contact <> '' AND round >= 0 AND warning IN (SELECT sequence FROM warnings WHERE expires_at <= $1)";

        // Looked for first, so that a quiet minute writes nothing.
        return _record.Read(connection => connection.Value<long>($"SELECT count(*) FROM outbox WHERE {Expired}", now)) == 0
            ? Task.FromResult(0)
            : _record.WriteAsync(connection => connection.Execute($"UPDATE outbox SET state = 4, done_at = $1, error = 'expired' WHERE {Expired}", now), isUrgent: true, stop);
    }

    /// <summary>When each attempt at an item began, and how it ended; null where its end is not recorded.</summary>
    public IReadOnlyList<(int Number, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Error)> Attempts(long item) => _record.Read(connection => connection.Rows(
        "SELECT number, started_at, ended_at, error FROM attempts WHERE outbox = $1 ORDER BY number", row => (row.GetInt32(0), row.Moment(1), row.MomentOrNull(2), row.TextOrNull(3)), item));

    internal static void Add(RecordConnection connection, IReadOnlyCollection<OutboxDraft> drafts, long now)
    {
        foreach (var draft in drafts)
        {
            connection.Execute(
                """
                INSERT INTO outbox (key, warning, subject, channel, contact, round, step, severity, due_at, created_at, state, next_at, attempts, may_have_arrived)
                SELECT $1, sequence, subject, $3, $4, $5, $6, $7, $8, $9, 0, $8, 0, 0 FROM warnings WHERE id = $2
                ON CONFLICT (key) DO NOTHING
                """,
                draft.Key, draft.Warning, draft.Channel, draft.Contact, draft.Round, draft.Step, (int)draft.Severity, RecordTime.Of(draft.DueAt), now);
        }
    }

    /// <summary>Ends what waits of a subject. What is just being sent cannot be called back; should it fail, it is not tried again.</summary>
    /// <param name="callsOnly">Leaves what channels keep.</param>
    internal static int Stop(RecordConnection connection, string subject, string why, long now, bool callsOnly = false) => connection.Execute(
        $"UPDATE outbox SET state = 4, done_at = $3, error = $2 WHERE subject = $1 AND state = 0 {(callsOnly ? "AND contact <> '' AND round >= 0" : "AND contact <> ''")}", subject, why, now);

    private Task<bool> EndAsync(OutboxItem item, OutboxState state, string? error, DateTimeOffset? retryAt, CancellationToken stop) => _record.WriteAsync(
        connection =>
        {
            _record.Step("attempt ended");
            var now = RecordTime.Of(_record.Time.GetUtcNow());
            connection.Execute("UPDATE attempts SET ended_at = $3, outcome = $4, error = $5 WHERE outbox = $1 AND number = $2", item.Sequence, item.Attempts, now, (int)state, error);
            if (state == OutboxState.Waiting && item.Contact.Length > 0 && item.Round >= 0 && IsOver(connection, item, now))
            {
                (state, retryAt) = (OutboxState.Stopped, null);
            }

            connection.Execute(
                "UPDATE outbox SET state = $2, error = $3, next_at = coalesce($4, next_at), done_at = $5 WHERE sequence = $1", item.Sequence, (int)state, error,
                retryAt is { } at ? RecordTime.Of(at) : null, state == OutboxState.Waiting ? null : now);
            return true;
        },
        isUrgent: true, stop);

    /// <summary>Cancelled, or acknowledged since it was planned: nobody is called about it again.</summary>
    private static bool IsOver(RecordConnection connection, OutboxItem item, long now) =>
        connection.Value<long>("SELECT count(*) FROM warnings WHERE subject = $1 AND reach = 2", item.Subject) > 0
        || connection.Value<long>(
            """
            SELECT count(*) FROM decisions a WHERE a.kind = 'warning-acknowledged' AND a.subject = $1 AND json_extract(a.body, '$.severity') >= $2
            AND NOT EXISTS (SELECT 1 FROM decisions b WHERE b.kind = 'warning-taken-back' AND b.subject = $1 AND b.number > a.number)
            """,
            item.Subject, (int)item.Severity) > 0;

    private static OutboxItem Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetInt32(7), (CapSeverity)row.GetInt32(8), row.Moment(9), row.Moment(10),
        (OutboxState)row.GetInt32(11), row.Moment(12), row.GetInt32(13), row.GetInt64(14) != 0, row.MomentOrNull(15), row.TextOrNull(16));
}
