using System.Collections.Immutable;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Voices;

/// <summary>What somebody said, and how it stands to what others say.</summary>
/// <param name="Claims">Newest first, each with the report that has it.</param>
/// <param name="Reports">Of an outlet, what it printed, newest first; empty for who speaks.</param>
/// <param name="Contested">Matters in which it takes a side, with the label of that side.</param>
/// <param name="Contradicted">Statements, or reports of an outlet, to which somebody says the contrary.</param>
/// <param name="Record">What became of what it said.</param>
/// <param name="Days">On each day that it was heard of: how often, and how often somebody says the contrary.</param>
public sealed record SourceModel(
    string Key, string Name, ImmutableArray<(RecordedClaim Claim, RecordedDocument Document)> Claims, ImmutableArray<RecordedDocument> Reports, ImmutableArray<(SpeechAct Act, int Count)> Acts,
    ImmutableArray<(ContestedMatter Matter, string Side)> Contested, int Contradicted, SourceRecord Record, ImmutableArray<SourceOutcome> Outcomes, ImmutableArray<HeardDay> Days)
{
    public bool IsOutlet => !Reports.IsEmpty;

    public int Heard => IsOutlet ? Reports.Length : Claims.Length;

    /// <summary>Null where the view has nothing of it.</summary>
    public static SourceModel? Of(string key, DeskView view)
    {
        var printed = view.State.Documents.Select(document => document.Document).Where(document => AssessmentBasis.PrinterKey(document) == key).ToImmutableArray();
        return printed.IsEmpty ? OfSpeaker(key, view) : OfOutlet(key, printed, view);
    }

    private static SourceModel OfOutlet(string key, ImmutableArray<RecordedDocument> printed, DeskView view)
    {
        var ids = printed.Select(document => document.Id).ToHashSet(StringComparer.Ordinal);
        var (contested, against) = Sides(view, stance => stance.Claim is null && ids.Contains(stance.Document), stance => stance.Document);
        return new SourceModel(key, printed[0].Printer, [], printed, [], contested, against.Count, view.RecordOf(key), view.Basis.OutcomesOf(key), DaysOf(printed.Select(document => (At(document), against.Contains(document.Id)))));
    }

    private static SourceModel? OfSpeaker(string key, DeskView view)
    {
        var claims = view.State.Readings.SelectMany(reading => reading.Claims.Where(claim => claim.Source?.Key == key).Select(claim => (claim, reading.Document)))
            .OrderByDescending(pair => pair.Document.PublishedAt ?? pair.Document.RecordedAt).ThenBy(pair => pair.claim.Key).ToImmutableArray();
        if (claims.IsEmpty)
        {
            return null;
        }

        var own = claims.Select(pair => pair.claim.Key).ToHashSet();
        var (contested, against) = Sides(view, stance => stance.Claim is { } claim && own.Contains(claim), stance => stance.Claim!.Value.ToString());
        return new SourceModel(
            key, view.Names[key], claims, [], [.. claims.GroupBy(pair => pair.claim.Act).Select(group => (group.Key, group.Count())).OrderByDescending(pair => pair.Item2)], contested, against.Count, view.RecordOf(key),
            view.Basis.OutcomesOf(key), DaysOf(claims.Select(pair => (At(pair.Document), against.Contains(pair.claim.Key.ToString())))));
    }

    /// <summary>Matters in which any of its stances stands, and which of its stances somebody else contradicts.</summary>
    private static (ImmutableArray<(ContestedMatter Matter, string Side)> Contested, HashSet<string> Against) Sides(DeskView view, Func<Stance, bool> isOwn, Func<Stance, string> keyOf)
    {
        var contested = view.State.Contested.SelectMany(matter => matter.Sides.Where(side => side.Stances.Any(isOwn)).Select(side => (matter, side.Label))).ToImmutableArray();
        var against = contested.Where(pair => pair.matter.Sides.Any(side => side.Label != pair.Label && side.Stances.Any(stance => !isOwn(stance))))
            .SelectMany(pair => pair.matter.Sides.Where(side => side.Label == pair.Label).SelectMany(side => side.Stances.Where(isOwn))).Select(keyOf).ToHashSet(StringComparer.Ordinal);
        return (contested, against);
    }

    private static DateOnly At(RecordedDocument document) => DateOnly.FromDateTime((document.PublishedAt ?? document.RecordedAt).UtcDateTime);

    private static ImmutableArray<HeardDay> DaysOf(IEnumerable<(DateOnly Day, bool Against)> heard) =>
        [.. heard.GroupBy(one => one.Day).OrderBy(day => day.Key).Select(day => new HeardDay(day.Key, day.Count(), day.Count(one => one.Against)))];
}

/// <summary>A day on which a source was heard of.</summary>
/// <param name="Contradicted">Of them, those to which somebody says the contrary.</param>
public sealed record HeardDay(DateOnly Day, int Count, int Contradicted);

/// <summary>What somebody does, suffers and is said to do.</summary>
/// <param name="Did">Incidents in which it acts.</param>
/// <param name="Suffered">Incidents in which it is acted upon.</param>
/// <param name="Others">With whom, how often, most often first.</param>
/// <param name="Claims">Statements of its own, which its page as a source lists.</param>
/// <param name="ClaimsOfItsPeople">Statements of people and bodies of its side who speak under a name of their own.</param>
public sealed record ActorModel(
    string Key, string Name, ImmutableArray<Analysis.Situations.SituationIncident> Did, ImmutableArray<Analysis.Situations.SituationIncident> Suffered, ImmutableArray<(string Key, string Name, int Hostile, int Friendly)> Others,
    int Claims, int ClaimsOfItsPeople, ImmutableArray<(RecordedClaim Claim, RecordedDocument Document)> About)
{
    private const int AboutMax = 30;

    public static ActorModel? Of(string key, DeskView view)
    {
        if (!view.Names.IsActor(key))
        {
            return null;
        }

        bool Is(RecordedParty party) => party.Key == key || party.Side == key;
        var did = view.State.Incidents.Where(one => one.Incident.Actors.Any(Is)).ToImmutableArray();
        var suffered = view.State.Incidents.Where(one => one.Incident.Recipients.Any(Is) && !one.Incident.Actors.Any(Is)).ToImmutableArray();
        var own = view.State.Readings.Sum(reading => reading.Claims.Count(claim => claim.Source?.Key == key));
        var people = view.State.Readings.Sum(reading => reading.Claims.Count(claim => claim.Source is { } source && source.Key != key && Is(source)));
        if (did.IsEmpty && suffered.IsEmpty && own + people == 0)
        {
            return null;
        }

        var events = view.State.Readings.SelectMany(reading => reading.Events).Where(told => told.Actors.Any(Is) || told.Recipients.Any(Is)).ToArray();
        var others = events.SelectMany(told => told.Actors.Concat(told.Recipients).Where(party => !Is(party) && party.Side is not null && view.Names.IsActor(party.Side)).Select(party => party.Side!).Distinct().Select(side => (side, told.Score)))
            .GroupBy(pair => pair.side, StringComparer.Ordinal).Select(group => (group.Key, view.Names[group.Key], group.Count(pair => pair.Score < 0), group.Count(pair => pair.Score >= 0)))
            .OrderByDescending(other => other.Item3 + other.Item4).ThenBy(other => other.Key, StringComparer.Ordinal).ToImmutableArray();
        var about = events.Where(told => told.Claim is not null).Select(told => (view.State.Claim(told.Claim!.Value), view.State.Reading(told.Key.Document)!.Document)).Where(pair => pair.Item1 is { } claim && !(claim.Source is { } source && Is(source)))
            .DistinctBy(pair => pair.Item1!.Key).OrderByDescending(pair => pair.Document.PublishedAt ?? pair.Document.RecordedAt).Take(AboutMax).Select(pair => (pair.Item1!, pair.Document)).ToImmutableArray();
        return new ActorModel(key, view.Names[key], did, suffered, others, own, people, about);
    }
}
