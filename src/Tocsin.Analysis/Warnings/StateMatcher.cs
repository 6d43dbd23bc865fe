using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Warnings;

/// <summary>Rules about how things stand, and not about one report: assessments, tension, silence.</summary>
internal static class StateMatcher
{
    /// <summary>A probability must fall so far back over its line before the warning is withdrawn, so that it does not flicker.</summary>
    private const double PartBack = 0.05;

    private const double SpreadsBack = 0.5;

    /// <summary>So much more changes an update.</summary>
    public const double PartUpdate = 0.1;

    /// <returns>What holds now: a candidate; or none, and whether a warning of before is over.</returns>
    public static (Candidate? Candidate, string? Over) Match(Rule rule, WarningFacts facts, WarningSubject? live) => rule switch
    {
        Rule.Assessment assessment => Assessment(assessment, facts),
        Rule.Escalation escalation => Escalation(escalation, facts),
        Rule.Silence silence => Silence(silence, facts, live),
        _ => (null, null),
    };

    /// <summary>How far a rule about how things stand is from ringing; null where nothing is known of it now, or it rings.</summary>
    public static Unrung? UnderLine(Rule rule, WarningFacts facts)
    {
        switch (rule)
        {
            case Rule.Assessment assessment when facts.Assessed.FirstOrDefault(one => one.Question == assessment.Question && one.Reading == assessment.Reading) is { } assessed:
                var line = assessment.Above ?? assessment.Below!.Value;
                var (now, isOver) = (assessed.Probability.Value, assessment.Above is not null ? assessed.Probability.Value >= line : assessed.Probability.Value <= line);
                var why = !assessed.HasEvidence ? FormattableString.Invariant($"no report of the last {StandingReader.DaysBack} days speaks for or against it; the page of a situation weighs older ones too")
                    : isOver ? FormattableString.Invariant($"{now:P0}, past the line of {line:P0}, but confidence is {assessed.Confidence.ToString().ToLowerInvariant()} and the rule asks for {assessment.ConfidenceMin.ToString().ToLowerInvariant()}")
                    : FormattableString.Invariant($"{now:P0}, the line is {line:P0}");
                return new Unrung(rule.Id, "", assessed.Words, why, UnrungReason.UnderLine);
            case Rule.Escalation escalation when facts.Tensions.FirstOrDefault(one => one.IsActs == escalation.IsActs && new[] { one.First, one.Second }.Order().SequenceEqual(new[] { escalation.First, escalation.Second }.Order())) is { } tension:
                return new Unrung(
                    rule.Id, "", FormattableString.Invariant($"{escalation.First}–{escalation.Second}: {(escalation.IsActs ? "acts" : "statements")}"),
                    FormattableString.Invariant($"{tension.SpreadsOverUsual:0.0} spreads over their usual, the line is {escalation.SpreadsMin:0.0}"), UnrungReason.UnderLine);
            default:
                return null;
        }
    }

    private static (Candidate?, string?) Assessment(Rule.Assessment rule, WarningFacts facts)
    {
        if (facts.Assessed.FirstOrDefault(one => one.Question == rule.Question && one.Reading == rule.Reading) is not { } assessed)
        {
            return (null, null);
        }

        if (!assessed.HasEvidence)
        {
            return (null, "nothing that speaks for it is left");
        }

        if (assessed.Confidence < rule.ConfidenceMin)
        {
            return (null, null);
        }

        var now = assessed.Probability.Value;
        var line = rule.Above ?? rule.Below!.Value;
        var over = rule.Above is not null ? now - line : line - now;
        if (over < 0)
        {
            return (null, over < -PartBack ? FormattableString.Invariant($"now {now:P0}, back over the line of {line:P0}") : null);
        }

        var side = rule.Above is not null ? "over" : "under";
        return (new Candidate(
            rule, $"{rule.Question}/{rule.Reading}", Worse(CapSeverity.Moderate, rule.Common.SeverityMin), CapUrgency.Future, Gravity.Certainty(now), assessed.Probability, assessed.Confidence,
            null, "Assessment", FormattableString.Invariant($"{assessed.Words}: {now:P0}, {side} the line of {line:P0}"),
            FormattableString.Invariant($"Question “{rule.Question}”. Confidence {assessed.Confidence.ToString().ToLowerInvariant()}; {assessed.Evidence.Length} pieces of evidence."), [], assessed.Evidence, null), null);
    }

    private static (Candidate?, string?) Escalation(Rule.Escalation rule, WarningFacts facts)
    {
        bool IsPair(PairTensionNow tension) => tension.IsActs == rule.IsActs && ((tension.First == rule.First && tension.Second == rule.Second) || (tension.First == rule.Second && tension.Second == rule.First));
        if (facts.Tensions.FirstOrDefault(IsPair) is not { } tension)
        {
            return (null, null);
        }

        if (tension.SpreadsOverUsual < rule.SpreadsMin)
        {
            return (null, tension.SpreadsOverUsual < rule.SpreadsMin - SpreadsBack ? FormattableString.Invariant($"now {tension.SpreadsOverUsual:0.0} spreads over their usual") : null);
        }

        var what = rule.IsActs ? "acts" : "statements";
        return (new Candidate(
            rule, $"{rule.First}/{rule.Second}/{what}", Worse(tension.SpreadsOverUsual >= 2 * rule.SpreadsMin ? CapSeverity.Severe : CapSeverity.Moderate, rule.Common.SeverityMin), CapUrgency.Future,
            CapCertainty.Likely, null, null, null, "Escalation", FormattableString.Invariant($"{rule.First}–{rule.Second}: {what} {tension.SpreadsOverUsual:0.0} spreads over their usual"), tension.Reason, [], tension.Evidence,
            null), null);
    }

    private static (Candidate?, string?) Silence(Rule.Silence rule, WarningFacts facts, WarningSubject? live)
    {
        if (facts.Sources.FirstOrDefault(source => string.Equals(source.Source, rule.Source, StringComparison.OrdinalIgnoreCase)) is not { } heard)
        {
            return (null, null);
        }

        if (facts.Now - heard.LastAt <= rule.After)
        {
            return (null, live is not null && heard.LastAt > live.First.SentAt ? FormattableString.Invariant($"heard again at {heard.LastAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : null);
        }

        // The moment of the last word is part of what the subject is: one silence warns once, however long.
        return (new Candidate(
            rule, FormattableString.Invariant($"{rule.Source}@{heard.LastAt.UtcDateTime:O}"), Worse(CapSeverity.Minor, rule.Common.SeverityMin), CapUrgency.Unknown, CapCertainty.Observed, null, null, null,
            "Source silent", $"{rule.Source} has been silent for {Long(facts.Now - heard.LastAt)}",
            FormattableString.Invariant($"Last heard {heard.LastAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC. What it would have reported cannot be seen."), [], [], null), null);
    }

    private static CapSeverity Worse(CapSeverity one, CapSeverity other) => one > other ? one : other;

    /// <summary>In hours up to two days, then in days.</summary>
    private static string Long(TimeSpan time) => time.TotalHours < 48 ? FormattableString.Invariant($"{time.TotalHours:0.#} hours") : FormattableString.Invariant($"{time.TotalDays:0} days");
}
