using System.Collections.Immutable;

namespace Tocsin.Analysis.Assessment;

/// <summary>One reading of what goes on. Those of a question exclude each other.</summary>
/// <param name="Id">Short, for files: "signal".</param>
/// <param name="Prior">Before any evidence; those of a question sum to one.</param>
/// <param name="IsOther">None of the others: in every question, so that its readings are exhaustive.</param>
public sealed record Hypothesis(string Id, string Text, Probability Prior, bool IsOther);

/// <summary>Something that would be seen more under one reading than under another.</summary>
/// <param name="Likelihood">How likely it is to be so under each hypothesis, in their order, each <see cref="Question.LikelihoodMin"/> to <see cref="Question.LikelihoodMax"/>.</param>
/// <param name="Said">
/// How likely it is that this is said under each hypothesis, whether it is so or not: "we do not seek war" is said by those who do, too. Empty where saying it tells nothing.
/// </param>
/// <param name="Absence">How likely it is under each hypothesis that nothing of the kind is seen in the window. Empty where silence tells nothing.</param>
/// <param name="Window">Null where any time counts.</param>
public sealed record Indicator(
    string Id, string Text, EvidencePattern Pattern, ImmutableArray<double> Likelihood, ImmutableArray<double> Said, ImmutableArray<double> Absence, EvidenceWindow? Window)
{
    /// <summary>Place of the hypothesis that it is the outcome of, and no mere sign: who has struck has retaliated, whatever was said before. Null for a sign.</summary>
    public int? Decides { get; init; }
}

/// <summary>Days that count, from the day of what the question is about (else from the question's own start), both inside.</summary>
/// <param name="From">0 is that day, 1 the next; below 0 is before.</param>
/// <param name="To">Null for without end.</param>
public sealed record EvidenceWindow(int From, int? To)
{
    public bool Holds(DateOnly anchor, DateOnly day) => day.DayNumber - anchor.DayNumber >= From && (To is null || day.DayNumber - anchor.DayNumber <= To);
}

/// <summary>A question with readings that compete, and what would tell them apart.</summary>
/// <param name="About">
/// The act that the question is about. Where intentions of its actor are asked for, the one of which most sources say what was meant; else the latest that is told as firmly as any. Null for a
/// question about none.
/// </param>
/// <param name="Since">Evidence from before this day does not count.</param>
/// <param name="Sides">Whom it is about, for choosing what to read.</param>
/// <param name="Notes">What the user should know of it: "other" was added, priors were scaled.</param>
public sealed record Question(
    string Id, string Text, ImmutableArray<Hypothesis> Hypotheses, ImmutableArray<Indicator> Indicators, EvidencePattern.OfEvents? About, DateOnly? Since, ImmutableArray<string> Sides, ImmutableArray<string> Notes)
{
    /// <summary>What it is about where nothing of <see cref="About"/> was found.</summary>
    public EvidencePattern.OfEvents? AboutElse { get; init; }

    /// <summary>No single likelihood may decide everything: nothing that is read in the news is that sure.</summary>
    public const double LikelihoodMin = 0.01;

    public const double LikelihoodMax = 0.99;

    /// <summary>Of "none of these", where the question leaves it out.</summary>
    public const double OtherPrior = 0.1;

    public const string OtherId = "other";
}
