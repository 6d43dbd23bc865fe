using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;

namespace Tocsin.Analysis.Assessment;

/// <summary>Finds what is said that a pattern of claims asks for: one piece of evidence for each side that says it, however often.</summary>
internal sealed class ClaimMatcher(AssessmentBasis basis)
{
    /// <param name="binding">Of the act that the question is about; null where there is none.</param>
    public IEnumerable<RawEvidence> Find(int indicator, EvidencePattern.OfClaims pattern, ActBinding? binding, Func<DateOnly?, bool> inWindow)
    {
        var found = new List<(string Speaker, RecordedClaim? Claim, EvidenceItem Item)>();
        foreach (var reading in basis.Readings)
        {
            IEnumerable<RecordedClaim> claims = pattern.Meaning is null ? reading.Claims : Meaning(reading, pattern.Meaning, binding);
            var fitting = claims.Select(claim => (Claim: claim, Speaker: Speaker(claim))).Where(said => Fits(pattern, said.Claim, said.Speaker))
                .Where(said => binding is null || pattern.Of == ActOf.Any || binding.Holds(said.Claim) == (pattern.Of == ActOf.Act)).ToList();
            var keys = fitting.Select(said => said.Claim.Key).ToHashSet();
            foreach (var (claim, speaker) in fitting)
            {
                // "Reports said that the ministry warned": told within what counts already.
                if (!Outer(claim).Any(outer => keys.Contains(outer.Key)) && ItemOf(claim, speaker) is var item && inWindow(item.Day))
                {
                    found.Add((speaker.Source?.Side ?? speaker.Source?.Key ?? "nobody named in " + item.Origin, claim, item));
                }
            }

            // "Vessar passed the notice on": told in a report's own words, by whoever printed them first.
            foreach (var told in pattern is { Notice: true, Source: null, Kinds.IsEmpty: true } ? reading.Events : [])
            {
                if (told.Claim is null && IsNotice(told) && (binding is null || pattern.Of == ActOf.Any || binding.HoldsNotice(told) == (pattern.Of == ActOf.Act)) && EventMatcher.ItemOf(basis, told) is var item && inWindow(item.Day))
                {
                    found.Add(("told in " + item.Origin, null, item));
                }
            }
        }

        var contrary = pattern.Meaning is { } meaning ? Contrary(meaning, binding, inWindow) : pattern.Notice ? NoNotice(binding, inWindow) : [];
        foreach (var group in found.GroupBy(said => said.Speaker, StringComparer.Ordinal))
        {
            var opposing = pattern.Meaning is null ? contrary.Concat(Denials(group.Select(said => said.Claim).OfType<RecordedClaim>())) : contrary;
            var first = group.First();
            yield return new RawEvidence(
                indicator, group.Key, null, $"{first.Item.Source}: {(first.Claim is { } said ? ContractNames.Of(said.Act) : "report")}", [.. group.Select(said => said.Item).DistinctBy(item => item.Key)],
                [.. opposing.Distinct().OrderBy(other => other.Origin, StringComparer.Ordinal).ThenBy(other => other.SourceKey, StringComparer.Ordinal)], 1, 0);
        }
    }

    private static List<RecordedClaim> Meaning(RecordedReading reading, Meaning meaning, ActBinding? binding)
    {
        var keys = reading.Intentions.Where(said => said.Side == meaning.Side && said.Hostile == meaning.Hostile && (binding is null || binding.Holds(said))).Select(said => said.Claim).ToHashSet();
        var claims = keys.Count == 0 ? [] : reading.Claims.Where(claim => keys.Contains(claim.Key)).ToList();

        // What the report says in its own words of what its sources say is no further voice.
        return claims.Exists(claim => !claim.IsNarrated) ? claims.FindAll(claim => !claim.IsNarrated) : claims;
    }

    /// <summary>Who speaks; nobody where the report itself says what somebody wants.</summary>
    private RecordedClaim Speaker(RecordedClaim claim)
    {
        var speaker = TellingWeight.Speaker(claim, basis.Claims);
        return speaker.IsNarrated ? speaker with { Source = null, SourceKind = SourceKind.Implicit, ToldBy = [] } : speaker;
    }

    private bool Fits(EvidencePattern.OfClaims pattern, RecordedClaim claim, RecordedClaim speaker) =>
        claim.Negated == pattern.Negated
        && (pattern.Acts.IsEmpty || pattern.Acts.Contains(claim.Act))
        && (pattern.Kinds.IsEmpty || pattern.Kinds.Contains(speaker.SourceKind))
        && (pattern.Source is null || (speaker.Source is { } source ? pattern.Source.Fits(source) : pattern.Source is { Sides.IsEmpty: true, Countries.IsEmpty: true, Sectors.IsEmpty: true }))
        && ((pattern.Words.IsEmpty && !pattern.Notice) || (pattern.Notice && claim.Events.Any(key => basis.Event(key) is { } told && IsNotice(told))) || pattern.Words.Any(phrase => PhraseFinder.Holds(claim.Content, phrase) || PhraseFinder.Holds(claim.Cue, phrase)));

    private static bool IsNotice(RecordedEvent told) => Notices.IsNotice(told.Type, told.Mode) && told.Factuality == Factuality.Actual && told.Status != EventStatus.Denied;

    /// <summary>Whoever says that there was no warning: "I received no warning from anyone".</summary>
    private List<Opposition> NoNotice(ActBinding? binding, Func<DateOnly?, bool> inWindow)
    {
        var opposing = new List<Opposition>();
        foreach (var claim in Notices.Of(basis.Readings).Denied)
        {
            if ((binding is null || binding.Holds(claim)) && ItemOf(claim, Speaker(claim)) is var item && inWindow(item.Day))
            {
                opposing.Add(new Opposition(item.Origin, item.SourceKey));
            }
        }

        return opposing;
    }

    /// <summary>The claims that a claim stands within, innermost first.</summary>
    private IEnumerable<RecordedClaim> Outer(RecordedClaim claim)
    {
        var seen = new HashSet<ClaimKey> { claim.Key };
        for (var at = basis.Claim(claim.Within); at is not null && seen.Add(at.Key); at = basis.Claim(at.Within))
        {
            yield return at;
        }
    }

    private EvidenceItem ItemOf(RecordedClaim claim, RecordedClaim speaker)
    {
        var document = claim.Key.Document;
        var origin = claim.ContentSpans.IsEmpty ? basis.Origins.OriginOf(document) : basis.Origins.OriginOf(document, claim.ContentSpans[0]);
        var day = TellingWeight.Middle(speaker.SaidOn ?? claim.SaidOn)?.Day ?? basis.Reported(origin, document);
        var name = string.Join(" › ", speaker.ToldBy.Select(who => who.Length == 0 ? "nobody named" : who));
        return new EvidenceItem(
            document, null, claim.Key, claim.ContentSpans, claim.IsNarrated ? Ground.Narrated(claim) : claim.Content, name.Length == 0 ? "nobody named" : name, speaker.Source?.Key ?? speaker.Source?.Name ?? "nobody named in " + origin, origin,
            EventStatus.Claimed, ItemWeight.Of(claim, speaker, Outer(speaker)), ItemWeight.Said(speaker), day);
    }

    /// <summary>Whoever says the contrary of an intention.</summary>
    private List<Opposition> Contrary(Meaning meaning, ActBinding? binding, Func<DateOnly?, bool> inWindow)
    {
        var opposing = new List<Opposition>();
        foreach (var claim in basis.Readings.SelectMany(reading => Meaning(reading, meaning with { Hostile = !meaning.Hostile }, binding)))
        {
            var item = ItemOf(claim, Speaker(claim));
            if (inWindow(item.Day))
            {
                opposing.Add(new Opposition(item.Origin, item.SourceKey));
            }
        }

        return opposing;
    }

    /// <summary>Whoever stands on another side of a matter that one of the claims takes a side in.</summary>
    private IEnumerable<Opposition> Denials(IEnumerable<RecordedClaim> claims)
    {
        var keys = claims.Select(claim => claim.Key).ToHashSet();
        foreach (var matter in basis.Contested)
        {
            var own = matter.Sides.Where(side => side.Stances.Any(stance => stance.Claim is { } claim && keys.Contains(claim))).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            foreach (var stance in matter.Sides.Except(own).SelectMany(side => side.Stances))
            {
                yield return new Opposition(basis.Origins.OriginOf(stance.Document), stance.Claim is { } claim ? basis.Claim(claim)?.Source?.Key ?? stance.Who : stance.Who);
            }
        }
    }
}
