using System.Collections.Immutable;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Warnings;

/// <summary>Something that a rule matched, before it is known whether it is new.</summary>
internal sealed record Candidate(
    Rule Rule,
    string Anchor,
    CapSeverity Severity,
    CapUrgency Urgency,
    CapCertainty Certainty,
    Probability? Probability,
    Confidence? Confidence,
    int? Killed,
    string Event,
    string Headline,
    string Description,
    ImmutableArray<CapArea> Areas,
    ImmutableArray<WarningEvidence> Evidence,
    WarningSign? Sign);
