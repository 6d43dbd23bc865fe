using System.Collections.Immutable;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Escalation;

/// <summary>Reads how pairs of sides stand to each other: tension of acts and of statements, day by day, beside the pair's own usual.</summary>
/// <remarks>
/// A happening adds -score · status · factuality · n/(n+1) origins to its day (PLOVER scale, so conflict raises). The level of a day is what was added up to then, each halved every
/// <see cref="ActHalfLifeDays"/> or <see cref="StatementHalfLifeDays"/> days. The usual is the median of the pair's levels up to a window ago, and one unit of change their median
/// absolute deviation times 1.4826 (Rousseeuw and Croux 1993), with a floor. What is denied or did not happen adds nothing; a copy adds nothing, because origins are counted.
/// Pure, and the order of what comes in means nothing. The formula and its constants are in docs/assessment.md.
/// </remarks>
public static class PairTension
{
    /// <summary>The direction compares the level with that of so many days before.</summary>
    public const int WindowDays = 7;

    /// <summary>Days of the past that the usual is taken from, and of the series that is given.</summary>
    public const int SeriesDays = 120;

    /// <summary>From so many days on, the pair's own past is the baseline; before, it is drawn towards quiet.</summary>
    public const int HistoryDaysEnough = 28;

    public const double ActHalfLifeDays = 7;

    public const double StatementHalfLifeDays = 3.5;

    /// <param name="readings">Without what was retracted.</param>
    /// <param name="incidentOf">The incident that an event tells; null for one that was joined to nothing.</param>
    /// <param name="originOf">Whose words stand in a span of a document: its own origin, or that of the report that it copied the passage from.</param>
    /// <param name="asOf">The last day that counts.</param>
    /// <returns>Each pair with at least one happening, in the order of pairs.</returns>
    public static ImmutableArray<PairState> Of(IEnumerable<RecordedReading> readings, Func<EventKey, string?> incidentOf, Func<string, TextSpan, string> originOf, DateOnly asOf) =>
        Of(readings, incidentOf, originOf, asOf, pairs => pairs);

    /// <param name="choose">Which pairs are measured, of all with how many happenings each has: a war has thousands of pairs, and few are looked at.</param>
    /// <inheritdoc cref="Of(IEnumerable{RecordedReading}, Func{EventKey, string}, Func{string, TextSpan, string}, DateOnly)"/>
    public static ImmutableArray<PairState> Of(
        IEnumerable<RecordedReading> readings, Func<EventKey, string?> incidentOf, Func<string, TextSpan, string> originOf, DateOnly asOf,
        Func<IEnumerable<(SidePair Pair, int Happenings)>, IEnumerable<(SidePair Pair, int Happenings)>> choose)
    {
        var all = readings as IReadOnlyCollection<RecordedReading> ?? [.. readings];
        var tellings = Tellings(all, incidentOf, originOf);
        var channels = new Dictionary<SidePair, (List<HappeningMaker> Acts, List<HappeningMaker> Statements, int Undated)>();
        foreach (var group in TellingGroups.Of(tellings))
        {
            var maker = new HappeningMaker(group);
            foreach (var pair in maker.Day is null || maker.Day <= asOf ? maker.Pairs : [])
            {
                var known = channels.TryGetValue(pair, out var there) ? there : ([], [], 0);
                if (maker.Day is null)
                {
                    known.Undated++;
                }
                else
                {
                    (maker.IsAct ? known.Acts : known.Statements).Add(maker);
                }

                channels[pair] = known;
            }
        }

        // What happened is put together for those pairs only that are measured.
        return
        [
            .. choose(channels.Select(entry => (entry.Key, entry.Value.Acts.Count + entry.Value.Statements.Count))).Select(chosen => chosen.Pair).Order().Select(pair => (Pair: pair, Known: channels[pair]))
                .Select(entry => new PairState(
                    entry.Pair, asOf, Channel.Acts.State(entry.Known.Acts.ConvertAll(maker => maker.Make(entry.Pair)), asOf), Channel.Statements.State(entry.Known.Statements.ConvertAll(maker => maker.Make(entry.Pair)), asOf),
                    entry.Known.Undated)),
        ];
    }

    /// <summary>The same with incidents and origins as the record has them.</summary>
    public static ImmutableArray<PairState> Of(IEnumerable<RecordedReading> readings, IEnumerable<Incident> incidents, Origins origins, DateOnly asOf)
    {
        var incidentOf = new Dictionary<EventKey, string>();
        foreach (var incident in incidents)
        {
            foreach (var told in incident.Events)
            {
                incidentOf[told] = incident.Id;
            }
        }

        return Of(readings, told => incidentOf.GetValueOrDefault(told), origins.OriginOf, asOf);
    }

    /// <summary>The state of one pair; one without any evidence where nothing is known of it.</summary>
    public static PairState Of(SidePair pair, IEnumerable<RecordedReading> readings, Func<EventKey, string?> incidentOf, Func<string, TextSpan, string> originOf, DateOnly asOf)
    {
        foreach (var state in Of(readings, incidentOf, originOf, asOf))
        {
            if (state.Pair == pair)
            {
                return state;
            }
        }

        return new PairState(pair, asOf, Channel.Acts.State([], asOf), Channel.Statements.State([], asOf), 0);
    }

    private static List<Telling> Tellings(IReadOnlyCollection<RecordedReading> readings, Func<EventKey, string?> incidentOf, Func<string, TextSpan, string> originOf)
    {
        var first = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var document in readings.Select(reading => reading.Document))
        {
            if (document.PublishedAt is { } at)
            {
                var (origin, day) = (originOf(document.Id, default), DateOnly.FromDateTime(at.UtcDateTime));
                first[origin] = first.TryGetValue(origin, out var known) && known < day ? known : day;
            }
        }

        var finder = new TellingFinder(incidentOf, originOf, first);
        return [.. readings.SelectMany(finder.Find)];
    }
}
