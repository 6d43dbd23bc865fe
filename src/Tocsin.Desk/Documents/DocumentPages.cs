using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Security;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;
using Tocsin.Storage.Documents;

namespace Tocsin.Desk.Documents;

/// <summary>Documents one by one, and what people decide against their readings.</summary>
internal static class DocumentPages
{
    public const int PageLength = 50;
    private static readonly TimeSpan OutletsLast = TimeSpan.FromSeconds(30);
    private const int SituationsAsked = 12;
    private const int ReasonLengthMax = 300;
    private const string NoReason = "corrected on the desk";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/documents", (DeskRecord record, string? before, string? outlet) =>
        {
            var query = new DocumentQuery(long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null, outlet is { Length: > 0 } ? outlet : null, Limit: PageLength + 1);
            return new RazorComponentResult<DocumentsPage>(new { Found = record.File.Documents.List(query), Query = query, All = record.File.Documents.Count(), Withdrawn = Correction.Standing(record.File.Corrections.List()).OfType<Correction.Retract>().Select(one => one.Document).ToHashSet(StringComparer.Ordinal), Outlets = record.Remember("outlets", OutletsLast, () => record.File.Documents.Outlets()) });
        }).ExcludeFromDescription();
        routes.MapGet("/documents/{id}", (string id, DeskRecord record, ViewStore views) => View(record, views, id) is { } view ? new RazorComponentResult<DocumentPage>(new { View = view }) : Results.NotFound()).ExcludeFromDescription();
        routes.MapGet("/documents/{id}/text", (string id, DeskRecord record) => record.File.Documents.Text(id) is { } text ? Results.Text(text, "text/plain", Encoding.UTF8) : Results.NotFound()).ExcludeFromDescription();
        routes.MapGet("/api/documents/{id}", (string id, DeskRecord record) => record.File.Documents.ReadingJson(id) is { } json ? Results.Bytes(json, "application/json") : Results.NotFound())
            .WithName("GetReading").WithSummary("The whole reading of a document (tocsin.reading/1).").Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status404NotFound);
        routes.MapPost("/corrections/field", CorrectAsync).ExcludeFromDescription();
        routes.MapPost("/corrections/retract", RetractAsync).ExcludeFromDescription();
        routes.MapPost("/corrections/undo", UndoAsync).ExcludeFromDescription();
    }

    private static DocumentView? View(DeskRecord record, ViewStore views, string id)
    {
        if (record.File.Documents.Find(id) is not { } document || record.File.Documents.ReadingJson(id) is not { } json)
        {
            return null;
        }

        var reading = ReadingFile.Parse(Encoding.UTF8.GetString(json));
        var decided = record.File.Corrections.List();
        var corrections = Correction.Standing(decided);
        var fields = corrections.OfType<Correction.Field>().Where(field => field.Target.StartsWith(id, StringComparison.Ordinal)).ToLookup(field => field.Target, StringComparer.Ordinal);
        var copies = record.File.Documents.Copies(id).Select(link => (Link: link, Other: record.File.Documents.Find(link.First == id ? link.Second : link.First))).Where(pair => pair.Other is not null).ToArray();
        var passages = copies.Where(pair => pair.Link.Kind == CopyKind.Passage && pair.Link.Second == id).Select((pair, number) => ReadingMarks.Passage(pair.Link, pair.Other!, number));
        ImmutableArray<Mark> marks = [.. new ReadingMarks(reading, id, target => [.. fields[target]], Says).All(), .. passages];
        var text = record.File.Documents.Text(id) ?? reading.Document.Text;
        return new DocumentView(
            document, MarkedText.Cut(text, marks), marks, record.File.Documents.Readings(id)[^1].ReaderVersion, IncidentsOf(id, reading, record, views), [.. copies.Select(pair => (pair.Other!, Shares(pair.Link, id)))],
            corrections.OfType<Correction.Retract>().LastOrDefault(retract => retract.Document == id)?.Reason, Decisions(id, decided));
    }

    private static ImmutableArray<DecisionLine> Decisions(string id, IReadOnlyCollection<Correction> all)
    {
        var undone = Correction.Undone(all);
        return [.. all.Where(one => Corrected.DocumentsOf(one).Contains(id)).Reverse().Select(one => new DecisionLine(one.Id, Says(one, id), one.By, one.Reason, one.RecordedAt, !undone.Contains(one.Id)))];
    }

    private static string Says(Correction decision, string id) => decision switch
    {
        Correction.Retract => "This report does not count",
        Correction.Field field when Corrected.IsDrop(field) => $"Mark {Mark(field, id)} is not there",
        Correction.Field field => $"Mark {Mark(field, id)}: {FieldWords.Says(field)}",
        Correction.Join => "Joined with others into one happening",
        _ => "Kept apart as another happening",
    };

    private static string Mark(Correction.Field field, string id) => field.Target.StartsWith(id + "_", StringComparison.Ordinal) ? field.Target[(id.Length + 1)..] : field.Target;

    /// <summary>From the view of everything, else from that of what is watched: a report older than all of them stands without.</summary>
    private static ImmutableDictionary<string, MarkIncident> IncidentsOf(string id, ReadingFile reading, DeskRecord record, ViewStore views)
    {
        var view = new[] { Situation.Everything }.Concat(Situations.WatchedSituations.List(record).Take(SituationsAsked)).Select(situation => views.Get(new ViewQuery(situation, null, RecordClock.Published))).FirstOrDefault(view => view.State.Reading(id) is not null);
        return view is null ? ImmutableDictionary<string, MarkIncident>.Empty : reading.Events.Where(told => told.Id.Length > 1 && int.TryParse(told.Id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(told => (told.Id, One: view.IncidentOf(new EventKey(id, int.Parse(told.Id.AsSpan(1), CultureInfo.InvariantCulture))))).Where(pair => pair.One is not null)
            .ToImmutableDictionary(pair => pair.Id, pair => new MarkIncident(
                $"{SituationModel.Parties(pair.One!.Incident, view.Names)}: {SituationModel.Kind(pair.One.Incident)}", Links.Incident(pair.One.Incident, view.State.Situation.Name), pair.One.Accounts.Length, pair.One.Incident.Origins), StringComparer.Ordinal);
    }

    /// <summary>As the beginning of a sentence that ends with the other's name.</summary>
    private static string Shares(CopyLink link, string id) => (link.Kind, link.Second == id) switch
    {
        (CopyKind.Exact, _) => "The same words as in",
        (CopyKind.Repost, true) => $"A copy ({Words.Percent(link.Share)} the same) of the report of",
        (CopyKind.Repost, false) => $"Copied ({Words.Percent(link.Share)} the same) by",
        (_, true) => $"Takes over {Words.Count(link.Passages.Length, "passage")} of the report of",
        _ => $"{Words.Count(link.Passages.Length, "passage")} of it taken over by",
    };

    private static string Says(Correction.Field field) =>
        $"{FieldWords.Says(field)}, {Words.Moment(field.RecordedAt)}{(field.Reason == NoReason ? "" : $": {field.Reason}")}";

    private static async Task<IResult> CorrectAsync(HttpContext context, DeskRecord record)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var target = form["target"].ToString();
        var document = EventKey.TryParse(target, out var coded) ? coded.Document : ClaimKey.TryParse(target, out var claim) ? claim.Document : null;
        if (document is null || record.File.Documents.Find(document) is null)
        {
            return Refusal.Of(context, "The correction names nothing in the record.");
        }

        var (fields, problem) = MarkFields.Read(target, form["choice"].ToString(), form["value"].ToString());
        if (problem is not null)
        {
            return Refusal.Of(context, problem);
        }

        foreach (var (name, value) in fields)
        {
            var kept = await record.File.Corrections.AddAsync(new Correction.Field("", default, Person.Of(context), Reason(form["reason"]), target, name, value), context.RequestAborted);
            AuditLog.Say(context, $"correction {kept.Id}: {target} {name}={value}");
        }

        return Results.LocalRedirect(Links.Document(document, target[(document.Length + 1)..]));
    }

    private static async Task<IResult> RetractAsync(HttpContext context, DeskRecord record)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (document, reason) = (form["document"].ToString(), form["reason"].ToString().Trim());
        if (record.File.Documents.Find(document) is null || reason.Length == 0)
        {
            return Refusal.Of(context, "Withdrawing a report needs a reason.");
        }

        var kept = await record.File.Corrections.AddAsync(new Correction.Retract("", default, Person.Of(context), Reason(reason), document), context.RequestAborted);
        AuditLog.Say(context, $"correction {kept.Id}: retract {document}");
        return Results.LocalRedirect(Links.Document(document));
    }

    private static async Task<IResult> UndoAsync(HttpContext context, DeskRecord record)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (document, decision, reason) = (form["document"].ToString(), form["decision"].ToString(), form["reason"].ToString().Trim());
        if (record.File.Documents.Find(document) is null || reason.Length == 0 || Correction.Standing(record.File.Corrections.List()).All(one => one.Id != decision))
        {
            return Refusal.Of(context, reason.Length == 0 ? "Taking a decision back needs a reason." : "That decision was taken back already, or there is none.");
        }

        var kept = await record.File.Corrections.AddAsync(new Correction.Undo("", default, Person.Of(context), Reason(reason), decision), context.RequestAborted);
        AuditLog.Say(context, $"correction {kept.Id}: undo {decision}");
        return Results.LocalRedirect(Links.Document(document));
    }

    public static string Reason(string? given) => given?.Trim() is { Length: > 0 } reason ? reason[..Math.Min(reason.Length, ReasonLengthMax)] : NoReason;
}
