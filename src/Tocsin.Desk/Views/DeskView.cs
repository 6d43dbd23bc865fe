using System.Collections.Frozen;
using System.Collections.Immutable;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;

namespace Tocsin.Desk.Views;

/// <summary>A situation at a moment with what only some pages need of it, made when it is first asked for.</summary>
public sealed class DeskView
{
    private readonly Lazy<ImmutableArray<PairState>> _pairs;
    private readonly Lazy<Names> _names;
    private readonly Lazy<Notices> _notices;
    private readonly Lazy<NoticeBinding> _bound;
    private readonly Lazy<ImmutableArray<DateTimeOffset>> _moments;
    private readonly Lazy<AssessmentBasis> _basis;
    private readonly Lazy<FrozenDictionary<EventKey, SituationIncident>> _incidentOf;
    private readonly Lazy<FrozenDictionary<string, SourceRecord>> _sources;

    public DeskView(SituationView state, ViewQuery query, ImmutableArray<CopyLink> copies, int older)
    {
        State = state;
        Query = query;
        Copies = copies;
        Older = older;
        LastReport = state.Documents.IsEmpty ? state.AsOf : state.Documents[0].At < state.AsOf ? state.Documents[0].At : state.AsOf;
        _names = new Lazy<Names>(() => Names.Of(state.Readings));
        _pairs = new Lazy<ImmutableArray<PairState>>(() => PairTension.Of(
            state.Readings, state.Incidents.Select(one => one.Incident), Origins.Of(state.Readings.Select(reading => reading.Document), copies), DateOnly.FromDateTime(LastReport.UtcDateTime)));
        _basis = new Lazy<AssessmentBasis>(() => new AssessmentBasis(
            IsArchive ? LastReport : state.AsOf, state.Readings, state.Incidents.Select(one => one.Incident), Origins.Of(state.Readings.Select(reading => reading.Document), copies), state.Contested,
            state.Documents.Where(document => document.Retraction is not null).Select(document => document.Document)));
        _sources = new Lazy<FrozenDictionary<string, SourceRecord>>(() => _basis.Value.Sources.ToFrozenDictionary(source => source.Key, StringComparer.Ordinal));
        _incidentOf = new Lazy<FrozenDictionary<EventKey, SituationIncident>>(() => state.Incidents.SelectMany(one => one.Incident.Events.Select(told => (told, one))).DistinctBy(pair => pair.told).ToFrozenDictionary(pair => pair.told, pair => pair.one));
        _notices = new Lazy<Notices>(() => Notices.Of(state.Readings));
        _bound = new Lazy<NoticeBinding>(() => new NoticeBinding(Notices, state.Incidents, state.Reading, IncidentOf));
        _moments = new Lazy<ImmutableArray<DateTimeOffset>>(() => [.. state.Documents.Select(document => Moments.KnownFrom(document.Document, query.Clock)).Distinct().Order()]);
    }

    public SituationView State { get; }

    /// <summary>What was asked for.</summary>
    public ViewQuery Query { get; }

    public ImmutableArray<CopyLink> Copies { get; }

    /// <summary>Reports from before what the view holds, where there are more than a page can show.</summary>
    public int Older { get; }

    /// <summary>When the last report came out, or the moment of the view: what is told as of now is told as of then.</summary>
    public DateTimeOffset LastReport { get; }

    /// <summary>The last report came out long before the moment of the view: that nobody is heard of since tells nothing of anybody.</summary>
    public bool IsArchive => State.AsOf - LastReport > TimeSpan.FromDays(30);

    public Names Names => _names.Value;

    /// <summary>Who was warned beforehand in the world, as the reports of this view tell it.</summary>
    public Notices Notices => _notices.Value;

    /// <summary>Who was warned of one incident beforehand, whichever of the reports tell it.</summary>
    public Notices NoticesOf(Incident incident) => _bound.Value.Of(incident.Id);

    /// <summary>Pairs of the situation, as of the day of the last report.</summary>
    public ImmutableArray<PairState> Pairs => _pairs.Value;

    /// <summary>Each moment at which something became known, for a replay.</summary>
    public ImmutableArray<DateTimeOffset> ReplayMoments => _moments.Value;

    /// <summary>What assessments are made of; of an archive as of its last report: the silence after it ends is no evidence.</summary>
    public AssessmentBasis Basis => _basis.Value;

    /// <summary>What became of the claims of a source, in the reports of this view.</summary>
    public SourceRecord RecordOf(string source) => _sources.Value.GetValueOrDefault(source) ?? new SourceRecord(source, 0, 0);

    /// <summary>The incident that an event is part of; null where it is not in this view.</summary>
    public SituationIncident? IncidentOf(EventKey told) => _incidentOf.Value.GetValueOrDefault(told);

    public SituationIncident? Incident(string id) => State.Incidents.FirstOrDefault(one => one.Incident.Id == id);
}
