using System.Collections.Immutable;

namespace Tocsin.Analysis.Assessment;

/// <summary>Judges what was found: grades, and how far to believe it.</summary>
internal static class Judging
{
    /// <summary>In the order of the indicators, then by belief, then by id.</summary>
    public static ImmutableArray<Evidence> Judge(Question question, IEnumerable<RawEvidence> found, SourceHistory history) =>
    [
        .. found.OrderBy(raw => raw.Indicator).Select(raw => (raw.Indicator, Judged: Judge(question.Indicators[raw.Indicator], raw, history)))
            .OrderBy(pair => pair.Indicator).ThenByDescending(pair => pair.Judged.Belief).ThenBy(pair => pair.Judged.Id, StringComparer.Ordinal).Select(pair => pair.Judged),
    ];

    private static Evidence Judge(Indicator indicator, RawEvidence raw, SourceHistory history)
    {
        if (raw.IsAbsence)
        {
            return new Evidence($"{indicator.Id}/absent", indicator, raw.Title, [], [], [], Reliability.CannotBeJudged, Credibility.CannotBeJudged, raw.AbsenceBelief, 0, true);
        }

        ImmutableArray<string> origins = [.. raw.Items.Select(item => item.Origin).Distinct().Order(StringComparer.Ordinal)];
        ImmutableArray<string> opposing = [.. raw.Opposing.Select(other => other.Origin).Distinct().Order(StringComparer.Ordinal)];
        var (reliability, weight) = (Reliability.Unreliable, 0.0);
        foreach (var item in raw.Items)
        {
            var grade = history.Record(item.SourceKey, raw.Happening).Reliability;
            if (item.Weight * Weighing.Of(grade) > weight)
            {
                (reliability, weight) = (grade, item.Weight * Weighing.Of(grade));
            }
        }

        var isNamed = raw.Items.Any(item => !item.SourceKey.StartsWith("nobody named", StringComparison.Ordinal));
        var credibility = Weighing.CredibilityOf(origins.Length, opposing.Length, isNamed);
        var belief = Math.Min(Math.Min(Weighing.BeliefMax, raw.BeliefMax), Weighing.Of(credibility) * weight);
        var said = raw.Items.Max(item => item.SaidWeight);
        return new Evidence(
            $"{indicator.Id}/{raw.Items[0].Key}", indicator, raw.Title, raw.Items, origins, opposing, reliability, credibility, belief,
            origins.Length > 1 ? Math.Min(Weighing.BeliefMax, said + ((1 - said) / 2)) : said, false);
    }
}
