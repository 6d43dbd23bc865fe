using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Analysis.Record;

/// <summary>How much of one document stands in another.</summary>
public enum CopyKind
{
    /// <summary>The same text but for white space and punctuation.</summary>
    Exact = 0,

    /// <summary>The same report with small changes: another headline, a cut, a byline.</summary>
    Repost = 1,

    /// <summary>Passages taken over into a report that has words of its own. Does not make one origin of the two; what stands in the passage is the first one's.</summary>
    Passage = 2,
}

/// <summary>Two documents that share text, the earlier (by publication, then by id) first.</summary>
/// <param name="Share">Part of the shorter one's text that both have, 0 to 1.</param>
/// <param name="Passages">Spans in the later one's text that stand in the earlier one's.</param>
public sealed record CopyLink(string First, string Second, CopyKind Kind, double Share, ImmutableArray<TextSpan> Passages);

/// <summary>What somebody decided against the reading. Kept beside it; never overwrites it.</summary>
/// <param name="Id">"c" and a number, by the order of recording.</param>
/// <param name="By">Who decided.</param>
public abstract record Correction(string Id, DateTimeOffset RecordedAt, string By, string Reason)
{
    /// <summary>Ids of those that somebody took back, and whose taking back was not itself taken back.</summary>
    public static IReadOnlySet<string> Undone(IReadOnlyCollection<Correction> all)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var undo in all.OfType<Undo>().OrderByDescending(one => one.RecordedAt).Where(one => !undone.Contains(one.Id)))
        {
            undone.Add(undo.Decision);
        }

        return undone;
    }

    /// <summary>Those that hold: none that was undone, and no undo.</summary>
    public static IReadOnlyCollection<Correction> Standing(IReadOnlyCollection<Correction> all)
    {
        if (!all.Any(one => one is Undo))
        {
            return all;
        }

        var undone = Undone(all);
        return [.. all.Where(one => one is not Undo && !undone.Contains(one.Id))];
    }

    /// <summary>An earlier decision no longer holds.</summary>
    /// <param name="Decision">Its id.</param>
    public sealed record Undo(string Id, DateTimeOffset RecordedAt, string By, string Reason, string Decision) : Correction(Id, RecordedAt, By, Reason);

    /// <summary>These events are one happening.</summary>
    public sealed record Join(string Id, DateTimeOffset RecordedAt, string By, string Reason, ImmutableArray<EventKey> Events) : Correction(Id, RecordedAt, By, Reason);

    /// <summary>These events are another happening than all others.</summary>
    public sealed record Split(string Id, DateTimeOffset RecordedAt, string By, string Reason, ImmutableArray<EventKey> Events) : Correction(Id, RecordedAt, By, Reason);

    /// <summary>The document no longer counts: withdrawn by its outlet, or not what it seemed. It stays to be read.</summary>
    public sealed record Retract(string Id, DateTimeOffset RecordedAt, string By, string Reason, string Document) : Correction(Id, RecordedAt, By, Reason);

    /// <summary>A field of an event or claim ("type", "status", "act", "place", …) is to be read otherwise; a null value drops the mark.</summary>
    public sealed record Field(string Id, DateTimeOffset RecordedAt, string By, string Reason, string Target, string Name, string? Value) : Correction(Id, RecordedAt, By, Reason);
}

/// <summary>A source that is polled and could not be seen: what it would say is not known, which is not that it says nothing.</summary>
/// <param name="Title">Null before it was ever seen.</param>
/// <param name="Reason">Why the last poll failed, as a clause.</param>
/// <param name="Since">The first poll that failed since it was last seen.</param>
/// <param name="LastSeen">Null where it never was.</param>
public sealed record UnseenFeed(string Url, string? Title, string Reason, DateTimeOffset Since, DateTimeOffset? LastSeen);

/// <summary>All that is known of a scope at a moment: what a view, an assessment or a rule is computed from. The order of its lists means nothing.</summary>
/// <param name="AsOf">Nothing recorded later is in it.</param>
/// <param name="Readings">The newest reading of each document.</param>
/// <param name="IncidentLinks">Between the events of these readings. Pairwise, so they hold at any moment at which both events are known.</param>
public sealed record RecordFacts(
    DateTimeOffset AsOf, ImmutableArray<RecordedReading> Readings, ImmutableArray<CopyLink> Copies, ImmutableArray<IncidentLink> IncidentLinks, ImmutableArray<Correction> Corrections)
{
    /// <summary>Feeds that could not be seen then, whatever the scope: nobody knows what of it they would have told.</summary>
    public ImmutableArray<UnseenFeed> Unseen { get; init; } = [];
}
