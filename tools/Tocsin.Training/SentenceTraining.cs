using System.Diagnostics;
using Tocsin.Language;
using Tocsin.Language.Conllu;
using Tocsin.Language.Tokenization;

namespace Tocsin.Training;

/// <summary>Trains the model that finds sentence ends, and writes a text cut into sentences and words for the scorer.</summary>
internal static class SentenceTraining
{
    private const int Epochs = 12;
    private const float LearningRate = 0.1f;
    private const float Decay = 2e-6f;
    private const float Dropout = 0.4f;
    private const int Seed = 20_200_103;

    /// <summary>Every how many documents one is also read in capitals, so that capitals alone are no sign.</summary>
    private const int CapitalsEvery = 6;

    private sealed record Place(int[] Features, bool Ends);

    /// <summary><c>train-sentences OUT TRAIN.conllu…</c></summary>
    public static int Train(string[] arguments)
    {
        if (arguments.Length < 2)
        {
            Console.Error.WriteLine("train-sentences OUT TRAIN.conllu…: name the model to write and the treebanks to learn from.");
            return 2;
        }

        var places = new List<Place>();
        foreach (var path in arguments[1..])
        {
            Collect(path, places);
        }

        var watch = Stopwatch.StartNew();
        var weights = Fit(places);
        using (var output = File.Create(arguments[0]))
        {
            Quantize(weights).Write(output);
        }

        Console.Error.WriteLine($"{places.Count} places, {places.Count(p => p.Ends)} ends, {watch.Elapsed.TotalSeconds:0.0} s, {new FileInfo(arguments[0]).Length} bytes.");
        return 0;
    }

    /// <summary><c>segment FILE</c>: raw text in, CoNLL-U with places on standard output; a second argument names another model.</summary>
    public static int Segment(string[] arguments)
    {
        if (arguments.Length is < 1 or > 2)
        {
            Console.Error.WriteLine("segment FILE [MODEL]: name a text file.");
            return 2;
        }

        var text = File.ReadAllText(arguments[0]);
        var segmenter = arguments.Length == 1 ? TextSegmenter.Load() : new TextSegmenter(ReadModel(arguments[1]));
        segmenter.Split(text);
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var sentences = segmenter.Split(text);
        var seconds = watch.Elapsed.TotalSeconds;
        var tokens = sentences.Sum(s => s.Tokens.Length);
        Console.Error.WriteLine($"{sentences.Length} sentences, {tokens} tokens, {seconds:0.000} s, {tokens / seconds:0} tokens/s (second run).");
        using var output = new StreamWriter(Console.OpenStandardOutput());
        ConlluWriter.Write(output, new ParsedText(text, sentences));
        return 0;
    }

    private static BoundaryModel ReadModel(string path)
    {
        using var stream = File.OpenRead(path);
        return BoundaryModel.Read(stream);
    }

    private static void Collect(string path, List<Place> places)
    {
        var segmenter = new TextSegmenter(BoundaryModel.Untrained());
        using var reader = new StreamReader(path);
        var number = 0;
        foreach (var document in ConlluReader.Read(reader))
        {
            var ends = document.Sentences.Select(s => s.Sentence.Span.End).ToHashSet();
            segmenter.WalkBoundaries(document.Text, ends.Contains, (features, end) => places.Add(new Place(features, end)));
            if (number++ % CapitalsEvery == 0)
            {
                segmenter.WalkBoundaries(document.Text, ends.Contains, (features, end) => places.Add(new Place(features, end)), inCapitals: true);
            }
        }
    }

    /// <summary>Stochastic gradient descent with per-weight rates (Duchi et al. 2011, AdaGrad) on the logistic loss; the mean of the last epochs' weights.</summary>
    private static float[] Fit(List<Place> places)
    {
        var weights = new float[BoundaryModel.Buckets];
        var squares = new float[BoundaryModel.Buckets];
        var sums = new double[BoundaryModel.Buckets];
        var random = new Random(Seed);
        var present = new int[places[0].Features.Length];
        var order = places.ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var place in order)
            {
                // Features drop out at random, so that none is relied on alone: a rare word must not outweigh a full stop.
                var kept = 0;
                var score = 0f;
                foreach (var feature in place.Features)
                {
                    if (random.NextSingle() >= Dropout)
                    {
                        present[kept++] = feature;
                        score += weights[feature] / (1 - Dropout);
                    }
                }

                var slope = (1f / (1f + MathF.Exp(-score))) - (place.Ends ? 1f : 0f);
                foreach (var feature in present.AsSpan(0, kept))
                {
                    var gradient = slope + (Decay * weights[feature]);
                    squares[feature] += gradient * gradient;
                    weights[feature] -= LearningRate * gradient / (MathF.Sqrt(squares[feature]) + 1e-6f);
                }
            }

            if (epoch >= Epochs / 2)
            {
                for (var i = 0; i < weights.Length; i++)
                {
                    sums[i] += weights[i];
                }
            }
        }

        return [.. sums.Select(s => (float)(s / (Epochs - (Epochs / 2))))];
    }

    private static BoundaryModel Quantize(float[] weights)
    {
        var scale = weights.Max(MathF.Abs) / sbyte.MaxValue;
        return new BoundaryModel([.. weights.Select(w => (sbyte)MathF.Round(w / scale))], scale);
    }
}
