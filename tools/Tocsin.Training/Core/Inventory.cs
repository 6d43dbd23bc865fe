using Tocsin.Language.Neural;

namespace Tocsin.Training.Core;

/// <summary>The words and classes that a model knows, counted from its training data.</summary>
internal sealed class Inventory
{
    public required ulong[] Vocabulary { get; init; }

    public required string[] Upos { get; init; }

    public required string[] Xpos { get; init; }

    public required string[] Feats { get; init; }

    public required string[] Lemmas { get; init; }

    public required string[] Relations { get; init; }

    /// <param name="minimum">Words and classes seen less often are left out.</param>
    public static Inventory Count(IReadOnlyList<TrainingSentence> sentences, int minimum)
    {
        var trees = sentences.Where(s => s.Tree is not null).ToList();
        return new Inventory
        {
            Vocabulary = [.. Frequent(sentences.SelectMany(s => s.Words.Select(WordFeatures.Normalize)), minimum).Select(w => WordFeatures.Hash(w)).Distinct()],
            Upos = Frequent(trees.SelectMany(s => s.Tree!.Upos), 1),
            Xpos = Frequent(trees.SelectMany(s => s.Tree!.Xpos), 1),
            Feats = Frequent(trees.SelectMany(s => s.Tree!.Feats), 2),
            Lemmas = Frequent(trees.SelectMany(Scripts).Where(s => s.Length > 0), 3),
            Relations = Frequent(trees.SelectMany(s => s.Tree!.Relations), 2),
        };
    }

    /// <summary>Lemma scripts of a sentence's words; empty where the treebank gives no lemma.</summary>
    public static IEnumerable<string> Scripts(TrainingSentence sentence) =>
        sentence.Words.Zip(sentence.Tree!.Lemmas, (form, lemma) => lemma == "_" && form != "_" ? string.Empty : LemmaScript.Between(form, lemma));

    /// <summary>Classes as numbers; a class that is not known is -1 and teaches nothing.</summary>
    public static Dictionary<string, int> Index(string[] classes) =>
        classes.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);

    private static string[] Frequent(IEnumerable<string> items, int minimum) =>
        [.. items.GroupBy(i => i, StringComparer.Ordinal)
            .Where(g => g.Count() >= minimum)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key)];
}
