using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Training.Attributions;

/// <summary>Sorts what went wrong by kind and lists it, for reading.</summary>
internal static class AttributionErrors
{
    public static void Write(TextWriter output, IReadOnlyList<Article> articles, IReadOnlyList<IReadOnlyList<AttributionSpans>> found)
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < articles.Count; i++)
        {
            var text = articles[i].Plain.Text;
            var words = new AttributionScorer.Words(text);
            var quotations = QuoteMatcher.Match(articles[i].Plain);
            foreach (var pair in AttributionScorer.Pair(text, articles[i].Gold, found[i]))
            {
                foreach (var kind in Kinds(text, words, quotations, pair))
                {
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    output.WriteLine($"{kind}\t{articles[i].Name}\t{Show(text, pair)}");
                }
            }
        }

        foreach (var (kind, count) in kinds)
        {
            output.WriteLine($"# {count,5}  {kind}");
        }
    }

    private static IEnumerable<string> Kinds(string text, AttributionScorer.Words words, Quotations quotations, PairedAttribution pair)
    {
        if (pair.Exact)
        {
            yield break;
        }

        if (pair.Gold is null)
        {
            yield return "spurious, " + Form(text, quotations, pair.Found!.Content);
            yield break;
        }

        if (pair.Found is null)
        {
            var format = pair.Gold.Cue.All(s => !text.AsSpan(s.Start, s.Length).ContainsAnyInRange('a', 'z'));
            yield return "missed, " + (format ? "format cue" : Form(text, quotations, pair.Gold.Content));
            yield break;
        }

        if (Compare(words, pair.Gold.Source, pair.Found.Source) is { } source)
        {
            yield return "source " + source;
        }

        if (Compare(words, pair.Gold.Content, pair.Found.Content) is { } content)
        {
            yield return $"content {content}, {Form(text, quotations, pair.Gold.Content)}";
        }
    }

    private static string Form(string text, Quotations quotations, IEnumerable<TextSpan> content) =>
        AttributionReport.IsDirect(text, quotations, content) ? "direct" : content.Any(s => text.AsSpan(s.Start, s.Length).ContainsAny('"', '“', '”')) ? "mixed" : "indirect";

    private static string? Compare(AttributionScorer.Words words, IEnumerable<TextSpan> gold, IEnumerable<TextSpan> found)
    {
        var (g, f) = (words.Of(gold), words.Of(found));
        var share = AttributionScorer.Jaccard(g, f);
        var how = g.Count == 0 ? "invented" : f.Count == 0 ? "left out" : !g.Overlaps(f) ? "elsewhere" : f.IsSubsetOf(g) ? "too short" : g.IsSubsetOf(f) ? "too long" : "shifted";
        return share == 1 ? null : $"{how}{(share >= 0.5 ? ", a little" : string.Empty)}";
    }

    private static string Show(string text, PairedAttribution pair)
    {
        var spans = new List<TextSpan>();
        if (pair.Gold is { } gold)
        {
            spans.AddRange(gold.Source.Concat(gold.Cue).Concat(gold.Content));
        }

        if (pair.Found is { } found)
        {
            spans.AddRange(found.Source.Concat(found.Cue).Concat(found.Content));
        }

        var start = Math.Max(0, spans.Min(s => s.Start) - 60);
        var context = text[start..Math.Min(text.Length, spans.Max(s => s.End) + 60)];
        var goldText = pair.Gold is null ? "-" : $"{Words(text, pair.Gold.Source)} | {Words(text, pair.Gold.Cue)} | {Words(text, pair.Gold.Content)}";
        var foundText = pair.Found is null ? "-" : $"{Words(text, pair.Found.Source)} | {Words(text, pair.Found.Cue)} | {Words(text, pair.Found.Content)} ({pair.Found.Confidence:F2})";
        return $"GOLD {goldText}\tFOUND {foundText}\tTEXT {context}".Replace('\n', '¶');
    }

    private static string Words(string text, IEnumerable<TextSpan> spans) => string.Join(" … ", spans.Select(s => text.Substring(s.Start, s.Length)));
}
