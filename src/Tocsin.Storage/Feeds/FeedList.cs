using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tocsin.Analysis.Record;

namespace Tocsin.Storage.Feeds;

/// <summary>The sources that are polled. State, changed in place; the log of polls is kept.</summary>
public sealed class FeedList
{
    private const string Columns =
        """
        number, url, title, outlet, kind, added_at, removed_at, paused, poll_seconds, settings, moved_to, etag, last_modified, content_hash, last_poll_at, next_poll_at,
        last_success_at, last_failure_at, last_failure, last_status, failures_in_a_row, last_new_at, items_in_all
        """;

    private readonly RecordFile _record;

    internal FeedList(RecordFile record) => _record = record;

    /// <summary>Adds a feed, or takes up one again that was removed; one that is there stays as it is.</summary>
    public Task<Feed> AddAsync(string url, string? title = null, string? outlet = null, TimeSpan? pollEvery = null, string? settings = null, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            connection.Execute(
                """
                INSERT INTO feeds (url, title, outlet, added_at, poll_seconds, settings) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (url) DO UPDATE SET removed_at = NULL, title = coalesce(title, excluded.title), outlet = coalesce(outlet, excluded.outlet)
                """,
                url, title, outlet, RecordTime.Of(_record.Time.GetUtcNow()), pollEvery is { } every ? (long)every.TotalSeconds : null, settings);
            return Find(connection, url)!;
        },
        stop);

    /// <summary>Stops polling it; its documents and its log stay. False where there is none at that address.</summary>
    public Task<bool> RemoveAsync(string url, CancellationToken stop = default) => _record.WriteAsync(
        connection => connection.Execute("UPDATE feeds SET removed_at = $2 WHERE url = $1 AND removed_at IS NULL", url, RecordTime.Of(_record.Time.GetUtcNow())) > 0, stop);

    /// <summary>Changes what a person set: null leaves what is.</summary>
    public Task<bool> SetAsync(string url, bool? paused = null, TimeSpan? pollEvery = null, string? title = null, string? outlet = null, string? settings = null, CancellationToken stop = default) => _record.WriteAsync(
        connection => connection.Execute(
            """
            UPDATE feeds SET paused = coalesce($2, paused), poll_seconds = coalesce($3, poll_seconds), title = coalesce($4, title), outlet = coalesce($5, outlet), settings = coalesce($6, settings)
            WHERE url = $1
            """,
            url, paused is { } held ? held ? 1 : 0 : null, pollEvery is { } every ? (long)every.TotalSeconds : null, title, outlet, settings) > 0,
        stop);

    /// <summary>Those that are polled, or paused, by the order of adding.</summary>
    public IReadOnlyList<Feed> List(bool withRemoved = false) => _record.Read(connection => connection.Rows($"SELECT {Columns} FROM feeds WHERE $1 OR removed_at IS NULL ORDER BY number", Read, withRemoved ? 1 : 0));

    /// <summary>Null where there is none at that address.</summary>
    public Feed? Find(string url) => _record.Read(connection => Find(connection, url));

    /// <summary>Those whose next poll has come, the longest waiting first; never paused or removed ones.</summary>
    public IReadOnlyList<Feed> Due(DateTimeOffset now) => _record.Read(connection => connection.Rows(
        $"SELECT {Columns} FROM feeds WHERE removed_at IS NULL AND paused = 0 AND coalesce(next_poll_at, 0) <= $1 ORDER BY coalesce(next_poll_at, 0), number", Read, RecordTime.Of(now)));

    /// <summary>Notes how a poll went, in the feed and in its log.</summary>
    public Task<bool> NoteAsync(long feed, FeedPoll poll, CancellationToken stop = default) => _record.WriteAsync(
        connection =>
        {
            var at = RecordTime.Of(poll.At);
            var failed = poll.Failure is not null;
            connection.Execute(
                """
                UPDATE feeds SET
                  last_poll_at = $2, next_poll_at = $3, last_status = $4, last_success_at = iif($5, last_success_at, $2), last_failure_at = iif($5, $2, last_failure_at),
                  last_failure = iif($5, $6, last_failure), failures_in_a_row = iif($5, failures_in_a_row + 1, 0), last_new_at = iif($7 > 0, $2, last_new_at), items_in_all = items_in_all + $7,
                  title = coalesce(title, $8), kind = coalesce($9, kind), etag = iif($5, etag, coalesce($10, etag)), last_modified = iif($5, last_modified, coalesce($11, last_modified)),
                  content_hash = coalesce($12, content_hash), moved_to = coalesce($13, moved_to)
                WHERE number = $1
                """,
                feed, at, RecordTime.Of(poll.NextPollAt), poll.Status, failed ? 1 : 0, poll.Failure, poll.NewItems, poll.Title, poll.Kind, poll.ETag, poll.LastModified, poll.ContentHash, poll.MovedTo);
            connection.Execute(
                "INSERT INTO feed_polls (feed, at, succeeded, status, items, new_items, message, milliseconds, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                feed, at, failed ? 0 : 1, poll.Status, poll.Items, poll.NewItems, poll.Failure, (long)poll.Took.TotalMilliseconds, RecordTime.Of(_record.Now(connection)));
            return true;
        },
        stop);

    /// <summary>The last polls, the newest first.</summary>
    public IReadOnlyList<FeedPoll> Polls(long feed, int limit = 50) => _record.Read(connection => connection.Rows(
        "SELECT at, message, status, items, new_items, milliseconds FROM feed_polls WHERE feed = $1 ORDER BY number DESC LIMIT $2",
        row => new FeedPoll(row.Moment(0), row.TextOrNull(1), (int?)row.NumberOrNull(2), row.GetInt32(3), row.GetInt32(4), TimeSpan.FromMilliseconds(row.NumberOrNull(5) ?? 0), null), feed, limit));

    /// <summary>What is known of an item; null where it was never seen.</summary>
    public FeedItem? Item(long feed, string item) => _record.Read(connection => connection.Row(
        "SELECT item, url, seen_at, tries, document, problem FROM feed_items WHERE feed = $1 AND item = $2",
        row => new FeedItem(row.GetString(0), row.TextOrNull(1), row.Moment(2), row.GetInt32(3), row.TextOrNull(4), row.TextOrNull(5)), feed, item));

    /// <summary>Notes what an item came to; a later note replaces an earlier one and counts a try more.</summary>
    public Task<bool> NoteItemAsync(long feed, FeedItem item, CancellationToken stop = default) => _record.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO feed_items (feed, item, url, seen_at, document, problem) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT DO UPDATE SET tries = tries + 1, url = coalesce(excluded.url, url), document = coalesce(excluded.document, document), problem = excluded.problem
            """,
            feed, item.Item, item.Url, RecordTime.Of(item.SeenAt), item.Document, item.Problem) > 0,
        stop);

    /// <summary>Feeds that were polled and whose last poll by a moment had failed, the longest unseen first.</summary>
    internal static ImmutableArray<UnseenFeed> Unseen(RecordConnection connection, DateTimeOffset asOf) =>
    [
        .. connection.Rows(
            """
            SELECT f.url, f.title, p.message, (SELECT max(s.at) FROM feed_polls s WHERE s.feed = f.number AND s.succeeded = 1 AND s.at <= p.at AND s.number < p.number),
              (SELECT min(l.at) FROM feed_polls l WHERE l.feed = f.number AND l.at >= coalesce((SELECT max(s.at) FROM feed_polls s WHERE s.feed = f.number AND s.succeeded = 1 AND s.at <= p.at AND s.number < p.number), 0) AND l.succeeded = 0)
            FROM feeds f JOIN feed_polls p ON p.number = (SELECT n.number FROM feed_polls n WHERE n.feed = f.number AND coalesce(n.recorded_at, n.at) <= $1 ORDER BY n.at DESC, n.number DESC LIMIT 1)
            WHERE p.succeeded = 0 AND (f.removed_at IS NULL OR f.removed_at > $1)
            ORDER BY 5, f.number
            """,
            row => new UnseenFeed(row.GetString(0), row.IsDBNull(3) ? null : row.TextOrNull(1), row.TextOrNull(2) ?? "does not answer", row.Moment(4), row.MomentOrNull(3)), RecordTime.Of(asOf)),
    ];

    private static Feed? Find(RecordConnection connection, string url) => connection.Row($"SELECT {Columns} FROM feeds WHERE url = $1", Read, url);

    private static Feed Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.Moment(5), row.MomentOrNull(6), row.GetInt64(7) != 0,
        row.NumberOrNull(8) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, row.TextOrNull(9), row.TextOrNull(10), row.TextOrNull(11), row.TextOrNull(12), row.TextOrNull(13),
        row.MomentOrNull(14), row.MomentOrNull(15), row.MomentOrNull(16), row.MomentOrNull(17), row.TextOrNull(18), (int?)row.NumberOrNull(19), row.GetInt32(20), row.MomentOrNull(21), row.GetInt64(22));
}
