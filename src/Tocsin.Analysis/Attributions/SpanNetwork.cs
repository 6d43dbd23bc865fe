using System.Numerics.Tensors;
using Tocsin.Language.Neural;

namespace Tocsin.Analysis.Attributions;

/// <summary>An attribution that the network proposes, in tokens of the whole text, before it is accepted.</summary>
/// <param name="CueProbability">Probability that a cue starts here.</param>
/// <param name="SegmentStart">First token of the segment that was read for it.</param>
/// <param name="Labels">0 none, 1 source, 2 content, for each token of the segment.</param>
/// <param name="Probabilities">Three a token: none, source, content.</param>
internal sealed record Proposal(CueSpan Cue, float CueProbability, int SegmentStart, byte[] Labels, float[] Probabilities)
{
    public int SegmentEnd => SegmentStart + Labels.Length;

    /// <summary>Whether a careful reader would mark it so; set by <see cref="Acceptance"/>.</summary>
    public double Confidence { get; init; }

    /// <summary>The label of a token of the text; none outside the segment.</summary>
    public byte At(int token) => token >= SegmentStart && token < SegmentEnd ? Labels[token - SegmentStart] : (byte)0;

    public float Probability(int token, int label) => Probabilities[((token - SegmentStart) * LabelChain.Labels) + label];
}

/// <summary>
/// Encoder states and learned rows for each token, one bidirectional LSTM over a segment, a chain that finds cues; then, for each cue, a convolution over the
/// sum of what a token is, what the cue is and how they stand to each other, and a chain that finds source and content.
/// </summary>
internal sealed class SpanNetwork
{
    /// <summary>About 20 MB of working memory; a longest segment always fits.</summary>
    private const int BatchTokens = 4000;

    private readonly TokenFeatures _tokenFeatures;
    private readonly CueFeatures _cueFeatures;
    private readonly float[][] _tables;
    private readonly float[][] _cueTables;
    private readonly PackedMatrix _states;
    private readonly LstmLayer _forward;
    private readonly LstmLayer _backward;
    private readonly PackedMatrix _cue;
    private readonly LabelChain _cueChain;
    private readonly PackedMatrix _token;
    private readonly PackedMatrix _cueToken;
    private readonly PackedMatrix _convolution;
    private readonly PackedMatrix _label;
    private readonly LabelChain _labelChain;
    private readonly int _stateWidth;
    private readonly int _width;

    public SpanNetwork(ModelFile file)
    {
        _tokenFeatures = TokenFeatures.Load(file);
        _cueFeatures = CueFeatures.Load(file);
        _tables = [.. TokenFeatures.Tables.Select(t => file.Floats("token." + t.Name))];
        _cueTables = [.. CueFeatures.Tables.Select(t => file.Floats("pair." + t))];
        PackedMatrix Packed(string name) =>
            PackedMatrix.Pack(file.Floats(name + ".weight"), file.Rows(name + ".weight"), file.Columns(name + ".weight"), file.Floats(name + ".bias"));
        _states = Packed("states");
        _stateWidth = _states.Columns;
        _forward = new LstmLayer(file, "lstm.forward", backward: false);
        _backward = new LstmLayer(file, "lstm.backward", backward: true);
        _cue = Packed("cue");
        _cueChain = new LabelChain(Forbid(file.Floats("cue.transitions"), 0, 2));
        _token = Packed("pair.token");
        _cueToken = Packed("pair.cue");
        _convolution = Packed("pair.convolution");
        _label = Packed("label");
        _labelChain = new LabelChain(file.Floats("label.transitions"));
        _width = _token.Columns;
    }

    private int Hidden => _forward.Hidden + _backward.Hidden;

    /// <param name="bonus">Added to the score of a cue's start: more proposals, to be accepted or not.</param>
    /// <remarks>Segments go through in batches, so that memory does not grow with the text and working sets stay near the processor.</remarks>
    public List<Proposal> Propose(TokenTable table, float bonus)
    {
        var lengths = Segments.Lengths(table);
        var ids = _tokenFeatures.Find(table);
        var isCue = new bool[table.Count];
        var buffers = new LstmBuffers();
        var proposals = new List<Proposal>();
        for (int from = 0, first = 0; from < lengths.Length;)
        {
            var (to, count) = (from, 0);
            while (to < lengths.Length && (to == from || count + lengths[to] <= BatchTokens))
            {
                count += lengths[to++];
            }

            var batch = lengths.AsSpan(from, to - from);
            var hidden = Encode(table, ids, first, count, batch, buffers);
            var cues = FindCues(hidden, first, batch, bonus);
            foreach (var (cue, probability, _, _) in cues)
            {
                if (probability >= 0.4f)
                {
                    Array.Fill(isCue, true, cue.First, cue.Last - cue.First + 1);
                }
            }

            FindArguments(table, hidden, first, cues, isCue, proposals);
            (from, first) = (to, first + count);
        }

        return proposals;
    }

    /// <summary>The sequence states of the tokens from <paramref name="first"/>, one row a token.</summary>
    private float[] Encode(TokenTable table, int[][] ids, int first, int n, ReadOnlySpan<int> lengths, LstmBuffers buffers)
    {
        var inputs = _stateWidth + TokenFeatures.Width;
        var x = new float[n * inputs];
        if (table.Parsed.States is { } states)
        {
            if (states.Width != _states.Rows)
            {
                throw new InvalidDataException($"The attribution model takes {_states.Rows} numbers a token and the language core gives {states.Width}: train the model on this core.");
            }

            _states.Multiply(states.Values.AsSpan(first * states.Width), n, states.Width, x, inputs);
        }

        for (int k = 0, at = _stateWidth; k < ids.Length; at += TokenFeatures.Tables[k].Width, k++)
        {
            var width = TokenFeatures.Tables[k].Width;
            for (var i = 0; i < n; i++)
            {
                _tables[k].AsSpan(ids[k][first + i] * width, width).CopyTo(x.AsSpan((i * inputs) + at));
            }
        }

        var hidden = new float[n * Hidden];
        _forward.Run(x, n, lengths, hidden, Hidden, 0, buffers);
        _backward.Run(x, n, lengths, hidden, Hidden, _forward.Hidden, buffers);
        return hidden;
    }

    private List<(CueSpan Cue, float Probability, int Start, int Length)> FindCues(float[] hidden, int first, ReadOnlySpan<int> lengths, float bonus)
    {
        var found = new List<(CueSpan Cue, float Probability, int Start, int Length)>();
        var n = hidden.Length / Hidden;
        var scores = new float[n * LabelChain.Labels];
        _cue.Multiply(hidden, n, Hidden, scores, LabelChain.Labels);
        var longest = TensorPrimitives.Max(lengths);
        var labels = new byte[longest];
        var pointers = new byte[longest * LabelChain.Labels];
        var forward = new float[longest * LabelChain.Labels];
        var start = 0;
        foreach (var length in lengths)
        {
            var row = scores.AsSpan(start * LabelChain.Labels, length * LabelChain.Labels);
            _cueChain.Best(row, length, bonus, labels, pointers);
            _cueChain.Marginals(row, length, forward);
            for (var t = 0; t < length; t++)
            {
                if (labels[t] == 1)
                {
                    var last = t;
                    while (last + 1 < length && labels[last + 1] == 2)
                    {
                        last++;
                    }

                    found.Add((new CueSpan(first + start + t, first + start + last), row[(t * LabelChain.Labels) + 1], first + start, length));
                }
            }

            start += length;
        }

        return found;
    }

    private void FindArguments(
        TokenTable table, float[] hidden, int firstToken, List<(CueSpan Cue, float Probability, int Start, int Length)> cues, bool[] isCue, List<Proposal> proposals)
    {
        if (cues.Count == 0)
        {
            return;
        }

        var tokens = new float[hidden.Length / Hidden * _width];
        _token.Multiply(hidden, hidden.Length / Hidden, Hidden, tokens, _width);
        var ends = new float[cues.Count * 3 * Hidden];
        for (var c = 0; c < cues.Count; c++)
        {
            var cue = cues[c].Cue;
            hidden.AsSpan((cue.First - firstToken) * Hidden, Hidden).CopyTo(ends.AsSpan(c * 3 * Hidden));
            hidden.AsSpan((cue.Last - firstToken) * Hidden, Hidden).CopyTo(ends.AsSpan(((c * 3) + 1) * Hidden));
            hidden.AsSpan((CueFeatures.CueHead(table, cue) - firstToken) * Hidden, Hidden).CopyTo(ends.AsSpan(((c * 3) + 2) * Hidden));
        }

        var cueRows = new float[cues.Count * _width];
        _cueToken.Multiply(ends, cues.Count, 3 * Hidden, cueRows, _width);
        var longest = cues.Max(c => c.Length);
        var ids = CueFeatures.Tables.Select(_ => new int[longest]).ToArray();
        var pair = new float[(longest + 2) * _width];
        var wide = new float[longest * _width];
        var forward = new float[longest * LabelChain.Labels];
        var pointers = new byte[longest * LabelChain.Labels];
        for (var c = 0; c < cues.Count; c++)
        {
            var (cue, probability, start, length) = cues[c];
            _cueFeatures.Find(table, cue, start, start + length, isCue, ids[0], ids[1], ids[2], ids[3]);
            for (var t = 0; t < length; t++)
            {
                var row = pair.AsSpan((t + 1) * _width, _width);
                TensorPrimitives.Add(tokens.AsSpan((start - firstToken + t) * _width, _width), cueRows.AsSpan(c * _width, _width), row);
                for (var k = 0; k < ids.Length; k++)
                {
                    TensorPrimitives.Add(row, _cueTables[k].AsSpan(ids[k][t] * _width, _width), row);
                }

                TensorPrimitives.Max(row, 0f, row);
            }

            // The product sees three rows at once because each row starts one width after the one before.
            pair.AsSpan((length + 1) * _width, _width).Clear();
            _convolution.Multiply(pair, length, _width, wide, _width);
            var sum = wide.AsSpan(0, length * _width);
            TensorPrimitives.Max(sum, 0f, sum);
            TensorPrimitives.Add(sum, pair.AsSpan(_width, length * _width), sum);
            var scores = new float[length * LabelChain.Labels];
            _label.Multiply(sum, length, _width, scores, LabelChain.Labels);
            var labels = new byte[length];
            _labelChain.Best(scores, length, 0, labels, pointers);
            _labelChain.Marginals(scores, length, forward);
            Array.Clear(labels, cue.First - start, cue.Last - cue.First + 1);
            proposals.Add(new Proposal(cue, probability, start, labels, scores));
        }
    }

    private static float[] Forbid(float[] transitions, int from, int to)
    {
        transitions[(from * LabelChain.Labels) + to] = -1000f;
        transitions[(LabelChain.Labels * LabelChain.Labels) + to] = -1000f;
        return transitions;
    }
}
