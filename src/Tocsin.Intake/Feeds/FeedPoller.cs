using System.Collections.Immutable;
using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Intake.Web;

namespace Tocsin.Intake.Feeds;

/// <summary>Whose words a document of a feed is made of.</summary>
public enum TextFrom
{
    /// <summary>The page that the item links to.</summary>
    Page = 0,

    /// <summary>The feed itself: headline and what it says of the item.</summary>
    Feed = 1,
}

/// <param name="IsNewVersion">The same item was taken before with another text.</param>
/// <param name="Notes">What is wrong with the item, and why the page's text was not taken.</param>
public sealed record FeedDocument(Document Document, string ItemKey, bool IsNewVersion, TextFrom From, ImmutableArray<Problem> Notes);

/// <summary>What one poll came to.</summary>
/// <param name="State">To be kept together with the documents.</param>
/// <param name="Documents">Items that are new or changed, in the order of the feed.</param>
/// <param name="Problems">Of the feed as a whole, and of items that could not be taken.</param>
public sealed record FeedPoll(FeedState State, ImmutableArray<FeedDocument> Documents, ImmutableArray<Problem> Problems);

/// <summary>Polls one feed: what is new since the last time, with the text of the pages that it links to, and how the feed is.</summary>
/// <param name="fetchPages">False takes the feed's own text alone.</param>
public sealed class FeedPoller(WebFetcher fetcher, TimeProvider time, FeedSchedule schedule, bool fetchPages = true)
{
    /// <summary>Items beyond are left for the next poll, which is then at once: so that a poll ends, and what it took is safe, in some minutes.</summary>
    public const int ItemsPerPoll = 100;

    /// <summary>So many items are remembered beyond those that the feed still has.</summary>
    private const int SeenBeyond = 2000;

    private const string Accept = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

    private readonly ArticlePages _pages = new(fetcher);

    /// <summary>Throws only where it is cancelled.</summary>
    /// <param name="state">As the last poll left it; <c>new FeedState(url)</c> for the first.</param>
    public async Task<FeedPoll> PollAsync(FeedState state, CancellationToken cancellation)
    {
        // What has moved and fails there is looked for at its old place too, turn by turn: either may be the one that is lost.
        var movedTo = state.Failures % 2 == 1 ? null : state.MovedTo;
        if (!Uri.TryCreate(movedTo ?? state.Url, UriKind.Absolute, out var url))
        {
            return Ill(state, FeedIllness.AddressRefused, "its address is none of the web", null);
        }

        var answer = await fetcher.FetchAsync(new WebQuestion(url, Accept, state.Validators), cancellation);
        movedTo = answer.MovedTo?.AbsoluteUri ?? movedTo;
        switch (answer)
        {
            case WebAnswer.Failed failed:
                return Ill(state, failed.Illness, failed.What, failed.RetryAfter);
            case WebAnswer.NotModified same:
                return new FeedPoll(
                    Well(state with { MovedTo = movedTo }, state.Items == 0 ? FeedHealth.Empty : FeedHealth.NotModified) with { Validators = same.Validators, NextAt = schedule.AfterAnswer(time.GetUtcNow(), same.Fresh, Asked(state)) }, [], []);
            case WebAnswer.Content content:
                var reading = CapFeed.Read(content.Bytes, state.Url) ?? FeedParser.Parse(content.Bytes, content.Charset, content.Url, state.Url);
                return reading switch
                {
                    FeedReading.Refused refused => Ill(state, refused.Illness, refused.What, null),

                    // A move is believed where it leads to the feed: a login page of the hotel's network has moved nothing.
                    FeedReading.Read read => await TakeAsync(state with { MovedTo = movedTo }, read.Feed, content, cancellation),
                    _ => throw new InvalidOperationException("A reading is one of two."),
                };
            default:
                throw new InvalidOperationException("An answer is one of three.");
        }
    }

    private async Task<FeedPoll> TakeAsync(FeedState state, Feed feed, WebAnswer.Content answer, CancellationToken cancellation)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, fingerprint) in state.Seen)
        {
            known.TryAdd(key, fingerprint);
        }

        state = state with { Title = feed.Title ?? state.Title, Format = feed.Format };
        var documents = ImmutableArray.CreateBuilder<FeedDocument>();
        var seen = ImmutableArray.CreateBuilder<FeedState.SeenItem>();
        var left = 0;
        foreach (var item in feed.Items)
        {
            var key = FeedItem.Hash(item.Key);
            var before = known.GetValueOrDefault(key);
            known.Remove(key);
            if (before == item.Fingerprint)
            {
                seen.Add(new FeedState.SeenItem(key, before));
                continue;
            }

            if (documents.Count == ItemsPerPoll)
            {
                left++;
                if (before is not null)
                {
                    seen.Add(new FeedState.SeenItem(key, before));
                }

                continue;
            }

            documents.Add(await DocumentOf(item, state.Title, before is not null, fetchPages && feed.Format != CapFeed.Format, cancellation));
            seen.Add(new FeedState.SeenItem(key, item.Fingerprint));
        }

        seen.AddRange(state.Seen.Where(item => known.ContainsKey(item.Key)).Take(SeenBeyond));
        var problems = feed.Problems;
        if (left > 0)
        {
            problems = problems.Add(new Problem(state.Url, string.Create(CultureInfo.InvariantCulture, $"{left:N0} more items are taken with the next poll")));
        }

        // Without validators the next answer is a whole one, which is wanted where this one was not taken whole.
        var isWhole = left == 0 && !feed.IsCut;
        var newest = feed.Items.Select(item => item.Published?.Moment).Append(state.NewestAt).Max();
        state = Well(state, feed.Items.IsEmpty ? FeedHealth.Empty : FeedHealth.Ok) with
        {
            Validators = isWhole ? answer.Validators : null,
            Items = feed.Items.Length,
            NewestAt = newest?.ToUniversalTime(),
            IntervalMinutes = feed.IntervalMinutes,
            Seen = seen.ToImmutable(),
        };
        if (feed.IsCut)
        {
            // What stood before the break was taken; what should follow is not known, so the feed was not seen.
            state = state with { Health = FeedHealth.Ill, Illness = FeedIllness.HalfAnswer, Reason = "the feed ends in the middle" };
        }

        var now = time.GetUtcNow();
        return new FeedPoll(state with { NextAt = left > 0 ? now : schedule.AfterAnswer(now, answer.Fresh, Asked(state)) }, documents.ToImmutable(), problems);
    }

    private async Task<FeedDocument> DocumentOf(FeedItem item, string? feedTitle, bool isNewVersion, bool withPage, CancellationToken cancellation)
    {
        var notes = item.Problems;
        if (withPage && item.Url is not null)
        {
            var (page, problem) = await _pages.FetchAsync(item, cancellation);
            if (page is not null)
            {
                var titled = item.Title is null ? item with { Title = page.Title } : item;
                return new FeedDocument(titled.ToDocument(feedTitle, null, page.Text, item.Published ?? page.Published), item.Key, isNewVersion, TextFrom.Page, notes);
            }

            notes = notes.Add(problem!);
        }

        return new FeedDocument(item.ToDocument(feedTitle, null), item.Key, isNewVersion, TextFrom.Feed, notes);
    }

    private static TimeSpan? Asked(FeedState state) => state.IntervalMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    private FeedState Well(FeedState state, FeedHealth health) => state with
    {
        Health = health,
        Illness = FeedIllness.None,
        Reason = null,
        AskedAt = time.GetUtcNow(),
        WellAt = time.GetUtcNow(),
        Failures = 0,
    };

    private FeedPoll Ill(FeedState state, FeedIllness illness, string what, TimeSpan? retryAfter)
    {
        var now = time.GetUtcNow();
        state = state with
        {
            Health = FeedHealth.Ill,
            Illness = illness,
            Reason = what,
            AskedAt = now,
            Failures = state.Failures + 1,
            NextAt = schedule.AfterFailure(now, state.Failures + 1, retryAfter),
        };
        return new FeedPoll(state, [], [new Problem(state.Url, what)]);
    }
}
