using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Escalation;

/// <summary>Makes one happening of the accounts that tell it, for each pair of sides that it concerns.</summary>
internal sealed class HappeningMaker
{
    private readonly IReadOnlyList<Telling> _tellings;
    private readonly Telling? _dated;
    private readonly Lazy<(ImmutableArray<string> Origins, EventStatus Status, ImmutableArray<EventKey> Events, ImmutableArray<ClaimKey> Claims)> _known;

    /// <param name="tellings">One group of <see cref="TellingGroups"/>, the earliest report first.</param>
    public HappeningMaker(IReadOnlyList<Telling> tellings)
    {
        _tellings = tellings;
        foreach (var telling in tellings)
        {
            _dated = telling.Day is not null && (_dated is null || telling.SpanDays < _dated.SpanDays) ? telling : _dated;
        }

        Day = _dated?.Day ?? tellings.Min(telling => telling.Reported);
        var recipients = tellings.SelectMany(telling => telling.Recipients).Distinct().ToImmutableArray();
        Pairs = [.. tellings.SelectMany(telling => TellingFinder.Pairs(telling.Actors, recipients)).Distinct().Order()];
        _known = new(() => (
            [.. tellings.Select(telling => telling.Origin).Distinct().Order(StringComparer.Ordinal)],
            tellings.Where(telling => telling.Weight > 0).Select(telling => telling.Status).OrderByDescending(TellingWeight.Of).ThenBy(status => status).First(),
            [.. tellings.Select(telling => telling.Event).OfType<EventKey>().Distinct().Order()],
            [.. tellings.Select(telling => telling.Claim).OfType<ClaimKey>().Distinct().Order()]));
    }

    public bool IsAct => _tellings[0].IsAct;

    /// <summary>Null where no day is known; then there is no happening to make.</summary>
    public DateOnly? Day { get; }

    public ImmutableArray<SidePair> Pairs { get; }

    /// <param name="pair">One of <see cref="Pairs"/>.</param>
    public Happening Make(SidePair pair)
    {
        // The weightiest; of several the first that is done to one of the pair, then the one that moves most.
        var best = _tellings[0];
        foreach (var telling in _tellings)
        {
            best = Compare(telling, best, pair) > 0 ? telling : best;
        }

        var first = _tellings[0];
        var (origins, status, events, claims) = _known.Value;
        return new Happening(
            first.Event?.ToString() ?? first.Claim?.ToString() ?? best.Content, Day!.Value, _dated is null, best.Title, best.Score, best.Weight * TellingWeight.OfOrigins(origins.Length), status, events, claims, origins,
            best.Words);
    }

    private static int Compare(Telling one, Telling other, SidePair pair) =>
        one.Weight.CompareTo(other.Weight) is var weight and not 0 ? weight
        : one.Recipients.Any(pair.Has).CompareTo(other.Recipients.Any(pair.Has)) is var done and not 0 ? done
        : Math.Abs(one.Score).CompareTo(Math.Abs(other.Score));
}
