using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Corrections;

/// <summary>What somebody decided: a likelihood changed, a warning acknowledged, a source rated.</summary>
/// <param name="Number">From 1, by the order of recording.</param>
/// <param name="Kind">What sort of decision; each feature has names of its own.</param>
/// <param name="Subject">What it is about, such as an id.</param>
/// <param name="Body">JSON, as the feature wants it.</param>
public sealed record Decision(long Number, DateTimeOffset RecordedAt, string By, string Reason, string Kind, string Subject, string Body);

/// <summary>What people decided. Added to, never overwritten.</summary>
public sealed class DecisionLog
{
    private readonly RecordFile _record;

    internal DecisionLog(RecordFile record) => _record = record;

    public Task<Decision> AddAsync(string kind, string subject, string body, string by, string reason, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            var decision = new Decision(connection.Value<long>("SELECT coalesce(max(number), 0) + 1 FROM decisions"), _record.Now(connection), by, reason, kind, subject, body);
            connection.Execute(
                "INSERT INTO decisions (number, recorded_at, by, reason, kind, subject, body) VALUES ($1, $2, $3, $4, $5, $6, $7)", decision.Number, RecordTime.Of(decision.RecordedAt), by, reason, kind, subject, body);
            return decision;
        },
        stop);

    /// <summary>In the order of recording.</summary>
    /// <param name="subject">Null for all of the kind.</param>
    public IReadOnlyList<Decision> List(string kind, string? subject = null, DateTimeOffset? asOf = null) => _record.Read(connection => connection.Rows(
        "SELECT number, recorded_at, by, reason, kind, subject, body FROM decisions WHERE kind = $1 AND ($2 IS NULL OR subject = $2) AND recorded_at <= $3 ORDER BY number",
        row => new Decision(row.GetInt64(0), row.Moment(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6)),
        kind, subject, asOf is { } moment ? RecordTime.Of(moment) : long.MaxValue));
}
