using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tocsin.Desk.Assets;

namespace Tocsin.Desk.Method;

internal static class MethodPages
{
    private static readonly Lazy<ImmutableArray<MarkdownBlock>> Evaluation = new(() => Markdown.Read(Encoding.UTF8.GetString(AssetStore.Read("docs/evaluation.md"))));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/method", (DeskRecord record) => new RazorComponentResult<MethodPage>(new
        {
            Evaluation = Evaluation.Value,
            record.ReaderVersion,
            Documents = record.File.Documents.Count(),
            Corrections = record.File.Corrections.List().Count,
        })).ExcludeFromDescription();
        routes.MapGet("/api/method", (DeskRecord record) => new MethodDto(record.ReaderVersion, typeof(MethodPages).Assembly.GetName().Version!.ToString(3), record.File.Documents.Count(), record.File.Corrections.List().Count))
            .WithName("GetMethod").WithSummary("What reads here, over how much.");
        routes.MapGet("/method/evaluation.md", () => Results.Bytes(AssetStore.Read("docs/evaluation.md"), "text/markdown; charset=utf-8")).ExcludeFromDescription();
    }

    internal sealed record MethodDto(string Reader, string Desk, long Documents, int Corrections);
}
