using Tocsin.Language.Mentions;

namespace Tocsin.Training.Pronouns;

/// <summary>Learns the weights of the pronoun ranker from GUM.</summary>
/// <remarks>
/// Log-linear over candidates and none, Adagrad, the likelihood of all candidates of the right chain together. The first round is taught on right
/// histories, each further one on the histories that the weights so far make, so that it learns to go on from its own mistakes; the weights of all rounds are averaged.
/// </remarks>
internal sealed class PronounTrainer
{
    private const int Rounds = 6;
    private const int Epochs = 25;
    private const float Rate = 0.05f;
    private const float Decay = 5e-4f;

    /// <param name="Right">Which candidates are of the pronoun's chain; none where the right answer is none.</param>
    private sealed record Example(PronounChoice Choice, bool[] Right, bool Any);

    public static PronounModel Train(IReadOnlyList<GumDocument> documents, MentionLexicon lexicon, TextWriter log)
    {
        var mean = new float[PronounModel.Size];
        var learned = new List<float[]>();
        for (var round = 0; round < Rounds; round++)
        {
            var model = new PronounModel([.. mean]);
            var examples = documents.SelectMany(d => Collect(d, lexicon, model, followGold: round == 0)).ToList();
            log.WriteLine($"round {round + 1}: {examples.Count} pronouns, {examples.Count(e => e.Any)} with an answer among the candidates");
            learned.Add(Fit(examples));
            for (var w = 0; w < mean.Length; w++)
            {
                mean[w] = learned.Average(l => l[w]);
            }
        }

        return new PronounModel(mean);
    }

    private static List<Example> Collect(GumDocument document, MentionLexicon lexicon, PronounModel model, bool followGold)
    {
        var chains = new Dictionary<(int, int), string>();
        foreach (var mention in document.Mentions)
        {
            chains[(mention.Sentence, mention.Head)] = mention.Chain;
        }

        var examples = new List<Example>();
        var resolver = new PronounResolver(model);
        var finder = new EntityFinder(lexicon, model);
        finder.FindDrafts(document.Text, choice =>
        {
            // What GUM leaves unmarked ("it rains") has no answer.
            var chain = chains.GetValueOrDefault((choice.Mention.Sentence, choice.Mention.Head));
            var right = new bool[choice.Candidates.Count];
            DraftEntity? gold = null;
            for (var i = 0; i < right.Length; i++)
            {
                right[i] = chain is not null && ChainOf(choice.Candidates[i].Entity, chains) == chain;
                if (right[i])
                {
                    gold ??= choice.Candidates[i].Entity;
                }
            }

            examples.Add(new Example(choice, right, gold is not null));
            return followGold ? gold : resolver.Choose(choice);
        });
        return examples;
    }

    /// <summary>The chain that most of an entity's mentions belong to; names and descriptions count three times.</summary>
    private static string? ChainOf(DraftEntity entity, Dictionary<(int, int), string> chains)
    {
        var votes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var mention in entity.Mentions)
        {
            if (chains.TryGetValue((mention.Sentence, mention.Head), out var chain))
            {
                votes[chain] = votes.GetValueOrDefault(chain) + (mention.Form == MentionForm.Pronoun ? 1 : 3);
            }
        }

        return votes.Count == 0 ? null : votes.MaxBy(v => v.Value).Key;
    }

    /// <summary>Weights averaged over the second half of the steps, which steadies what the last examples would sway.</summary>
    private static float[] Fit(List<Example> examples)
    {
        var weights = new float[PronounModel.Size];
        var squares = new float[PronounModel.Size];
        var sum = new double[PronounModel.Size];
        var summed = 0;
        var random = new Random(17);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            for (var i = 0; i < order.Length; i++)
            {
                Step(examples[order[i]], weights, squares);
                if (epoch >= Epochs / 2 && i % 50 == 0)
                {
                    summed++;
                    for (var w = 0; w < weights.Length; w++)
                    {
                        sum[w] += weights[w];
                    }
                }
            }
        }

        return [.. sum.Select(w => (float)(w / summed))];
    }

    private static void Step(Example example, float[] weights, float[] squares)
    {
        var candidates = example.Choice.Candidates;
        Span<float> scores = stackalloc float[candidates.Count + 1];
        for (var i = 0; i < candidates.Count; i++)
        {
            scores[i] = Sum(weights, candidates[i].Features);
        }

        scores[^1] = Sum(weights, example.Choice.None);
        var all = Normalizer(scores, [], false);
        var right = example.Any ? Normalizer(scores[..^1], example.Right, true) : scores[^1];
        for (var i = 0; i < scores.Length; i++)
        {
            var target = i < candidates.Count ? (example.Any && example.Right[i] ? MathF.Exp(scores[i] - right) : 0) : example.Any ? 0 : 1;
            var gradient = MathF.Exp(scores[i] - all) - target;
            if (MathF.Abs(gradient) < 1e-4f)
            {
                continue;
            }

            foreach (var feature in i < candidates.Count ? candidates[i].Features : example.Choice.None)
            {
                var slope = gradient + (Decay * weights[feature]);
                squares[feature] += slope * slope;
                weights[feature] -= Rate * slope / MathF.Sqrt(squares[feature] + 1e-4f);
            }
        }
    }

    private static float Sum(float[] weights, int[] features)
    {
        var sum = 0f;
        foreach (var feature in features)
        {
            sum += weights[feature];
        }

        return sum;
    }

    /// <summary>Log of the sum of exponentials, over all or over those that are right.</summary>
    private static float Normalizer(ReadOnlySpan<float> scores, ReadOnlySpan<bool> among, bool filter)
    {
        var max = float.NegativeInfinity;
        for (var i = 0; i < scores.Length; i++)
        {
            max = !filter || among[i] ? MathF.Max(max, scores[i]) : max;
        }

        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            sum += !filter || among[i] ? MathF.Exp(scores[i] - max) : 0;
        }

        return max + MathF.Log(sum);
    }
}
