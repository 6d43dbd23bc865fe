using System.Collections.Immutable;
using Tocsin.Language;

namespace Tocsin.Desk.Documents;

public enum MarkKind
{
    Claim,
    Event,
    Place,
    Time,

    /// <summary>A passage that another report had before.</summary>
    Copy,
}

/// <summary>What a run of characters does in a mark.</summary>
public enum MarkPart
{
    /// <summary>The words that were said.</summary>
    Content,
    Source,
    Cue,

    /// <summary>The word that names an act.</summary>
    Anchor,

    /// <summary>The clause around an anchor: shown only while its mark is looked at.</summary>
    Clause,
    Place,
    Time,
    Passage,
}

/// <summary>One line of an explanation: "when", "8 January 2020", "weekday before publication".</summary>
/// <param name="Because">Why so; null where there is nothing to say.</param>
/// <param name="Url">Where it leads on the desk, null for nowhere.</param>
public sealed record MarkLine(string Name, string Value, string? Because = null, string? Url = null);

/// <summary>A value that a reader may put in place of what was read.</summary>
/// <param name="Field">"act", "status", "type", …</param>
/// <param name="Value">Null drops the mark.</param>
/// <param name="Says">What the button says.</param>
public sealed record MarkChoice(string Field, string? Value, string Says);

/// <summary>Something that was read in a text, where, and why.</summary>
/// <param name="Id">As in the reading contract: "a1", "v3"; "p0" and "t0" for places and times.</param>
/// <param name="Style">A class of its own beside the kind's: the act, the quad.</param>
/// <param name="Sign">A character that tells it apart without colour.</param>
/// <param name="Title">In a few words, for the margin.</param>
/// <param name="Target">What a correction of it names; null where it cannot be corrected.</param>
/// <param name="Corrected">What somebody decided about it, in words.</param>
public sealed record Mark(
    string Id,
    MarkKind Kind,
    string Style,
    string Sign,
    string Title,
    ImmutableArray<(MarkPart Part, TextSpan Span)> Spans,
    ImmutableArray<MarkLine> Lines,
    string? Target,
    ImmutableArray<MarkChoice> Choices,
    ImmutableArray<string> Corrected)
{
    /// <summary>What of it may be typed over.</summary>
    public ImmutableArray<MarkField> Fields { get; init; } = [];

    /// <summary>The words that were said, cut; empty for what is no claim.</summary>
    public string Quote { get; init; } = "";

    /// <summary>Where its margin note belongs: the cue, the anchor, else the first character.</summary>
    public int At { get; } = Spans.Where(span => span.Part is MarkPart.Cue or MarkPart.Anchor).Concat(Spans).Select(span => span.Span.Start).FirstOrDefault();
}
