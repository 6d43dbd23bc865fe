using System.Collections.Immutable;

namespace Tocsin.Analysis.Assessment;

/// <summary>A piece of evidence that came, went or is believed more or less.</summary>
/// <param name="Before">Belief before; null where it is new.</param>
/// <param name="After">Belief now; null where it is gone.</param>
public sealed record EvidenceChange(string Id, string Text, double? Before, double? After);

/// <summary>What is otherwise in a later answer to the same question.</summary>
/// <param name="Moved">For each hypothesis, in order: by id, the probability before and now.</param>
/// <param name="Evidence">By how much the belief changed, largest first.</param>
/// <param name="GoneDocuments">Documents that it rested on and no longer does.</param>
public sealed record AssessmentChange(
    ImmutableArray<(string Hypothesis, Probability Before, Probability After)> Moved, bool LeaderChanged, Confidence ConfidenceBefore, Confidence ConfidenceAfter, ImmutableArray<EvidenceChange> Evidence,
    ImmutableArray<string> NewDocuments, ImmutableArray<string> GoneDocuments)
{
    /// <summary>A belief that differs by less than this has not changed.</summary>
    private const double Same = 1e-9;

    public bool IsNone => Evidence.IsEmpty && Moved.All(moved => Math.Abs(moved.Before.Value - moved.After.Value) < Same) && NewDocuments.IsEmpty && GoneDocuments.IsEmpty;

    /// <exception cref="ArgumentException">The two answer different questions.</exception>
    public static AssessmentChange Between(Assessment before, Assessment after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!before.Hypotheses.Select(row => row.Hypothesis.Id).SequenceEqual(after.Hypotheses.Select(row => row.Hypothesis.Id)))
        {
            throw new ArgumentException("Only answers to one question can be compared.", nameof(after));
        }

        var (was, now) = (Beliefs(before), Beliefs(after));
        var pieces = was.Keys.Union(now.Keys)
            .Select(key => new EvidenceChange(key.Id, key.Text, was.TryGetValue(key, out var old) ? old : null, now.TryGetValue(key, out var present) ? present : null))
            .Where(change => change.Before is null || change.After is null || Math.Abs(change.Before.Value - change.After.Value) >= Same)
            .OrderByDescending(change => Math.Abs((change.After ?? 0) - (change.Before ?? 0))).ThenBy(change => change.Id, StringComparer.Ordinal);
        var (old, present) = (before.Documents, after.Documents);
        return new AssessmentChange(
            [.. before.Hypotheses.Zip(after.Hypotheses, (b, a) => (b.Hypothesis.Id, b.Posterior, a.Posterior))], before.Leader.Hypothesis.Id != after.Leader.Hypothesis.Id, before.Confidence, after.Confidence,
            [.. pieces], [.. present.Except(old)], [.. old.Except(present)]);
    }

    private static Dictionary<(string Id, string Text), double> Beliefs(Assessment assessment) =>
        assessment.Evidence.ToDictionary(piece => (piece.Id, piece.IsAbsence ? piece.Text : $"{piece.Indicator.Text} ({piece.Title})"), piece => piece.Belief);
}
