using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>Who says the contrary, kept one by one so that each can be left out.</summary>
internal readonly record struct Opposition(string Origin, string SourceKey);

/// <summary>What was found for one indicator about one thing, before it is judged.</summary>
/// <param name="Happening">The happening, so that it does not vouch for its own source; null for what is said.</param>
internal sealed record RawEvidence(int Indicator, string Key, string? Happening, string Title, ImmutableArray<EvidenceItem> Items, ImmutableArray<Opposition> Opposing, double BeliefMax, double AbsenceBelief)
{
    public bool IsAbsence => Items.IsEmpty;

    /// <summary>Without items and denials of a source or an origin; null where nothing is left.</summary>
    public RawEvidence? Without(Func<string, string, bool> isLeftOut)
    {
        var left = Items.RemoveAll(item => isLeftOut(item.SourceKey, item.Origin));
        return IsAbsence ? this : left.IsEmpty ? null : this with { Items = left, Opposing = Opposing.RemoveAll(other => isLeftOut(other.SourceKey, other.Origin)) };
    }
}

/// <summary>How firmly something is put, before anybody's record or corroboration is looked at.</summary>
internal static class ItemWeight
{
    private const double Hedged = 0.8;

    /// <summary>A report that names its source is all but sure to have heard it.</summary>
    public const double SaidByNamed = 0.9;

    private const double SaidByNobody = 0.5;

    public static double Of(RecordedEvent told) => TellingWeight.Of(told.Status) switch
    {
        // A status weighs less as evidence than as tension: what is claimed may well be so.
        1 => 1,
        0 => 1,
        var weight => 0.5 + (weight / 2),
    } * (told.Factuality == Factuality.Attempted ? 0.9 : 1);

    public static double Of(RecordedClaim claim) => Of(claim.Act) * Of(claim.SourceKind) * (claim.Hedges.IsEmpty ? 1 : Hedged);

    /// <summary>Whoever passes it on takes something off it, unless it is the speaker again.</summary>
    public static double Of(RecordedClaim claim, RecordedClaim speaker, IEnumerable<RecordedClaim> outer) =>
        Of(speaker) * (claim == speaker || claim.Hedges.IsEmpty ? 1 : Hedged)
        * outer.Where(teller => teller.Source is null || teller.Source.Key != speaker.Source?.Key).Select(teller => Of(teller.SourceKind)).DefaultIfEmpty(1).Min();

    public static double Said(RecordedClaim claim) => claim.SourceKind is SourceKind.Anonymous or SourceKind.Crowd or SourceKind.Implicit || claim.Source is null ? SaidByNobody : SaidByNamed;

    private static double Of(SpeechAct act) => act switch
    {
        SpeechAct.Believe or SpeechAct.Perceive => 0.8,
        SpeechAct.Allege => 0.7,
        _ => 1,
    };

    private static double Of(SourceKind kind) => kind switch
    {
        SourceKind.Named or SourceKind.Role or SourceKind.Institution => 1,
        SourceKind.Document => 0.8,
        _ => 0.6,
    };
}
