using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Events;

/// <summary>The latest day that a text has told of so far, for "hours later". Asked in text order; each event and attribution is looked at once.</summary>
internal sealed class ToldDays(ImmutableArray<Event>.Builder events, ImmutableArray<Attribution> attributions)
{
    private readonly Attribution[] _said = [.. attributions.Where(a => a.SaidOn is not null && !a.Cue.IsEmpty).OrderBy(a => a.Cue[0].Start)];
    private int _nextEvent;
    private int _nextSaid;
    private DateOnly? _latest;

    /// <summary>The latest day before a position; null for none.</summary>
    public DateOnly? Before(int position)
    {
        for (; _nextEvent < events.Count; _nextEvent++)
        {
            See(events[_nextEvent].Factuality == Factuality.Actual ? events[_nextEvent].OccurredOn.Interval : null);
        }

        for (; _nextSaid < _said.Length && _said[_nextSaid].Cue[0].Start < position; _nextSaid++)
        {
            See(_said[_nextSaid].SaidOn);
        }

        return _latest;
    }

    private void See(DateInterval? interval)
    {
        if (interval is { } days && days.Start == days.End && !(_latest > days.End))
        {
            _latest = days.End;
        }
    }
}
