using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Assessment;

/// <summary>Answers questions from the record: which reading the evidence supports, how much, and what would change that.</summary>
/// <remarks>
/// After the analysis of competing hypotheses (Heuer 1999), with probabilities for the score and the matrix for the explanation: studies found no gain from the matrix as a method and a large one from
/// coherent probabilities (Mandel, Karvetski and Dhami 2018). docs/assessment.md has the formulas. Pure and deterministic; the order of the evidence means nothing.
/// </remarks>
public static class Assessor
{
    public static Assessment Assess(Question question, AssessmentBasis basis)
    {
        var search = new EvidenceSearch(question, basis);
        var found = search.Find();
        var evidence = Judging.Judge(question, found, basis.History);
        var contributions = Weighing.Contributions(question, evidence);
        var posterior = Weighing.Posterior(question, contributions);
        var explained = new Explanation(question, basis.History, found, evidence, contributions, posterior);
        var (confidence, reasons) = ConfidenceJudge.Judge(evidence, explained.Hypotheses, explained.LeaveOneOut, basis.AsOf);
        var notes = question.Notes.AddRange(search.Notes);
        return new Assessment(
            question, basis.AsOf, search.About, explained.Hypotheses, evidence, confidence, reasons, explained.LeaveOneOut, explained.FlipPoints, explained.Unseen,
            evidence.IsEmpty ? notes.Add("No evidence: what is shown is what was thought before any.") : notes)
        {
            AboutEvent = search.AboutEvent,
            Reports = basis.Readings.Length,
        };
    }

    /// <summary>The same at several moments, each from the basis of its moment.</summary>
    public static ImmutableArray<Assessment> Over(Question question, IEnumerable<AssessmentBasis> moments) => [.. moments.Select(basis => Assess(question, basis))];

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
