using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Tocsin.Desk.Shell;

/// <summary>What a form asked for and was not done, as a page that leads back to the form.</summary>
internal static class Refusal
{
    /// <param name="sentence">Why, and what is missing.</param>
    public static IResult Of(HttpContext context, string sentence) =>
        new RazorComponentResult<ProblemPage>(new { Heading = "That was not done", Sentence = sentence, Back = Preferences.From(context) }) { StatusCode = StatusCodes.Status400BadRequest };
}
