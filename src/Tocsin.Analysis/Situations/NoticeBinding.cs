using System.Collections.Frozen;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Situations;

/// <summary>Which notice is of which act: a report of two attacks tells of the notice given of one of them, and a report of the notice alone tells of an attack that others report.</summary>
/// <remarks>
/// Notice is of an act of whoever gave it: the nearest such act in the same report; where the report tells of none, the one nearest in time, of those that followed within <see cref="DaysBeforeMax"/> days.
/// Notice that somebody else passed on is of the act of the notice beside it. Where nobody is named as the doer, whoever had the notice must be of its sides. What is said of a warning is of the notice
/// nearest to it in its report, else of the nearest act.
/// </remarks>
public sealed class NoticeBinding
{
    /// <summary>Notice comes no more than so many days before the act.</summary>
    public const int DaysBeforeMax = 3;

    /// <summary>What is said after an act is of it more likely than what is said before the next.</summary>
    private const int AheadCounts = 2;

    private readonly Func<string, RecordedReading?> _readingOf;
    private readonly Func<EventKey, SituationIncident?> _incidentOf;
    private readonly ILookup<string, SituationIncident> _byDoer;
    private readonly FrozenDictionary<string, Notices> _notices;

    /// <param name="notices">Of everything that is looked at.</param>
    /// <param name="incidents">Of the same.</param>
    /// <param name="readingOf">By the id of a document; null for what is not looked at.</param>
    /// <param name="incidentOf">Which incident an event is part of; null for none.</param>
    public NoticeBinding(Notices notices, IEnumerable<SituationIncident> incidents, Func<string, RecordedReading?> readingOf, Func<EventKey, SituationIncident?> incidentOf)
    {
        (_readingOf, _incidentOf) = (readingOf, incidentOf);
        _byDoer = incidents.Where(IsAct).SelectMany(one => one.Incident.Actors.Select(Side).OfType<string>().Distinct().Select(side => (side, one))).ToLookup(pair => pair.side, pair => pair.one, StringComparer.Ordinal);
        var own = notices.Chains.ToDictionary(chain => chain, chain => chain.Steps[0].Told.Select(Own).OfType<string>().FirstOrDefault());
        var told = notices.Chains.Where(chain => own[chain] is not null).SelectMany(chain => chain.Told.Select(one => (one.Key.Document, one.Anchor, Incident: own[chain]!))).ToLookup(one => one.Document, StringComparer.Ordinal);
        string? Beside(string document, TextSpan at) => told[document].OrderBy(one => Apart(at, one.Anchor)).Select(one => one.Incident).FirstOrDefault();
        var byId = _byDoer.SelectMany(group => group).DistinctBy(one => one.Incident.Id).ToDictionary(one => one.Incident.Id, StringComparer.Ordinal);
        // Whoever was struck and told others gave notice of another act.
        bool Suffers(string incident, NoticeStep step) => byId.TryGetValue(incident, out var one) && one.Incident.Recipients.Select(Side).OfType<string>().Intersect(step.From.Select(Side).OfType<string>()).Any();
        string? OfChain(NoticeChain chain) => own[chain] ?? chain.Told.Select(one => Beside(one.Key.Document, one.Anchor)).OfType<string>().FirstOrDefault(incident => !Suffers(incident, chain.Steps[0]));
        string? OfClaim(RecordedClaim claim) => At(claim) is var at && Beside(claim.Key.Document, at) is { } incident ? incident : Nearest(claim.Key.Document, at, _ => true)?.Incident.Id;
        var chains = notices.Chains.ToLookup(OfChain);
        var (said, denied) = (notices.Said.ToLookup(OfClaim), notices.Denied.ToLookup(OfClaim));
        _notices = chains.Select(group => group.Key).Concat(said.Select(group => group.Key)).Concat(denied.Select(group => group.Key)).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(id => id, id => new Notices([.. chains[id]], [.. said[id]], [.. denied[id]]), StringComparer.Ordinal);
    }

    /// <summary>Notice of an incident, and what is said of it.</summary>
    public Notices Of(string incident) => _notices.GetValueOrDefault(incident) ?? new Notices([], [], []);

    /// <summary>The incident that a step is notice of by itself; null where it tells of none.</summary>
    private string? Own(RecordedEvent told)
    {
        var givers = told.Actors.Select(Side).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (Nearest(told.Key.Document, told.Anchor, one => Follows(told, one) && one.Incident.Actors.Select(Side).OfType<string>().Any(givers.Contains)) is { } near)
        {
            return near.Incident.Id;
        }

        var day = told.OccurredOn.Interval?.End ?? Published(told.Key.Document);
        var later = givers.SelectMany(giver => _byDoer[giver]).Where(one => Follows(told, one) && one.Incident.OccurredOn is { } on && day is { } then && Math.Abs(on.Start.DayNumber - then.DayNumber) <= DaysBeforeMax)
            .OrderBy(one => Math.Abs(one.Incident.OccurredOn!.Value.Start.DayNumber - day!.Value.DayNumber)).ThenByDescending(one => one.Incident.Origins).ThenBy(one => one.Incident.Id, StringComparer.Ordinal).FirstOrDefault();
        if (later is not null)
        {
            return later.Incident.Id;
        }

        var had = told.Recipients.SelectMany(Sides).ToHashSet(StringComparer.Ordinal);
        return Nearest(told.Key.Document, told.Anchor, one => one.Incident.Actors.IsEmpty && Follows(told, one) && one.Incident.Recipients.SelectMany(Sides).Append(one.Incident.Place?.Country).OfType<string>().Any(had.Contains))?.Incident.Id;
    }

    /// <summary>Of the acts that a report tells of, the one that stands nearest.</summary>
    private SituationIncident? Nearest(string document, TextSpan at, Func<SituationIncident, bool> fits) => (_readingOf(document)?.Events ?? [])
        .Where(one => one.Quad == Quad.MaterialConflict).Select(one => (Told: one, Incident: _incidentOf(one.Key))).Where(pair => pair.Incident is not null && IsAct(pair.Incident) && fits(pair.Incident))
        .OrderBy(pair => Apart(at, pair.Told.Anchor)).ThenBy(pair => pair.Told.Key).Select(pair => pair.Incident).FirstOrDefault();

    private static bool IsAct(SituationIncident one) => one.HasHappened && one.Incident.Quad == Quad.MaterialConflict;

    private static bool Follows(RecordedEvent told, SituationIncident one) =>
        told.OccurredOn.Interval is not { } days || one.Incident.OccurredOn is not { } on || (days.Start <= on.End && days.End >= on.Start.AddDays(-DaysBeforeMax));

    private DateOnly? Published(string document) => _readingOf(document)?.Document.PublishedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    private static TextSpan At(RecordedClaim claim) => claim.ContentSpans.IsEmpty ? default : TextSpan.FromBounds(claim.ContentSpans[0].Start, claim.ContentSpans[^1].End);

    private static int Apart(TextSpan at, TextSpan act) => act.Start < at.Start ? at.Start - act.Start : act.Start < at.End ? 0 : (act.Start - at.End) * AheadCounts;

    private static string? Side(RecordedParty party) => party.Side ?? party.Key;

    private static IEnumerable<string> Sides(RecordedParty party) => ((string?[])[party.Side, party.Country]).OfType<string>();
}
