namespace Tocsin.Analysis.Duplicates;

/// <summary>Sentences that stand under many reports and tell nothing: bylines, editors, subscriptions, terms of use.</summary>
internal sealed class Boilerplate
{
    private readonly List<string> _starts = [];
    private readonly List<string> _anywhere = [];

    private Boilerplate()
    {
        foreach (var fields in FactFile.ReadEmbedded("duplicates/boilerplate.tsv", 2))
        {
            (fields[0] == "start" ? _starts : _anywhere).Add(fields[0] == "start" ? fields[1] + " " : " " + fields[1] + " ");
        }
    }

    public static Boilerplate Load() => new();

    /// <param name="words">In lower case, letters and digits only.</param>
    public bool Holds(List<string> words)
    {
        var sentence = string.Join(' ', words) + " ";
        if (_starts.Exists(start => sentence.StartsWith(start, StringComparison.Ordinal)))
        {
            return true;
        }

        sentence = " " + sentence;
        return _anywhere.Exists(phrase => sentence.Contains(phrase, StringComparison.Ordinal));
    }
}
