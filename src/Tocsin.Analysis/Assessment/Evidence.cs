using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Assessment;

/// <summary>How far a source has proved right before (Admiralty code, first letter).</summary>
public enum Reliability
{
    Completely = 0,
    Usually = 1,
    Fairly = 2,
    NotUsually = 3,
    Unreliable = 4,

    /// <summary>Too little is known of what became of its claims.</summary>
    CannotBeJudged = 5,
}

/// <summary>How far others bear it out (Admiralty code, second figure).</summary>
public enum Credibility
{
    Confirmed = 1,
    ProbablyTrue = 2,
    PossiblyTrue = 3,
    Doubtful = 4,
    Improbable = 5,
    CannotBeJudged = 6,
}

/// <summary>One place in one report that bears on the question.</summary>
/// <param name="Source">Who says so: the speaker, or the outlet for the report's own words.</param>
/// <param name="SourceKey">Equal for the same source in every report.</param>
/// <param name="Weight">How firmly it is put, 0 to 1: status, hedges, kind of source; without reliability and corroboration.</param>
/// <param name="SaidWeight">How sure it is that it was said at all, 0 to 1; 0 for the report's own words.</param>
/// <param name="Day">When it happened or was said; the day of the report where that is not told.</param>
public sealed record EvidenceItem(
    string Document, EventKey? Event, ClaimKey? Claim, ImmutableArray<TextSpan> Spans, string Words, string Source, string SourceKey, string Origin, EventStatus Status, double Weight, double SaidWeight,
    DateOnly? Day)
{
    /// <summary>The key of its event or claim.</summary>
    public string Key => Event?.ToString() ?? Claim?.ToString() ?? Document;
}

/// <summary>One thing that bears on the question, with all who report it: a column of the matrix.</summary>
/// <param name="Id">"kills/dus_v4": the indicator and its first item; "kills/absent" where nothing was seen.</param>
/// <param name="Items">By publication of their origin; empty only for an absence.</param>
/// <param name="Origins">Independent origins that carry it.</param>
/// <param name="Opposing">Independent origins that deny it or say the contrary.</param>
/// <param name="Belief">That it is so, 0 to 1.</param>
/// <param name="SaidBelief">That it was said, 0 to 1.</param>
/// <param name="IsAbsence">Nothing of the kind was seen in the window, where it would have been reported.</param>
public sealed record Evidence(
    string Id, Indicator Indicator, string Title, ImmutableArray<EvidenceItem> Items, ImmutableArray<string> Origins, ImmutableArray<string> Opposing, Reliability Reliability, Credibility Credibility,
    double Belief, double SaidBelief, bool IsAbsence)
{
    /// <summary>What it is, in words: the indicator's, and of what was not seen that it was not.</summary>
    public string Text => IsAbsence ? $"not seen: {Indicator.Text}" : Indicator.Text;

    /// <summary>"B2".</summary>
    public string Grade => IsAbsence ? "-" : $"{(char)('A' + (int)Reliability)}{(int)Credibility}";
}
