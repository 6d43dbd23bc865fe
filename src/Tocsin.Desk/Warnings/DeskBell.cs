using Tocsin.Analysis.Watching;
using Tocsin.Delivery;

namespace Tocsin.Desk.Warnings;

/// <summary>The bell that rings beside the desk, and the file that says for whom.</summary>
public sealed record DeskBell(Bell Bell, WatchFile Watch);
