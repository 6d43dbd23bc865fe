using Tocsin.Analysis.Record;
using Tocsin.Analysis.Warnings;
using Tocsin.Storage;

namespace Tocsin.Delivery;

/// <summary>Weighs the questions and pairs of rules over a record, each anew only when a report of its own sides came, a decision was taken, or a day ended. For one caller at a time.</summary>
public sealed class StandingWatch(RecordFile record, StandingReader reader)
{
    private readonly Dictionary<Situation, (Seen Seen, Standing Standing)> _known = new(ReferenceEqualityComparer.Instance);
    private RecordMark? _mark;
    private DateOnly _day;

    /// <summary>How things stand; null where nothing has moved since the last time.</summary>
    public Standing? At(DateTimeOffset now)
    {
        var (mark, day) = (record.Mark(), DateOnly.FromDateTime(now.UtcDateTime));
        if (mark == _mark && day == _day)
        {
            return null;
        }

        // From the beginning of a day, so that within it a report can come and none can fall out.
        var from = new DateTimeOffset(day.AddDays(-StandingReader.DaysBack), TimeOnly.MinValue, TimeSpan.Zero);
        var moved = false;
        foreach (var scope in reader.Scopes)
        {
            var seen = new Seen(record.Count(scope, from: from), mark.Corrections, mark.Readings - mark.Documents, day);
            if (_known.TryGetValue(scope, out var known) && known.Seen == seen)
            {
                continue;
            }

            var facts = record.Facts(scope, from: from);
            _known[scope] = (seen, reader.Of(scope, facts with { AsOf = now > facts.AsOf ? now : facts.AsOf }));
            moved = true;
        }

        (_mark, _day) = (mark, day);
        return moved ? Standing.Of(_known.Values.Select(known => known.Standing)) : null;
    }

    /// <param name="Reports">In the scope.</param>
    /// <param name="Again">Readings beyond the first of each document: a document that was read anew is no new report.</param>
    private readonly record struct Seen(int Reports, long Corrections, long Again, DateOnly Day);
}
