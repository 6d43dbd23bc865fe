using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Situations;

/// <summary>Somebody gave somebody notice of what was to come.</summary>
/// <param name="From">Empty where no report names them.</param>
/// <param name="To">Empty where no report names them.</param>
/// <param name="Told">Who tells it, the firmest first; at least one.</param>
public sealed record NoticeStep(ImmutableArray<RecordedParty> From, ImmutableArray<RecordedParty> To, ImmutableArray<RecordedEvent> Told);

/// <summary>Notice that was passed on: each step begins with somebody who had it by the step before.</summary>
/// <param name="Steps">At least one.</param>
public sealed record NoticeChain(ImmutableArray<NoticeStep> Steps)
{
    public IEnumerable<RecordedEvent> Told => Steps.SelectMany(step => step.Told);

    /// <summary>How firmly the loosest of its steps stands: whoever was warned at its end was so only if each step was taken.</summary>
    public EventStatus Status => Steps.Select(step => step.Told[0].Status).MaxBy(Notices.Rank);
}

/// <summary>Who was warned beforehand in the world, as reports tell it; not whom this desk warned.</summary>
/// <param name="Chains">By the first report that tells of each.</param>
/// <param name="Said">What is said of a warning that was had, beside those chains: "early warning systems had helped".</param>
/// <param name="Denied">What is said of a warning that was not had.</param>
public sealed record Notices(ImmutableArray<NoticeChain> Chains, ImmutableArray<RecordedClaim> Said, ImmutableArray<RecordedClaim> Denied)
{
    private const string Type = "COOPERATE";
    private const string Mode = "notice";
    private static readonly Lazy<(ImmutableArray<string> Had, ImmutableArray<string> None)> Phrases = new(() =>
    {
        var classes = WordClasses.Load();
        return (classes.Phrases("warned") ?? [], classes.Phrases("not-warned") ?? []);
    });

    /// <summary>As long as somebody holds the reading.</summary>
    private static readonly ConditionalWeakTable<RecordedReading, List<(RecordedClaim Claim, bool None)>> Known = [];

    public bool IsEmpty => Chains.IsEmpty && Said.IsEmpty && Denied.IsEmpty;

    public static bool IsNotice(string type, string? mode) => type == Type && mode == Mode;

    /// <param name="readings">As corrected. Their order means nothing.</param>
    public static Notices Of(IEnumerable<RecordedReading> readings)
    {
        ImmutableArray<RecordedReading> all = [.. readings.OrderBy(reading => SourceActivities.At(reading.Document)).ThenBy(reading => reading.Document.Id, StringComparer.Ordinal)];
        var told = all.SelectMany(reading => reading.Events.Where(one => IsNotice(one.Type, one.Mode) && one.Factuality == Factuality.Actual && one.Status != EventStatus.Denied).OrderBy(one => one.Anchor.Start)).ToList();
        var steps = told.GroupBy(one => $"{Sides(one.Actors)}\u001f{Sides(one.Recipients)}", StringComparer.Ordinal)
            .Select(group => new NoticeStep(group.First().Actors, group.First().Recipients, [.. group.OrderBy(one => Rank(one.Status))])).ToList();
        var within = told.Select(one => one.Claim).OfType<ClaimKey>().ToHashSet();
        var claims = all.SelectMany(reading => Known.GetValue(reading, Speaking)).Where(said => !within.Contains(said.Claim.Key)).ToList();
        return new Notices(Chained(steps), Innermost(claims.Where(said => !said.None).Select(said => said.Claim)), Innermost(claims.Where(said => said.None).Select(said => said.Claim)));
    }

    /// <summary>What is said in a report of a warning that was had, or of none.</summary>
    private static List<(RecordedClaim Claim, bool None)> Speaking(RecordedReading reading)
    {
        var (had, none) = Phrases.Value;
        static bool Says(RecordedClaim claim, ImmutableArray<string> phrases) => phrases.Any(phrase => PhraseFinder.Holds(claim.Content, phrase));
        return [.. reading.Claims.Where(claim => claim.Act != SpeechAct.Threaten).Select(claim => (Claim: claim, None: Says(claim, none))).Where(said => said.None || Says(said.Claim, had))];
    }

    /// <summary>How loosely it stands: 0 the firmest.</summary>
    internal static int Rank(EventStatus status) => status switch
    {
        EventStatus.Fact => 0,
        EventStatus.Claimed => 1,
        EventStatus.AccusedByAuthority => 2,
        EventStatus.Accused => 3,
        EventStatus.Possible => 4,
        _ => 5,
    };

    private static ImmutableArray<NoticeChain> Chained(List<NoticeStep> steps)
    {
        // "…, which in turn passed it on to the army" may name nobody: it goes on from what the same report told just before.
        var sides = steps.ToDictionary(step => step, step => (From: step.From.Select(Side).ToHashSet(StringComparer.Ordinal), To: step.To.Select(Side).ToHashSet(StringComparer.Ordinal)));
        bool GoesOn(NoticeStep step, NoticeStep next) => step != next && (next.From.IsEmpty
            ? next.Told.Any(told => step.Told.Any(before => before.Key.Document == told.Key.Document && before.Key.Number + 1 == told.Key.Number))
            : sides[step].To.Overlaps(sides[next].From));
        var left = new List<NoticeStep>(steps);
        var chains = ImmutableArray.CreateBuilder<NoticeChain>();
        while (left.Count > 0)
        {
            // Where all that is left runs in a ring, the first that was told begins it.
            var first = left.Find(step => !left.Exists(before => GoesOn(before, step))) ?? left[0];
            var chain = ImmutableArray.CreateBuilder<NoticeStep>();
            for (var step = first; step is not null; step = left.Find(next => GoesOn(step, next)))
            {
                left.Remove(step);
                chain.Add(step);
            }

            chains.Add(new NoticeChain(chain.ToImmutable()));
        }

        return [.. chains.OrderBy(chain => steps.IndexOf(chain.Steps[0]))];
    }

    private static string Sides(ImmutableArray<RecordedParty> parties) => string.Join(',', parties.Select(Side).Distinct().Order(StringComparer.Ordinal));

    private static string Side(RecordedParty party) => party.Side ?? party.Country ?? party.Key ?? PartyKeys.Fold(party.Name);

    /// <summary>What is told within another of them is told once, by whoever said it.</summary>
    private static ImmutableArray<RecordedClaim> Innermost(IEnumerable<RecordedClaim> claims)
    {
        var all = claims.ToList();
        var outer = all.Select(claim => claim.Within).OfType<ClaimKey>().ToHashSet();
        return [.. all.Where(claim => !outer.Contains(claim.Key)).DistinctBy(claim => (claim.Source?.Key ?? claim.Source?.Name, claim.Content))];
    }
}
