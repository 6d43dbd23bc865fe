using System.Collections.Immutable;
using Tocsin.Analysis.Cap;

namespace Tocsin.Analysis.Watching;

/// <summary>What somebody must be warned of.</summary>
public abstract record Rule(RuleCommon Common)
{
    public string Id => Common.Id;

    /// <summary>A threat to a watched place or actor, or notice given of one.</summary>
    /// <param name="Sites">Any of these, or of <paramref name="Against"/>.</param>
    /// <param name="Against">Keys or sides of actors.</param>
    /// <param name="By">Keys or sides; empty for anybody.</param>
    public sealed record Threat(RuleCommon Common, ImmutableArray<Site> Sites, double WithinKilometres, ImmutableArray<string> Against, ImmutableArray<string> By) : Rule(Common);

    /// <summary>Something that happened near a site.</summary>
    /// <param name="Types">PLOVER types; empty for every material conflict.</param>
    /// <param name="KilledMin">Null for any toll.</param>
    public sealed record Near(RuleCommon Common, Site Site, double WithinKilometres, ImmutableArray<string> Types, ImmutableArray<string> By, int? KilledMin) : Rule(Common);

    /// <summary>A reading of a question whose probability crosses a line.</summary>
    /// <param name="Above">Null where the line is to be crossed downwards.</param>
    public sealed record Assessment(RuleCommon Common, string Question, string Reading, double? Above, double? Below, Confidence ConfidenceMin) : Rule(Common);

    /// <summary>A pair of sides whose tension rises over what is usual between them.</summary>
    /// <param name="SpreadsMin">Level over the usual, in spreads of the pair's own past.</param>
    /// <param name="IsActs">Acts; statements otherwise.</param>
    public sealed record Escalation(RuleCommon Common, string First, string Second, double SpreadsMin, bool IsActs) : Rule(Common);

    /// <summary>A source that has printed nothing for a while.</summary>
    public sealed record Silence(RuleCommon Common, string Source, TimeSpan After) : Rule(Common);
}

/// <param name="SeverityMin">A warning of this rule is at least so severe.</param>
/// <param name="Fresh">How old a report may be to ring.</param>
/// <param name="Expires">How long a warning lasts; the horizon that it is for.</param>
/// <param name="CoolDown">After a warning rang, others of the rule that are no worse wait so long.</param>
/// <param name="Notify">Contacts, step by step; those of one step are called together. Empty for all, one after the other.</param>
public sealed record RuleCommon(
    string Id, CapSeverity SeverityMin, TimeSpan Fresh, TimeSpan Expires, TimeSpan CoolDown, ImmutableArray<ImmutableArray<string>> Notify, string? Instruction, int Line);
