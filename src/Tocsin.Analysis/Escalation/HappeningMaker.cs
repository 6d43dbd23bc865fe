using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Escalation;

/// <summary>Makes one happening of the accounts that tell it, for each pair of sides that it concerns.</summary>
internal static class HappeningMaker
{
    /// <param name="tellings">One group of <see cref="TellingGroups"/>, the earliest report first.</param>
    /// <returns>A null happening where no day is known.</returns>
    public static IEnumerable<(SidePair Pair, Happening? Happening)> Make(IReadOnlyList<Telling> tellings)
    {
        var recipients = tellings.SelectMany(t => t.Recipients).Distinct().ToImmutableArray();
        var pairs = tellings.SelectMany(t => TellingFinder.Pairs(t.Actors, recipients)).Distinct().Order();
        foreach (var pair in pairs)
        {
            var best = tellings.OrderByDescending(t => t.Weight).ThenByDescending(t => t.Recipients.Any(pair.Has) ? 1 : 0).ThenByDescending(t => Math.Abs(t.Score)).First();
            var dated = tellings.Where(t => t.Day is not null).OrderBy(t => t.SpanDays).FirstOrDefault();
            var day = dated?.Day ?? tellings.Min(t => t.Reported);
            if (day is null)
            {
                yield return (pair, null);
                continue;
            }

            ImmutableArray<string> origins = [.. tellings.Select(t => t.Origin).Distinct().Order(StringComparer.Ordinal)];
            var status = tellings.Where(t => t.Weight > 0).Select(t => t.Status).OrderByDescending(TellingWeight.Of).ThenBy(s => s).First();
            var first = tellings[0];
            yield return (pair, new Happening(
                first.Event?.ToString() ?? first.Claim?.ToString() ?? best.Content, day.Value, dated is null, best.Title, best.Score, best.Weight * TellingWeight.OfOrigins(origins.Length), status,
                [.. tellings.Select(t => t.Event).OfType<EventKey>().Distinct().Order()], [.. tellings.Select(t => t.Claim).OfType<ClaimKey>().Distinct().Order()], origins, best.Words));
        }
    }
}
