using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Warnings;
using Tocsin.Storage.Documents;

namespace Tocsin.Storage.Warnings;

/// <summary>What was warned of, who took it on, and how far the rules have looked. Warnings are added to and never overwritten.</summary>
public sealed class WarningLog
{
    private const string Acknowledged = "warning-acknowledged";
    private const string TakenBack = "warning-taken-back";

    private readonly RecordFile _record;

    internal WarningLog(RecordFile record)
    {
        _record = record;
        Outbox = new Outbox(record);
        Outlook = new BellOutlook(record);
    }

    public Outbox Outbox { get; }

    public BellOutlook Outlook { get; }

    /// <summary>Where the rules begin: nothing before the first evaluation.</summary>
    public WarningProgress? Progress() => _record.Read(Progress);

    /// <summary>Readings that the rules have not seen, in the order of recording, and the number of the last of them; documents that were read anew come as their newest reading.</summary>
    public (IReadOnlyList<RecordedReading> Readings, long Last) Fresh(long after, int limit) => _record.Read(connection =>
    {
        var last = after;
        var readings = connection.Rows(
            $"""
            SELECT {DocumentRows.Columns}, r.reader_version, c.facts, r.id FROM readings r JOIN documents d ON d.sequence = r.document JOIN reading_contents c ON c.reading = r.id
            WHERE r.id > $1 ORDER BY r.id LIMIT $2
            """,
            row =>
            {
                last = row.GetInt64(DocumentRows.ColumnCount + 2);
                return ReadingPayload.Read(row.GetFieldValue<byte[]>(DocumentRows.ColumnCount + 1), DocumentRows.Read(row), row.GetString(DocumentRows.ColumnCount));
            },
            after, limit);
        return ((IReadOnlyList<RecordedReading>)readings, last);
    });

    /// <summary>Links between events of these readings and any others that the record has.</summary>
    public ImmutableArray<IncidentLink> Links(IReadOnlyCollection<RecordedReading> readings) => readings.Count == 0 ? [] : _record.Read(connection =>
    {
        var documents = new JsonArray([.. readings.Select(reading => JsonValue.Create(reading.Document.Sequence))]).ToJsonString();
        return connection.Rows(
            """
            WITH given AS MATERIALIZED (SELECT r.id FROM json_each($1) j JOIN readings r ON r.document = j.value),
            near AS (SELECT l.* FROM given g JOIN incident_links l ON l.second_reading = g.id UNION SELECT l.* FROM given g JOIN incident_links l ON l.first_reading = g.id)
            SELECT f.id, l.first_event, s.id, l.second_event, l.likeness, l.reason FROM near l
            JOIN readings fr ON fr.id = l.first_reading JOIN documents f ON f.sequence = fr.document JOIN readings sr ON sr.id = l.second_reading JOIN documents s ON s.sequence = sr.document
            """,
            row => new IncidentLink(new EventKey(row.GetString(0), row.GetInt32(1)), new EventKey(row.GetString(2), row.GetInt32(3)), row.GetDouble(4), row.GetString(5)), documents).ToImmutableArray();
    });

    /// <summary>Digests of the rules that were held to this record before, by rule; one status never knows of another's.</summary>
    public IReadOnlyDictionary<string, string> RulesHeld(CapStatus status) => _record.Read(connection =>
        connection.Rows("SELECT rule, digest FROM rules_held WHERE status = $1", row => (Rule: row.GetString(0), Digest: row.GetString(1)), (int)status).ToDictionary(row => row.Rule, row => row.Digest, StringComparer.Ordinal));

    /// <summary>Remembers rules as they are held to the record from now on.</summary>
    public Task HoldRulesAsync(CapStatus status, IReadOnlyDictionary<string, string> digests, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            foreach (var (rule, digest) in digests)
            {
                connection.Execute("INSERT INTO rules_held (status, rule, digest) VALUES ($1, $2, $3) ON CONFLICT (status, rule) DO UPDATE SET digest = $3", (int)status, rule, digest);
            }

            return true;
        },
        isUrgent: true, stop);

    /// <summary>Number of the last reading that was recorded before a moment; 0 where there is none.</summary>
    public long LastReadingBefore(DateTimeOffset moment) => _record.Read(connection => connection.Value<long>("SELECT coalesce(max(id), 0) FROM readings WHERE recorded_at < $1", RecordTime.Of(moment)));

    /// <summary>Number of the last reading that the record has; 0 in an empty one.</summary>
    public long LastReading() => _record.Read(connection => connection.Value<long>("SELECT coalesce(max(id), 0) FROM readings"));

    public Task SaveAsync(IReadOnlyCollection<(Warning Warning, byte[]? Cap)> messages, IReadOnlyCollection<OutboxDraft> drafts, WarningProgress? progress, CancellationToken stop = default) =>
        SaveAsync(messages, drafts, progress, (CapStatus.Actual, []), stop);

    /// <summary>Records messages, what is to be sent of them, and how far the rules have looked: all or nothing. What is recorded already is passed over.</summary>
    /// <param name="messages">Each with its CAP form; null where nothing of it is sent.</param>
    /// <param name="progress">Null to leave it.</param>
    /// <param name="unrung">What the rules looked at and did not ring for, by rules of a status.</param>
    public Task SaveAsync(
        IReadOnlyCollection<(Warning Warning, byte[]? Cap)> messages, IReadOnlyCollection<OutboxDraft> drafts, WarningProgress? progress, (CapStatus Status, IReadOnlyCollection<Unrung> Unrung) unrung,
        CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            foreach (var (warning, cap) in messages)
            {
                if (connection.Value<long>("SELECT count(*) FROM warnings WHERE id = $1", warning.Id) == 0)
                {
                    connection.Execute(
                        "INSERT INTO warnings (id, subject, rule, status, reach, expires_at, recorded_at, body, cap) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", warning.Id, warning.Subject, warning.Rule,
                        (int)warning.Status, (int)warning.Reach, RecordTime.Of(warning.ExpiresAt), Moment(connection), WarningJson.Write(warning), cap);
                }

                // What is over is not to be called any more; its cancellation goes out instead.
                if (warning.Type == CapMessageType.Cancel)
                {
                    Outbox.Stop(connection, warning.Subject, "cancelled", RecordTime.Of(_record.Time.GetUtcNow()));
                }
            }

            _record.Step("warnings inserted");
            Outbox.Add(connection, drafts, RecordTime.Of(_record.Time.GetUtcNow()));
            _record.Step("outbox filled");
            BellOutlook.Add(connection, unrung.Status, unrung.Unrung, RecordTime.Of(_record.Time.GetUtcNow()));
            if (progress is not null)
            {
                connection.Execute(
                    "INSERT INTO warning_progress (one, reading, correction, looked_at) VALUES (1, $1, $2, $3) ON CONFLICT (one) DO UPDATE SET reading = $1, correction = $2, looked_at = $3", progress.Reading,
                    progress.Correction, RecordTime.Of(progress.LookedAt));
            }

            return true;
        },
        isUrgent: true, stop);

    /// <summary>Messages in the order of recording.</summary>
    /// <param name="subject">Null for all.</param>
    /// <param name="expiresAfter">Only of subjects with a message that expires after then.</param>
    public IReadOnlyList<Warning> List(string? subject = null, DateTimeOffset? expiresAfter = null) => _record.Read(connection => connection.Rows(
        """
        SELECT body FROM warnings WHERE ($1 IS NULL OR subject = $1) AND ($2 IS NULL OR subject IN (SELECT subject FROM warnings WHERE expires_at > $2)) ORDER BY sequence
        """,
        row => WarningJson.Read(row.GetString(0)), subject, expiresAfter is { } after ? RecordTime.Of(after) : null));

    /// <summary>Messages recorded after one, and the number of the last; those that expired before a moment are left out.</summary>
    public (IReadOnlyList<Warning> Messages, long Last) After(long sequence, DateTimeOffset expiresAfter) => _record.Read(connection =>
    {
        var last = Math.Max(0, sequence);
        var messages = connection.Rows(
            "SELECT body, sequence FROM warnings WHERE sequence > $1 AND expires_at > $2 ORDER BY sequence",
            row =>
            {
                last = row.GetInt64(1);
                return WarningJson.Read(row.GetString(0));
            },
            sequence, RecordTime.Of(expiresAfter));
        return ((IReadOnlyList<Warning>)messages, last);
    });

    /// <summary>Records that the bell is alive now.</summary>
    public Task BeatAsync(CancellationToken stop = default) => _record.WriteAsync(
        connection => connection.Execute("INSERT INTO bell (one, beat_at) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET beat_at = $1", RecordTime.Of(_record.Time.GetUtcNow())), isUrgent: true, stop);

    /// <summary>When the bell last showed that it is alive; null where none ever rang for this record.</summary>
    public DateTimeOffset? BeatAt() => _record.Read(connection => connection.Value<long>("SELECT coalesce(max(beat_at), 0) FROM bell")) is var at and > 0 ? RecordTime.Moment(at) : null;

    /// <summary>A message as CAP 1.2; null where there is none or nothing of it is sent.</summary>
    public byte[]? Cap(string id) => _record.Read(connection => connection.Value<byte[]>("SELECT cap FROM warnings WHERE id = $1", id));

    /// <summary>The newest messages that were sent, the newest first, of one status.</summary>
    public IReadOnlyList<(Warning Warning, byte[] Cap)> Newest(CapStatus status, int limit) => _record.Read(connection => connection.Rows(
        "SELECT body, cap FROM warnings WHERE status = $1 AND cap IS NOT NULL ORDER BY sequence DESC LIMIT $2",
        row => (WarningJson.Read(row.GetString(0)), row.GetFieldValue<byte[]>(1)), (int)status, limit));

    /// <summary>Somebody takes a warning on: all calls stop in the same moment.</summary>
    /// <param name="severity">What it covers: the severity that the subject has now.</param>
    /// <exception cref="ArgumentException">No name or no reason.</exception>
    public Task AcknowledgeAsync(string subject, CapSeverity severity, string by, string reason, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return _record.WriteAsync(
            connection =>
            {
                Decide(connection, Acknowledged, subject, new JsonObject { ["severity"] = (int)severity }.ToJsonString(), by, reason);
                return Outbox.Stop(connection, subject, $"acknowledged by {by}", RecordTime.Of(_record.Time.GetUtcNow()), callsOnly: true);
            },
            isUrgent: true, stop);
    }

    /// <summary>Takes every acknowledgement of a subject back: its ladder goes on.</summary>
    public Task TakeBackAsync(string subject, string by, string reason, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return _record.WriteAsync(
            connection =>
            {
                Decide(connection, TakenBack, subject, "{}", by, reason);
                return true;
            },
            isUrgent: true, stop);
    }

    /// <summary>Acknowledgements by subject, those that were taken back marked.</summary>
    public ILookup<string, WarningAcknowledgement> Acknowledgements() => _record.Read(connection =>
    {
        var rows = connection.Rows(
            "SELECT kind, subject, by, reason, recorded_at, body FROM decisions WHERE kind IN ($1, $2) ORDER BY number",
            row => (Kind: row.GetString(0), Subject: row.GetString(1), By: row.GetString(2), Reason: row.GetString(3), At: row.Moment(4), Body: row.GetString(5)), Acknowledged, TakenBack);
        return rows.Where(row => row.Kind == Acknowledged).ToLookup(
            row => row.Subject,
            row =>
            {
                using var body = JsonDocument.Parse(row.Body);
                var back = rows.Where(other => other.Kind == TakenBack && other.Subject == row.Subject && other.At > row.At).Select(other => (DateTimeOffset?)other.At).FirstOrDefault();
                return new WarningAcknowledgement(row.By, row.Reason, row.At, (CapSeverity)body.RootElement.GetProperty("severity").GetInt32(), back);
            },
            StringComparer.Ordinal);
    });

    internal static WarningProgress? Progress(RecordConnection connection) =>
        connection.Row("SELECT reading, correction, looked_at FROM warning_progress", row => new WarningProgress(row.GetInt64(0), row.GetInt64(1), row.Moment(2)));

    private void Decide(RecordConnection connection, string kind, string subject, string body, string by, string reason) => connection.Execute(
        "INSERT INTO decisions (number, recorded_at, by, reason, kind, subject, body) VALUES ((SELECT coalesce(max(number), 0) + 1 FROM decisions), $1, $2, $3, $4, $5, $6)", RecordTime.Of(_record.Now(connection)), by,
        reason, kind, subject, body);

    private long Moment(RecordConnection connection) => Math.Max(RecordTime.Of(_record.Time.GetUtcNow()), connection.Value<long>("SELECT coalesce(max(recorded_at), 0) FROM warnings") + 1);
}
