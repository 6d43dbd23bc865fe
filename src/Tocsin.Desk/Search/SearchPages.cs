using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Storage;

namespace Tocsin.Desk.Search;

internal static class SearchPages
{
    private const int TypedLengthMax = 200;
    private const int HitsMax = 15;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", (string? q, DeskRecord record) =>
        {
            var typed = Typed(q);
            return new RazorComponentResult<SearchPage>(new { Typed = typed, Claims = Find(record, typed, SearchIn.Claims), Events = Find(record, typed, SearchIn.Events), Texts = Find(record, typed, SearchIn.Text) });
        }).ExcludeFromDescription();
        routes.MapGet("/api/search", (string? q, DeskRecord record) =>
        {
            var typed = Typed(q);
            return new SearchAnswer(
                typed, Hits(Find(record, typed, SearchIn.Claims)), Hits(Find(record, typed, SearchIn.Events)), Hits(Find(record, typed, SearchIn.Text)));
        }).WithName("Search").WithSummary("Claims, events and texts that hold all the words.");
    }

    private static string Typed(string? q) => q?.Trim() is { } typed ? typed[..Math.Min(typed.Length, TypedLengthMax)] : "";

    private static IReadOnlyList<SearchHit> Find(DeskRecord record, string typed, SearchIn where) => typed.Length == 0 ? [] : record.File.Search(typed, where, HitsMax);

    private static IReadOnlyList<Hit> Hits(IReadOnlyList<SearchHit> hits) =>
        [.. hits.Select(hit => new Hit(hit.Document.Id, hit.Document.Title, hit.Document.Printer, hit.Event?.Key.ToString() ?? hit.Claim?.Key.ToString(), [hit.Span.Start, hit.Span.Length], hit.Words))];

    private sealed record SearchAnswer(string Query, IReadOnlyList<Hit> Claims, IReadOnlyList<Hit> Events, IReadOnlyList<Hit> Texts);

    /// <param name="Mark">Key of the event or claim; null for a text.</param>
    /// <param name="Span">Start and length in the document's text.</param>
    private sealed record Hit(string Document, string? Title, string Printer, string? Mark, int[] Span, string Words);
}
