using Tocsin.Language.Neural;
using Tocsin.Training.Neural;

namespace Tocsin.Training.Core;

/// <summary>Sizes and dropout rates of the shared encoder and its heads.</summary>
internal sealed record CoreShape
{
    public int Word { get; init; } = 80;

    public int Suffix2 { get; init; } = 32;

    public int Suffix3 { get; init; } = 48;

    public int Prefix3 { get; init; } = 32;

    public int ShapeWidth { get; init; } = 32;

    public int Grams { get; init; } = 80;

    public int Input { get; init; } = 256;

    public int Hidden { get; init; } = 208;

    public int Layers { get; init; } = 2;

    public int Tags { get; init; } = 160;

    public int Arc { get; init; } = 192;

    public int Label { get; init; } = 48;

    public int Name { get; init; } = 128;

    public double EmbeddingDropout { get; init; } = 0.2;

    public double HiddenDropout { get; init; } = 0.3;

    public double HeadDropout { get; init; } = 0.3;

    public double WordDropout { get; init; } = 0.15;
}

/// <summary>Sentences as the network takes them.</summary>
internal sealed record CoreBatch(IReadOnlyList<TrainingSentence> Sentences, WordIds[] Words, int[] Lengths);

/// <summary>The shared encoder with its heads: word features, two bidirectional LSTM layers, then tags, tree and names.</summary>
internal sealed class CoreNetwork
{
    /// <summary>Collections of names: newswire, encyclopedia, politics.</summary>
    public const int Domains = 3;

    /// <summary>GUM marks features by other rules than EWT; a head of its own keeps them from confusing the one that ships.</summary>
    internal const string OtherFeats = "feats.other";

    private readonly CoreShape _shape;
    private readonly WordVectors _vectors;
    private readonly Dictionary<string, Parameter> _parameters = [];
    private readonly List<(LstmParameters Forward, LstmParameters Backward)> _layers = [];
    private readonly Dictionary<string, int> _upos;
    private readonly Dictionary<string, int> _xpos;
    private readonly Dictionary<string, int> _feats;
    private readonly Dictionary<string, int> _lemmas;
    private readonly Dictionary<string, int> _relations;

    /// <param name="vectors">Word vectors as shipped, so that training sees what the product sees.</param>
    public CoreNetwork(CoreShape shape, Inventory inventory, WordVectors vectors, int workers, int seed)
    {
        _shape = shape;
        _vectors = vectors;
        _upos = Inventory.Index(inventory.Upos);
        _xpos = Inventory.Index(inventory.Xpos);
        _feats = Inventory.Index(inventory.Feats);
        _lemmas = Inventory.Index(inventory.Lemmas);
        _relations = Inventory.Index(inventory.Relations);
        var random = new Random(seed);
        Parameter Table(string name, int rows, int columns) => Add(new Parameter(name, rows, columns, workers, sparse: true).Normal(random, 0.3));
        Parameter Weight(string name, int rows, int columns, double gain = 1) => Add(new Parameter(name, rows, columns, workers).Glorot(random, gain));
        Parameter Zero(string name, int columns, int rows = 1) => Add(new Parameter(name, rows, columns, workers));
        Table("word", inventory.Vocabulary.Length + 2, shape.Word);
        Table("suffix2", WordFeatures.Suffix2Rows, shape.Suffix2);
        Table("suffix3", WordFeatures.Suffix3Rows, shape.Suffix3);
        Table("prefix3", WordFeatures.Prefix3Rows, shape.Prefix3);
        Table("shape", WordFeatures.ShapeRows, shape.ShapeWidth);
        Table("grams", WordFeatures.GramRows, shape.Grams);
        var features = shape.Word + shape.Suffix2 + shape.Suffix3 + shape.Prefix3 + shape.ShapeWidth + shape.Grams + WordVectors.FeatureWidth;
        Weight("input.weight", features, shape.Input);
        Zero("input.bias", shape.Input);
        Zero("input.scale", shape.Input).Fill(1);
        Zero("input.shift", shape.Input);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var inputs = layer == 0 ? shape.Input : 2 * shape.Hidden;
            var forward = LstmParameters.Create($"lstm{layer}.forward", inputs, shape.Hidden, workers, random);
            var backward = LstmParameters.Create($"lstm{layer}.backward", inputs, shape.Hidden, workers, random);
            foreach (var p in forward.All.Concat(backward.All))
            {
                Add(p);
            }

            _layers.Add((forward, backward));
        }

        var states = 2 * shape.Hidden;
        Weight("tags.weight", states, shape.Tags);
        Zero("tags.bias", shape.Tags);
        foreach (var (name, classes) in new[] { ("upos", _upos.Count), ("xpos", _xpos.Count), ("feats", _feats.Count), (OtherFeats, _feats.Count), ("lemma", _lemmas.Count) })
        {
            Weight(name + ".weight", shape.Tags, classes);
            Zero(name + ".bias", classes);
        }

        Add(new Parameter("root", 1, states, workers).Normal(random, 0.1));
        Weight("arc.dependent.weight", states, shape.Arc);
        Zero("arc.dependent.bias", shape.Arc);
        Weight("arc.head.weight", states, shape.Arc);
        Zero("arc.head.bias", shape.Arc);
        Weight("arc.weight", shape.Arc, shape.Arc, 0.5);
        Zero("arc.bias", shape.Arc);
        Zero("arc.distance", ArcDistance.Count, shape.Arc);
        Weight("label.dependent.weight", states, shape.Label);
        Zero("label.dependent.bias", shape.Label);
        Weight("label.head.weight", states, shape.Label);
        Zero("label.head.bias", shape.Label);
        Add(new Parameter("label.weight", shape.Label + 1, _relations.Count * (shape.Label + 1), workers).Normal(random, 0.02));
        Weight("name.hidden.weight", states + shape.Input, shape.Name);
        Zero("name.hidden.bias", shape.Name);
        Add(new Parameter("name.domain", Domains, shape.Name, workers, sparse: true));
        Weight("name.weight", shape.Name, NameTags.Count);
        Zero("name.bias", NameTags.Count);
        Zero("name.transitions", NameTags.Count, NameTags.Count + 1);
    }

    public IReadOnlyList<Parameter> Parameters => [.. _parameters.Values];

    public int WordRows => this["word"].Rows;

    private Parameter this[string name] => _parameters[name];

    /// <summary>Adds the loss of a batch to the tape.</summary>
    public void Train(Tape tape, CoreBatch batch, Random random)
    {
        var (input, states) = Encode(tape, batch, random);
        double tokens = batch.Words.Length;
        if (batch.Sentences[0].Tree is null)
        {
            var domains = batch.Sentences.SelectMany(s => Enumerable.Repeat(s.Domain, s.Words.Length)).ToArray();
            tape.CrfLoss(NameScores(tape, input, states, domains), this["name.transitions"], batch.Lengths, [.. batch.Sentences.SelectMany(s => s.Names!)], 1, tokens);
            return;
        }

        var trees = batch.Sentences.Select(s => s.Tree!).ToList();
        var tags = Hidden(tape, states, "tags");
        tape.CrossEntropy(Scores(tape, tags, "upos"), Classes(trees.SelectMany(t => t.Upos), _upos), 0.5, tokens);
        tape.CrossEntropy(Scores(tape, tags, "xpos"), Classes(trees.SelectMany(t => t.Xpos), _xpos), 0.5, tokens);
        foreach (var (name, domain) in new[] { ("feats", 0), (OtherFeats, 1) })
        {
            var feats = batch.Sentences.SelectMany(s => s.Domain == domain ? s.Tree!.Feats : Enumerable.Repeat(string.Empty, s.Words.Length));
            tape.CrossEntropy(Scores(tape, tags, name), Classes(feats, _feats), 0.5, tokens);
        }

        tape.CrossEntropy(Scores(tape, tags, "lemma"), Classes(batch.Sentences.SelectMany(Inventory.Scripts), _lemmas), 0.5, tokens);

        var heads = trees.SelectMany(t => t.Heads).ToArray();
        var (dependents, headRows, distances) = Arcs(tape, states, batch.Lengths);
        tape.ArcLoss(dependents, headRows, distances, batch.Lengths, heads, 1, tokens);
        tape.CrossEntropy(Labels(tape, states, batch.Lengths, heads), Classes(trees.SelectMany(t => t.Relations), _relations), 1, tokens);
    }

    private (Matrix Input, Matrix States) Encode(Tape tape, CoreBatch batch, Random random)
    {
        var words = batch.Words;
        bool Dropped() => tape.IsTraining && random.NextDouble() < _shape.WordDropout;
        var vectors = tape.Constant(words.Length, WordVectors.FeatureWidth);
        for (var i = 0; i < words.Length; i++)
        {
            _vectors.Fill(words[i].Vector, vectors.Row(i));
        }

        var features = tape.Concat(
            tape.Lookup(this["word"], words.Select(w => Dropped() ? WordFeatures.UnknownWord : w.Word).ToArray()),
            tape.Lookup(this["suffix2"], words.Select(w => w.Suffix2).ToArray()),
            tape.Lookup(this["suffix3"], words.Select(w => w.Suffix3).ToArray()),
            tape.Lookup(this["prefix3"], words.Select(w => w.Prefix3).ToArray()),
            tape.Lookup(this["shape"], words.Select(w => w.Shape).ToArray()),
            tape.LookupMean(this["grams"], words.Select(w => w.Grams).ToArray()),
            vectors);
        var input = tape.LayerNorm(
            tape.Linear(tape.Dropout(features, _shape.EmbeddingDropout), this["input.weight"], this["input.bias"]),
            this["input.scale"],
            this["input.shift"]);
        var states = input;
        foreach (var (forward, backward) in _layers)
        {
            states = tape.BiLstm(tape.Dropout(states, _shape.HiddenDropout), batch.Lengths, forward, backward);
        }

        return (input, tape.Dropout(states, _shape.HiddenDropout));
    }

    private Matrix NameScores(Tape tape, Matrix input, Matrix states, int[] domains)
    {
        var hidden = tape.Linear(tape.Concat(states, input), this["name.hidden.weight"], this["name.hidden.bias"]);
        hidden = tape.Dropout(tape.Relu(tape.Add(hidden, tape.Lookup(this["name.domain"], domains))), _shape.HeadDropout);
        return tape.Linear(hidden, this["name.weight"], this["name.bias"]);
    }

    private (Matrix Dependents, Matrix Heads, Matrix Distances) Arcs(Tape tape, Matrix states, int[] lengths)
    {
        var dependent = Hidden(tape, states, "arc.dependent");
        var head = Hidden(tape, tape.WithRoots(states, this["root"], lengths), "arc.head");
        return (tape.Linear(dependent, this["arc.weight"], this["arc.bias"]), head, tape.Linear(dependent, this["arc.distance"]));
    }

    private Matrix Labels(Tape tape, Matrix states, int[] lengths, int[] heads)
    {
        var rows = new int[heads.Length];
        var token = 0;
        for (int s = 0, first = 0; s < lengths.Length; first += lengths[s] + 1, s++)
        {
            for (var i = 0; i < lengths[s]; i++, token++)
            {
                rows[token] = first + heads[token];
            }
        }

        var dependent = tape.WithOne(Hidden(tape, states, "label.dependent"));
        var head = tape.WithOne(tape.Gather(Hidden(tape, tape.WithRoots(states, this["root"], lengths), "label.head"), rows));
        return tape.BlockDot(tape.Linear(dependent, this["label.weight"]), head);
    }

    private Matrix Hidden(Tape tape, Matrix x, string name) =>
        tape.Dropout(tape.Relu(tape.Linear(x, this[name + ".weight"], this[name + ".bias"])), _shape.HeadDropout);

    private Matrix Scores(Tape tape, Matrix x, string name) => tape.Linear(x, this[name + ".weight"], this[name + ".bias"]);

    private static int[] Classes(IEnumerable<string> names, Dictionary<string, int> index) =>
        [.. names.Select(n => index.TryGetValue(n, out var i) ? i : -1)];

    private Parameter Add(Parameter parameter)
    {
        _parameters.Add(parameter.Name, parameter);
        return parameter;
    }
}
