using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Attributions;

/// <summary>A cue with what the network is to learn of it, in tokens of the segment.</summary>
/// <param name="Pairs">Rows of the four tables of <see cref="CueFeatures"/>.</param>
/// <param name="Labels">0 none, 1 source, 2 content.</param>
internal sealed record CueExample(int First, int Last, int Head, int[][] Pairs, int[] Labels);

/// <summary>A segment of an article: its tokens' table rows and labels.</summary>
/// <param name="Start">Its first token in the article.</param>
/// <param name="CueLabels">0 none, 1 a cue starts, 2 it goes on.</param>
internal sealed record SegmentExample(Article Article, int Start, int Length, int[][] Rows, int[] CueLabels, List<CueExample> Cues);

/// <summary>Turns articles into examples, and counts what gets a row of its own.</summary>
internal static class AttributionExamples
{
    private const int LemmaMinimum = 6;
    private const int PathMinimum = 25;

    public static (TokenFeatures Tokens, CueFeatures Cues) Count(IReadOnlyList<Article> articles)
    {
        var lemmas = new Dictionary<ulong, int>();
        var upos = new SortedSet<string>(StringComparer.Ordinal);
        var relations = new SortedSet<string>(StringComparer.Ordinal);
        var paths = new Dictionary<ulong, int>();
        Span<int> ancestors = stackalloc int[CueFeatures.LongestPath];
        foreach (var article in articles)
        {
            var table = new TokenTable(article.Plain);
            foreach (var token in table.Tokens)
            {
                upos.Add(token.Upos);
                relations.Add(token.Deprel);
                if (!TokenFeatures.IsName(token))
                {
                    var hash = WordFeatures.Hash(TokenFeatures.Word(token));
                    lemmas[hash] = lemmas.GetValueOrDefault(hash) + 1;
                }
            }

            foreach (var (cue, _) in Align(table, article.Gold))
            {
                var head = CueFeatures.CueHead(table, cue);
                var above = ancestors[..CueFeatures.Ancestors(table, head, ancestors)];
                var sentence = table.Sentence[head];
                for (var i = table.SentenceStart[sentence]; i < table.SentenceStart[sentence + 1]; i++)
                {
                    var hash = CueFeatures.PathHash(table, head, i, above);
                    paths[hash] = paths.GetValueOrDefault(hash) + 1;
                }
            }
        }

        return (new TokenFeatures(Frequent(lemmas, LemmaMinimum), [.. upos], [.. relations]), new CueFeatures(Frequent(paths, PathMinimum)));
    }

    public static List<SegmentExample> Make(Article article, TokenFeatures tokenFeatures, CueFeatures cueFeatures)
    {
        var table = new TokenTable(article.Plain);
        if (table.Count == 0)
        {
            return [];
        }

        var rows = tokenFeatures.Find(table);
        var gold = Align(table, article.Gold);
        var isCue = new bool[table.Count];
        foreach (var (cue, _) in gold)
        {
            Array.Fill(isCue, true, cue.First, cue.Last - cue.First + 1);
        }

        var examples = new List<SegmentExample>();
        var start = 0;
        foreach (var length in Segments.Lengths(table))
        {
            var cueLabels = new int[length];
            var cues = new List<CueExample>();
            foreach (var (cue, labels) in gold)
            {
                if (cue.First < start || cue.Last >= start + length)
                {
                    continue;
                }

                for (var i = cue.First; i <= cue.Last; i++)
                {
                    cueLabels[i - start] = i == cue.First ? 1 : 2;
                }

                var pairs = CueFeatures.Tables.Select(_ => new int[length]).ToArray();
                cueFeatures.Find(table, cue, start, start + length, isCue, pairs[0], pairs[1], pairs[2], pairs[3]);
                cues.Add(new CueExample(cue.First - start, cue.Last - start, CueFeatures.CueHead(table, cue) - start, pairs, labels[start..(start + length)]));
            }

            examples.Add(new SegmentExample(article, start, length, [.. rows.Select(r => r[start..(start + length)])], cueLabels, cues));
            start += length;
        }

        return examples;
    }

    /// <summary>Cues as token spans, with the label that each token of the text has for them. A second attribution with the same cue is left out.</summary>
    public static List<(CueSpan Cue, int[] Labels)> Align(TokenTable table, IReadOnlyList<GoldAttribution> gold)
    {
        var found = new List<(CueSpan Cue, int[] Labels)>();
        var starts = table.Tokens.Select(t => t.Span.Start).ToArray();
        var used = new HashSet<int>();
        foreach (var attribution in gold)
        {
            var cue = Tokens(table, starts, attribution.Cue);
            if (cue.Count == 0 || cue.Max - cue.Min > 12 || table.Sentence[cue.Max] != table.Sentence[cue.Min] || !used.Add(cue.Min))
            {
                continue;
            }

            var labels = new int[table.Count];
            foreach (var token in Tokens(table, starts, attribution.Content))
            {
                labels[token] = 2;
            }

            foreach (var token in Tokens(table, starts, attribution.Source))
            {
                labels[token] = 1;
            }

            var span = new CueSpan(cue.Min, cue.Max);
            Array.Clear(labels, span.First, span.Last - span.First + 1);
            found.Add((span, labels));
        }

        return found;
    }

    private static SortedSet<int> Tokens(TokenTable table, int[] starts, List<TextSpan> spans)
    {
        var found = new SortedSet<int>();
        foreach (var span in spans)
        {
            var at = Array.BinarySearch(starts, span.Start);
            for (var i = Math.Max(0, at >= 0 ? at : ~at - 1); i < table.Count && starts[i] < span.End; i++)
            {
                if (table.Tokens[i].Span.End > span.Start)
                {
                    found.Add(i);
                }
            }
        }

        return found;
    }

    private static ulong[] Frequent(Dictionary<ulong, int> counts, int minimum) =>
        [.. counts.Where(p => p.Value >= minimum).OrderByDescending(p => p.Value).ThenBy(p => p.Key).Select(p => p.Key)];
}
