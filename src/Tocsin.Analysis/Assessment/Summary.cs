using System.Collections.Immutable;

namespace Tocsin.Analysis.Assessment;

/// <summary>What an answer comes to, in one sentence: which reading leads, what carries it, and what stands against it. That the evidence is thin is a sentence of its own, for how likely a thing is and how good the evidence is are two things.</summary>
/// <remarks>What carries it tells the leader from the runner-up: of all pieces of one indicator together, the difference of what they add to the two.</remarks>
public static class Summary
{
    private const int ForMax = 2;

    /// <summary>In logarithms of odds: less than this turns nothing.</summary>
    private const double TellingMin = 0.1;

    /// <summary>Readings closer than this are as likely as each other, for all that such figures can tell.</summary>
    private const double ApartMin = 0.1;

    /// <returns>"Leads: A, 72 % (likely), mainly because B and C; against it: D."</returns>
    public static string Of(Assessment answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var leader = answer.Leader;
        var rival = answer.Hypotheses.Where(row => row != leader).MaxBy(row => row.Posterior.Value)!;
        if (!answer.HasEvidence)
        {
            return $"Nothing was seen that tells the readings apart. Before any evidence “{leader.Hypothesis.Text}” is likeliest, {leader.Posterior}.";
        }

        var parts = Enumerable.Range(0, answer.Evidence.Length).GroupBy(place => (answer.Evidence[place].Indicator.Id, answer.Evidence[place].IsAbsence))
            .Select(places => (Text: Told(answer.Evidence[places.First()]), Weight: places.Sum(place => leader.Cells[place] - rival.Cells[place]))).ToList();
        var pro = parts.Where(part => part.Weight >= TellingMin).OrderByDescending(part => part.Weight).ThenBy(part => part.Text, StringComparer.Ordinal).Take(ForMax).Select(part => part.Text).ToImmutableArray();
        var contra = parts.Where(part => part.Weight <= -TellingMin).OrderBy(part => part.Weight).ThenBy(part => part.Text, StringComparer.Ordinal).Select(part => part.Text).FirstOrDefault();
        var leads = leader.Posterior.Value - rival.Posterior.Value < ApartMin
            ? $"No reading clearly leads: “{leader.Hypothesis.Text}” {leader.Posterior}, “{rival.Hypothesis.Text}” {rival.Posterior}; for the first: "
            : $"Leads: “{leader.Hypothesis.Text}”, {leader.Posterior} ({leader.Posterior.Words}), mainly because ";
        var thin = answer.Confidence == Confidence.Low ? " The evidence for this is thin: confidence in it is low." : "";
        return $"{leads}{(pro.IsEmpty ? "of what was thought before any evidence" : string.Join(", and because ", pro))}; against it: {contra ?? "nothing that was seen"}.{thin}";
    }

    private static string Told(Evidence piece) => piece.IsAbsence ? $"it was not seen that {piece.Indicator.Text}" : piece.Indicator.Text;
}
