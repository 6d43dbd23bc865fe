using System.Diagnostics;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Training.Pronouns;

internal static class PronounCommands
{
    private const string Head = """
        # Weights of the pronoun ranker: kind of pronoun <tab> template <tab> value <tab> weight. The templates are explained in PronounFeatures.cs.
        # Origin: learned by "Tocsin.Training train-pronouns" from Universal Dependencies English GUM, train (annotations CC BY 4.0).
        """;

    /// <summary>train-pronouns GUM.conllu OUT.tsv</summary>
    public static int Train(string[] args)
    {
        if (args.Length != 2)
        {
            Console.Error.WriteLine("train-pronouns GUM-train.conllu WEIGHTS.tsv");
            return 2;
        }

        var lexicon = MentionLexicon.Load(CountryLexicon.Load());
        var model = PronounTrainer.Train([.. GumDocument.Read(args[0])], lexicon, Console.Error);
        using var writer = new StreamWriter(args[1]) { NewLine = "\n" };
        writer.WriteLine(Head.ReplaceLineEndings("\n"));
        model.Write(writer);
        return 0;
    }

    /// <summary>check-pronouns GUM.conllu…: five folds by document, each scored with weights learned from the other four.</summary>
    public static int Check(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("check-pronouns GUM.conllu… [--errors]");
            return 2;
        }

        const int folds = 5;
        var lexicon = MentionLexicon.Load(CountryLexicon.Load());
        var documents = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).SelectMany(GumDocument.Read).ToList();
        var scorer = new PronounScorer();
        for (var fold = 0; fold < folds; fold++)
        {
            var model = PronounTrainer.Train([.. documents.Where((_, i) => i % folds != fold)], lexicon, TextWriter.Null);
            var finder = new EntityFinder(lexicon, model);
            foreach (var document in documents.Where((_, i) => i % folds == fold))
            {
                scorer.Add(document, document.Text, finder.Find(document.Text));
            }
        }

        if (args.Contains("--errors"))
        {
            scorer.Errors.ForEach(Console.WriteLine);
        }

        scorer.Print(Console.Out);
        return 0;
    }

    /// <summary>score-pronouns GUM.conllu [--raw] [--errors]</summary>
    public static int Score(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("score-pronouns GUM.conllu [--raw] [--errors]: on gold trees and names, or with --raw on our own reading of the text");
            return 2;
        }

        var core = args.Contains("--raw") ? LanguageCore.Load() : null;
        var finder = new EntityFinder(MentionLexicon.Load(CountryLexicon.Load()), PronounModel.Load());
        var scorer = new PronounScorer();
        var tokens = 0;
        var watch = new Stopwatch();
        foreach (var document in GumDocument.Read(args[0]))
        {
            var text = core?.Parse(document.Text.Text) ?? document.Text;
            watch.Start();
            var entities = finder.Find(text);
            watch.Stop();
            tokens += text.Sentences.Sum(s => s.Tokens.Length);
            scorer.Add(document, text, entities);
        }

        if (args.Contains("--errors"))
        {
            scorer.Errors.ForEach(Console.WriteLine);
        }

        scorer.Print(Console.Out);
        Console.Error.WriteLine($"{tokens} tokens, {tokens / watch.Elapsed.TotalSeconds:0} tokens/s for the entities alone");
        return 0;
    }
}
