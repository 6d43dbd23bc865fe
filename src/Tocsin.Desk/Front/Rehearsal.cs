using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;
using Tocsin.Desk.Warnings;

namespace Tocsin.Desk.Front;

/// <summary>Makes the front page and a situation's page once for nobody, by the code that makes them for a reader: the first who comes need not wait for it to be compiled.</summary>
internal sealed class Rehearsal(IServiceScopeFactory scopes, DeskRecord record, ViewStore views, WarningBoard board)
{
    public async Task PlayAsync(CancellationToken stop)
    {
        if (record.File.LastSequence == 0)
        {
            return;
        }

        var front = FrontModel.Of(record, views, board, null);
        await MakeAsync(new RazorComponentResult<FrontPage>(new { Model = front }), "/", stop).ConfigureAwait(false);

        // By the view at hand: it is the code that is to be made ready, and another view would only take memory.
        var query = SituationQuery.Of(Situation.Everything.Name, QueryCollection.Empty);
        await MakeAsync(SituationPages.Page(query, front.View, ImmutableArray<DateTimeOffset>.Empty, null, record, board), query.Url, stop).ConfigureAwait(false);
    }

    private async Task MakeAsync(RazorComponentResult page, string path, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = stop };
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (HttpMethods.Get, "http", new HostString("localhost"), path);
        context.Response.Body = Stream.Null;
        await page.ExecuteAsync(context).ConfigureAwait(false);
    }
}
