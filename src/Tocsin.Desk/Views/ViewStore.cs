using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Storage;

namespace Tocsin.Desk.Views;

/// <summary>What a view is asked for.</summary>
/// <param name="AsOf">Null for now.</param>
/// <param name="Since">From when changes are told; null for a day before.</param>
public sealed record ViewQuery(Situation Situation, DateTimeOffset? AsOf = null, RecordClock Clock = RecordClock.Recorded, DateTimeOffset? Since = null)
{
    public string Key => string.Join(
        '\u001f', Situation.Name, string.Join(',', Situation.Sides), string.Join(',', Situation.Countries), string.Join(',', Situation.Places), string.Join(',', Situation.Words),
        AsOf?.ToString("O", CultureInfo.InvariantCulture), Clock, Since?.ToString("O", CultureInfo.InvariantCulture));
}

/// <summary>Makes views, and keeps the last ones until the record moves.</summary>
public sealed class ViewStore(DeskRecord record, SituationViewer viewer)
{
    /// <summary>More reports than that make no better page, and a slower one: of a larger situation the last days are shown.</summary>
    private const int DocumentsMax = 400;
    private const int DocumentsKept = 3000;
    private const int ViewsKept = 24;

    /// <summary>So many views are made again by themselves when the record moves, and for so long after they were asked for.</summary>
    private const int AskedMax = 4;
    private static readonly TimeSpan AskedLately = TimeSpan.FromMinutes(15);

    private static readonly int[] DaysToTry = [30, 14, 7, 3, 2, 1];

    /// <summary>The record keeps moments to the microsecond.</summary>
    private static readonly TimeSpan RecordStep = TimeSpan.FromMicroseconds(1);

    private readonly Lock _lock = new();
    private DeskView? _made;
    private RecordMark _madeAt;
    private readonly LinkedList<(string Key, RecordMark Mark, Lazy<DeskView> View)> _kept = new();

    /// <summary>Of now, the last asked for first; before anybody asks, what the front page shows.</summary>
    private readonly LinkedList<(ViewQuery Query, DateTimeOffset At)> _asked = new([(new ViewQuery(Situation.Everything), record.Now)]);

    public DeskView Get(ViewQuery query)
    {
        Remember(query);
        return Kept(query);
    }

    /// <summary>The last one made, though reports have come since, as long as nobody has decided anything: for who looks a name up and need not wait for what came a moment ago.</summary>
    public DeskView Lately(ViewQuery query)
    {
        var mark = record.File.Mark();
        var made = _made;
        return made is not null && made.Query.Key == query.Key && _madeAt.Corrections == mark.Corrections && _madeAt.Decisions == mark.Decisions ? made : Get(query);
    }

    /// <summary>A view for one use: the one at hand where there is one, else made and not kept.</summary>
    public DeskView Once(ViewQuery query)
    {
        var mark = record.File.Mark();
        Lazy<DeskView>? view;
        lock (_lock)
        {
            view = _kept.FirstOrDefault(kept => kept.Key == query.Key && kept.Mark == mark).View;
        }

        return view?.Value ?? Make(query);
    }

    /// <summary>Makes views of now anew that were asked for lately, where the record has moved: whoever comes back need not wait for them.</summary>
    public void Refresh(CancellationToken stop)
    {
        List<ViewQuery> queries;
        lock (_lock)
        {
            var since = record.Now - AskedLately;
            queries = [.. _asked.Where((asked, place) => place == 0 || asked.At >= since).Select(asked => asked.Query)];
        }

        foreach (var query in queries)
        {
            stop.ThrowIfCancellationRequested();
            Kept(query);
        }
    }

    /// <inheritdoc cref="SituationViewer.Former"/>
    public ImmutableArray<EventKey> Former(string incident, Situation situation)
    {
        var now = record.Now;
        return viewer.Former(incident, Facts(situation, null, now, now.AddDays(1)).Facts);
    }

    /// <summary>Whether a view would be at hand, made of the record as it is.</summary>
    internal bool IsAtHand(ViewQuery query)
    {
        var mark = record.File.Mark();
        lock (_lock)
        {
            return _kept.Any(kept => kept.Key == query.Key && kept.Mark == mark && kept.View.IsValueCreated);
        }
    }

    private void Remember(ViewQuery query)
    {
        if (query.AsOf is not null)
        {
            return;
        }

        lock (_lock)
        {
            for (var node = _asked.First; node is not null; node = node.Next)
            {
                if (node.Value.Query.Key == query.Key)
                {
                    _asked.Remove(node);
                    break;
                }
            }

            _asked.AddFirst((query, record.Now));
            while (_asked.Count > AskedMax)
            {
                _asked.RemoveLast();
            }
        }
    }

    private DeskView Kept(ViewQuery query)
    {
        var mark = record.File.Mark();
        Lazy<DeskView> view;
        lock (_lock)
        {
            var node = _kept.First;
            while (node is not null && !(node.Value.Key == query.Key && node.Value.Mark == mark))
            {
                var next = node.Next;
                if (node.Value.Mark != mark)
                {
                    _kept.Remove(node);
                }

                node = next;
            }

            if (node is null)
            {
                view = new Lazy<DeskView>(() => Make(query));
            }
            else
            {
                view = node.Value.View;
                _kept.Remove(node);
            }

            _kept.AddFirst((query.Key, mark, view));
            Trim();
        }

        var now = view.Value;
        if (query is { AsOf: null, Situation.Name: "everything" })
        {
            lock (_lock)
            {
                (_made, _madeAt) = (now, mark);
            }
        }

        return now;
    }

    private void Trim()
    {
        while (_kept.Count > 1 && (_kept.Count > ViewsKept || _kept.Sum(kept => kept.View.IsValueCreated ? kept.View.Value.State.Documents.Length : 0) > DocumentsKept))
        {
            _kept.RemoveLast();
        }
    }

    /// <remarks>
    /// A small situation is shown whole; of a larger one the weeks or days before its newest report. What is looked at now is all that is recorded, also a report that is dated tomorrow,
    /// where tomorrow has begun; a date far ahead is a mistake and moves no window.
    /// </remarks>
    private DeskView Make(ViewQuery query)
    {
        var began = Stopwatch.GetTimestamp();
        using var span = Telemetry.Traces.StartActivity("view");
        var now = query.AsOf ?? record.Now;
        // What came out at the very moment was known at it; the record is asked for what came before.
        var until = query.AsOf?.Add(RecordStep) ?? now.AddDays(1);
        var clock = query.AsOf is null ? RecordClock.Recorded : query.Clock;
        var known = clock == RecordClock.Recorded ? query.AsOf : null;
        var (facts, all, from) = Facts(query.Situation, known, now, until);
        var view = viewer.Of(query.Situation, query.AsOf is null ? facts : facts with { AsOf = now }, new ViewSettings((int)Math.Ceiling((until - from).TotalDays), query.Since, clock));
        span?.SetTag("tocsin.situation", query.Situation.Name).SetTag("tocsin.reports", facts.Readings.Length).SetTag("tocsin.incidents", view.Incidents.Length);
        Telemetry.ViewDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return new DeskView(view, query, facts.Copies, all - facts.Readings.Length);
    }

    /// <summary>What is known of a situation, or of its last days where it is large; how many reports it has in all, and from when on they are in it.</summary>
    private (RecordFacts Facts, int All, DateTimeOffset From) Facts(Situation situation, DateTimeOffset? known, DateTimeOffset now, DateTimeOffset until)
    {
        var (all, newest) = record.File.Extent(situation, known, null, until);
        var last = newest ?? now;
        var days = all <= DocumentsMax ? 0 : DaysToTry.FirstOrDefault(days => record.File.Count(situation, known, last.AddDays(-days), until) <= DocumentsMax, DaysToTry[^1]);
        var from = days == 0 ? DateTimeOffset.UnixEpoch.AddYears(-100) : last.AddDays(-days);
        return (record.File.Facts(situation, known, from, until), all, from);
    }
}
