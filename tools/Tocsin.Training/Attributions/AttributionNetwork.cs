using Tocsin.Analysis.Attributions;
using Tocsin.Language.Neural;
using Tocsin.Training.Neural;

namespace Tocsin.Training.Attributions;

/// <summary>Sizes and dropout rates of the span model.</summary>
internal sealed record AttributionShape
{
    public int States { get; init; } = 128;

    public int Hidden { get; init; } = 128;

    public int Pair { get; init; } = 96;

    public double StateDropout { get; init; } = 0.25;

    public double InputDropout { get; init; } = 0.3;

    public double HiddenDropout { get; init; } = 0.4;

    public double PairDropout { get; init; } = 0.3;

    public double WordDropout { get; init; } = 0.1;
}

/// <summary>The span network on the tape; <see cref="SpanNetwork"/> is the same for use.</summary>
internal sealed class AttributionNetwork
{
    private readonly AttributionShape _shape;
    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly LstmParameters _forward;
    private readonly LstmParameters _backward;
    private readonly int _stateWidth;

    public AttributionNetwork(AttributionShape shape, TokenFeatures tokens, CueFeatures cues, int stateWidth, int seed)
    {
        _shape = shape;
        _stateWidth = stateWidth;
        var random = new Random(seed);
        void Table(string name, int rows, int columns) => Add(new Parameter(name, rows, columns, 1, sparse: true).Normal(random, 0.2));
        void Weight(string name, int rows, int columns, double gain = 1)
        {
            Add(new Parameter(name + ".weight", rows, columns, 1).Glorot(random, gain));
            Add(new Parameter(name + ".bias", 1, columns, 1));
        }

        foreach (var (table, rows) in TokenFeatures.Tables.Zip(tokens.Rows))
        {
            Table("token." + table.Name, rows, table.Width);
        }

        foreach (var (table, rows) in CueFeatures.Tables.Zip(cues.Rows))
        {
            Table("pair." + table, rows, shape.Pair);
        }

        Weight("states", stateWidth, shape.States);
        var inputs = shape.States + TokenFeatures.Width;
        _forward = LstmParameters.Create("lstm.forward", inputs, shape.Hidden, 1, random);
        _backward = LstmParameters.Create("lstm.backward", inputs, shape.Hidden, 1, random);
        foreach (var p in _forward.All.Concat(_backward.All))
        {
            Add(p);
        }

        var hidden = 2 * shape.Hidden;
        Weight("cue", hidden, LabelChain.Labels);
        Add(new Parameter("cue.transitions", LabelChain.Labels + 1, LabelChain.Labels, 1));
        Weight("pair.token", hidden, shape.Pair);
        Weight("pair.cue", 3 * hidden, shape.Pair);
        Weight("pair.convolution", 3 * shape.Pair, shape.Pair);
        Weight("label", shape.Pair, LabelChain.Labels);
        Add(new Parameter("label.transitions", LabelChain.Labels + 1, LabelChain.Labels, 1));
    }

    public IReadOnlyList<Parameter> Parameters => [.. _parameters.Values];

    public Parameter Find(string name) => _parameters[name];

    /// <summary>Starts from a model trained before, with the same tables and sizes.</summary>
    public void Start(ModelFile file)
    {
        foreach (var p in _parameters.Values)
        {
            file.Floats(p.Name).CopyTo(p.Value, 0);
        }
    }

    private Parameter this[string name] => _parameters[name];

    /// <summary>Adds the loss of a batch of segments to the tape.</summary>
    public void Train(Tape tape, IReadOnlyList<SegmentExample> batch, Random random)
    {
        var lengths = batch.Select(s => s.Length).ToArray();
        var hidden = tape.Dropout(Encode(tape, batch, lengths, random), _shape.HiddenDropout);
        double segments = batch.Count;
        tape.CrfLoss(Linear(tape, hidden, "cue"), this["cue.transitions"], lengths, [.. batch.SelectMany(s => s.CueLabels)], 1, segments);
        var cues = new List<(CueExample Cue, int Start)>();
        var start = 0;
        foreach (var segment in batch)
        {
            cues.AddRange(segment.Cues.Select(c => (c, start)));
            start += segment.Length;
        }

        if (cues.Count > 0)
        {
            var scores = Pairs(tape, hidden, cues);
            tape.CrfLoss(scores, this["label.transitions"], [.. cues.Select(c => c.Cue.Labels.Length)], [.. cues.SelectMany(c => c.Cue.Labels)], 0.5, segments);
        }
    }

    private Matrix Encode(Tape tape, IReadOnlyList<SegmentExample> batch, int[] lengths, Random random)
    {
        var n = lengths.Sum();
        var states = tape.Constant(n, _stateWidth);
        var row = 0;
        foreach (var segment in batch)
        {
            var into = states.Value.AsSpan(row * _stateWidth, segment.Length * _stateWidth);
            if (segment.Article.States.Length > 0)
            {
                System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(segment.Article.States.AsSpan(segment.Start * _stateWidth, segment.Length * _stateWidth), into);
            }
            else
            {
                into.Clear();
            }

            row += segment.Length;
        }

        var parts = new List<Matrix> { Linear(tape, tape.Dropout(states, _shape.StateDropout), "states") };
        for (var k = 0; k < TokenFeatures.Tables.Count; k++)
        {
            // Now and then a word is hidden, so that words never seen are no surprise.
            var isWord = k < 2;
            var ids = batch.SelectMany(s => s.Rows[k]).Select(id => isWord && tape.IsTraining && random.NextDouble() < _shape.WordDropout ? 0 : id).ToArray();
            parts.Add(tape.Lookup(this["token." + TokenFeatures.Tables[k].Name], ids));
        }

        return tape.BiLstm(tape.Dropout(tape.Concat([.. parts]), _shape.InputDropout), lengths, _forward, _backward);
    }

    private Matrix Pairs(Tape tape, Matrix hidden, List<(CueExample Cue, int Start)> cues)
    {
        var tokens = Linear(tape, hidden, "pair.token");
        var ends = tape.Concat(
            tape.Gather(hidden, [.. cues.Select(c => c.Start + c.Cue.First)]),
            tape.Gather(hidden, [.. cues.Select(c => c.Start + c.Cue.Last)]),
            tape.Gather(hidden, [.. cues.Select(c => c.Start + c.Cue.Head)]));
        var cueRows = Linear(tape, ends, "pair.cue");
        var n = cues.Sum(c => c.Cue.Labels.Length);
        var (tokenAt, cueAt, before, after) = (new int[n], new int[n], new int[n], new int[n]);
        for (int c = 0, at = 0; c < cues.Count; c++)
        {
            var length = cues[c].Cue.Labels.Length;
            for (var t = 0; t < length; t++, at++)
            {
                tokenAt[at] = cues[c].Start + t;
                cueAt[at] = c;
                before[at] = t > 0 ? at - 1 : -1;
                after[at] = t < length - 1 ? at + 1 : -1;
            }
        }

        var pair = tape.PairSum(
            tokens,
            tokenAt,
            cueRows,
            cueAt,
            [.. CueFeatures.Tables.Select(t => this["pair." + t])],
            [.. Enumerable.Range(0, CueFeatures.Tables.Count).Select(k => cues.SelectMany(c => c.Cue.Pairs[k]).ToArray())]);
        var dropped = tape.Dropout(pair, _shape.PairDropout);
        var wide = tape.Relu(Linear(tape, tape.Concat(tape.Gather(dropped, before), dropped, tape.Gather(dropped, after)), "pair.convolution"));
        return Linear(tape, tape.Dropout(tape.Add(pair, wide), _shape.PairDropout), "label");
    }

    private Matrix Linear(Tape tape, Matrix x, string name) => tape.Linear(x, this[name + ".weight"], this[name + ".bias"]);

    private void Add(Parameter parameter) => _parameters.Add(parameter.Name, parameter);
}
