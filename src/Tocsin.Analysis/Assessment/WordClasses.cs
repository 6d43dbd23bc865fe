using System.Collections.Immutable;

namespace Tocsin.Analysis.Assessment;

/// <summary>Phrases of one meaning (data/assessment/classes.tsv), for patterns of words.</summary>
public sealed class WordClasses
{
    private readonly Dictionary<string, List<string>> _phrases = new(StringComparer.Ordinal);

    private WordClasses()
    {
        foreach (var fields in FactFile.ReadEmbedded("assessment/classes.tsv", 2))
        {
            if (!_phrases.TryGetValue(fields[0], out var list))
            {
                _phrases[fields[0]] = list = [];
            }

            list.Add(fields[1]);
        }
    }

    public static WordClasses Load() => new();

    public ImmutableArray<string> Names => [.. _phrases.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Null where there is no such class.</summary>
    public ImmutableArray<string>? Phrases(string name) => _phrases.TryGetValue(name, out var list) ? [.. list] : null;
}
