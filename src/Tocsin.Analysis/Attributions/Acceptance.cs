using Tocsin.Language.Neural;

namespace Tocsin.Analysis.Attributions;

/// <summary>How sure the model is of a proposal as a whole: a logistic regression over a few numbers, fitted on articles that the network was not trained on.</summary>
internal sealed class Acceptance
{
    public static IReadOnlyList<string> Features { get; } =
    [
        "one", "cue log odds", "cue log odds squared", "has source", "source, mean log odds", "source, weakest", "content, mean log odds", "content, weakest",
        "ends of content, weakest", "content words, log", "content in quotation", "cue in quotation", "cue is verb", "cue is noun", "cue is root", "cue words",
        "has subject", "has clause", "inside another's content", "content before cue", "sentences spanned", "gaps in content", "source is name or pronoun", "headline",
    ];

    private readonly float[] _weights;

    public Acceptance(float[] weights, double threshold)
    {
        _weights = weights;
        Threshold = threshold;
    }

    /// <summary>Proposals below it are left out.</summary>
    public double Threshold { get; }

    public static Acceptance Load(ModelFile file)
    {
        var weights = file.Floats("accept");
        return new Acceptance(weights[..^1], weights[^1]);
    }

    public void Save(ModelFile file)
    {
        float[] values = [.. _weights, (float)Threshold];
        file.AddFloats("accept", values, 1, values.Length, NumberFormat.Single);
    }

    public double Confidence(ReadOnlySpan<float> features)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += _weights[i] * (double)features[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The numbers of each proposal of a text, in the order of <see cref="Features"/>.</summary>
    public static float[][] Describe(TokenTable table, IReadOnlyList<Proposal> proposals)
    {
        var nesting = Nesting(proposals);
        return [.. proposals.Select((p, i) => Describe(table, p, nesting[i]))];
    }

    /// <summary>The largest probability that the cue is a word of another proposal's content. Proposals come segment by segment, and only those of one segment meet.</summary>
    private static float[] Nesting(IReadOnlyList<Proposal> proposals)
    {
        var result = new float[proposals.Count];
        for (int first = 0, end; first < proposals.Count; first = end)
        {
            end = first + 1;
            while (end < proposals.Count && proposals[end].SegmentStart == proposals[first].SegmentStart)
            {
                end++;
            }

            for (var i = first; i < end; i++)
            {
                for (var j = first; j < end; j++)
                {
                    var other = proposals[j];
                    result[i] = i == j ? result[i] : Math.Max(result[i], other.CueProbability * other.Probability(proposals[i].Cue.First, 2));
                }
            }
        }

        return result;
    }

    private static float[] Describe(TokenTable table, Proposal p, float nesting)
    {
        var cueHead = CueFeatures.CueHead(table, p.Cue);
        var token = table.Tokens[cueHead];
        var (source, content) = (new Odds(), new Odds());
        int first = int.MaxValue, last = -1, gaps = 0, quoted = 0;
        var ends = 6f;
        var knownSource = false;
        for (var i = p.SegmentStart; i < p.SegmentEnd; i++)
        {
            var label = p.At(i);
            if (label == 1)
            {
                source.Add(p.Probability(i, 1));
                knownSource |= table.Tokens[i].Upos is "PROPN" or "PRON";
            }
            else if (label == 2)
            {
                content.Add(p.Probability(i, 2));
                quoted += table.Quote[i] >= 0 ? 1 : 0;
                var starts = i == p.SegmentStart || p.At(i - 1) != 2;
                gaps += starts && last >= 0 ? 1 : 0;
                first = Math.Min(first, i);
                last = i;
                if (starts || i == p.SegmentEnd - 1 || p.At(i + 1) != 2)
                {
                    ends = Math.Min(ends, LogOdds(p.Probability(i, 2)));
                    ends = starts && i > p.SegmentStart ? Math.Min(ends, LogOdds(1 - p.Probability(i - 1, 2))) : ends;
                    ends = i < p.SegmentEnd - 1 && p.At(i + 1) != 2 ? Math.Min(ends, LogOdds(1 - p.Probability(i + 1, 2))) : ends;
                }
            }
        }

        var (subject, clause) = Children(table, cueHead);
        var cue = LogOdds(p.CueProbability);
        var sentence = table.Sentence[cueHead];
        return
        [
            1, cue, cue * cue / 6, source.Count > 0 ? 1 : 0, source.Mean, source.Weakest, content.Mean, content.Weakest,
            ends, MathF.Log(1 + content.Count), content.Count == 0 ? 0 : quoted / (float)content.Count, table.Quote[cueHead] >= 0 ? 1 : 0,
            token.Upos == "VERB" ? 1 : 0, token.Upos == "NOUN" ? 1 : 0, token.Head < 0 ? 1 : 0, Math.Min(4, p.Cue.Last - p.Cue.First),
            subject ? 1 : 0, clause ? 1 : 0, nesting, last >= 0 && first < p.Cue.First ? 1 : 0,
            last < 0 ? 0 : Math.Min(4, Math.Max(table.Sentence[last], sentence) - Math.Min(table.Sentence[first], sentence)), Math.Min(3, gaps), knownSource ? 1 : 0, sentence == 0 ? 1 : 0,
        ];
    }

    private static (bool Subject, bool Clause) Children(TokenTable table, int cueHead)
    {
        var sentence = table.Sentence[cueHead];
        var first = table.SentenceStart[sentence];
        bool subject = false, clause = false;
        foreach (var child in table.Parsed.Sentences[sentence].Children(cueHead - first))
        {
            var relation = table.Tokens[first + child].Relation;
            subject |= relation == "nsubj";
            clause |= relation is "ccomp" or "xcomp" or "parataxis";
        }

        return (subject, clause);
    }

    private static float LogOdds(float p) => Math.Clamp(MathF.Log((p + 1e-6f) / (1 - p + 1e-6f)), -6f, 6f);

    private struct Odds()
    {
        private float _sum;

        public int Count { get; private set; }

        private float _weakest = 6f;

        public readonly float Mean => Count == 0 ? 0 : _sum / Count;

        public readonly float Weakest => Count == 0 ? 0 : _weakest;

        public void Add(float probability)
        {
            var odds = LogOdds(probability);
            _sum += odds;
            _weakest = Math.Min(_weakest, odds);
            Count++;
        }
    }
}
