using System.Collections.Frozen;

namespace Tocsin.Analysis.Numbers;

/// <summary>Words by which a number is put to people counted before (data/numbers/totals.tsv).</summary>
internal sealed class TotalLexicon
{
    private readonly FrozenSet<(string Words, string Kind)> _words;

    private TotalLexicon(FrozenSet<(string, string)> words) => _words = words;

    public static TotalLexicon Load() => new(FactFile.ReadEmbedded("numbers/totals.tsv", 2).Select(f => (f[0], f[1])).ToFrozenSet());

    /// <summary>"the correct number", "the actual figure".</summary>
    public bool IsTrue(string lemma) => _words.Contains((lemma, "true"));

    /// <summary>"the figure", "the tally".</summary>
    public bool IsTotal(string lemma) => _words.Contains((lemma, "total"));

    /// <summary>"rose" in "rose to 109".</summary>
    public bool Reaches(string lemma) => _words.Contains((lemma, "reach"));

    /// <summary>"put" in "put the dead at 12".</summary>
    public bool Puts(string lemma) => _words.Contains((lemma, "put"));

    /// <summary>"revised" in "the ministry revised the toll to six": whoever does it gives the number.</summary>
    public bool Revises(string lemma) => _words.Contains((lemma, "revise"));

    /// <summary>"12 days", "30 miles": what is counted is nobody.</summary>
    public bool IsMeasure(string lemma) => _words.Contains((lemma, "measure"));

    /// <summary>"claimed" in "the rebels claimed 30"; with a preposition "spoke of" in "spoke of 30".</summary>
    public bool Tells(string lemma, string? preposition) => _words.Contains((preposition is null ? lemma : $"{lemma} {preposition}", "tell"));
}
