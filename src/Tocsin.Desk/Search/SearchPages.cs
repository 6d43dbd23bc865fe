using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;
using Tocsin.Desk.Voices;
using Tocsin.Storage;

namespace Tocsin.Desk.Search;

internal static class SearchPages
{
    private const int TypedLengthMax = 200;
    private const int HitsMax = 15;
    private const int NamedMax = 5;
    private const int PartLengthMin = 2;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", (string? q, DeskRecord record, ViewStore views) =>
        {
            var typed = Typed(q);
            return new RazorComponentResult<SearchPage>(new { Typed = typed, Named = Named(record, views, typed), View = Everything(views), Claims = Find(record, typed, SearchIn.Claims), Events = AsCorrected(Find(record, typed, SearchIn.Events), Everything(views)), Texts = Find(record, typed, SearchIn.Text) });
        }).ExcludeFromDescription();
        routes.MapGet("/api/search", (string? q, DeskRecord record, ViewStore views) =>
        {
            var typed = Typed(q);
            return new SearchAnswer(
                typed, Hits(Find(record, typed, SearchIn.Claims)), Hits(AsCorrected(Find(record, typed, SearchIn.Events), Everything(views))), Hits(Find(record, typed, SearchIn.Text)));
        }).WithName("Search").WithSummary("Claims, events and texts that hold all the words.");
    }

    /// <summary>Situations, actors and sources whose name holds what was typed: their pages, each with what it is.</summary>
    private static IReadOnlyList<(string Name, string Is, string Url)> Named(DeskRecord record, ViewStore views, string typed)
    {
        var part = typed.Trim('"', '“', '”', '*', ' ');
        if (part.Length < PartLengthMin)
        {
            return [];
        }

        var view = Everything(views);
        bool Holds(string name) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
        return
        [
            .. WatchedSituations.List(record).Where(one => Holds(one.Name)).Select(one => (one.Name, "situation", Links.Situation(one.Name))).Take(NamedMax),
            .. ActorDto.All(view).Where(actor => Holds(actor.Name)).Select(actor => (actor.Name, "actor", Links.Actor(actor.Key))).Take(NamedMax),
            .. view.State.Speakers.Where(speaker => Holds(view.Names.Of(speaker))).Select(speaker => (view.Names.Of(speaker), "source", Links.Source(speaker.Key))).Take(NamedMax),
            .. view.State.Outlets.Where(outlet => Holds(outlet.Name)).Select(outlet => (Words.Outlet(outlet.Name), "outlet", Links.Source("outlet " + outlet.Name))).Take(NamedMax),
        ];
    }

    private static DeskView Everything(ViewStore views) => views.Lately(new ViewQuery(Situation.Everything, null, RecordClock.Published));

    private static string Typed(string? q) => q?.Trim() is { } typed ? typed[..Math.Min(typed.Length, TypedLengthMax)] : "";

    private static IReadOnlyList<SearchHit> Find(DeskRecord record, string typed, SearchIn where) => typed.Length == 0 ? [] : record.File.Search(typed, where, HitsMax);

    /// <summary>What people decided holds for what is found too: an event that is not there is not found, one that is denied is found as denied.</summary>
    private static IReadOnlyList<SearchHit> AsCorrected(IReadOnlyList<SearchHit> hits, DeskView view) =>
        [.. hits.Select(hit => hit.Event is not { } told || view.State.Reading(told.Key.Document) is null ? hit : view.State.Event(told.Key) is { } corrected ? hit with { Event = corrected } : null).OfType<SearchHit>()];

    private static IReadOnlyList<Hit> Hits(IReadOnlyList<SearchHit> hits) =>
        [.. hits.Select(hit => new Hit(hit.Document.Id, hit.Document.Title, hit.Document.Printer, hit.Event?.Key.ToString() ?? hit.Claim?.Key.ToString(), [hit.Span.Start, hit.Span.Length], hit.Words))];

    private sealed record SearchAnswer(string Query, IReadOnlyList<Hit> Claims, IReadOnlyList<Hit> Events, IReadOnlyList<Hit> Texts);

    /// <param name="Mark">Key of the event or claim; null for a text.</param>
    /// <param name="Span">Start and length in the document's text.</param>
    private sealed record Hit(string Document, string? Title, string Printer, string? Mark, int[] Span, string Words);
}
