using System.Collections.Immutable;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;

namespace Tocsin.Training.Attributions;

/// <summary>A source, a cue and a content as sets of word numbers.</summary>
internal sealed record RelationWords(HashSet<int> Source, HashSet<int> Cue, HashSet<int> Content);

/// <summary>Words of a text, to compare spans by: runs of letters, digits and low lines, and single other characters; a span's punctuation counts only where it holds nothing else.</summary>
internal sealed class EvaluationWords
{
    private readonly int[] _wordAt;
    private readonly List<bool> _isWord = [];

    public EvaluationWords(string text)
    {
        _wordAt = new int[text.Length];
        Array.Fill(_wordAt, -1);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            var word = IsWordCharacter(text[i]);
            if (!(word && i > 0 && IsWordCharacter(text[i - 1])))
            {
                _isWord.Add(word);
            }

            _wordAt[i] = _isWord.Count - 1;
        }
    }

    public HashSet<int> Of(IEnumerable<TextSpan> spans)
    {
        var all = new HashSet<int>();
        foreach (var span in spans)
        {
            for (var i = span.Start; i < span.End; i++)
            {
                if (_wordAt[i] >= 0)
                {
                    all.Add(_wordAt[i]);
                }
            }
        }

        var words = all.Where(w => _isWord[w]).ToHashSet();
        return words.Count > 0 ? words : all;
    }

    public RelationWords Of(IEnumerable<TextSpan> source, IEnumerable<TextSpan> cue, IEnumerable<TextSpan> content) => new(Of(source), Of(cue), Of(content));

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';
}

/// <summary>Pairs gold and found attributions whose cues share a word, one to one, by falling agreement, and counts on three levels.</summary>
/// <remarks>cue: paired. soft: source and content each agree by half (Jaccard). exact: both agree fully.</remarks>
internal sealed class RelationScore
{
    public int Gold { get; private set; }

    public int Found { get; private set; }

    public int Cue { get; private set; }

    public int Soft { get; private set; }

    public int Exact { get; private set; }

    /// <returns>For each gold relation the index of its partner, -1 for none.</returns>
    public int[] Add(IReadOnlyList<RelationWords> gold, IReadOnlyList<RelationWords> found)
    {
        Gold += gold.Count;
        Found += found.Count;
        var candidates = new List<(double Agreement, int Gold, int Found)>();
        for (var g = 0; g < gold.Count; g++)
        {
            for (var f = 0; f < found.Count; f++)
            {
                if (gold[g].Cue.Overlaps(found[f].Cue))
                {
                    candidates.Add((Jaccard(gold[g].Cue, found[f].Cue) + Jaccard(gold[g].Source, found[f].Source) + Jaccard(gold[g].Content, found[f].Content), g, f));
                }
            }
        }

        var partner = Enumerable.Repeat(-1, gold.Count).ToArray();
        var used = new bool[found.Count];
        foreach (var (_, g, f) in candidates.OrderByDescending(c => c.Agreement).ThenBy(c => c.Gold).ThenBy(c => c.Found))
        {
            if (partner[g] >= 0 || used[f])
            {
                continue;
            }

            partner[g] = f;
            used[f] = true;
            var (source, content) = (Jaccard(gold[g].Source, found[f].Source), Jaccard(gold[g].Content, found[f].Content));
            Cue++;
            Soft += source >= 0.5 && content >= 0.5 ? 1 : 0;
            Exact += source >= 1 && content >= 1 ? 1 : 0;
        }

        return partner;
    }

    public string Print(string name)
    {
        string Level(int hits) => $"P {100.0 * hits / Math.Max(1, Found),5:F1} R {100.0 * hits / Math.Max(1, Gold),5:F1} F1 {200.0 * hits / Math.Max(1, Found + Gold),5:F1}";
        return FormattableString.Invariant($"{name}: gold {Gold}, found {Found}\n  cue   {Level(Cue)}\n  soft  {Level(Soft)}\n  exact {Level(Exact)}");
    }

    private static double Jaccard(HashSet<int> a, HashSet<int> b)
    {
        if (a.Count == 0 && b.Count == 0)
        {
            return 1;
        }

        var shared = a.Count(b.Contains);
        return (double)shared / (a.Count + b.Count - shared);
    }
}
