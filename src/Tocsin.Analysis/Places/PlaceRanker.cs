using System.Globalization;

namespace Tocsin.Analysis.Places;

/// <summary>Weights of the features: the score of a place is their sum, and its probability among the places of its name is the softmax of the scores.</summary>
public sealed class PlaceRanker
{
    public static readonly int FeatureCount = Enum.GetValues<PlaceFeature>().Length;

    private readonly double[] _weights;

    /// <exception cref="ArgumentException">Not one weight a feature.</exception>
    public PlaceRanker(double[] weights)
    {
        if (weights.Length != FeatureCount)
        {
            throw new ArgumentException($"Expected {FeatureCount} weights, found {weights.Length}.", nameof(weights));
        }

        _weights = [.. weights];
    }

    public double WeightOf(PlaceFeature feature) => _weights[(int)feature];

    /// <summary>The weights that ship with Tocsin.</summary>
    public static PlaceRanker Load() => Parse(PlaceResources.Text("ranker.txt"));

    /// <summary>Reads "feature weight" lines; a feature without a line weighs nothing.</summary>
    /// <exception cref="InvalidDataException">A line that names no feature or carries no number.</exception>
    public static PlaceRanker Parse(string text)
    {
        var weights = new double[FeatureCount];
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsWhiteSpace() || line[0] == '#')
            {
                continue;
            }

            var space = line.IndexOf(' ');
            if (space < 0 || !Enum.TryParse<PlaceFeature>(line[..space], out var feature)
                || !double.TryParse(line[space..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
            {
                throw new InvalidDataException($"ranker.txt: '{line}' is no feature and weight.");
            }

            weights[(int)feature] = weight;
        }

        return new PlaceRanker(weights);
    }

    public double Score(ReadOnlySpan<double> features)
    {
        var score = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            score += _weights[i] * features[i];
        }

        return score;
    }
}
