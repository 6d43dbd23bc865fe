using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Cap;

/// <summary>What a file of alerts came to.</summary>
/// <param name="Container">"CAP 1.2", or what held the alerts: "Atom", "RSS 2.0", "EDXL-DE 1.0".</param>
/// <param name="Alerts">Those without an error, in order; empty for a feed that only points to alerts.</param>
/// <param name="Problems">Errors and advice, in order of the text.</param>
public sealed record CapVerdict(string? Container, ImmutableArray<CapAlert> Alerts, ImmutableArray<CapProblem> Problems)
{
    /// <summary>No error; advice refuses nothing.</summary>
    public bool IsAccepted => !Problems.Any(problem => problem.Kind != CapProblemKind.Advice);
}

public enum CapProblemKind
{
    /// <summary>Not XML.</summary>
    Xml = 0,

    /// <summary>Built to hurt its reader; it was not read further.</summary>
    Hostile = 1,

    /// <summary>The schema forbids it.</summary>
    Schema = 2,

    /// <summary>The specification's words forbid it, though its schema does not.</summary>
    Rule = 3,

    /// <summary>What the specification says should be.</summary>
    Advice = 4,
}

/// <param name="Element">The local name of the element that is wrong or missing.</param>
/// <param name="Line">From 1.</param>
/// <param name="What">A clause without a full stop.</param>
public sealed record CapProblem(CapProblemKind Kind, string Element, int Line, int Column, string What)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: <{Element}>: {What}");
}
