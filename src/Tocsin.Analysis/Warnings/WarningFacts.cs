using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Warnings;

/// <summary>How likely a reading of a question is, as of the evaluation.</summary>
/// <param name="Question">Id of the question, as is <paramref name="Reading"/> of the reading.</param>
/// <param name="Words">The reading in words: "Iran meant to kill".</param>
public sealed record AssessedReading(string Question, string Reading, string Words, Probability Probability, Confidence Confidence, ImmutableArray<WarningEvidence> Evidence)
{
    /// <summary>False where the probability is the prior: it never rings, and withdraws a warning whose evidence is gone.</summary>
    public bool HasEvidence { get; init; } = true;
}

/// <summary>How far the tension of a pair is over its own usual, in spreads of its past.</summary>
public sealed record PairTensionNow(string First, string Second, bool IsActs, double SpreadsOverUsual, string Reason, ImmutableArray<WarningEvidence> Evidence);

/// <summary>When a source last printed something.</summary>
public sealed record SourceHeard(string Source, DateTimeOffset LastAt);

/// <summary>All that an evaluation looks at.</summary>
/// <param name="Now">The moment that it is for: the clock of the one who watches, or of publication in a replay.</param>
/// <param name="Fresh">Readings that were not evaluated before; every one of them is looked at, whatever its place in its feed.</param>
/// <param name="Links">Between events of fresh readings and others; null where nobody looked for them.</param>
/// <param name="Withdrawn">Documents that no longer count.</param>
public sealed record WarningFacts(
    DateTimeOffset Now,
    ImmutableArray<RecordedReading> Fresh,
    ImmutableArray<AssessedReading> Assessed,
    ImmutableArray<PairTensionNow> Tensions,
    ImmutableArray<SourceHeard> Sources,
    ImmutableArray<IncidentLink>? Links,
    ImmutableHashSet<string> Withdrawn)
{
    /// <summary>As people decided since the last evaluation that they are to be read, and all else that tells the same warnings: what no longer tells a warning counts for it no more, and what newly does rings.</summary>
    public ImmutableArray<RecordedReading> Reconsidered { get; init; } = [];

    public static WarningFacts Of(DateTimeOffset now, params ReadOnlySpan<RecordedReading> fresh) => new(now, [.. fresh], [], [], [], null, []);
}
