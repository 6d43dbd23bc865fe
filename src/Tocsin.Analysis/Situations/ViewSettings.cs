namespace Tocsin.Analysis.Situations;

/// <summary>How a view is cut.</summary>
/// <param name="Days">How far back reports are shown; older ones are only counted. At least 1.</param>
/// <param name="Since">What changed is told since then; null for a day before the moment of the view.</param>
/// <param name="OlderDocuments">Reports in scope from before the window that the facts leave out.</param>
/// <param name="NewestOlder">When the newest of those came out.</param>
/// <param name="NameOf">What a side is called, by its key; null for the name that its documents use most.</param>
public sealed record ViewSettings(
    int Days = ViewSettings.DaysUsual, DateTimeOffset? Since = null, RecordClock Clock = RecordClock.Recorded, int OlderDocuments = 0, DateTimeOffset? NewestOlder = null,
    Func<string, string?>? NameOf = null)
{
    public const int DaysUsual = 30;
}
