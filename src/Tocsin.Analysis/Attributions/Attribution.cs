using System.Collections.Immutable;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Attributions;

public enum SourceKind
{
    Named = 0,
    Role = 1,
    Institution = 2,
    Document = 3,
    Anonymous = 4,
    Crowd = 5,
    Implicit = 6,
}

public enum QuoteForm
{
    Direct = 0,
    Indirect = 1,
    Mixed = 2,
}

/// <summary>What the source does in saying it.</summary>
public enum SpeechAct
{
    Assert = 0,
    Deny = 1,
    Allege = 2,
    Warn = 3,
    Threaten = 4,
    Promise = 5,
    Order = 6,
    Request = 7,
    Intend = 8,
    Believe = 9,
    Doubt = 10,
    Decline = 11,
    Support = 12,
    Oppose = 13,
    Perceive = 14,
}

/// <summary>Who said it. Never who printed it.</summary>
/// <param name="Spans">Empty where the text names nobody ("it was reported that …").</param>
/// <param name="Entity">Number of the entity it is, null where not resolved.</param>
public sealed record Source(ImmutableArray<TextSpan> Spans, int? Entity, SourceKind Kind);

/// <summary>The spans of one attribution, before it is interpreted.</summary>
/// <param name="Confidence">Probability that a careful reader would mark it so, 0 to 1.</param>
public sealed record AttributionSpans(ImmutableArray<TextSpan> Source, ImmutableArray<TextSpan> Cue, ImmutableArray<TextSpan> Content, double Confidence)
{
    /// <summary>The text is the source's own from its heading down, or an interview's answers.</summary>
    public bool IsIssued { get; init; }
}

/// <summary>A content with who says so and how (after PolNeAR; see docs/formats.md).</summary>
/// <param name="Number">From 1, in order of the cue; "a1" in the reading contract.</param>
/// <param name="Negated">The saying itself is negated: "did not say that".</param>
/// <param name="Hedges">Words by which the source or the reporter holds back: "appears", "may".</param>
/// <param name="Medium">tweet, reporters, address, statement, …; null where not said.</param>
/// <param name="Addressee">To whom it was said, null where not said.</param>
/// <param name="Within">Number of the attribution whose content holds this one; null for an outermost one.</param>
public sealed record Attribution(
    int Number,
    Source Source,
    ImmutableArray<TextSpan> Cue,
    ImmutableArray<TextSpan> Content,
    QuoteForm Form,
    SpeechAct Act,
    bool Negated,
    ImmutableArray<string> Hedges,
    string? Medium,
    TextSpan? Addressee,
    int? Within,
    DateInterval? SaidOn,
    double Confidence)
{
    public string Id => $"a{Number}";

    /// <summary>What the same words do besides: "we do not seek war, but will defend ourselves" denies and promises. In text order, without <see cref="Act"/>.</summary>
    public ImmutableArray<SpeechAct> AlsoActs { get; init; } = [];
}
