using System.Collections.Immutable;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>Finds the happenings that a pattern of events asks for.</summary>
internal sealed class EventMatcher(AssessmentBasis basis)
{
    /// <summary>Each happening once, with the items that match; in the order of its first item.</summary>
    /// <param name="binding">Of the act that the question is about; null where there is none.</param>
    public IEnumerable<RawEvidence> Find(int indicator, EvidencePattern.OfEvents pattern, ActBinding? binding, Func<DateOnly?, bool> inWindow)
    {
        bool IsMeant(RecordedEvent told) => binding is null || pattern.Of switch { ActOf.Act => binding.Holds(told), ActOf.Others => binding.IsOther(told), _ => true };

        foreach (var group in Matches(pattern, pattern.Of == ActOf.Act ? binding : null).Where(IsMeant).GroupBy(told => basis.HappeningOf(told.Key), StringComparer.Ordinal))
        {
            var items = group.Select(told => ItemOf(basis, told)).ToList();
            var day = DayOf(group);
            if (!inWindow(day) || items.Select(item => item.Origin).Distinct().Count() < pattern.OriginsMin)
            {
                continue;
            }

            yield return new RawEvidence(indicator, group.Key, group.Key, TitleOf(Firmest(group)), [.. items], [.. Opposing(pattern, group.Key)], 1, 0);
        }
    }

    /// <summary>Accounts of the same happening that give another toll, where a toll is asked for; else those by which it did not happen.</summary>
    private IEnumerable<Opposition> Opposing(EvidencePattern.OfEvents pattern, string happening)
    {
        var accounts = basis.Accounts[happening].Where(told => pattern.Actor is null || told.Actors.IsEmpty || told.Actors.Any(pattern.Actor.Fits)).Select(told => (Told: told, Origin: basis.Origins.OriginOf(told))).ToList();
        var seeksDenial = pattern.Statuses.Contains(EventStatus.Denied) || pattern.Factualities.Contains(Factuality.Negated);
        bool Contradicts(RecordedEvent told) => pattern.Killed is not null || pattern.Injured is not null
            ? IsOutside(pattern.Killed, told.Killed) || IsOutside(pattern.Injured, told.Injured)
            : AssessmentBasis.Denies(told) != seeksDenial;

        // Who tells it as a fact in words of their own, and that somebody denies it, has decided.
        var decided = accounts.Where(account => account.Told is { Claim: null, Status: EventStatus.Fact } && !Contradicts(account.Told)).Select(account => account.Origin).ToHashSet(StringComparer.Ordinal);
        return accounts.Where(account => Contradicts(account.Told) && !decided.Contains(account.Origin))
            .Select(other => new Opposition(other.Origin, basis.SourceOf(other.Told, other.Origin).Key))
            .Distinct().OrderBy(other => other.Origin, StringComparer.Ordinal).ThenBy(other => other.SourceKey, StringComparer.Ordinal);
    }

    private static bool IsOutside(TollBounds? bounds, CountRange? told) => bounds is not null && told is not null && !bounds.Fits(told.Min, told.Max);

    /// <summary>The account to name the happening by.</summary>
    private static RecordedEvent Firmest(IEnumerable<RecordedEvent> accounts) => accounts
        .OrderByDescending(told => TellingWeight.Of(told.Status)).ThenByDescending(told => told.Actors.IsEmpty ? 0 : 1).ThenByDescending(told => told.Recipients.IsEmpty ? 0 : 1).First();

    /// <summary>The happening that a question is about: the latest that is told as firmly as any; null where nothing matches.</summary>
    /// <param name="meant">Whose intention is asked for; then the act of which most sources say what was meant comes first. Null for a question about no intention.</param>
    public (string Happening, DateOnly Day, bool IsDated, RecordedEvent Told)? Anchor(EvidencePattern.OfEvents pattern, string? meant)
    {
        var views = meant is null
            ? new Dictionary<string, int>(StringComparer.Ordinal)
            : basis.Readings.SelectMany(reading => reading.Intentions).Where(said => said.Side == meant && said.About is not null)
                .Select(said => (Happening: basis.HappeningOf(said.About!.Value), Speaker: basis.Claim(said.Claim)?.Source?.Key)).Distinct()
                .GroupBy(view => view.Happening, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return Anchor(pattern, views);
    }

    private (string Happening, DateOnly Day, bool IsDated, RecordedEvent Told)? Anchor(EvidencePattern.OfEvents pattern, Dictionary<string, int> views) => Matches(pattern)
        .GroupBy(told => basis.HappeningOf(told.Key), StringComparer.Ordinal)
        .Select(group => (Happening: group.Key, Day: DayOf(group), Firm: group.Max(told => TellingWeight.Of(told.Status)), IsDated: group.Any(IsDated), Told: Firmest(group)))
        .OrderByDescending(found => views.GetValueOrDefault(found.Happening)).ThenByDescending(found => found.Firm).ThenByDescending(found => found.Day).ThenBy(found => found.Told.Key)
        .Select(found => ((string, DateOnly, bool, RecordedEvent)?)(found.Happening, found.Day, found.IsDated, found.Told)).FirstOrDefault();

    private static bool IsDated(RecordedEvent told) => TellingWeight.Middle(told.OccurredOn.Interval) is not null;

    /// <param name="act">Of its own accounts those count too that do not say who did it; null where another may be meant.</param>
    private IEnumerable<RecordedEvent> Matches(EvidencePattern.OfEvents pattern, ActBinding? act = null)
    {
        if (!pattern.ByIncident)
        {
            var byAnybody = pattern with { Actor = null };
            return basis.Readings.SelectMany(reading => reading.Events.Where(told => (Fits(pattern, told) || (act is not null && told.Actors.IsEmpty && act.IsAccount(told) && Fits(byAnybody, told))) && !reading.IsOnlyMeant(told)));
        }

        var chosen = basis.Incidents.Where(incident => Fits(pattern, incident)).SelectMany(incident => incident.Events).ToHashSet();
        return basis.Readings.SelectMany(reading => reading.Events).Where(told => chosen.Contains(told.Key) && !AssessmentBasis.Denies(told));
    }

    /// <summary>The most precise day that any account gives; that of the first report where none does.</summary>
    private DateOnly DayOf(IEnumerable<RecordedEvent> accounts) => accounts
        .Select(told => (Middle: TellingWeight.Middle(told.OccurredOn.Interval), Reported: basis.Reported(basis.Origins.OriginOf(told), told.Key.Document)))
        .OrderBy(told => told.Middle?.SpanDays ?? int.MaxValue).ThenBy(told => told.Reported)
        .Select(told => told.Middle?.Day ?? told.Reported).First();

    internal static EvidenceItem ItemOf(AssessmentBasis basis, RecordedEvent told)
    {
        var origin = basis.Origins.OriginOf(told);
        var (name, key) = basis.SourceOf(told, origin);
        return new EvidenceItem(
            told.Key.Document, told.Key, null, [told.Span], told.Words, told.ToldBy.IsEmpty ? name : string.Join(" › ", told.ToldBy.Select(who => who.Length == 0 ? "nobody named" : who)), key, origin, told.Status,
            ItemWeight.Of(told), told.Claim is null ? 0 : ItemWeight.SaidByNamed, TellingWeight.Middle(told.OccurredOn.Interval)?.Day ?? basis.Reported(origin, told.Key.Document));
    }

    private static string TitleOf(RecordedEvent told)
    {
        string Names(ImmutableArray<RecordedParty> parties) => parties.IsEmpty ? "…" : string.Join(", ", parties.Select(party => party.Name).Distinct());
        return $"{Names(told.Actors)} → {Names(told.Recipients)} · {told.Type}{(told.Mode is null ? "" : $" · {told.Mode}")}";
    }

    private static bool Fits(EvidencePattern.OfEvents pattern, RecordedEvent told) =>
        Fits(pattern, told.Type, told.Mode, told.Actors, told.Recipients, told.Place, told.Status, told.Factuality, told.Weapon)
        && (pattern.Quads.IsEmpty || pattern.Quads.Contains(told.Quad))
        && (pattern.Killed is null || (told.Killed is { } killed && pattern.Killed.Fits(killed.Min, killed.Max)))
        && (pattern.Injured is null || (told.Injured is { } injured && pattern.Injured.Fits(injured.Min, injured.Max)))
        && (pattern.Words.IsEmpty || pattern.Words.Any(phrase => PhraseFinder.Holds(told.Words, phrase)));

    private bool Fits(EvidencePattern.OfEvents pattern, Incident incident) =>
        Fits(pattern, incident.Type, incident.Mode, incident.Actors, incident.Recipients, incident.Place, incident.Status, incident.Factuality, incident.Weapon)
        && (pattern.Quads.IsEmpty || incident.Events.Any(key => basis.Accounts[basis.HappeningOf(key)].Any(told => pattern.Quads.Contains(told.Quad))))
        && (pattern.Killed is null || incident.Tolls.Any(toll => toll.IsKilled && toll.Latest && pattern.Killed.Fits(toll.Min, toll.Max)))
        && (pattern.Injured is null || incident.Tolls.Any(toll => !toll.IsKilled && toll.Latest && pattern.Injured.Fits(toll.Min, toll.Max)))
        && (pattern.Words.IsEmpty || pattern.Words.Any(phrase => PhraseFinder.Holds(incident.Title, phrase)));

    private static bool Fits(
        EvidencePattern.OfEvents pattern, string type, string? mode, ImmutableArray<RecordedParty> actors, ImmutableArray<RecordedParty> recipients, RecordedPlace? place, EventStatus status,
        Factuality factuality, string? weapon) =>
        (pattern.Types.IsEmpty || pattern.Types.Contains(type))
        && (pattern.Modes.IsEmpty || (mode is not null && pattern.Modes.Contains(mode)))
        && (pattern.Statuses.IsEmpty ? status != EventStatus.Denied || pattern.Factualities.Contains(Factuality.Negated) : pattern.Statuses.Contains(status))
        && (pattern.Factualities.IsEmpty ? factuality is Factuality.Actual or Factuality.Attempted || pattern.Statuses.Contains(EventStatus.Denied) : pattern.Factualities.Contains(factuality))
        && (pattern.Actor is null || actors.Any(pattern.Actor.Fits))
        && (pattern.Recipient is null || recipients.Any(pattern.Recipient.Fits))
        && (pattern.Countries.IsEmpty || (place?.Country is { } country && pattern.Countries.Contains(country)))
        && (pattern.Places.IsEmpty || (place is not null && pattern.Places.Contains(PartyKeys.Fold(place.Name))))
        && (pattern.Weapons.IsEmpty || (weapon is not null && pattern.Weapons.Contains(weapon)));
}
