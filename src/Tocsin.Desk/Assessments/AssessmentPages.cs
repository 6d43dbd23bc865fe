using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Assessment;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Assessments;

internal static class AssessmentPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/situations/{name}/assessment", async (string name, HttpContext context, DeskRecord record, AnswerStore answers) =>
        {
            var query = SituationQuery.Of(name, context.Request.Query);
            return SituationPages.Find(record, name, out _) is { } situation
                ? new RazorComponentResult<AssessmentPage>(new { Query = query, Answers = await answers.GetAsync(situation, query) })
                : (IResult)Results.NotFound();
        }).ExcludeFromDescription();
        routes.MapGet("/verdicts/{matter}", (string matter, string? @in, HttpContext context, DeskRecord record, ViewStore views) =>
        {
            var query = SituationQuery.Of(@in ?? Situation.Everything.Name, context.Request.Query);
            var view = SituationPages.Find(record, query.Name, out _) is { } situation ? views.Get(new ViewQuery(situation, query.AsOf, context.Request.Query["clock"] == "recorded" ? RecordClock.Recorded : RecordClock.Published)) : null;
            return view?.State.Contested.FirstOrDefault(one => one.Id == matter) is { } found
                ? new RazorComponentResult<VerdictBox>(new { Matter = found, View = view, Waits = true })
                : (IResult)Results.NotFound();
        }).ExcludeFromDescription();
        routes.MapGet("/api/situations/{name}/assessment", async (string name, HttpContext context, DeskRecord record, AnswerStore answers) =>
        {
            var query = SituationQuery.Of(name, context.Request.Query);
            return !query.NotUnderstood.IsEmpty ? Results.BadRequest(query.Problem)
                : SituationPages.Find(record, name, out _) is { } situation ? Results.Bytes(Lines(await answers.GetAsync(situation, query)), "application/jsonl")
                : Results.NotFound();
        }).WithName("GetAssessments").WithSummary("The answers to its questions (tocsin.assessment/1), one object a line.").Produces(StatusCodes.Status200OK, contentType: "application/jsonl").Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status404NotFound);
    }

    private static byte[] Lines(ImmutableArray<AskedAndAnswered> answers)
    {
        using var lines = new MemoryStream();
        foreach (var answer in answers)
        {
            using (var json = new Utf8JsonWriter(lines))
            {
                AssessmentJson.Write(json, answer.Now);
            }

            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }
}
