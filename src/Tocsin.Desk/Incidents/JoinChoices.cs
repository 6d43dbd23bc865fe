using System.Collections.Immutable;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Incidents;

/// <summary>What an incident may be joined with by hand.</summary>
/// <param name="Likely">What may well be the same: like it in kind, time, place or sides, the likest first.</param>
/// <param name="Others">All others, those nearest in time of a large situation; the newest first.</param>
/// <param name="Left">So many more there are.</param>
public sealed record JoinChoices(ImmutableArray<SituationIncident> Likely, ImmutableArray<SituationIncident> Others, int Left)
{
    private const int LikelyMax = 15;
    private const int OthersMax = 250;

    /// <summary>Of the same kind and time, or of the same time and sides: less is no reason to think of it.</summary>
    private const int LikenessMin = 4;

    /// <summary>Reports of one night give two days, and a few days later somebody writes of "this week".</summary>
    private const int DaysNear = 3;

    public bool IsEmpty => Likely.IsEmpty && Others.IsEmpty;

    public static JoinChoices Of(SituationIncident one, DeskView view)
    {
        var sides = Sides(one.Incident);
        var documents = one.Accounts.Select(account => account.Event.Document).ToHashSet(StringComparer.Ordinal);
        var all = view.State.Incidents.Where(other => other.Incident.Id != one.Incident.Id).Select(other => (Other: other, Likeness: Likeness(one, other, sides, documents))).ToArray();
        ImmutableArray<SituationIncident> likely =
        [
            .. all.Where(pair => pair.Likeness >= LikenessMin).OrderByDescending(pair => pair.Likeness).ThenBy(pair => Apart(one, pair.Other) ?? DaysNear).ThenBy(pair => pair.Other.Incident.Id, StringComparer.Ordinal).Take(LikelyMax).Select(pair => pair.Other),
        ];
        var shown = likely.Select(other => other.Incident.Id).ToHashSet(StringComparer.Ordinal);
        var rest = all.Select(pair => pair.Other).Where(other => !shown.Contains(other.Incident.Id)).ToArray();
        var near = rest.Length <= OthersMax ? rest : [.. rest.OrderBy(other => (other.FirstAt - one.FirstAt).Duration()).Take(OthersMax)];
        return new JoinChoices(likely, [.. SituationModel.ByTime(near, view)], rest.Length - near.Length);
    }

    private static int Likeness(SituationIncident one, SituationIncident other, HashSet<string> sides, HashSet<string> documents)
    {
        var (own, its) = (one.Incident, other.Incident);
        var kind = own.Type != its.Type ? 0 : own.Mode is not null && own.Mode == its.Mode ? 3 : 2;
        var time = Apart(one, other) switch { null => (one.FirstAt - other.FirstAt).Duration() <= TimeSpan.FromDays(DaysNear) ? 1 : 0, <= 1 => 2, <= DaysNear => 1, _ => -2 };
        var place = own.Place is not { } here || its.Place is not { } there ? 0 : here.Name == there.Name ? 2 : here.IsPoint && there.IsPoint ? -1 : 0;
        return kind + time + place + (Sides(its).Overlaps(sides) ? 2 : 0) + (other.Accounts.Any(account => documents.Contains(account.Event.Document)) ? 1 : 0);
    }

    /// <summary>Days between them; null where one of them is not dated.</summary>
    private static int? Apart(SituationIncident one, SituationIncident other) => one.Incident.OccurredOn is not { } days || other.Incident.OccurredOn is not { } its ? null
        : its.Start > days.End ? its.Start.DayNumber - days.End.DayNumber : days.Start > its.End ? days.Start.DayNumber - its.End.DayNumber : 0;

    private static HashSet<string> Sides(Incident incident) => incident.Actors.Concat(incident.Recipients).Select(party => party.Side ?? party.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
}
