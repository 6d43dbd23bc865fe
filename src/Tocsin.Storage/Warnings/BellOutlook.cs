using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;

namespace Tocsin.Storage.Warnings;

/// <summary>What the bell did not ring for, and what it will do next: for those who look at it. Nothing rests on it.</summary>
public sealed class BellOutlook
{
    /// <summary>Of each reason so many are kept, the newest.</summary>
    public const int KeptMax = 1000;

    private readonly RecordFile _record;

    internal BellOutlook(RecordFile record) => _record = record;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<HeldBack> List(int limit = KeptMax) => _record.Read(connection => connection.Rows(
        "SELECT status, rules, document, words, why, reason, recorded_at FROM held_back ORDER BY recorded_at DESC, sequence DESC LIMIT $1",
        row => new HeldBack((CapStatus)row.GetInt32(0), new Unrung(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), (UnrungReason)row.GetInt32(5)), row.Moment(6)), limit));

    /// <summary>By subject; none where the bell has nothing to call for, or never rang.</summary>
    public ILookup<string, PlannedCall> Next() => _record.Read(connection => connection.Rows(
        "SELECT subject, contact, at, round, step, steps, name FROM next_calls ORDER BY subject, at, contact",
        row => new PlannedCall(row.GetString(0), new NextCall(row.GetString(1), row.Moment(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)), row.GetString(6)))).ToLookup(call => call.Subject, StringComparer.Ordinal);

    /// <summary>Records whom the bell will call, instead of all that it recorded before.</summary>
    public Task PlanAsync(IReadOnlyCollection<PlannedCall> calls, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            connection.Execute("DELETE FROM next_calls");
            foreach (var (subject, call, name) in calls)
            {
                connection.Execute(
                    "INSERT INTO next_calls (subject, contact, name, at, round, step, steps) VALUES ($1, $2, $3, $4, $5, $6, $7)", subject, call.Contact, name, RecordTime.Of(call.At), call.Round, call.Step, call.Steps);
            }

            return true;
        },
        isUrgent: true, stop);

    /// <summary>Within a write of others: what the rules looked at and did not ring for.</summary>
    internal static void Add(RecordConnection connection, CapStatus status, IEnumerable<Unrung> unrung, long now)
    {
        foreach (var group in Unrung.Fold(unrung).GroupBy(one => one.Reason))
        {
            // What would be removed again at once need not be written.
            foreach (var one in group.TakeLast(KeptMax))
            {
                connection.Execute(
                    """
                    INSERT INTO held_back (status, reason, key, rules, document, words, why, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (status, reason, key) DO UPDATE SET rules = $4, words = $6, why = $7, recorded_at = $8
                    """,
                    (int)status, (int)one.Reason, one.Document.Length > 0 ? one.Document : "rule " + one.Rule, one.Rule, one.Document, one.Words, one.Why, now);
            }

            connection.Execute(
                "DELETE FROM held_back WHERE reason = $1 AND status = $2 AND sequence <= (SELECT sequence FROM held_back WHERE reason = $1 AND status = $2 ORDER BY sequence DESC LIMIT 1 OFFSET $3)", (int)group.Key,
                (int)status, KeptMax);
        }
    }
}
