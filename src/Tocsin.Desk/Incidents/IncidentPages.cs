using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Documents;
using Tocsin.Desk.Security;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Incidents;

internal static partial class IncidentPages
{
    private const int EventsMax = 200;
    private const int AddressShown = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents/{id}", (string id, string? @in, string? of, string? was, DeskRecord record, ViewStore views, Warnings.WarningBoard board) =>
        {
            if (Holding(id, @in, record, views) is { } view && view.Incident(id) is { } one)
            {
                return new RazorComponentResult<IncidentPage>(new { One = one, View = view, Choices = JoinChoices.Of(one, view), Warned = Warnings.WarnedModel.Of(one, view, record, board), IsSuccessor = was is not null });
            }

            var events = (of ?? "").Split(' ').Take(EventsMax).Select(text => EventKey.TryParse(text, out var key) ? key : (EventKey?)null).OfType<EventKey>().ToArray();

            // An address without them, such as one that was made of an id alone.
            if (events.Length == 0 && IncidentId().IsMatch(id))
            {
                events = Scopes(@in, record).Select(scope => views.Former(id, scope)).FirstOrDefault(found => !found.IsEmpty) is { IsDefault: false } former ? [.. former.Take(EventsMax)] : [];
            }

            var now = Views(@in, record, views).SelectMany(candidate => events.Select(candidate.IncidentOf)).OfType<SituationIncident>().FirstOrDefault();
            return now is not null ? Results.LocalRedirect($"{Links.Incident(now.Incident, @in)}&was={Uri.EscapeDataString(id)}") : new RazorComponentResult<LostIncidentPage>(new
            {
                Documents = events.Select(key => record.File.Documents.Find(key.Document)).OfType<RecordedDocument>().DistinctBy(document => document.Id).ToArray(),
            })
            { StatusCode = StatusCodes.Status404NotFound };
        }).ExcludeFromDescription();
        routes.MapPost("/corrections/split", (HttpContext context, DeskRecord record, ViewStore views) => DecideAsync(context, record, views, isJoin: false)).ExcludeFromDescription();
        routes.MapPost("/corrections/join", (HttpContext context, DeskRecord record, ViewStore views) => DecideAsync(context, record, views, isJoin: true)).ExcludeFromDescription();
    }

    /// <summary>The view of the named situation, else of everything, else of any saved situation that holds the incident; null for none.</summary>
    public static DeskView? Holding(string id, string? situation, DeskRecord record, ViewStore views) => Views(situation, record, views).FirstOrDefault(view => view.Incident(id) is not null);

    private static IEnumerable<DeskView> Views(string? situation, DeskRecord record, ViewStore views) => Scopes(situation, record).Select(scope => views.Get(new ViewQuery(scope, null, RecordClock.Published)));

    private static IEnumerable<Situation> Scopes(string? situation, DeskRecord record)
    {
        var named = situation is { Length: > 0 } ? SituationPages.Find(record, situation, out _) : null;
        return new[] { named, Situation.Everything }.OfType<Situation>().Concat(WatchedSituations.List(record));
    }

    [GeneratedRegex("i[0-9a-f]{12}")]
    private static partial Regex IdWithin();

    [GeneratedRegex("d[0-9a-f]{16}_v[0-9]+")]
    private static partial Regex EventsWithin();

    [GeneratedRegex("^i[0-9a-f]{12}$")]
    private static partial Regex IncidentId();

    private static async Task<IResult> DecideAsync(HttpContext context, DeskRecord record, ViewStore views, bool isJoin)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var events = form["event"].Select(text => EventKey.TryParse(text ?? "", out var key) ? key : (EventKey?)null).OfType<EventKey>().Distinct().Take(EventsMax).ToList();
        var situation = form["in"].ToString();
        if (isJoin && form["address"].ToString().Trim() is { Length: > 0 } address && IdWithin().Match(address) is var named)
        {
            // An address keeps the events that it is of, for when the incident goes by another id.
            var other = named.Success ? Holding(named.Value, situation, record, views)?.Incident(named.Value) : null;
            var of = other?.Incident.Events.AsEnumerable() ?? EventsWithin().Matches(Uri.UnescapeDataString(address)).Select(match => EventKey.TryParse(match.Value, out var key) ? key : default);
            var more = of.ToArray();
            if (more.Length == 0)
            {
                return Refusal.Of(context, $"“{Words.Cut(address, AddressShown)}” is no address of an incident: open its page and copy what stands in the address bar.");
            }

            events.AddRange(more);
        }
        else if (isJoin && form["with"].ToString() is { Length: > 0 } other && Holding(other, situation, record, views)?.Incident(other) is { } found)
        {
            events.AddRange(found.Incident.Events);
        }

        if (events.Count < (isJoin ? 2 : 1) || events.Any(key => record.File.Documents.Find(key.Document) is null))
        {
            return Refusal.Of(context, isJoin ? "Choose what to join." : "Choose which accounts tell of another happening.");
        }

        var (by, reason) = (Person.Of(context), DocumentPages.Reason(form["reason"]));
        var kept = await record.File.Corrections.AddAsync(
            isJoin ? new Correction.Join("", default, by, reason, [.. events]) : new Correction.Split("", default, by, reason, [.. events]), context.RequestAborted);
        AuditLog.Say(context, $"correction {kept.Id}: {(isJoin ? "join" : "split")} {string.Join(' ', events)}");

        // The incident that now holds the first of them, wherever that is.
        var view = views.Get(new ViewQuery(SituationPages.Find(record, situation, out _) ?? Situation.Everything, null, RecordClock.Published));
        var now = view.State.Incidents.FirstOrDefault(one => one.Incident.Events.Contains(events[0]));
        return Results.LocalRedirect(now is null ? "/" : Links.Incident(now.Incident, situation));
    }
}
