namespace Tocsin.Storage.Feeds;

/// <summary>A source that is polled, and how it goes.</summary>
/// <param name="Outlet">Who prints what comes from it, where its items do not say; null to take its title.</param>
/// <param name="Kind">rss, atom, json, …; null until it is known.</param>
/// <param name="RemovedAt">It stays for its documents, and is polled no more.</param>
/// <param name="Settings">Whatever its poller wants to keep, as JSON.</param>
/// <param name="LastFailure">Why the last poll that failed did, as a clause.</param>
/// <param name="FailuresInARow">0 after a success.</param>
/// <param name="LastNewAt">When it last had an item that was new.</param>
public sealed record Feed(
    long Number,
    string Url,
    string? Title,
    string? Outlet,
    string? Kind,
    DateTimeOffset AddedAt,
    DateTimeOffset? RemovedAt,
    bool Paused,
    TimeSpan? PollEvery,
    string? Settings,
    string? MovedTo,
    string? ETag,
    string? LastModified,
    string? ContentHash,
    DateTimeOffset? LastPollAt,
    DateTimeOffset? NextPollAt,
    DateTimeOffset? LastSuccessAt,
    DateTimeOffset? LastFailureAt,
    string? LastFailure,
    int? LastStatus,
    int FailuresInARow,
    DateTimeOffset? LastNewAt,
    long ItemsInAll);

/// <summary>What one poll came to.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Failure">Why it failed, as a clause; null for a success, also one that found nothing new.</param>
/// <param name="Status">HTTP status; null where there was no answer.</param>
/// <param name="Items">Items in the answer.</param>
/// <param name="NewItems">Of which were not seen before.</param>
/// <param name="Title">And the next five: null leaves what is known.</param>
public sealed record FeedPoll(
    DateTimeOffset At,
    string? Failure,
    int? Status,
    int Items,
    int NewItems,
    TimeSpan Took,
    DateTimeOffset? NextPollAt,
    string? Title = null,
    string? Kind = null,
    string? ETag = null,
    string? LastModified = null,
    string? ContentHash = null,
    string? MovedTo = null);

/// <summary>An item of a feed that was seen.</summary>
/// <param name="Item">Its id in the feed: guid, atom:id, or its address.</param>
/// <param name="Document">Id of the document it became; null where it came to none.</param>
/// <param name="Problem">Why it came to none; null where it did, or was not tried yet.</param>
public sealed record FeedItem(string Item, string? Url, DateTimeOffset SeenAt, int Tries, string? Document, string? Problem);
