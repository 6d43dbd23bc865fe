using System.Collections.Immutable;
using Tocsin.Analysis.Cap;

namespace Tocsin.Analysis.Watching;

/// <summary>What a watch file says that would reach nobody.</summary>
public static class RuleDoubts
{
    /// <summary>By line. Nothing of it is an error: a rule that calls nobody still writes its warnings where they are kept.</summary>
    public static ImmutableArray<WatchProblem> Of(WatchFile watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        return [.. watch.Rules.Select(rule => (rule, Why: CallsNobody(watch, rule))).Where(one => one.Why is not null).Select(one => new WatchProblem(one.rule.Common.Line, 1, $"The rule \"{one.rule.Id}\" calls nobody: {one.Why}.") { IsDoubt = true })];
    }

    /// <summary>The highest severity that a rule gives of itself; what happens has any.</summary>
    private static CapSeverity SeverityMax(Rule rule)
    {
        var usual = rule switch { Rule.Silence => CapSeverity.Minor, Rule.Assessment => CapSeverity.Moderate, Rule.Escalation => CapSeverity.Severe, _ => CapSeverity.Extreme };
        return usual > rule.Common.SeverityMin ? usual : rule.Common.SeverityMin;
    }

    private static string? CallsNobody(WatchFile watch, Rule rule)
    {
        var called = watch.Steps(rule.Common).SelectMany(step => step).ToList();
        var reached = called.Where(contact => contact.Channels.Any(id => watch.Channel(id) is { Calls: true })).ToList();
        if (called.Count == 0)
        {
            return "the file has no contacts";
        }

        if (reached.Count == 0)
        {
            return $"{string.Join(", ", called.Select(contact => contact.Name))} {(called.Count == 1 ? "has" : "have")} no channel that calls (webhook, mail or command)";
        }

        var severity = SeverityMax(rule);
        return reached.TrueForAll(contact => contact.SeverityMin > severity)
            ? $"its warnings are {Word(severity)} at most, and {string.Join(", ", reached.Select(contact => $"{contact.Name} is called from {Word(contact.SeverityMin)} on"))}"
            : null;
    }

    private static string Word(CapSeverity severity) => severity.ToString().ToLowerInvariant();
}
