using System.Globalization;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Tocsin.Language.Quotes;

namespace Tocsin.Training.Attributions;

/// <summary>Prints the measures of attribution, the calibration of the confidence and the kinds of error.</summary>
internal static class AttributionReport
{
    public static void Write(TextWriter output, IReadOnlyList<Article> articles, IReadOnlyList<IReadOnlyList<AttributionSpans>> found, string? cofenet)
    {
        var pairs = articles.Zip(found, (a, f) => AttributionScorer.Pair(a.Plain.Text, a.Gold, f)).ToList();
        var (cue, soft, exact) = AttributionScorer.Tallies([.. pairs.SelectMany(p => p)]);
        output.WriteLine($"relation cue   {cue}\nrelation soft  {soft}\nrelation exact {exact}");
        if (cofenet is not null)
        {
            var byName = articles.Zip(found).ToDictionary(p => p.First.Name, p => p.Second, StringComparer.Ordinal);
            var spans = AttributionScorer.Cofenet(cofenet, byName);
            output.WriteLine($"span source    {spans[0]}\nspan cue       {spans[1]}\nspan content   {spans[2]}");
        }

        var (goldDirect, hits, foundDirect, right) = (0, 0, 0, 0);
        for (var i = 0; i < articles.Count; i++)
        {
            var quotations = QuoteMatcher.Match(articles[i].Plain);
            foreach (var pair in pairs[i])
            {
                if (pair.Gold is { } gold && IsDirect(articles[i].Plain.Text, quotations, gold.Content))
                {
                    goldDirect++;
                    hits += pair.Soft ? 1 : 0;
                }

                if (pair.Found is { } guess && IsDirect(articles[i].Plain.Text, quotations, guess.Content))
                {
                    foundDirect++;
                    right += pair.Soft ? 1 : 0;
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"direct quotes: soft recall {100.0 * hits / goldDirect:F1} of {goldDirect}, precision {100.0 * right / foundDirect:F1} of {foundDirect}"));
        output.WriteLine("confidence   found  mean  right");
        foreach (var bin in pairs.SelectMany(p => p).Where(p => p.Found is not null).GroupBy(p => Math.Min(9, (int)(p.Found!.Confidence * 10))).OrderBy(g => g.Key))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bin.Key / 10.0:F1}–{(bin.Key + 1) / 10.0:F1}     {bin.Count(),6}  {bin.Average(p => p.Found!.Confidence):F2}   {bin.Average(p => p.Soft ? 1.0 : 0.0):F2}"));
        }
    }

    /// <summary>At least nine of ten letters and figures of the content stand between quotation marks.</summary>
    public static bool IsDirect(string text, Quotations quotations, IEnumerable<TextSpan> content)
    {
        var (inside, all) = (0, 0);
        foreach (var span in content)
        {
            for (var i = span.Start; i < span.End; i++)
            {
                if (char.IsLetterOrDigit(text[i]))
                {
                    all++;
                    inside += quotations.Inside(i) ? 1 : 0;
                }
            }
        }

        return all > 0 && inside * 10 >= all * 9;
    }
}
