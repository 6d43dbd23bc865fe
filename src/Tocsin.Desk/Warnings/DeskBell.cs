using System.Collections.Immutable;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Watching;
using Tocsin.Delivery;

namespace Tocsin.Desk.Warnings;

/// <summary>The bell that rings beside the desk, and the file that says for whom.</summary>
public sealed record DeskBell(Bell Bell, WatchFile Watch)
{
    /// <summary>Those of the file; the desk asks them beside its own.</summary>
    public ImmutableArray<Question> Questions { get; init; } = [];
}
