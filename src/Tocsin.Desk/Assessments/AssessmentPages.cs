using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Assessment;
using Tocsin.Desk.Situations;

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
