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

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/method", (DeskRecord record) => new RazorComponentResult<MethodPage>(new
    {
        Evaluation = Evaluation.Value,
        record.ReaderVersion,
        Documents = record.File.Documents.Count(),
        Corrections = record.File.Corrections.List().Count,
    })).ExcludeFromDescription();
}
