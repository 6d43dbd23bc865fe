using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;

namespace Tocsin.Training.Attributions;

/// <summary>Hits, predictions and gold of one measure.</summary>
internal record struct Tally(int Hits, int Predicted, int Gold)
{
    public readonly double Precision => Predicted == 0 ? 0 : 100.0 * Hits / Predicted;

    public readonly double Recall => Gold == 0 ? 0 : 100.0 * Hits / Gold;

    public readonly double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public override readonly string ToString() => string.Create(CultureInfo.InvariantCulture, $"P {Precision:F1} R {Recall:F1} F1 {F1:F1}");
}

/// <summary>How a gold or predicted attribution fared.</summary>
internal sealed record PairedAttribution(GoldAttribution? Gold, AttributionSpans? Found, bool Soft, bool Exact);

/// <summary>Relations against gold, by the measures of the shared scorer: pairs by overlapping cues, best first; soft is half the words of source and of content.</summary>
internal static partial class AttributionScorer
{
    [GeneratedRegex(@"\w+|[^\w\s]")]
    private static partial Regex EvaluationToken { get; }

    /// <summary>Pairs every gold and every found attribution of a text; one side of a pair is null where it has no partner.</summary>
    public static List<PairedAttribution> Pair(string text, IReadOnlyList<GoldAttribution> gold, IReadOnlyList<AttributionSpans> found)
    {
        var words = new Words(text);
        var left = gold.Select(g => new[] { words.Of(g.Source), words.Of(g.Cue), words.Of(g.Content) }).ToList();
        var right = found.Select(f => new[] { words.Of(f.Source), words.Of(f.Cue), words.Of(f.Content) }).ToList();
        var candidates = from i in Enumerable.Range(0, left.Count)
                         from j in Enumerable.Range(0, right.Count)
                         where left[i][1].Overlaps(right[j][1])
                         orderby -(Jaccard(left[i][0], right[j][0]) + Jaccard(left[i][1], right[j][1]) + Jaccard(left[i][2], right[j][2])), i, j
                         select (i, j);
        var (usedLeft, usedRight) = (new HashSet<int>(), new HashSet<int>());
        var pairs = new List<PairedAttribution>();
        foreach (var (i, j) in candidates)
        {
            if (!usedLeft.Contains(i) && !usedRight.Contains(j))
            {
                usedLeft.Add(i);
                usedRight.Add(j);
                var (source, content) = (Jaccard(left[i][0], right[j][0]), Jaccard(left[i][2], right[j][2]));
                pairs.Add(new PairedAttribution(gold[i], found[j], source >= 0.5 && content >= 0.5, source == 1 && content == 1));
            }
        }

        pairs.AddRange(gold.Where((_, i) => !usedLeft.Contains(i)).Select(g => new PairedAttribution(g, null, false, false)));
        pairs.AddRange(found.Where((_, j) => !usedRight.Contains(j)).Select(f => new PairedAttribution(null, f, false, false)));
        return pairs;
    }

    /// <summary>Cue, soft and exact.</summary>
    public static (Tally Cue, Tally Soft, Tally Exact) Tallies(IReadOnlyCollection<PairedAttribution> pairs)
    {
        var gold = pairs.Count(p => p.Gold is not null);
        var found = pairs.Count(p => p.Found is not null);
        return (
            new Tally(pairs.Count(p => p.Gold is not null && p.Found is not null), found, gold),
            new Tally(pairs.Count(p => p.Soft), found, gold),
            new Tally(pairs.Count(p => p.Exact), found, gold));
    }

    /// <summary>Exact spans by the CofeNet protocol (Zhang et al. 2022): labels on the instances' tokens, cut at 300.</summary>
    /// <returns>Source, cue, content.</returns>
    public static Tally[] Cofenet(string path, IReadOnlyDictionary<string, IReadOnlyList<AttributionSpans>> found)
    {
        var tallies = new Tally[3];
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var instance = json.RootElement;
            var tokens = instance.GetProperty("tokens").EnumerateArray().Take(300).Select(t => (Start: t[0].GetInt32(), End: t[1].GetInt32())).ToArray();
            var gold = Decode([.. instance.GetProperty("labels").EnumerateArray().Take(300).Select(l => l.GetString()!)]);
            var (begin, end) = (tokens[0].Start, tokens[^1].End);
            var near = found.GetValueOrDefault(instance.GetProperty("doc").GetString()!, [])
                .Select(a => new[] { Cut(a.Source, begin, end), Cut(a.Cue, begin, end), Cut(a.Content, begin, end) })
                .Where(a => a.Any(r => r.Count > 0)).ToList();
            var system = Decode(Labels(tokens, near));
            for (var role = 0; role < 3; role++)
            {
                var g = gold.Where(s => s.Role == RoleNames[role]).ToHashSet();
                var p = system.Where(s => s.Role == RoleNames[role]).ToHashSet();
                tallies[role] = new Tally(tallies[role].Hits + g.Intersect(p).Count(), tallies[role].Predicted + p.Count, tallies[role].Gold + g.Count);
            }
        }

        return tallies;
    }

    private static readonly string[] RoleNames = ["source", "cue", "content"];

    private static List<(int Start, int End)> Cut(IEnumerable<TextSpan> spans, int begin, int end) =>
        [.. spans.Where(s => s.Start < end && begin < s.End).Select(s => (Math.Max(s.Start, begin), Math.Min(s.End, end)))];

    private static string[] Labels((int Start, int End)[] tokens, List<List<(int Start, int End)>[]> attributions)
    {
        var labels = new string[tokens.Length];
        Array.Fill(labels, "O");
        foreach (var attribution in attributions.OrderBy(a => a.SelectMany(r => r).Select(s => s.Start).DefaultIfEmpty(0).Min()))
        {
            for (var role = 0; role < 3; role++)
            {
                foreach (var (begin, end) in attribution[role].Order())
                {
                    var previous = -2;
                    for (var i = 0; i < tokens.Length; i++)
                    {
                        if (tokens[i].Start < end && begin < tokens[i].End && labels[i] == "O")
                        {
                            labels[i] = (i - 1 == previous ? "I-" : "B-") + RoleNames[role];
                            previous = i;
                        }
                    }
                }
            }
        }

        return labels;
    }

    private static List<(string Role, int Start, int End)> Decode(string[] tags)
    {
        var spans = new List<(string, int, int)>();
        var (start, role) = (-1, string.Empty);
        for (var i = 0; i <= tags.Length; i++)
        {
            var tag = i < tags.Length ? tags[i] : "O";
            if (tag.StartsWith("I-", StringComparison.Ordinal) && start >= 0 && tag[2..] == role)
            {
                continue;
            }

            if (start >= 0)
            {
                spans.Add((role, start, i));
                start = -1;
            }

            if (tag.StartsWith("B-", StringComparison.Ordinal))
            {
                (start, role) = (i, tag[2..]);
            }
        }

        return spans;
    }

    public static double Jaccard(HashSet<int> a, HashSet<int> b)
    {
        var both = a.Count(b.Contains);
        return a.Count == 0 && b.Count == 0 ? 1 : both / (double)(a.Count + b.Count - both);
    }

    /// <summary>Evaluation tokens of a text: words, or other characters one by one; punctuation counts only where a role has nothing else.</summary>
    internal sealed class Words
    {
        private readonly int[] _at;
        private readonly List<bool> _isWord = [];

        public Words(string text)
        {
            _at = new int[text.Length];
            Array.Fill(_at, -1);
            foreach (var match in EvaluationToken.EnumerateMatches(text))
            {
                Array.Fill(_at, _isWord.Count, match.Index, match.Length);
                _isWord.Add(char.IsLetterOrDigit(text[match.Index]) || text[match.Index] == '_');
            }
        }

        public HashSet<int> Of(IEnumerable<TextSpan> spans)
        {
            var tokens = new HashSet<int>();
            foreach (var span in spans)
            {
                for (var c = span.Start; c < span.End; c++)
                {
                    if (_at[c] >= 0)
                    {
                        tokens.Add(_at[c]);
                    }
                }
            }

            var words = tokens.Where(t => _isWord[t]).ToHashSet();
            return words.Count > 0 ? words : tokens;
        }
    }
}
