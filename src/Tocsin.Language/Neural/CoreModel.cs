using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Tocsin.Language.Neural;

/// <summary>What the model says of one sentence; parallel arrays, one item a token.</summary>
/// <param name="Heads">0 the root, else the index from 1. Always a tree with one root.</param>
internal sealed record SentenceAnalysis(string[] Upos, string[] Xpos, string[] Feats, string[] Lemmas, int[] Heads, string[] Relations, NameSpan[] Names);

/// <summary>The trained core: word features, bidirectional LSTM layers, heads for tags, tree and names.</summary>
/// <remarks>Sentences are analysed many at a time; the result of one does not depend on the others. Thread-safe.</remarks>
internal sealed class CoreModel
{
    /// <summary>Tokens a batch: enough to keep the recurrent products wide, little enough to stay in cache.</summary>
    private const int BatchTokens = 1200;

    /// <summary>Which guidelines the names follow: newswire (see the model card).</summary>
    private const int NewsDomain = 0;

    private readonly WordTable _words;
    private readonly LstmLayer[] _layers;
    private readonly PackedMatrix _hidden;
    private readonly int _tagWidth;
    private readonly int _arcWidth;
    private readonly int _labelWidth;
    private readonly PackedMatrix _tags;
    private readonly string[] _upos;
    private readonly string[] _xpos;
    private readonly string[] _feats;
    private readonly string[] _lemmas;
    private readonly string[] _relations;
    private readonly int _rootRelation;
    private readonly PackedMatrix _arc;
    private readonly float[] _rootArc;
    private readonly float[] _rootLabel;
    private readonly PackedMatrix _label;
    private readonly PackedMatrix _nameHidden;
    private readonly PackedMatrix _name;
    private readonly float[] _transitions;
    private readonly LemmaLexicon _lexicon;
    private readonly ConcurrentBag<Buffers> _buffers = [];

    private sealed class Buffers
    {
        public LstmBuffers Lstm { get; } = new();

        public PackedMatrix Heads { get; } = PackedMatrix.Scratch();

        private readonly Dictionary<string, float[]> _named = [];

        /// <summary>At least so many numbers, holding whatever was left there.</summary>
        public float[] Get(string name, int length)
        {
            if (!_named.TryGetValue(name, out var buffer) || buffer.Length < length)
            {
                _named[name] = buffer = new float[length + (length / 4)];
            }

            return buffer;
        }
    }

    public CoreModel(ModelFile file)
    {
        _words = new WordTable(file);
        var layers = new List<LstmLayer>();
        while (file.Contains($"lstm{layers.Count / 2}.forward.input"))
        {
            var number = layers.Count / 2;
            layers.Add(new LstmLayer(file, $"lstm{number}.forward", backward: false));
            layers.Add(new LstmLayer(file, $"lstm{number}.backward", backward: true));
        }

        _layers = [.. layers];
        StateWidth = 2 * _layers[^1].Hidden;
        _tagWidth = file.Columns("tags.weight");
        _arcWidth = file.Columns("arc.head.weight");
        _labelWidth = file.Columns("label.head.weight");
        _hidden = Join(file, "tags", "arc.dependent", "arc.head", "label.dependent", "label.head");
        _tags = Join(file, "upos", "xpos", "feats", "lemma");
        _upos = file.Strings("classes.upos");
        _xpos = file.Strings("classes.xpos");
        _feats = file.Strings("classes.feats");
        _lemmas = file.Strings("classes.lemma");
        _relations = file.Strings("classes.relation");
        _rootRelation = Array.IndexOf(_relations, "root");
        _arc = JoinColumns([("arc.weight", "arc.bias"), ("arc.distance", null)], file);
        _rootArc = Root(file, "arc.head");
        _rootLabel = Root(file, "label.head");
        _label = PackedMatrix.Pack(file.Floats("label.weight"), file.Rows("label.weight"), file.Columns("label.weight"));
        var nameBias = file.Floats("name.hidden.bias");
        var nameWidth = file.Columns("name.hidden.weight");
        TensorPrimitives.Add(nameBias, file.Floats("name.domain").AsSpan(NewsDomain * nameWidth, nameWidth), nameBias);
        _nameHidden = PackedMatrix.Pack(file.Floats("name.hidden.weight"), file.Rows("name.hidden.weight"), nameWidth, nameBias);
        _name = Join(file, "name");
        _transitions = file.Floats("name.transitions");
        _lexicon = new LemmaLexicon(file.Bytes("lexicon"));
    }

    /// <summary>Numbers of the encoder's state a token.</summary>
    public int StateWidth { get; }

    /// <summary>Analyses sentences given as words, none of them empty.</summary>
    /// <param name="states">Receives one row of <see cref="StateWidth"/> numbers a token, in order; may be empty to leave them out.</param>
    public SentenceAnalysis[] Analyze(IReadOnlyList<string[]> sentences, Span<float> states)
    {
        var results = new SentenceAnalysis[sentences.Count];
        if (!_buffers.TryTake(out var buffers))
        {
            buffers = new Buffers();
        }

        var token = 0;
        for (var first = 0; first < sentences.Count;)
        {
            var count = 0;
            var tokens = 0;
            while (first + count < sentences.Count && (count == 0 || tokens + sentences[first + count].Length <= BatchTokens))
            {
                tokens += sentences[first + count].Length;
                count++;
            }

            AnalyzeBatch(sentences, first, count, tokens, states.IsEmpty ? [] : states.Slice(token * StateWidth, tokens * StateWidth), results, buffers);
            first += count;
            token += tokens;
        }

        _buffers.Add(buffers);
        return results;
    }

    private void AnalyzeBatch(IReadOnlyList<string[]> sentences, int first, int count, int tokens, Span<float> kept, SentenceAnalysis[] results, Buffers buffers)
    {
        var lengths = new int[count];
        var input = buffers.Get("input", tokens * _words.Width);
        var row = 0;
        for (var s = 0; s < count; s++)
        {
            lengths[s] = sentences[first + s].Length;
            foreach (var word in sentences[first + s])
            {
                _words.Fill(word, input.AsSpan(row++ * _words.Width, _words.Width));
            }
        }

        var states = Encode(input, tokens, lengths, buffers);
        states[..(tokens * StateWidth)].CopyTo(kept.IsEmpty ? states : kept);
        var hidden = buffers.Get("hidden", tokens * _hidden.Columns);
        _hidden.Multiply(states, tokens, StateWidth, hidden, _hidden.Columns);
        Rectify(hidden, tokens * _hidden.Columns);
        var tags = buffers.Get("tags", tokens * _tags.Columns);
        _tags.Multiply(hidden, tokens, _hidden.Columns, tags, _tags.Columns);
        var arcs = buffers.Get("arcs", tokens * _arc.Columns);
        _arc.Multiply(hidden.AsSpan(_tagWidth), tokens, _hidden.Columns, arcs, _arc.Columns);
        var names = NameScores(input, states, tokens, buffers);
        row = 0;
        for (var s = 0; s < count; s++)
        {
            var words = sentences[first + s];
            var heads = Heads(hidden, arcs, row, words.Length, buffers);
            results[first + s] = Describe(words, tags.AsSpan(row * _tags.Columns), heads, Labels(hidden, row, heads, buffers), NameDecoder.Decode(names.AsSpan(row * NameTags.Count), words.Length, _transitions));
            row += words.Length;
        }
    }

    private Span<float> Encode(float[] input, int tokens, int[] lengths, Buffers buffers)
    {
        var below = input;
        for (var layer = 0; layer < _layers.Length; layer += 2)
        {
            var width = 2 * _layers[layer].Hidden;
            var above = buffers.Get(layer % 4 == 0 ? "even" : "odd", tokens * width);
            _layers[layer].Run(below, tokens, lengths, above, width, 0, buffers.Lstm);
            _layers[layer + 1].Run(below, tokens, lengths, above, width, _layers[layer].Hidden, buffers.Lstm);
            below = above;
        }

        return below;
    }

    private float[] NameScores(float[] input, Span<float> states, int tokens, Buffers buffers)
    {
        var width = StateWidth + _words.Width;
        var joined = buffers.Get("joined", tokens * width);
        for (var i = 0; i < tokens; i++)
        {
            states.Slice(i * StateWidth, StateWidth).CopyTo(joined.AsSpan(i * width));
            input.AsSpan(i * _words.Width, _words.Width).CopyTo(joined.AsSpan((i * width) + StateWidth));
        }

        var hidden = buffers.Get("name.hidden", tokens * _nameHidden.Columns);
        _nameHidden.Multiply(joined, tokens, width, hidden, _nameHidden.Columns);
        Rectify(hidden, tokens * _nameHidden.Columns);
        var scores = buffers.Get("name.scores", tokens * NameTags.Count);
        _name.Multiply(hidden, tokens, _nameHidden.Columns, scores, NameTags.Count);
        return scores;
    }

    private int[] Heads(float[] hidden, float[] arcs, int first, int length, Buffers buffers)
    {
        var width = length + 1;
        var rows = buffers.Get("head.rows", width * _arcWidth);
        _rootArc.CopyTo(rows, 0);
        for (var i = 0; i < length; i++)
        {
            hidden.AsSpan(((first + i) * _hidden.Columns) + _tagWidth + _arcWidth, _arcWidth).CopyTo(rows.AsSpan((i + 1) * _arcWidth));
        }

        buffers.Heads.RepackTransposed(rows, width, _arcWidth, _arcWidth);
        var scores = buffers.Get("arc.scores", length * width);
        buffers.Heads.Multiply(arcs.AsSpan(first * _arc.Columns), length, _arc.Columns, scores, width);
        for (var i = 0; i < length; i++)
        {
            var distances = arcs.AsSpan(((first + i) * _arc.Columns) + _arcWidth, ArcDistance.Count);
            var row = scores.AsSpan(i * width, width);
            for (var h = 0; h < width; h++)
            {
                row[h] += distances[ArcDistance.Bucket(i, h)];
            }

            row[i + 1] = float.NegativeInfinity;
        }

        var heads = new int[length];
        SpanningTree.Decode(scores.AsSpan(0, length * width), length, heads);
        return heads;
    }

    private string[] Labels(float[] hidden, int first, int[] heads, Buffers buffers)
    {
        var width = _labelWidth + 1;
        var dependents = buffers.Get("label.dependents", heads.Length * width);
        var start = _tagWidth + (2 * _arcWidth);
        for (var i = 0; i < heads.Length; i++)
        {
            hidden.AsSpan(((first + i) * _hidden.Columns) + start, _labelWidth).CopyTo(dependents.AsSpan(i * width));
            dependents[(i * width) + _labelWidth] = 1;
        }

        var blocks = buffers.Get("label.blocks", heads.Length * _label.Columns);
        _label.Multiply(dependents, heads.Length, width, blocks, _label.Columns);
        var head = new float[width];
        head[_labelWidth] = 1;
        var labels = new string[heads.Length];
        for (var i = 0; i < heads.Length; i++)
        {
            if (heads[i] == 0)
            {
                labels[i] = "root";
                continue;
            }

            hidden.AsSpan(((first + heads[i] - 1) * _hidden.Columns) + start + _labelWidth, _labelWidth).CopyTo(head);
            var best = -1;
            var bestScore = float.NegativeInfinity;
            for (var k = 0; k < _relations.Length; k++)
            {
                var score = TensorPrimitives.Dot<float>(blocks.AsSpan((i * _label.Columns) + (k * width), width), head);
                if (score > bestScore && k != _rootRelation)
                {
                    (best, bestScore) = (k, score);
                }
            }

            labels[i] = _relations[best];
        }

        return labels;
    }

    private SentenceAnalysis Describe(string[] words, ReadOnlySpan<float> tags, int[] heads, string[] labels, NameSpan[] names)
    {
        var upos = new string[words.Length];
        var xpos = new string[words.Length];
        var feats = new string[words.Length];
        var lemmas = new string[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var row = tags.Slice(i * _tags.Columns, _tags.Columns);
            upos[i] = Take(ref row, _upos);
            xpos[i] = Take(ref row, _xpos);
            feats[i] = Take(ref row, _feats);
            var script = Take(ref row, _lemmas);
            lemmas[i] = _lexicon.Find(words[i], xpos[i]) is { } known ? LemmaScript.Apply(known, words[i]) : InY(words[i], xpos[i], LemmaScript.Apply(script, words[i]));
        }

        return new SentenceAnalysis(upos, xpos, feats, lemmas, heads, labels, names);
    }

    /// <summary>"denies" is of "deny": a verb of more than one syllable in -ies that no treebank has.</summary>
    private static string InY(string word, string xpos, string lemma) =>
        xpos == "VBZ" && word.Length > 5 && word.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && (lemma.EndsWith("ie", StringComparison.Ordinal) || lemma.EndsWith('i')) ? lemma[..lemma.LastIndexOf('i')] + "y" : lemma;

    private static string Take(ref ReadOnlySpan<float> row, string[] classes)
    {
        var best = TensorPrimitives.IndexOfMax(row[..classes.Length]);
        row = row[classes.Length..];
        return classes[best];
    }

    private static void Rectify(float[] values, int length) => TensorPrimitives.Max(values.AsSpan(0, length), 0f, values.AsSpan(0, length));

    private static float[] Root(ModelFile file, string name)
    {
        var root = file.Floats("root");
        using var weight = PackedMatrix.Pack(file.Floats(name + ".weight"), file.Rows(name + ".weight"), file.Columns(name + ".weight"), file.Floats(name + ".bias"));
        var result = new float[weight.Columns];
        weight.Multiply(root, 1, root.Length, result, weight.Columns);
        Rectify(result, result.Length);
        return result;
    }

    private static PackedMatrix Join(ModelFile file, params string[] names) =>
        JoinColumns([.. names.Select(n => (n + ".weight", (string?)(n + ".bias")))], file);

    /// <summary>Weights with the same inputs, side by side.</summary>
    private static PackedMatrix JoinColumns((string Weight, string? Bias)[] parts, ModelFile file)
    {
        var rows = file.Rows(parts[0].Weight);
        var columns = parts.Sum(p => file.Columns(p.Weight));
        var values = new float[rows * columns];
        var bias = new float[columns];
        var at = 0;
        foreach (var (weight, biasName) in parts)
        {
            var width = file.Columns(weight);
            var from = file.Floats(weight);
            for (var row = 0; row < rows; row++)
            {
                from.AsSpan(row * width, width).CopyTo(values.AsSpan((row * columns) + at));
            }

            if (biasName is not null)
            {
                file.Floats(biasName).CopyTo(bias, at);
            }

            at += width;
        }

        return PackedMatrix.Pack(values, rows, columns, bias);
    }
}
