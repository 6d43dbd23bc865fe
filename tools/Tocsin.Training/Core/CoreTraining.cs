using System.Diagnostics;
using System.Globalization;
using Tocsin.Language.Neural;
using Tocsin.Training.Neural;

namespace Tocsin.Training.Core;

/// <summary>How the language core is trained.</summary>
internal sealed record CoreSchedule
{
    public int Epochs { get; init; } = 14;

    /// <summary>Tokens a worker sees in a step.</summary>
    public int BatchTokens { get; init; } = 700;

    public float LearningRate { get; init; } = 0.002f;

    public int WarmupSteps { get; init; } = 300;

    /// <summary>Part of the steps before the rate starts to fall to zero.</summary>
    public double FlatPart { get; init; } = 0.3;

    /// <summary>Tokens with names for each token with a tree, in an epoch.</summary>
    public double NameShare { get; init; } = 1.0;

    public int Workers { get; init; } = 2;

    public int Seed { get; init; } = 1;

    /// <summary>Stop after this epoch, to go on later from the checkpoint; null for all.</summary>
    public int? StopAfter { get; init; }
}

/// <summary>Trains the shared encoder and its heads, writes a checkpoint after every epoch and the model at the end.</summary>
internal sealed class CoreTraining(CoreSchedule schedule, CoreShape shape, Inventory inventory, WordVectors vectors, string folder)
{
    private readonly CoreNetwork _network = new(shape, inventory, vectors, schedule.Workers, schedule.Seed);
    private readonly WordFeatures _features = new(inventory.Vocabulary, vectors.Hashes);
    private readonly Dictionary<string, WordIds> _words = new(StringComparer.Ordinal);

    public void Run(IReadOnlyList<TrainingSentence> trees, IReadOnlyList<TrainingSentence> names, TextWriter log)
    {
        var adam = new Adam(_network.Parameters, schedule.Workers);
        var tapes = Enumerable.Range(0, schedule.Workers).Select(w => new Tape(w, schedule.Seed)).ToArray();
        var first = Checkpoint.Load(Path.Combine(folder, "checkpoint.bin"), _network.Parameters, adam);
        var treeTokens = trees.Sum(s => s.Words.Length);
        var stepsAnEpoch = Epoch(trees, names, treeTokens, 0).Count / schedule.Workers;
        var total = stepsAnEpoch * schedule.Epochs;
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{treeTokens} tokens with trees, {names.Sum(s => s.Words.Length)} with names, {stepsAnEpoch} steps an epoch, {_network.Parameters.Sum(p => (long)p.Value.Length)} numbers"));
        var clock = Stopwatch.StartNew();
        var last = Math.Min(schedule.Epochs, schedule.StopAfter ?? schedule.Epochs);
        for (var epoch = first; epoch < last; epoch++)
        {
            var batches = Epoch(trees, names, treeTokens, epoch);
            double loss = 0;
            var steps = batches.Count / schedule.Workers;
            for (var step = 0; step < steps; step++)
            {
                var at = step * schedule.Workers;
                Parallel.For(0, schedule.Workers, new ParallelOptions { MaxDegreeOfParallelism = schedule.Workers }, w =>
                {
                    var seed = HashCode(schedule.Seed, epoch, at + w);
                    tapes[w].Reset(seed);
                    _network.Train(tapes[w], batches[at + w], new Random(seed));
                    tapes[w].Backward();
                });
                loss += tapes.Sum(t => t.Loss) / schedule.Workers;
                adam.Step(Rate(adam.Steps, total));
                if (step % 100 == 99)
                {
                    log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  epoch {epoch + 1}, step {step + 1} of {steps}, loss {loss / (step + 1):F3}, {clock.Elapsed.TotalMinutes:F1} min"));
                }
            }

            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch + 1} of {schedule.Epochs}: loss {loss / steps:F4}, {clock.Elapsed.TotalMinutes:F1} min"));
            Checkpoint.Save(Path.Combine(folder, "checkpoint.bin"), _network.Parameters, adam, epoch + 1);
            CoreExport.Save(Path.Combine(folder, "core.bin"), _network.Parameters, inventory, vectors, trees);
        }
    }

    private float Rate(int step, int total)
    {
        var progress = step / (double)total;
        var fall = progress < schedule.FlatPart ? 1 : (1 - progress) / (1 - schedule.FlatPart);
        return (float)(schedule.LearningRate * Math.Min(1, (step + 1.0) / schedule.WarmupSteps) * Math.Max(0.005, fall));
    }

    /// <summary>Batches of sentences of like length, in an order that depends on the seed and the epoch alone.</summary>
    private List<CoreBatch> Epoch(IReadOnlyList<TrainingSentence> trees, IReadOnlyList<TrainingSentence> names, int treeTokens, int epoch)
    {
        var random = new Random(HashCode(schedule.Seed, epoch, -1));
        var batches = Batches(trees, random);
        var wanted = (int)(treeTokens * schedule.NameShare);
        var pool = names.ToArray();
        random.Shuffle(pool);
        batches.AddRange(Batches([.. pool.TakeWhile(s => (wanted -= s.Words.Length) > 0)], random));
        var shuffled = batches.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private List<CoreBatch> Batches(IReadOnlyList<TrainingSentence> sentences, Random random)
    {
        var batches = new List<CoreBatch>();
        var open = new List<TrainingSentence>();
        var tokens = 0;
        foreach (var sentence in sentences.OrderBy(s => s.Words.Length + (4 * random.NextDouble())))
        {
            open.Add(sentence);
            tokens += sentence.Words.Length;
            if (tokens >= schedule.BatchTokens)
            {
                batches.Add(Batch(open));
                open = [];
                tokens = 0;
            }
        }

        if (open.Count > 0)
        {
            batches.Add(Batch(open));
        }

        return batches;
    }

    private CoreBatch Batch(List<TrainingSentence> sentences) => new(
        sentences,
        [.. sentences.SelectMany(s => s.Words).Select(Find)],
        [.. sentences.Select(s => s.Words.Length)]);

    private WordIds Find(string word)
    {
        if (!_words.TryGetValue(word, out var ids))
        {
            _words[word] = ids = _features.Find(word);
        }

        return ids;
    }

    private static int HashCode(int seed, int epoch, int step) => (int)WordFeatures.Hash($"{seed}/{epoch}/{step}");
}
