using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;

namespace Tocsin.Analysis.Export;

/// <summary>Which events may stand in a table that takes every row for something that happened.</summary>
public static class Happened
{
    /// <summary>
    /// Why an event must be left out there, in one word of the contract: negated, hypothetical, threatened, future, denied, or historical without a date that would say so.
    /// Null where it may go in: what is reported as done or tried, by whomever.
    /// </summary>
    public static string? WhyNot(Event coded) => coded.Factuality switch
    {
        Factuality.Negated or Factuality.Hypothetical or Factuality.Threatened or Factuality.Future => ContractNames.Of(coded.Factuality),
        _ when coded.Status == EventStatus.Denied => ContractNames.Of(coded.Status),
        Factuality.Historical when coded.OccurredOn.Interval is null => ContractNames.Of(coded.Factuality),
        _ => null,
    };
}
