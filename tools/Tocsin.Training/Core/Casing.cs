namespace Tocsin.Training.Core;

/// <summary>Copies of some sentences in capitals or in headline case, so that such text is not foreign to the model.</summary>
internal static class Casing
{
    private const double Capitals = 0.03;
    private const double Headlines = 0.015;

    public static List<TrainingSentence> Augment(IReadOnlyList<TrainingSentence> sentences, int seed)
    {
        var random = new Random(seed);
        var result = new List<TrainingSentence>(sentences);
        foreach (var sentence in sentences)
        {
            var draw = random.NextDouble();
            if (draw < Capitals)
            {
                result.Add(With(sentence, w => w.ToUpperInvariant()));
            }
            else if (draw < Capitals + Headlines)
            {
                result.Add(With(sentence, w => w.Length > 3 ? char.ToUpperInvariant(w[0]) + w[1..] : w));
            }
        }

        return result;
    }

    private static TrainingSentence With(TrainingSentence sentence, Func<string, string> change) => new()
    {
        Words = [.. sentence.Words.Select(change)],
        Tree = sentence.Tree,
        Names = sentence.Names,
        Domain = sentence.Domain,
    };
}
