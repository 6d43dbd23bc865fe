using System.Globalization;

namespace Tocsin.Language.Mentions;

/// <summary>Weights of the log-linear ranker that picks what a pronoun stands for (data/models/pronouns.tsv).</summary>
/// <remarks>
/// After the mention-ranking model of Denis and Baldridge (2008): all candidates and "none of them" compete in one softmax.
/// One table a kind of pronoun; a feature is a template with a value below <see cref="Values"/>.
/// </remarks>
public sealed class PronounModel
{
    internal const int Values = 64;
    internal const int Tables = 4;

    internal PronounModel(float[] weights)
    {
        if (weights.Length != Size)
        {
            throw new ArgumentException($"Expected {Size} weights, got {weights.Length}.", nameof(weights));
        }

        Weights = weights;
    }

    internal static int Templates { get; } = Enum.GetValues<PronounTemplate>().Length;

    internal static int Size { get; } = Tables * Templates * Values;

    internal float[] Weights { get; }

    /// <summary>The weights that ship with Tocsin.</summary>
    public static PronounModel Load()
    {
        var weights = new float[Size];
        foreach (var line in FactFile.ReadEmbedded("models/pronouns.tsv", 4))
        {
            if (!Enum.TryParse<PronounPerson>(line[0], out var person) || !Enum.TryParse<PronounTemplate>(line[1], out var template))
            {
                throw new InvalidDataException($"data/models/pronouns.tsv: \"{line[0]} {line[1]}\" is no feature.");
            }

            weights[Index(person, template, int.Parse(line[2], CultureInfo.InvariantCulture))] = float.Parse(line[3], CultureInfo.InvariantCulture);
        }

        return new PronounModel(weights);
    }

    internal static int Index(PronounPerson person, PronounTemplate template, int value) => (((int)person * Templates) + (int)template) * Values + Math.Clamp(value, 0, Values - 1);

    internal float Score(ReadOnlySpan<int> features)
    {
        var sum = 0f;
        foreach (var feature in features)
        {
            sum += Weights[feature];
        }

        return sum;
    }

    internal void Write(TextWriter writer)
    {
        foreach (var person in Enum.GetValues<PronounPerson>())
        {
            foreach (var template in Enum.GetValues<PronounTemplate>())
            {
                for (var value = 0; value < Values; value++)
                {
                    var weight = Weights[Index(person, template, value)];
                    if (MathF.Abs(weight) >= 0.0005f)
                    {
                        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{person}\t{template}\t{value}\t{weight:0.###}\n"));
                    }
                }
            }
        }
    }
}
