using Tocsin.Analysis.Escalation;

namespace Tocsin.Analysis.Situations;

/// <summary>How the situation contract spells its closed choices. Fixed: see docs/formats.md.</summary>
public static class SituationNames
{
    public static string Of(RecordClock clock) => clock switch
    {
        RecordClock.Recorded => "recorded",
        RecordClock.Published => "published",
        _ => throw Unknown(clock),
    };

    public static string Of(Direction direction) => direction switch
    {
        Direction.NotEnoughEvidence => "not-enough-evidence",
        Direction.DeEscalating => "de-escalating",
        Direction.Holding => "holding",
        Direction.Escalating => "escalating",
        _ => throw Unknown(direction),
    };

    public static string Of(TensionLevel level) => level switch
    {
        TensionLevel.NotEnoughEvidence => "not-enough-evidence",
        TensionLevel.BelowUsual => "below-usual",
        TensionLevel.Usual => "usual",
        TensionLevel.AboveUsual => "above-usual",
        TensionLevel.FarAboveUsual => "far-above-usual",
        _ => throw Unknown(level),
    };

    public static string KindOf(SituationChange change) => change switch
    {
        SituationChange.NewIncident => "new-incident",
        SituationChange.Firmer => "firmer",
        SituationChange.TollRose => "toll-rose",
        SituationChange.MoreOrigins => "more-origins",
        SituationChange.NewMatter => "new-matter",
        SituationChange.NewSide => "new-side",
        SituationChange.NewVoice => "new-voice",
        SituationChange.PairMoved => "pair-moved",
        SituationChange.FellSilent => "fell-silent",
        SituationChange.Retracted => "retracted",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, $"The situation contract has no name for this change; add one to {nameof(SituationNames)} and docs/formats.md."),
    };

    private static ArgumentOutOfRangeException Unknown<T>(T value)
        where T : struct, Enum => new(nameof(value), value, $"The situation contract has no name for this {typeof(T).Name}; add one to {nameof(SituationNames)} and docs/formats.md.");
}
