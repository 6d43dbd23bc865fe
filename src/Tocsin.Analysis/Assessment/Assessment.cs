using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Assessment;

/// <summary>A row of the matrix.</summary>
/// <param name="Cells">For each piece of evidence, what it adds to the logarithm of this hypothesis, above 0 in favour.</param>
/// <param name="Inconsistent">Heuer's count: pieces that are markedly less likely under this hypothesis than under the one that they fit best.</param>
/// <param name="WeightedInconsistency">The same, each with how much it is believed.</param>
public sealed record AssessedHypothesis(Hypothesis Hypothesis, Probability Posterior, ImmutableArray<double> Cells, int Inconsistent, double WeightedInconsistency);

public enum LeftOut
{
    Evidence = 0,
    Source = 1,
    Origin = 2,
}

/// <summary>The answer without one thing.</summary>
/// <param name="Key">Id of the evidence, key of the source, id of the origin.</param>
/// <param name="Posteriors">In the order of the hypotheses.</param>
/// <param name="Moved">The largest difference that it makes to any hypothesis, 0 to 1.</param>
/// <param name="Leader">Id of the hypothesis that leads without it.</param>
public sealed record LeaveOneOut(LeftOut Kind, string Key, string Name, ImmutableArray<Probability> Posteriors, double Moved, string Leader, bool ChangesLeader);

/// <summary>How strong an indicator would have to be to change the leader.</summary>
/// <param name="Times">So many times as strong as it is: above 1 for one that speaks against the leader, between 0 and 1 for one that carries it, below 0 where it would have to say the contrary.</param>
/// <param name="Leader">Id of who would lead then.</param>
public sealed record FlipPoint(string Indicator, string Text, double Times, string Leader);

/// <summary>Something that has not been seen, and what seeing it would tell.</summary>
/// <param name="Bits">Expected information about the hypotheses, as they stand.</param>
/// <param name="IfSeen">Posteriors if it were seen and probably true.</param>
public sealed record Unseen(string Indicator, string Text, double Bits, ImmutableArray<Probability> IfSeen);

/// <summary>The answer to a question at a moment.</summary>
/// <param name="About">What it is about, in words with its day; null for a question about no act, or where that was not found.</param>
/// <param name="Hypotheses">In the order of the question.</param>
/// <param name="Evidence">By indicator, then by belief.</param>
/// <param name="Confidence">How good the evidence is; with <paramref name="ConfidenceReasons"/>.</param>
/// <param name="LeaveOneOut">Those that move it most first.</param>
/// <param name="FlipPoints">Those that need least first.</param>
/// <param name="Unseen">The most telling first.</param>
/// <param name="Notes">What the user should know: an act that was not found, an "other" that was added.</param>
public sealed record Assessment(
    Question Question, DateTimeOffset AsOf, string? About, ImmutableArray<AssessedHypothesis> Hypotheses, ImmutableArray<Evidence> Evidence, Confidence Confidence, ImmutableArray<string> ConfidenceReasons,
    ImmutableArray<LeaveOneOut> LeaveOneOut, ImmutableArray<FlipPoint> FlipPoints, ImmutableArray<Unseen> Unseen, ImmutableArray<string> Notes)
{
    /// <summary>An account of what it is about; null for a question about no act, or where that was not found.</summary>
    public EventKey? AboutEvent { get; init; }

    /// <summary>Reports that were looked at for evidence, those that told nothing too.</summary>
    public int Reports { get; init; }

    /// <summary>False is an answer of its own: the probabilities are then the prior ones.</summary>
    public bool HasEvidence => !Evidence.IsEmpty;

    /// <summary>What has happened that decides the question, the surest of it; null where only signs were seen, and where it is believed less than not.</summary>
    public Evidence? SettledBy => Evidence.Where(piece => Weighing.Decides(piece) && Weighing.IsSettled(piece)).MaxBy(piece => piece.Belief);

    /// <summary>The likeliest; of equals the one that the question has first.</summary>
    public AssessedHypothesis Leader => Hypotheses.MaxBy(hypothesis => hypothesis.Posterior.Value)!;

    /// <summary>Documents that it rests on, in order: a correction to any other changes nothing, unless it brings new evidence.</summary>
    public ImmutableArray<string> Documents => [.. Evidence.SelectMany(piece => piece.Items).Select(item => item.Document).Distinct().Order(StringComparer.Ordinal)];

    public Probability Of(string hypothesis) => Hypotheses.First(assessed => assessed.Hypothesis.Id == hypothesis).Posterior;
}
