using System.Globalization;
using Tocsin.Language;
using Tocsin.Language.Conllu;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Core;

/// <summary>The commands that make the language core's model.</summary>
internal static class CoreCommands
{
    /// <summary>train-core DATA VECTORS FOLDER: trains on the treebanks and name collections under DATA; goes on from FOLDER/checkpoint.bin where there is one.</summary>
    public static int Train(string[] arguments)
    {
        var (data, vectorPath, folder) = (arguments[0], arguments[1], arguments[2]);
        string Option(string name, string otherwise) =>
            arguments.FirstOrDefault(a => a.StartsWith($"--{name}=", StringComparison.Ordinal)) is { } found ? found[(name.Length + 3)..] : otherwise;
        int Number(string name, int otherwise) => int.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        var defaults = new CoreSchedule();
        var schedule = defaults with
        {
            Epochs = Number("epochs", defaults.Epochs),
            Workers = Number("workers", defaults.Workers),
            Seed = Number("seed", defaults.Seed),
            StopAfter = Option("stop-after", string.Empty) is { Length: > 0 } stop ? int.Parse(stop, CultureInfo.InvariantCulture) : null,
        };
        var shape = new CoreShape();
        shape = shape with { Hidden = Number("hidden", shape.Hidden), Layers = Number("layers", shape.Layers) };
        Directory.CreateDirectory(folder);
        var vectors = VectorImport.Read(vectorPath, Number("vectors", 130_000));
        var trees = Corpora.Trees(Path.Combine(data, "ud/ewt-train.conllu"), 0).Concat(Corpora.Trees(Path.Combine(data, "ud/gum-train.conllu"), 1)).ToList();
        var news = Corpora.Names(Path.Combine(data, "ner/conll03-train.conllu"), 0).ToList();
        var encyclopedia = Corpora.Names(Path.Combine(data, "ner/wikineural-val.conllu"), 1)
            .Concat(Corpora.Names(Path.Combine(data, "ner/wikineural-test-as-train.conllu"), 1)).ToList();
        var politics = Corpora.Names(Path.Combine(data, "ner/crossner-politics-train.txt"), 2).ToList();
        List<TrainingSentence> names = [.. news, .. news, .. encyclopedia, .. Enumerable.Repeat(politics, 6).SelectMany(s => s)];
        var inventory = Inventory.Count([.. trees, .. news, .. encyclopedia], 3);
        new CoreTraining(schedule, shape, inventory, vectors, folder)
            .Run(Casing.Augment(trees, schedule.Seed), Casing.Augment(names, schedule.Seed + 1), Console.Out);
        return 0;
    }

    /// <summary>parse-core MODEL GOLD: the columns of a treebank as a model fills them in.</summary>
    public static int Parse(string[] arguments)
    {
        var core = LanguageCore.Load(arguments[0]);
        using var reader = new StreamReader(arguments[1]);
        foreach (var document in ConlluReader.Read(reader))
        {
            ConlluWriter.WriteBack(Console.Out, document, core.Analyze(document.Text, [.. document.Sentences.Select(s => s.Sentence)]));
        }

        return 0;
    }
}
