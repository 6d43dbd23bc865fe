using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Voices;

/// <summary>What somebody said, and how it stands to what others say.</summary>
/// <param name="Claims">Newest first, each with the report that has it.</param>
/// <param name="Contested">Matters in which it takes a side, with the label of that side.</param>
public sealed record SourceModel(
    string Key, string Name, ImmutableArray<(RecordedClaim Claim, RecordedDocument Document)> Claims, ImmutableArray<(SpeechAct Act, int Count)> Acts, ImmutableArray<(ContestedMatter Matter, string Side)> Contested)
{
    /// <summary>Null where the view has nothing of it.</summary>
    public static SourceModel? Of(string key, DeskView view)
    {
        var claims = view.State.Readings.SelectMany(reading => reading.Claims.Where(claim => claim.Source?.Key == key).Select(claim => (claim, reading.Document)))
            .OrderByDescending(pair => pair.Document.PublishedAt ?? pair.Document.RecordedAt).ThenBy(pair => pair.claim.Key).ToImmutableArray();
        if (claims.IsEmpty)
        {
            return null;
        }

        var own = claims.Select(pair => pair.claim.Key).ToHashSet();
        var contested = view.State.Contested.SelectMany(matter => matter.Sides.Where(side => side.Stances.Any(stance => stance.Claim is { } claim && own.Contains(claim))).Select(side => (matter, side.Label)));
        return new SourceModel(key, view.Names[key], claims, [.. claims.GroupBy(pair => pair.claim.Act).Select(group => (group.Key, group.Count())).OrderByDescending(pair => pair.Item2)], [.. contested]);
    }
}

/// <summary>What somebody does, suffers and is said to do.</summary>
/// <param name="Did">Incidents in which it acts.</param>
/// <param name="Suffered">Incidents in which it is acted upon.</param>
/// <param name="Others">With whom, how often, most often first.</param>
public sealed record ActorModel(
    string Key, string Name, ImmutableArray<Analysis.Situations.SituationIncident> Did, ImmutableArray<Analysis.Situations.SituationIncident> Suffered, ImmutableArray<(string Key, string Name, int Hostile, int Friendly)> Others,
    int Claims, ImmutableArray<(RecordedClaim Claim, RecordedDocument Document)> About)
{
    private const int AboutMax = 30;

    public static ActorModel? Of(string key, DeskView view)
    {
        bool Is(RecordedParty party) => party.Key == key || party.Side == key;
        var did = view.State.Incidents.Where(one => one.Incident.Actors.Any(Is)).ToImmutableArray();
        var suffered = view.State.Incidents.Where(one => one.Incident.Recipients.Any(Is) && !one.Incident.Actors.Any(Is)).ToImmutableArray();
        var claims = view.State.Readings.Sum(reading => reading.Claims.Count(claim => claim.Source is { } source && Is(source)));
        if (did.IsEmpty && suffered.IsEmpty && claims == 0)
        {
            return null;
        }

        var events = view.State.Readings.SelectMany(reading => reading.Events).Where(told => told.Actors.Any(Is) || told.Recipients.Any(Is)).ToArray();
        var others = events.SelectMany(told => told.Actors.Concat(told.Recipients).Where(party => !Is(party) && party.Side is not null).Select(party => party.Side!).Distinct().Select(side => (side, told.Score)))
            .GroupBy(pair => pair.side, StringComparer.Ordinal).Select(group => (group.Key, view.Names[group.Key], group.Count(pair => pair.Score < 0), group.Count(pair => pair.Score >= 0)))
            .OrderByDescending(other => other.Item3 + other.Item4).ThenBy(other => other.Key, StringComparer.Ordinal).ToImmutableArray();
        var about = events.Where(told => told.Claim is not null).Select(told => (view.State.Claim(told.Claim!.Value), view.State.Reading(told.Key.Document)!.Document)).Where(pair => pair.Item1 is { } claim && !(claim.Source is { } source && Is(source)))
            .DistinctBy(pair => pair.Item1!.Key).OrderByDescending(pair => pair.Document.PublishedAt ?? pair.Document.RecordedAt).Take(AboutMax).Select(pair => (pair.Item1!, pair.Document)).ToImmutableArray();
        return new ActorModel(key, view.Names[key], did, suffered, others, claims, about);
    }
}
