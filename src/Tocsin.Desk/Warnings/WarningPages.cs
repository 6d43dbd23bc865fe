using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Desk.Security;
using Tocsin.Desk.Shell;

namespace Tocsin.Desk.Warnings;

internal static class WarningPages
{
    private const int ReasonLengthMax = 300;
    private const int NameLengthMax = 80;
    /// <summary>Stands for a rule in the exercises that are started here.</summary>
    public const string DrillRule = "drill";

    private const string NoBell = "No bell rings beside this desk: start it with --rules FILE.";
    private static readonly TimeSpan DrillLasts = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder routes, DeskBell? bell)
    {
        routes.MapGet("/warnings", (DeskRecord record, WarningBoard board) => new RazorComponentResult<WarningsPage>(new { board.Entries, Held = board.HeldBack(), Watch = bell?.Watch, BeatAt = record.File.Warnings.BeatAt(), record.Now })).ExcludeFromDescription();
        routes.MapGet("/api/warnings", (WarningBoard board) => board.Entries.Select(WarningDto.Of)).WithName("ListWarnings").WithSummary("Warnings with their ladder, those that ring first.");
        routes.MapGet("/api/warnings.csv", (WarningBoard board) => Api.Csv.Answer(
                ["subject", "status", "severity", "urgency", "certainty", "headline", "sent", "expires", "state", "messages_sent", "taken_on_by"],
                board.Entries.Select(entry => new[]
                {
                    entry.Subject.First.Subject, entry.Subject.Latest.Status.ToString(), entry.Subject.Latest.Severity.ToString(), entry.Subject.Latest.Urgency.ToString(), entry.Subject.Latest.Certainty.ToString(), entry.Subject.Latest.Headline,
                    Api.Csv.Moment(entry.Subject.First.SentAt), Api.Csv.Moment(entry.Subject.ExpiresAt), WarningCard.State(entry), Api.Csv.Number(entry.Calls.Count(call => call.State == Storage.Warnings.OutboxState.Sent)),
                    string.Join("; ", entry.Acknowledgements.Where(one => one.TakenBackAt is null).Select(one => one.By)),
                })))
            .WithName("GetWarningsCsv").WithSummary("The same as a table; each message as CAP is at /api/warnings/{id}/cap.");
        routes.MapGet("/api/warnings/held", (WarningBoard board) => board.HeldBack().Select(one => new HeldDto(one.Status.ToString(), one.Unrung.Reason.ToString(), one.Unrung.Rule, one.Unrung.Document, one.Unrung.Words, one.Unrung.Why, one.At)))
            .WithName("ListHeldBack").WithSummary("What did not ring and why: undated, unplaced, too far, under a line.");
        routes.MapGet("/api/warnings/{id}/cap", (string id, DeskRecord record) => record.File.Warnings.Cap(id) is { } cap ? Results.Bytes(cap, "application/cap+xml") : Results.NotFound())
            .WithName("GetCap").WithSummary("A message as CAP 1.2.").Produces(StatusCodes.Status200OK, contentType: "application/cap+xml").Produces(StatusCodes.Status404NotFound);
        routes.MapPost("/warnings/{subject}/acknowledge", (string subject, HttpContext context, DeskRecord record, WarningBoard board) => DecideAsync(subject, context, record, board, takeBack: false)).ExcludeFromDescription();
        routes.MapPost("/warnings/{subject}/take-back", (string subject, HttpContext context, DeskRecord record, WarningBoard board) => DecideAsync(subject, context, record, board, takeBack: true)).ExcludeFromDescription();
        routes.MapPost("/warnings/{subject}/cancel", (string subject, HttpContext context, DeskRecord record, WarningBoard board) => CancelAsync(subject, context, record, board, bell)).ExcludeFromDescription();
        routes.MapPost("/warnings/drill", async (HttpContext context, DeskRecord record, WarningBoard board) =>
        {
            if (bell is null)
            {
                return Refusal.Of(context, NoBell);
            }

            var drill = Drill(record.Now, Person.Of(context));
            await bell.Bell.SayAsync(drill, bell.Bell.Drafts(drill, drill.SentAt), context.RequestAborted);
            AuditLog.Say(context, $"drill {drill.Subject}");
            board.Forget();
            return Results.LocalRedirect("/warnings#" + drill.Subject);
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> CancelAsync(string subject, HttpContext context, DeskRecord record, WarningBoard board, DeskBell? bell)
    {
        if (bell is null)
        {
            return Refusal.Of(context, NoBell);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, reason) = (form["name"].ToString().Trim(), form["reason"].ToString().Trim());
        if (name.Length is 0 or >= NameLengthMax || reason.Length is 0 or > ReasonLengthMax)
        {
            return Refusal.Of(context, "That needs your name and a reason: those who were called are told both.");
        }

        if (board.Entries.FirstOrDefault(entry => entry.Subject.First.Subject == subject) is not { IsLive: true } entry)
        {
            return Refusal.Of(context, "That warning is over already, or there is none.");
        }

        var cancel = new WarningEngine(bell.Watch).Cancel(entry.Subject, record.Now, $"cancelled by {name} ({Person.Of(context)}): {reason}");
        await bell.Bell.SayAsync(cancel, bell.Bell.Drafts(cancel, cancel.SentAt), context.RequestAborted);
        AuditLog.Say(context, $"cancelled {subject} by {name}: {reason}");
        board.Forget();
        return Results.LocalRedirect("/warnings#" + subject);
    }

    private static async Task<IResult> DecideAsync(string subject, HttpContext context, DeskRecord record, WarningBoard board, bool takeBack)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var reason = form["reason"].ToString().Trim();
        if (form["name"].ToString().Trim() is not { Length: > 0 and < NameLengthMax } given)
        {
            return Refusal.Of(context, "That needs your name: the others who were called must know who took it on.");
        }

        var name = $"{given} ({Person.Of(context)})";
        if (board.Entries.FirstOrDefault(entry => entry.Subject.First.Subject == subject) is not { } entry || reason.Length is 0 or > ReasonLengthMax)
        {
            return Refusal.Of(context, "That needs a reason: whoever reads the record later must know why nobody was called any more.");
        }

        if (takeBack)
        {
            await record.File.Warnings.TakeBackAsync(subject, name, reason, context.RequestAborted);
        }
        else
        {
            await record.File.Warnings.AcknowledgeAsync(subject, entry.Subject.SeverityMax, name, reason, context.RequestAborted);
        }

        AuditLog.Say(context, $"{(takeBack ? "acknowledgement taken back" : "acknowledged")} {subject} by {given}: {reason}");
        board.Forget();
        return Results.LocalRedirect("/warnings#" + subject);
    }

    /// <summary>An exercise that calls everybody as a severe warning would. It never shares a subject with what is actual.</summary>
    private static Warning Drill(DateTimeOffset now, string by)
    {
        var anchor = Words.Iso(now);
        return new Warning(
            Warning.SubjectOf(CapStatus.Exercise, DrillRule, anchor), 1, DrillRule, anchor, CapStatus.Exercise, "drill from the desk", CapMessageType.Alert, WarningReach.Ring, now, now, CapSeverity.Severe, CapUrgency.Immediate,
            CapCertainty.Observed, null, null, null, "Drill", "Drill: the warning channels are tried out", $"Nothing has happened. This exercise was started by {by}. Acknowledge it as you would a warning.",
            "Acknowledge, with a reason.", [], now + DrillLasts, [], [], null, "drill");
    }
}

/// <param name="Document">Empty for a rule about how things stand.</param>
internal sealed record HeldDto(string Status, string Reason, string Rules, string Document, string Words, string Why, DateTimeOffset At);

internal sealed record NextDto(string Contact, string Name, int Round, int Step, DateTimeOffset At);

internal sealed record CallDto(string Channel, string Contact, int Round, int Step, string State, int Attempts, bool MayHaveArrived, DateTimeOffset DueAt, DateTimeOffset? DoneAt, string? Error);

internal sealed record AcknowledgementDto(string By, string Reason, DateTimeOffset At, DateTimeOffset? TakenBackAt);

internal sealed record WarningDto(
    string Subject, string Status, string Severity, string Urgency, string Certainty, string Headline, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, bool Live, bool Rings, IReadOnlyList<string> Messages,
    IReadOnlyList<AcknowledgementDto> Acknowledgements, IReadOnlyList<NextDto> Next, IReadOnlyList<CallDto> Calls)
{
    public static WarningDto Of(BoardEntry entry)
    {
        var latest = entry.Subject.Latest;
        return new WarningDto(
            entry.Subject.First.Subject, latest.Status.ToString(), latest.Severity.ToString(), latest.Urgency.ToString(), latest.Certainty.ToString(), latest.Headline, latest.SentAt, entry.Subject.ExpiresAt, entry.IsLive, entry.Rings,
            [.. entry.Subject.Messages.Select(message => message.Id)], [.. entry.Acknowledgements.Select(one => new AcknowledgementDto(one.By, one.Reason, one.At, one.TakenBackAt))],
            [.. entry.Next.Where(one => entry.Rings && one.Call.Contact.Length > 0).Select(one => new NextDto(one.Call.Contact, one.Name, one.Call.Round, one.Call.Step, one.Call.At))],
            [.. entry.Calls.Select(call => new CallDto(call.Channel, call.Contact, call.Round, call.Step, call.State.ToString(), call.Attempts, call.MayHaveArrived, call.DueAt, call.DoneAt, call.Error))]);
    }
}
