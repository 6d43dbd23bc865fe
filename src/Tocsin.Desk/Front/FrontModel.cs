using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Views;
using Tocsin.Storage.Feeds;

namespace Tocsin.Desk.Front;

/// <summary>Something that changed, in words.</summary>
/// <param name="Sign">A character for its kind.</param>
/// <param name="Url">To the characters or page it is about.</param>
public sealed record ChangeLine(DateTimeOffset At, string Sign, string What, string Says, string Url);

/// <summary>A saved situation as a card.</summary>
public sealed record SituationCard(string Name, int Incidents, int Contested, int New, DateTimeOffset? Last, string? Gravest, string? GravestUrl);

/// <summary>What the desk cannot see, and why.</summary>
public sealed record Blindness(string Who, string Why, DateTimeOffset? Last, string Url);

/// <param name="Since">When all was last seen; null for never.</param>
/// <param name="NewReports">Reports recorded since.</param>
public sealed record FrontModel(
    DeskView View, DateTimeOffset? Since, int NewReports, ImmutableArray<ChangeLine> Changes, ImmutableArray<SituationCard> Cards, ImmutableArray<Blindness> Blind, ImmutableArray<Warnings.BoardEntry> Ringing, DateTimeOffset Now)
{
    /// <summary>Who was warned, in the world and by this desk.</summary>
    public required Warnings.WarnedModel Warned { get; init; }

    /// <summary>Feeds that are polled, and sources that are heard of so often that their silence would be seen; with none of them nobody knows who fell silent.</summary>
    public int Followed { get; init; }

    /// <summary>Reports that count.</summary>
    public int Reports => View.State.Documents.Length - Withdrawn;

    public int Withdrawn => View.State.Documents.Count(document => document.Retraction is not null);

    private const int CardsMax = 12;

    public static FrontModel Of(DeskRecord record, ViewStore views, Warnings.WarningBoard board, DateTimeOffset? since)
    {
        var view = views.Get(new ViewQuery(Situation.Everything, Since: since));
        var state = view.State;
        var changes = state.Changes.Reverse().Select(change => Line(change, view)).OfType<ChangeLine>().DistinctBy(line => (line.What, line.Says)).ToImmutableArray();
        var cards = CardsOf(record, views, since).ToImmutableArray();
        var (now, feeds) = (record.Now, record.File.Feeds.List());
        return new FrontModel(view, since, since is null ? state.Documents.Length : state.Documents.Count(document => document.Document.RecordedAt > since), changes, cards, Blindnesses(view, feeds, now), [.. board.Entries.Where(entry => entry.IsLive)], now)
        {
            Warned = Warnings.WarnedModel.Of(view, record, board),
            Followed = feeds.Count + (view.IsArchive ? 0 : state.Outlets.Concat(state.Speakers).Count(source => source.UsualGap is not null)),
        };
    }

    /// <summary>Cards of what is watched, the first of them.</summary>
    public static IEnumerable<SituationCard> CardsOf(DeskRecord record, ViewStore views, DateTimeOffset? since) =>
        Situations.WatchedSituations.List(record).Take(CardsMax).Select(situation => Card(situation, views.Get(new ViewQuery(situation, null, RecordClock.Published)), since));

    private static SituationCard Card(Situation situation, DeskView view, DateTimeOffset? since)
    {
        var gravest = view.State.Incidents.FirstOrDefault(one => one.IsCentral && one.HasHappened);
        return new SituationCard(
            situation.Name, view.State.Incidents.Count(Situations.SituationModel.Happened), view.State.Contested.Count(matter => !matter.OnlyAccused),
            since is null ? 0 : view.State.Documents.Count(document => document.Document.RecordedAt > since), view.State.Documents.IsEmpty ? null : view.LastReport,
            gravest is null ? null : $"{Situations.SituationModel.Parties(gravest.Incident, view.Names)}: {Situations.SituationModel.Kind(gravest.Incident)}", gravest is null ? null : Links.Incident(gravest.Incident, situation.Name));
    }

    private static ImmutableArray<Blindness> Blindnesses(DeskView view, IReadOnlyList<Feed> feeds, DateTimeOffset now)
    {
        var blind = new List<Blindness>();
        blind.AddRange(feeds.Where(feed => feed.FailuresInARow > 0).Select(feed => new Blindness(feed.Title ?? feed.Url, feed.LastFailure ?? "does not answer", feed.LastSuccessAt, "/sources")));
        blind.AddRange(feeds.Where(feed => feed is { FailuresInARow: 0, Paused: true }).Select(feed => new Blindness(feed.Title ?? feed.Url, "is paused", feed.LastSuccessAt, "/sources")));

        // In an archive everybody fell silent when it ended, which tells nothing of anybody.
        if (!view.IsArchive)
        {
            blind.AddRange(view.State.Outlets.Concat(view.State.Speakers).Where(source => source.IsSilent)
                .Select(source => new Blindness(view.Names.Of(source), $"silent, and was heard every {Gap(source.UsualGap)} before", source.Last, Links.Source(source.IsOutlet ? "outlet " + source.Name : source.Key))));
        }

        return [.. blind];
    }

    private static string Gap(TimeSpan? gap) => gap is not { } usual ? "so often" : usual.TotalHours < 1.5 ? "hour" : usual.TotalHours < 48 ? $"{Math.Round(usual.TotalHours)} hours" : $"{Math.Round(usual.TotalDays)} days";

    private static ChangeLine? Line(SituationChange change, DeskView view)
    {
        string Title(string id) => view.Incident(id) is { } one ? $"{Situations.SituationModel.Parties(one.Incident, view.Names)}: {Situations.SituationModel.Kind(one.Incident)}" : "an incident";
        string Url(string id) => view.Incident(id) is { } one ? Links.Incident(one.Incident) : Links.Incident(id);
        string Question(string id) => view.State.Contested.FirstOrDefault(matter => matter.Id == id)?.Question ?? "a matter";
        return change switch
        {
            SituationChange.NewIncident found => new ChangeLine(found.At, "＋", "New incident", Title(found.Incident), Url(found.Incident)),
            SituationChange.Firmer firmer => new ChangeLine(firmer.At, "▲", $"Firmer: {Words.Status(firmer.From)} → {Words.Status(firmer.To)}", Title(firmer.Incident), Url(firmer.Incident)),
            SituationChange.TollRose toll => new ChangeLine(toll.At, "▲", $"Toll: {(toll.From is { } from ? $"{from} → " : "")}{Words.Range(toll.To.Min, toll.To.Max)} {(toll.IsKilled ? "killed" : "injured")}, {toll.To.Source ?? toll.To.Outlet}", Title(toll.Incident), Url(toll.Incident)),
            SituationChange.MoreOrigins more => new ChangeLine(more.At, "●", $"{more.From} → {more.To} independent origins", Title(more.Incident), Url(more.Incident)),
            SituationChange.NewMatter matter => new ChangeLine(matter.At, "≠", "Contested", Question(matter.Matter), matter.Document is null ? "/" : Links.Document(matter.Document)),
            SituationChange.NewSide side => new ChangeLine(side.At, "≠", $"A new side: {side.Label}", Question(side.Matter), side.Document is null ? "/" : Links.Document(side.Document)),
            SituationChange.NewVoice voice => new ChangeLine(voice.At, "“", $"{voice.Stance.Who} takes a side: {voice.Label}", Question(voice.Matter), Links.Document(voice.Stance.Document, voice.Stance.Claim is { } claim ? $"a{claim.Number}" : null)),
            SituationChange.Retracted gone => new ChangeLine(gone.At, "✕", "Withdrawn", gone.Reason, gone.Document is null ? "/documents" : Links.Document(gone.Document)),
            _ => null,
        };
    }
}
