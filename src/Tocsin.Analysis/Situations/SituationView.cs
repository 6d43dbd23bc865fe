using System.Collections.Frozen;
using System.Collections.Immutable;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Situations;

/// <summary>The state of what a user watches at a moment: all that a page or a brief of it shows, each statement with the way back to its document and characters.</summary>
/// <remarks>The same facts and settings give the same view, whatever the order of their lists.</remarks>
/// <param name="AsOf">The moment; nothing later by the clock is in it.</param>
/// <param name="Since">From when changes are told.</param>
/// <param name="IsNewSince">True where nothing of it was known at <paramref name="Since"/>, so that <paramref name="Changes"/> would be the whole view; it is then empty.</param>
/// <param name="Documents">Reports in scope and within the window, newest first, retracted ones with why.</param>
/// <param name="OlderDocuments">Reports in scope from before the window: counted, and nothing else of them.</param>
/// <param name="NewestOlder">When the newest of those came out; null where there is none.</param>
/// <param name="Readings">What the reports that count say, as corrected, by document id.</param>
/// <param name="Incidents">Central ones first, then what is told as having happened, the gravest conflict first, then by independent origins together with the dead and hurt that are told of, and by the latest account.</param>
/// <param name="Contested">What sources disagree on, then open accusations.</param>
/// <param name="Pairs">At most 24: those of two sides of the scope first, then those with one, most tense first.</param>
/// <param name="Outlets">Who prints, most reports first.</param>
/// <param name="Speakers">Who speaks, most statements first.</param>
/// <param name="Changes">By time.</param>
public sealed record SituationView(
    Situation Situation,
    DateTimeOffset AsOf,
    RecordClock Clock,
    int Days,
    DateTimeOffset Since,
    bool IsNewSince,
    ImmutableArray<SituationDocument> Documents,
    int OlderDocuments,
    DateTimeOffset? NewestOlder,
    ImmutableArray<RecordedReading> Readings,
    ImmutableArray<Origin> Origins,
    ImmutableArray<SituationIncident> Incidents,
    ImmutableArray<ContestedMatter> Contested,
    ImmutableArray<PairState> Pairs,
    ImmutableArray<SourceActivity> Outlets,
    ImmutableArray<SourceActivity> Speakers,
    ImmutableArray<SituationChange> Changes)
{
    private readonly Lazy<FrozenDictionary<string, RecordedReading>> _readings = new(() => Readings.ToFrozenDictionary(reading => reading.Document.Id, StringComparer.Ordinal));

    private readonly Lazy<SideNames> _names = new(() => SideNames.Of(Readings));

    internal Func<string, string?>? Naming { get; init; }

    /// <summary>Feeds that could not be seen at the moment, the longest unseen first. Empty on the published clock, which knows no polls.</summary>
    public ImmutableArray<UnseenFeed> Unseen { get; init; } = [];

    /// <summary>What a side or speaker is called: "Iran" for IRN.</summary>
    public string NameOf(string key) => Naming?.Invoke(key) ?? _names.Value.Of(key) ?? key;

    /// <summary>What a report says; null where it does not count or is not in the view.</summary>
    public RecordedReading? Reading(string document) => _readings.Value.GetValueOrDefault(document);

    public RecordedEvent? Event(EventKey key) => Reading(key.Document)?.Events.FirstOrDefault(told => told.Key == key);

    public RecordedClaim? Claim(ClaimKey key) => Reading(key.Document)?.Claims.FirstOrDefault(said => said.Key == key);

    /// <summary>Where the words of a stance stand in its document's text.</summary>
    public ImmutableArray<TextSpan> SpansOf(Stance stance) =>
        stance.Claim is { } claim && Claim(claim) is { } said ? said.ContentSpans : stance.Event is { } key && Event(key) is { } told ? [told.Span] : [];

    /// <param name="facts">What is known of the scope; what is not in scope or was not known at their <see cref="RecordFacts.AsOf"/> by the clock is left out here too.</param>
    public static SituationView Of(Situation situation, RecordFacts facts, IncidentJoiner join, ViewSettings? settings = null)
    {
        var cut = settings ?? new ViewSettings();
        ArgumentOutOfRangeException.ThrowIfLessThan(cut.Days, 1, nameof(settings));
        var since = cut.Since ?? facts.AsOf.AddDays(-1);

        // Most of what happened before is what has happened by now, so that comes first; the rest of the two goes side by side.
        var begun = SituationState.Begin(situation, facts, join, cut);
        var earlier = Task.Run(SituationState.Begin(situation, facts with { AsOf = since }, join, cut));
        var now = begun();
        var before = earlier.GetAwaiter().GetResult();
        var isNew = before.Documents.IsEmpty && before.Older == 0;
        return new SituationView(
            situation, facts.AsOf, cut.Clock, cut.Days, since, isNew, now.Documents, now.Older, now.NewestOlder, now.Readings, now.Origins.All, now.Incidents, now.Contested, now.PairStates,
            now.Outlets, now.Speakers, isNew ? [] : SituationChanges.Between(before, now, cut.Clock))
        {
            Naming = cut.NameOf,
            Unseen = cut.Clock == RecordClock.Recorded ? facts.Unseen : [],
        };
    }
}

/// <summary>Joins the events of readings into incidents.</summary>
public delegate ImmutableArray<Incident> IncidentJoiner(RecordFacts facts, Origins origins);
