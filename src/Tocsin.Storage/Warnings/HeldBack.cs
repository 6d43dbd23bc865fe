using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;

namespace Tocsin.Storage.Warnings;

/// <summary>Something that did not ring, as it is recorded.</summary>
/// <param name="Unrung">Its rule may be several, in words.</param>
/// <param name="At">When the rules last looked at it.</param>
public sealed record HeldBack(CapStatus Status, Unrung Unrung, DateTimeOffset At);
