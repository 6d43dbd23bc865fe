using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Which events are happenings, which only deny one, and which are talk of what may come.</summary>
/// <remarks>The same lines as <see cref="Export.Happened"/> draws, but what is denied is kept: it belongs to the happening it denies.</remarks>
public static class Occurring
{
    /// <summary>It may found an incident: told as done or tried, by whomever.</summary>
    public static bool IsReported(RecordedEvent told) => IsAbout(told) && !IsDenied(told);

    /// <summary>It says that something did not happen, or that somebody did not do it.</summary>
    public static bool IsDenied(RecordedEvent told) => told.Factuality == Factuality.Negated || told.Status == EventStatus.Denied;

    internal static bool IsAbout(RecordedEvent told) => told.Factuality switch
    {
        Factuality.Actual or Factuality.Attempted or Factuality.Negated => true,
        Factuality.Historical => told.OccurredOn.Interval is not null,
        _ => false,
    };
}
