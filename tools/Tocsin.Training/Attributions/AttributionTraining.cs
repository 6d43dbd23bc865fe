using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Tocsin.Analysis.Attributions;
using Tocsin.Language.Neural;
using Tocsin.Training.Neural;

namespace Tocsin.Training.Attributions;

/// <summary>How the span model is trained.</summary>
internal sealed record AttributionSchedule
{
    public int Epochs { get; init; } = 8;

    public int BatchTokens { get; init; } = 1600;

    public float LearningRate { get; init; } = 0.002f;

    public int WarmupSteps { get; init; } = 100;

    /// <summary>Part of the steps before the rate starts to fall to zero.</summary>
    public double FlatPart { get; init; } = 0.3;

    /// <summary>The weights written are a running mean of those trained (Polyak and Juditsky 1992); each step moves it by this much.</summary>
    public float MeanRate { get; init; } = 0.003f;

    public int Seed { get; init; } = 1;
}

/// <summary>Trains the network on one core and writes it, still without its acceptance weights.</summary>
internal sealed class AttributionTraining(AttributionSchedule schedule, AttributionNetwork network)
{
    private readonly Dictionary<string, float[]> _means = network.Parameters.ToDictionary(p => p.Name, p => (float[])p.Value.Clone(), StringComparer.Ordinal);

    /// <param name="afterEpoch">Called with the number of epochs done.</param>
    public void Run(IReadOnlyList<SegmentExample> examples, TextWriter log, Action<int> afterEpoch)
    {
        var adam = new Adam(network.Parameters, 1);
        var tape = new Tape(0, schedule.Seed);
        var total = Batches(examples, 0).Count * schedule.Epochs;
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{examples.Count} segments, {examples.Sum(e => e.Length)} tokens, {examples.Sum(e => e.Cues.Count)} cues, {total} steps, {network.Parameters.Sum(p => (long)p.Value.Length)} numbers"));
        var clock = Stopwatch.StartNew();
        for (var epoch = 0; epoch < schedule.Epochs; epoch++)
        {
            double loss = 0;
            var batches = Batches(examples, epoch);
            foreach (var batch in batches)
            {
                var seed = (int)WordFeatures.Hash($"{schedule.Seed}/{epoch}/{adam.Steps}");
                tape.Reset(seed);
                network.Train(tape, batch, new Random(seed));
                tape.Backward();
                loss += tape.Loss;
                adam.Step(Rate(adam.Steps, total));
                Average(adam.Steps);
            }

            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch + 1} of {schedule.Epochs}: loss {loss / batches.Count:F3}, {clock.Elapsed.TotalMinutes:F1} min"));
            afterEpoch(epoch + 1);
        }
    }

    public ModelFile Export(TokenFeatures tokens, CueFeatures cues)
    {
        var file = new ModelFile();
        foreach (var p in network.Parameters)
        {
            var format = p.IsSparse ? NumberFormat.ByteByRow : p.Rows > 4 ? NumberFormat.ByteByColumn : NumberFormat.Single;
            file.AddFloats(p.Name, _means[p.Name], p.Rows, p.Columns, format);
        }

        tokens.Save(file);
        cues.Save(file);
        return file;
    }

    private void Average(int step)
    {
        // Early weights are worth nothing: the mean follows fast at first.
        var rate = Math.Max(schedule.MeanRate, 1f / (1 + (step / 4f)));
        foreach (var p in network.Parameters)
        {
            var mean = _means[p.Name];
            TensorPrimitives.Lerp(mean, p.Value, rate, mean);
        }
    }

    private float Rate(int step, int total)
    {
        var progress = step / (double)total;
        var fall = progress < schedule.FlatPart ? 1 : (1 - progress) / (1 - schedule.FlatPart);
        return (float)(schedule.LearningRate * Math.Min(1, (step + 1.0) / schedule.WarmupSteps) * Math.Max(0.005, fall));
    }

    /// <summary>Segments of like length together; the order depends on the seed and the epoch alone.</summary>
    private List<List<SegmentExample>> Batches(IReadOnlyList<SegmentExample> examples, int epoch)
    {
        var random = new Random((int)WordFeatures.Hash($"{schedule.Seed}/{epoch}"));
        var batches = new List<List<SegmentExample>>();
        var open = new List<SegmentExample>();
        var tokens = 0;
        foreach (var example in examples.OrderBy(e => e.Length + (12 * random.NextDouble())))
        {
            open.Add(example);
            tokens += example.Length;
            if (tokens >= schedule.BatchTokens)
            {
                batches.Add(open);
                open = [];
                tokens = 0;
            }
        }

        if (open.Count > 0)
        {
            batches.Add(open);
        }

        var shuffled = batches.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }
}
