using System.Collections.Frozen;

namespace Tocsin.Analysis.Numbers;

/// <summary>Where the people are whom a word of harm speaks of.</summary>
internal enum Victims
{
    /// <summary>Object of the active, subject of the passive.</summary>
    Object,

    /// <summary>Subject.</summary>
    Subject,

    /// <summary>The noun that is counted, else whom it is "of".</summary>
    Self,

    /// <summary>The noun itself, only where it has a number: "20 bodies".</summary>
    Counted,

    /// <summary>The object itself: "claimed 12 lives".</summary>
    Life,

    /// <summary>The number that a toll reaches.</summary>
    Toll,
}

/// <summary>Words that say what happened to people (data/numbers/harms.tsv).</summary>
internal sealed class HarmLexicon
{
    private readonly FrozenDictionary<(string Lemma, string Upos), (Harm Harm, Victims Victims)> _words;

    private HarmLexicon(FrozenDictionary<(string, string), (Harm, Victims)> words) => _words = words;

    public static HarmLexicon Load() => new(FactFile.ReadEmbedded("numbers/harms.tsv", 4).ToFrozenDictionary(
        f => (f[0], f[1]),
        f => (Enum.Parse<Harm>(f[2], ignoreCase: true), Enum.Parse<Victims>(f[3], ignoreCase: true))));

    /// <param name="lemma">As the analysis gives it; a lemma that lost its "e" ("injur") or has one too many ("wounde") is found as well.</param>
    public bool TryFind(string lemma, string upos, out (Harm Harm, Victims Victims) found) =>
        _words.TryGetValue((lemma, upos), out found) || (upos == "VERB" && (_words.TryGetValue((lemma + "e", upos), out found) || (lemma.EndsWith('e') && _words.TryGetValue((lemma[..^1], upos), out found))));
}
