using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>Cuts what is known back to a moment.</summary>
public static class Moments
{
    /// <summary>What was known at a moment, of what is known now. The newest reading of each document stands for those before it.</summary>
    /// <remarks>On the published clock a report without a publication date counts from when it was recorded, and all corrections count: they say how a report is to be read, whenever that was found.</remarks>
    public static RecordFacts At(RecordFacts facts, DateTimeOffset moment, RecordClock clock)
    {
        var known = Known(facts, moment, clock);
        return known.Corrections.Any(correction => correction is Correction.Undo) ? known with { Corrections = [.. Correction.Standing(known.Corrections)] } : known;
    }

    private static RecordFacts Known(RecordFacts facts, DateTimeOffset moment, RecordClock clock)
    {
        var known = facts.Readings.Where(reading => KnownFrom(reading.Document, clock) <= moment).ToList();
        if (known.Count == facts.Readings.Length && facts.AsOf == moment && (clock == RecordClock.Published || facts.Corrections.All(correction => correction.RecordedAt <= moment)))
        {
            return facts;
        }

        var documents = known.Select(reading => reading.Document.Id).ToHashSet(StringComparer.Ordinal);
        return new RecordFacts(
            moment,
            [.. known],
            [.. facts.Copies.Where(copy => documents.Contains(copy.First) && documents.Contains(copy.Second))],
            [.. facts.IncidentLinks.Where(link => documents.Contains(link.First.Document) && documents.Contains(link.Second.Document))],
            [.. facts.Corrections.Where(correction => clock == RecordClock.Published || correction.RecordedAt <= moment)]);
    }

    /// <summary>From when a report counts.</summary>
    public static DateTimeOffset KnownFrom(RecordedDocument document, RecordClock clock) =>
        clock == RecordClock.Published ? document.PublishedAt ?? document.RecordedAt : document.RecordedAt;
}
