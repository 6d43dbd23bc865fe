using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;

namespace Tocsin.Desk.Assessments;

internal static class AssessmentPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/situations/{name}/assessment", (string name, HttpContext context, DeskRecord record, ViewStore views) =>
    {
        if (SituationPages.Find(record, name, out _) is not { } situation)
        {
            return (IResult)Results.NotFound();
        }

        var query = SituationQuery.Of(name, context.Request.Query);
        return new RazorComponentResult<AssessmentPage>(new { Query = query, Answers = AssessmentModel.Of(views, situation, query.AsOf, query.Clock) });
    }).ExcludeFromDescription();
}
