using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Security;
using Tocsin.Desk.Shell;
using Tocsin.Desk.Views;
using Tocsin.Desk.Warnings;
using Tocsin.Language.Mentions;

namespace Tocsin.Desk.Situations;

internal static class SituationPages
{
    private const int ScopeLengthMax = 300;
    private const int DocumentsForNames = 400;
    private static readonly TimeSpan NamesLast = TimeSpan.FromSeconds(60);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/situations", (HttpContext context, DeskRecord record, ViewStore views, string? problem) => new RazorComponentResult<SituationsPage>(new
        {
            Watched = WatchedSituations.List(record),
            Saved = record.File.Situations.List().Select(situation => situation.Name).ToHashSet(StringComparer.Ordinal),
            Cards = Front.FrontModel.CardsOf(record, views, ShellState.Seen(context)).ToDictionary(card => card.Name, StringComparer.Ordinal),
            Typed = problem,
            View = Voices.VoicePages.Everything(views),
        })).ExcludeFromDescription();
        routes.MapPost("/situations", SaveAsync).ExcludeFromDescription();
        routes.MapPost("/situations/{name}/remove", async (string name, HttpContext context, DeskRecord record) =>
        {
            await record.File.Situations.RemoveAsync(name, Person.Of(context), context.RequestAborted);
            AuditLog.Say(context, $"situation no longer watched: {name}");
            return Results.LocalRedirect("/situations");
        }).ExcludeFromDescription();
        routes.MapGet("/situations/{name}", (string name, string? step, HttpContext context, DeskRecord record, ViewStore views, WarningBoard board, Assessments.AnswerStore answers) =>
        {
            var query = SituationQuery.Of(name, context.Request.Query);
            if (Find(record, name, out var problem) is not { } situation)
            {
                return (IResult)new RazorComponentResult<ProblemPage>(new { Heading = "Not understood", Sentence = problem }) { StatusCode = StatusCodes.Status404NotFound };
            }

            var whole = views.Get(new ViewQuery(situation, null, query.Clock));
            if (int.TryParse(step, out var index))
            {
                // The slider sends which of the known moments it stands at; the address keeps the moment itself.
                var moments = whole.ReplayMoments;
                return Results.LocalRedirect((query with { AsOf = index >= moments.Length - 1 || index < 0 ? null : moments[index] }).Url);
            }

            var view = query.AsOf is null ? whole : views.Get(new ViewQuery(situation, query.AsOf, query.Clock));
            if (context.Request.Headers.ContainsKey("HX-Request"))
            {
                // What is swapped into a page is a page of its own: its address holds what is shown, and back leads back.
                context.Response.Headers["HX-Push-Url"] = query.Url;
            }

            return Page(query, view, whole.ReplayMoments, answers.TryGet(situation, query), record, board);
        }).ExcludeFromDescription();
    }

    /// <param name="answers">Null while they are being worked out.</param>
    internal static RazorComponentResult Page(SituationQuery query, DeskView view, ImmutableArray<DateTimeOffset> replay, ImmutableArray<Assessments.AskedAndAnswered>? answers, DeskRecord record, WarningBoard board) =>
        new RazorComponentResult<SituationPage>(new
        {
            Model = SituationModel.Of(query, view),
            Answers = answers,
            Warned = WarnedModel.Of(view, record, board),
            Replay = replay,
            IsSaved = WatchedSituations.Find(record, query.Name) is not null,
        });

    /// <summary>A situation that is watched, or what its name means as a scope.</summary>
    public static Situation? Find(DeskRecord record, string name, out string problem)
    {
        problem = "";
        return WatchedSituations.Find(record, name) ?? Understand(record, name, out problem);
    }

    /// <summary>What a name means as a scope; null where that cannot be told.</summary>
    public static Situation? Understand(DeskRecord record, string name, out string problem)
    {
        problem = "";
        if (name.Length > ScopeLengthMax)
        {
            problem = "A scope is a few words.";
            return null;
        }

        if (name.Equals(Situation.Everything.Name, StringComparison.OrdinalIgnoreCase))
        {
            return Situation.Everything;
        }

        // Names of a record that is just beginning come with each report.
        var names = record.File.LastSequence <= DocumentsForNames ? NamesIn(record) : record.Remember("names", NamesLast, () => NamesIn(record));
        switch (Parser.Value.Parse(name, names))
        {
            case ParsedScope.Understood understood:
                return understood.Situation with { Name = name };
            case ParsedScope.Unclear unclear:
                problem = unclear.Message;
                return null;
            default:
                return null;
        }
    }

    private static RecordNames NamesIn(DeskRecord record)
    {
        var last = record.File.Extent(Situation.Everything).Newest ?? record.Now;
        var days = new[] { 3650, 30, 7, 1 }.FirstOrDefault(days => record.File.Count(Situation.Everything, null, last.AddDays(-days)) <= DocumentsForNames, 1);
        return RecordNames.Of(record.File.Facts(Situation.Everything, null, last.AddDays(-days)));
    }

    private static readonly Lazy<SituationParser> Parser = new(() =>
    {
        var countries = CountryLexicon.Load();
        var actors = new Lazy<ActorResolver>(() => new ActorResolver(ActorLexicon.Load(countries)));
        return new SituationParser(countries, () => actors.Value);
    });

    private static async Task<IResult> SaveAsync(HttpContext context, DeskRecord record)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var scope = form["scope"].ToString().Trim();
        var name = form["name"].ToString().Trim() is { Length: > 0 } given ? given : scope;
        if (scope.Length == 0 || name.Length > 80 || Find(record, scope, out _) is not { } situation)
        {
            return Results.LocalRedirect("/situations?problem=" + Uri.EscapeDataString(scope));
        }

        await record.File.Situations.SaveAsync(situation with { Name = name }, Person.Of(context), context.RequestAborted);
        AuditLog.Say(context, $"situation watched: {name} = {scope}");
        return Results.LocalRedirect(Links.Situation(name));
    }
}
