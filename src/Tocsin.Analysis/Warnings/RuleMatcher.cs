using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Warnings;

/// <summary>Finds what the rules about events and claims match in one reading.</summary>
internal sealed class RuleMatcher(Gravity gravity)
{
    private const int WordsMax = 160;
    private const double RegionKilometresMax = 2500;

    /// <param name="unrung">Told what matched and may not ring.</param>
    /// <param name="isAnyAge">Whether to look at what is old too: what rang is held to its rule again however long ago.</param>
    public IEnumerable<Candidate> Match(Rule rule, RecordedReading reading, DateTimeOffset now, Action<Unrung> unrung, bool isAnyAge = false)
    {
        foreach (var told in reading.Events)
        {
            var found = rule switch
            {
                Rule.Near near => Near(near, reading, told, now),
                Rule.Threat threat => Threat(threat, reading, told, now),
                _ => null,
            };
            if (found is null)
            {
                if (rule is Rule.Near sought && NearMiss(sought, told) is { } missed && Freshness.WhyNot(reading.Document, told, now, rule.Common.Fresh) is null)
                {
                    unrung(new Unrung(rule.Id, reading.Document.Id, Short(told.Words), missed.Words, missed.Reason));
                }

                continue;
            }

            if (!isAnyAge && Freshness.WhyNot(reading.Document, told, now, rule.Common.Fresh) is { } why)
            {
                unrung(new Unrung(rule.Id, reading.Document.Id, Short(told.Words), why.Words, why.Reason));
                continue;
            }

            yield return found;
        }

        if (rule is not Rule.Threat watched)
        {
            yield break;
        }

        foreach (var claim in reading.Claims)
        {
            if (Notice(watched, reading, claim) is not { } found)
            {
                continue;
            }

            if (!isAnyAge && Freshness.WhyNot(reading.Document, null, now, rule.Common.Fresh) is { } why)
            {
                unrung(new Unrung(rule.Id, reading.Document.Id, Short(claim.Content), why.Words, why.Reason));
                continue;
            }

            yield return found;
        }
    }

    private Candidate? Near(Rule.Near rule, RecordedReading reading, RecordedEvent told, DateTimeOffset now)
    {
        if (!IsWatched(rule, told) || !IsAt(rule.Site, rule.WithinKilometres, told, out var kilometres))
        {
            return null;
        }

        // The distance is that of the town or quarter that the report gives, which says little where it names the site itself.
        var isNamed = Names(rule.Site, Said(told)) || (told.Place is { } place && Names(rule.Site, place.Name));
        var where = kilometres is not { } far || far == 0 ? $"at {rule.Site.Name}"
            : isNamed ? $"at or near {rule.Site.Name}, which the report names"
            : told.Place is { Kind: PlaceKind.City } town ? FormattableString.Invariant($"in {town.Name}, the middle of which is {far:0.#} km from {rule.Site.Name}")
            : FormattableString.Invariant($"{far:0.#} km from {rule.Site.Name}");
        var areas = ImmutableArray.Create(rule.Site.Area(rule.WithinKilometres));
        return Of(rule, reading, told, now, $"{gravity.Name(told)} {where}", areas);
    }

    /// <summary>All but where it was.</summary>
    private static bool IsWatched(Rule.Near rule, RecordedEvent told) => IsKind(rule, told) && told.Status != EventStatus.Denied && IsBy(rule, told) && Killed(told) >= (rule.KilledMin ?? 0);

    private static bool IsKind(Rule.Near rule, RecordedEvent told) =>
        (rule.Types.IsEmpty ? told.Quad == Quad.MaterialConflict : rule.Types.Contains(told.Type)) && told.Factuality is Factuality.Actual or Factuality.Attempted or Factuality.Historical;

    private static bool IsBy(Rule.Near rule, RecordedEvent told) => rule.By.IsEmpty || told.Actors.Any(party => Is(party, rule.By));

    private static int Killed(RecordedEvent told) => told.Killed?.Min ?? told.Killed?.Max ?? 0;

    /// <summary>What one thing more would have made ring, so that whoever is on duty may know of it; null where it is of no concern to the rule.</summary>
    private static (UnrungReason Reason, string Words)? NearMiss(Rule.Near rule, RecordedEvent told)
    {
        if (!IsKind(rule, told) || (!IsBy(rule, told) && !told.Actors.IsEmpty))
        {
            return null;
        }

        if (IsAt(rule.Site, rule.WithinKilometres, told, out var kilometres))
        {
            return told.Status == EventStatus.Denied ? (UnrungReason.Denied, "it is told as denied")
                : Killed(told) < (rule.KilledMin ?? 0) ? (UnrungReason.FewKilled, FormattableString.Invariant($"{(told.Killed is null ? "no toll" : $"{Killed(told)} killed")} told, the rule asks for {rule.KilledMin}"))
                : !IsBy(rule, told) ? (UnrungReason.NobodyNamed, $"nobody is named as its doer, the rule asks for {string.Join(" or ", rule.By)}")
                : null;
        }

        if (!IsWatched(rule, told) || rule.WithinKilometres == 0)
        {
            return null;
        }

        // A region that lies so far off holds no place that is near.
        if (told.Place is { IsPoint: false, Latitude: { } latitude, Longitude: { } longitude } && rule.Site.KilometresTo(new CapPoint(latitude, longitude)) > RegionKilometresMax)
        {
            return null;
        }

        return kilometres is { } far
            ? far <= rule.WithinKilometres * 2 ? (UnrungReason.Far, FormattableString.Invariant($"{told.Place!.Name} is {far:0.#} km from {rule.Site.Name}, the rule asks for {rule.WithinKilometres:0.#} km")) : null
            : told.Place is { IsPoint: true } named ? (UnrungReason.Unplaced, $"no map that Tocsin has knows where it was, such as {named.Name}: a name of a site, under names:, is met without one")
            : (UnrungReason.NoPlace, told.Place is { } region ? $"its report says no more of where it was than {region.Name}" : "its report does not say where it was");
    }

    private Candidate? Threat(Rule.Threat rule, RecordedReading reading, RecordedEvent told, DateTimeOffset now)
    {
        var threatened = told.Type == "THREATEN"
            ? told.Factuality is not (Factuality.Negated or Factuality.Historical)
            : told.Quad == Quad.MaterialConflict && told.Factuality is Factuality.Threatened or Factuality.Future;
        if (!threatened || told.Status == EventStatus.Denied || (!rule.By.IsEmpty && !told.Actors.Any(party => Is(party, rule.By))))
        {
            return null;
        }

        var site = rule.Sites.FirstOrDefault(site => IsAt(site, rule.WithinKilometres, told, out _));
        var target = told.Recipients.FirstOrDefault(party => Is(party, rule.Against));
        if (site is null && target is null)
        {
            return null;
        }

        return Of(rule, reading, told, now, $"{gravity.Name(told)} to {site?.Name ?? target!.Name}", site is null ? [] : [site.Area(rule.WithinKilometres)]);
    }

    /// <summary>Somebody warns of, or threatens, a site by its name.</summary>
    private static Candidate? Notice(Rule.Threat rule, RecordedReading reading, RecordedClaim claim)
    {
        if (claim.Negated || claim.Act is not (SpeechAct.Warn or SpeechAct.Threaten) || rule.Sites.FirstOrDefault(site => Names(site, claim.Content)) is not { } site)
        {
            return null;
        }

        if (!rule.By.IsEmpty && (claim.Source is null || !Is(claim.Source, rule.By)))
        {
            return null;
        }

        var document = reading.Document;
        var span = claim.ContentSpans.IsEmpty ? default : claim.ContentSpans[0];
        var evidence = new WarningEvidence(document.Id, span, claim.Content, document.Printer, claim.ToldBy, document.PublishedAt, null, claim.Key);
        var threatens = claim.Act == SpeechAct.Threaten;
        return new Candidate(
            rule, claim.Key.ToString(), Worse(threatens ? CapSeverity.Severe : CapSeverity.Moderate, rule.Common.SeverityMin), CapUrgency.Future, CapCertainty.Possible, null, null, null,
            threatens ? "Threat" : "Notice of danger", $"{(threatens ? "Threat to" : "Warning about")} {site.Name}: {Short(claim.Content)}", Describe(evidence), [site.Area(rule.WithinKilometres)], [evidence],
            new WarningSign("notice", Day(document), Day(document), null));
    }

    private Candidate Of(Rule rule, RecordedReading reading, RecordedEvent told, DateTimeOffset now, string what, ImmutableArray<CapArea> areas)
    {
        var document = reading.Document;
        var evidence = new WarningEvidence(document.Id, told.Span, told.Words, document.Printer, told.ToldBy, document.PublishedAt, told.Key, told.Claim);
        var killed = told.Killed?.Min ?? told.Killed?.Max;
        var interval = told.OccurredOn.Interval;
        var sign = new WarningSign(
            told.Type, interval?.Start ?? Day(document), interval?.End ?? Day(document),
            told.Place is { IsPoint: true, Latitude: { } latitude, Longitude: { } longitude } ? new CapPoint(latitude, longitude) : null);
        var denial = reading.Events.FirstOrDefault(other => other.Type == told.Type && !other.ToldBy.IsEmpty && (other.Status == EventStatus.Denied || other.Factuality == Factuality.Negated) && MayBeOne(told, other));
        var certainty = Gravity.Certainty(told);
        return new Candidate(
            rule, told.Key.ToString(), Worse(gravity.Severity(told), rule.Common.SeverityMin), Gravity.Urgency(told, now), denial is not null && certainty > CapCertainty.Likely ? CapCertainty.Likely : certainty, null, null, killed,
            gravity.Name(told), $"{what}: {Short(told.Words)}", Describe(evidence) + (denial is null ? "" : $" Denied by {denial.ToldBy[^1]}: “{Short(denial.Words)}”."), areas, [evidence], sign);
    }

    /// <summary>Nothing tells that the one is not what the other denies.</summary>
    private static bool MayBeOne(RecordedEvent told, RecordedEvent denied) =>
        (told.Place is not { IsPoint: true } here || denied.Place is not { IsPoint: true } there || PartyKeys.Fold(here.Name) == PartyKeys.Fold(there.Name))
        && (told.OccurredOn.Interval is not { } when || denied.OccurredOn.Interval is not { } other || (when.Start <= other.End && other.Start <= when.End));

    /// <summary>By where it was where that is known, else by the site's names in its words.</summary>
    private static bool IsAt(Site site, double within, RecordedEvent told, out double? kilometres)
    {
        kilometres = null;
        if (told.Place is { IsPoint: true, Latitude: { } latitude, Longitude: { } longitude } place)
        {
            kilometres = site.KilometresTo(new CapPoint(latitude, longitude));
            return kilometres <= within || site.Names.Contains(PartyKeys.Fold(place.Name)) || (within > 0 && kilometres <= within * 4 && Names(site, Said(told)));
        }

        return Names(site, Said(told)) || (told.Place is { IsPoint: true, Latitude: null } unknown && site.Names.Contains(PartyKeys.Fold(unknown.Name)));
    }

    /// <summary>Its words without those who say them: "a nurse at the clinic said" names no place of an attack.</summary>
    private static string Said(RecordedEvent told) => told.ToldBy.Where(name => name.Length > 0).Aggregate(told.Words, (words, name) => words.Replace(name, " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether words hold one of the site's names, as whole words.</summary>
    private static bool Names(Site site, string words)
    {
        var folded = words.ToLowerInvariant();
        return site.Names.Any(name => Holds(folded, name));
    }

    private static bool Holds(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(RecordedParty party, ImmutableArray<string> actors) =>
        actors.Any(actor => actor == party.Key || actor == party.Side || actor == party.Country || actor == PartyKeys.Fold(party.Name));

    private static string Describe(WarningEvidence evidence)
    {
        var who = evidence.ToldBy.IsEmpty ? "in the report's own words" : "said by " + string.Join(" › ", evidence.ToldBy.Select(name => name.Length == 0 ? "nobody named" : name));
        return FormattableString.Invariant($"“{evidence.Words}” ({who}; {evidence.Printer}, {evidence.PublishedAt:yyyy-MM-dd HH:mm} UTC)");
    }

    private static DateOnly? Day(RecordedDocument document) => document.PublishedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    private static CapSeverity Worse(CapSeverity one, CapSeverity other) => one > other ? one : other;

    private static string Short(string words)
    {
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= WordsMax ? line : line[..WordsMax].TrimEnd() + "…";
    }
}
