using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;

namespace Tocsin.Desk.Views;

internal static class EachAlone
{
    public static ImmutableArray<Incident> Join(RecordFacts facts, Origins origins) =>
    [
        .. facts.Readings.SelectMany(r => r.Events.Select(e => (r, e))).GroupBy(p => (p.e.Type, p.e.Actors.FirstOrDefault()?.Side, p.e.OccurredOn.Interval?.Start, p.e.Place?.Name)).Select(g =>
        {
            var e = g.First().e;
            return new Incident("i" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(e.Key.ToString())).AsSpan(0, 6)), $"{e.Actors.FirstOrDefault()?.Name} → {e.Recipients.FirstOrDefault()?.Name} · {e.Type}", e.Type, e.Mode, e.OccurredOn.Interval, e.Place, e.Actors, e.Recipients, e.Weapon, e.Status, e.Factuality,
                [.. g.Where(p => p.e.Killed is not null).Select(p => new SourcedToll(p.e.ToldBy.LastOrDefault(), p.r.Document.Printer, p.r.Document.PublishedAt, true, p.e.Killed!.Min, p.e.Killed.Max, p.e.Key, true))],
                [.. g.Select(p => p.e.Key)], [], g.Select(p => origins.OriginOf(p.r.Document.Id)).Distinct().Count(), 1);
        }),
    ];
}
