using Tocsin.Language.Neural;
using Tocsin.Training.Neural;

namespace Tocsin.Training.Core;

/// <summary>Writes the trained core as the product loads it: tables and weights in 8 bits, word vectors in 4.</summary>
internal static class CoreExport
{
    /// <summary>A form and tag seen this often with one lemma go to the lexicon.</summary>
    private const int LexiconMinimum = 2;

    private const double LexiconAgreement = 0.9;

    public static void Save(string path, IReadOnlyList<Parameter> parameters, Inventory inventory, WordVectors vectors, IReadOnlyList<TrainingSentence> trees)
    {
        var file = new ModelFile();
        foreach (var p in parameters.Where(p => !p.Name.StartsWith(CoreNetwork.OtherFeats, StringComparison.Ordinal)))
        {
            var format = p.IsSparse ? NumberFormat.ByteByRow : p.Rows > 1 ? NumberFormat.ByteByColumn : NumberFormat.Single;
            file.AddFloats(p.Name, p.Value, p.Rows, p.Columns, format);
        }

        file.AddHashes("vocabulary", inventory.Vocabulary);
        file.AddStrings("classes.upos", inventory.Upos);
        file.AddStrings("classes.xpos", inventory.Xpos);
        file.AddStrings("classes.feats", inventory.Feats);
        file.AddStrings("classes.lemma", inventory.Lemmas);
        file.AddStrings("classes.relation", inventory.Relations);
        file.AddStrings("lexicon", Lexicon(trees));
        vectors.Save(file);
        file.Save(path);
    }

    /// <summary>Lines of lower-case form, XPOS and lemma script, where the treebanks nearly always agree on the script.</summary>
    private static IEnumerable<string> Lexicon(IReadOnlyList<TrainingSentence> trees) =>
        trees.SelectMany(s => s.Words.Zip(s.Tree!.Xpos, Inventory.Scripts(s)))
            .Where(t => t.Third.Length > 0)
            .GroupBy(t => (Form: t.First.ToLowerInvariant(), Xpos: t.Second))
            .Select(g => (g.Key, Count: g.Count(), Best: g.GroupBy(t => t.Third).MaxBy(s => s.Count())!))
            .Where(g => g.Count >= LexiconMinimum && g.Best.Count() >= LexiconAgreement * g.Count && g.Best.Key.Length > 1)
            .Select(g => $"{g.Key.Form}\t{g.Key.Xpos}\t{g.Best.Key}")
            .Order(StringComparer.Ordinal);
}
