using System.Globalization;
using System.Text.Json;
using Tocsin.Cli.Feeds;
using Tocsin.Intake;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Web;
using Tocsin.Storage;

namespace Tocsin.Cli.Record;

/// <summary>Feeds into the record: documents first, then what is remembered of the feed, so that a poll that is cut short is made again and nothing of it is lost.</summary>
internal sealed class FeedRecording : IDisposable
{
    private readonly RecordFile _record;
    private readonly Recorder _recorder;
    private readonly FeedSources _sources;
    private readonly DateOnly? _published;
    private readonly Messages _messages;
    private readonly WebFetcher _fetcher;
    private readonly FeedPoller _poller;
    private readonly TimeSpan? _every;

    /// <param name="pages">False takes the feeds' own texts alone.</param>
    /// <param name="every">How often each is asked; null as feeds and servers say.</param>
    public FeedRecording(Recorder recorder, FeedSources sources, WebOptions options, bool pages, TimeSpan? every, DateOnly? published, Messages messages)
    {
        _every = every;
        _record = recorder.Record;
        _recorder = recorder;
        _sources = sources;
        _published = published;
        _messages = messages;
        _fetcher = new WebFetcher(options, TimeProvider.System);
        _poller = new FeedPoller(_fetcher, TimeProvider.System, every is { } pause ? FeedSchedule.Every(pause) : FeedSchedule.Default, pages);
    }

    public int New { get; private set; }

    public int Known { get; private set; }

    /// <summary>Feeds that are ill now.</summary>
    public int Ill => _ill.Count;

    private readonly HashSet<string> _ill = new(StringComparer.Ordinal);

    /// <summary>Polls until it is stopped, or each feed once until nothing of it is left.</summary>
    public async Task RunAsync(bool once, CancellationToken stop)
    {
        var known = new Dictionary<string, (long Number, FeedState State)>(StringComparer.Ordinal);
        foreach (var subscription in _sources.Feeds)
        {
            var feed = await _record.Feeds.AddAsync(subscription.Url, subscription.Title, stop: stop);
            var state = StateOf(feed);
            if (once && state is { Illness: FeedIllness.TooManyRequests, NextAt: { } next } && next > TimeProvider.System.GetUtcNow())
            {
                _ill.Add(state.Url);
                _messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{state.Url}: asked to be left alone until {next.UtcDateTime:yyyy-MM-dd HH:mm} UTC, so it was not asked."));
                continue;
            }

            known[subscription.Url] = (feed.Number, state with { NextAt = once ? null : Due(state) });
        }

        if (known.Count == 0)
        {
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var left = known.Keys.ToHashSet(StringComparer.Ordinal);
        await foreach (var poll in new FeedWatcher(_poller, TimeProvider.System).WatchAsync([.. known.Values.Select(feed => feed.State)], ended.Token))
        {
            await KeepAsync(known[poll.State.Url].Number, poll, stop);
            // A feed of which something is left is due at once.
            if (once && poll.State.NextAt > TimeProvider.System.GetUtcNow() && left.Remove(poll.State.Url) && left.Count == 0)
            {
                break;
            }
        }
    }

    public void Dispose() => _fetcher.Dispose();

    private async Task KeepAsync(long feed, FeedPoll poll, CancellationToken stop)
    {
        var state = poll.State;
        var wasIll = _ill.Contains(state.Url);
        if (state.Health == FeedHealth.Ill ? _ill.Add(state.Url) : _ill.Remove(state.Url))
        {
            _messages.Tell(state.Health == FeedHealth.Ill ? $"{state.Url}: {state.Reason}." : $"{state.Url}: well again.");
        }

        if (!wasIll && state.Health != FeedHealth.Ill)
        {
            foreach (var problem in poll.Problems)
            {
                _messages.Tell(problem);
            }
        }

        var counts = new int[2];
        await Parallel.ForEachAsync(poll.Documents, stop, async (taken, cancellation) =>
        {
            foreach (var note in taken.Notes)
            {
                _messages.Tell(note);
            }

            var document = _published is null ? taken.Document : taken.Document with { PublishedAt = _published, PublishedTime = null };
            var recorded = await _recorder.RecordAsync(document, stop: cancellation);
            Interlocked.Increment(ref counts[recorded.IsNew ? 0 : 1]);
            await _record.Feeds.NoteItemAsync(feed, new Storage.Feeds.FeedItem(taken.ItemKey, document.Url, state.AskedAt ?? TimeProvider.System.GetUtcNow(), 1, recorded.Document.Id, null), cancellation);
        });
        New += counts[0];
        Known += counts[1];
        await _record.Feeds.NoteAsync(
            feed,
            new Storage.Feeds.FeedPoll(
                state.AskedAt ?? TimeProvider.System.GetUtcNow(), state.Reason, null, state.Items, poll.Documents.Length, TimeSpan.Zero, state.NextAt, state.Title, state.Format, state.Validators?.ETag,
                state.Validators?.LastModified, null, state.MovedTo),
            stop);
        await _record.Feeds.SetAsync(state.Url, settings: state.ToJson(), stop: stop);
        if (counts[0] > 0)
        {
            _messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{state.Title ?? state.Url}: {counts[0]:N0} new {(counts[0] == 1 ? "document" : "documents")}, {_record.LastSequence:N0} in all."));
        }
    }

    /// <summary>What is set now holds for the next poll too, where it would come sooner; a feed that is ill keeps its pause.</summary>
    private DateTimeOffset? Due(FeedState state) =>
        _every is { } every && state is { Health: not FeedHealth.Ill, AskedAt: { } asked } && state.NextAt > asked + every ? asked + every : state.NextAt;

    private static FeedState StateOf(Storage.Feeds.Feed feed)
    {
        try
        {
            return feed.Settings is null ? new FeedState(feed.Url) { Title = feed.Title } : FeedState.FromJson(feed.Settings);
        }
        catch (JsonException)
        {
            // Written by something else; the feed is read as if for the first time, and what the record has is not added again.
            return new FeedState(feed.Url) { Title = feed.Title };
        }
    }
}
