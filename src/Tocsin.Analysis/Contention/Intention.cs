using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>What a source says that an actor means to do.</summary>
/// <param name="Actor">The country for whom the actor acts, else the id of its entity ("e3"): Iran, Tehran and its foreign minister are one.</param>
/// <param name="Hostile">True for an aim to harm or escalate, false for an aim to spare or to de-escalate, after negation.</param>
/// <param name="Attribution">Number of the attribution that says so.</param>
/// <param name="About">Id of the actor's act that the text tells of and that the intention is behind; null where it tells of none.</param>
/// <param name="Span">The word that says that something is meant: "wanted", "intention".</param>
public sealed record Intention(string Actor, bool Hostile, int Attribution, string? About, TextSpan Span);
