using System.Globalization;
using System.Text.Json;
using Tocsin.Analysis.Attributions;
using Tocsin.Language;
using Tocsin.Language.Neural;

namespace Tocsin.Training.Attributions;

/// <summary>The commands that make and measure the attribution model.</summary>
internal static class AttributionCommands
{
    /// <summary>train-attribution DATA FOLDER: trains on DATA/polnear/train, writes FOLDER/attribution.bin and keeps the parsed articles in FOLDER. With --from=OLDER it carries on from the model in another such folder, made with another core; with --core=FILE it uses that core.</summary>
    public static int Train(string[] arguments)
    {
        var (data, folder) = (arguments[0], arguments[1]);
        var log = Console.Out;
        Directory.CreateDirectory(folder);
        string? Option(string name) => arguments.FirstOrDefault(a => a.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];
        double Number(string name, double otherwise) => Option(name) is { } value ? double.Parse(value, CultureInfo.InvariantCulture) : otherwise;
        var schedule = new AttributionSchedule();
        schedule = schedule with
        {
            Epochs = (int)Number("epochs", schedule.Epochs),
            Seed = (int)Number("seed", schedule.Seed),
            LearningRate = (float)Number("rate", schedule.LearningRate),
        };
        var shape = new AttributionShape();
        shape = shape with { Hidden = (int)Number("hidden", shape.Hidden), Pair = (int)Number("pair", shape.Pair), States = (int)Number("states", shape.States) };
        var core = Option("core") is { } corePath ? LanguageCore.Load(corePath) : LanguageCore.Load();
        var articles = Articles.Load(Path.Combine(data, "polnear/train"), Path.Combine(folder, "train.parsed"), core, log, (int)Number("every", 1));
        var names = Articles.HeldOut(Path.Combine(data, "polnear/train"));
        var heldOut = articles.Where(a => names.Contains(a.Name)).ToList();
        var training = articles.Where(a => !names.Contains(a.Name)).ToList();
        var from = Option("from");
        var start = from is null ? null : ModelFile.Load(File.ReadAllBytes(Path.Combine(from, "attribution.bin")));
        var (tokens, cues) = start is null ? AttributionExamples.Count(training) : (TokenFeatures.Load(start), CueFeatures.Load(start));
        var examples = training.SelectMany(a => AttributionExamples.Make(a, tokens, cues)).ToList();
        var network = new AttributionNetwork(shape, tokens, cues, Math.Max(1, articles[0].StateWidth), schedule.Seed);
        if (start is not null)
        {
            network.Start(start);
            var old = Articles.Load(Path.Combine(data, "polnear/train"), Path.Combine(from!, "train.parsed"), core, log);
            var explained = StateAlignment.Carry(old, training, network.Find("states.weight").Value, network.Find("states.bias").Value);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the new core's states explain {explained:F3} of what the model took from the old one's"));
        }

        var trainer = new AttributionTraining(schedule, network);
        var path = Path.Combine(folder, "attribution.bin");
        void Save()
        {
            trainer.Export(tokens, cues).Save(path);
            var file = ModelFile.Load(File.ReadAllBytes(path));
            AcceptanceFit.Fit(new SpanNetwork(file), heldOut, log).Save(file);
            file.Save(path);
        }

        trainer.Run(examples, log, _ => Save());
        if (schedule.Epochs == 0)
        {
            Save();
        }

        return 0;
    }

    /// <summary>attribution-dev DATA FOLDER: scores FOLDER/attribution.bin on DATA/polnear/dev, with --finder after the rules have had their say; --readings=FILE also writes what it found, --errors=FILE what was wrong.</summary>
    public static int Dev(string[] arguments)
    {
        var (data, folder) = (arguments[0], arguments[1]);
        var core = arguments.FirstOrDefault(a => a.StartsWith("--core=", StringComparison.Ordinal)) is { } option ? LanguageCore.Load(option["--core=".Length..]) : LanguageCore.Load();
        var articles = Articles.Load(Path.Combine(data, "polnear/dev"), Path.Combine(folder, "dev.parsed"), core, Console.Out);
        var model = new AttributionSpanModel(ModelFile.Load(File.ReadAllBytes(Path.Combine(folder, "attribution.bin"))));
        var parsed = articles.ConvertAll(a => a.Parsed());
        var finder = new AttributionFinder(model.Find);
        IReadOnlyList<AttributionSpans> Find(ParsedText text) => arguments.Contains("--finder")
            ? [.. finder.Find(text, [], []).Where(a => a.Within is null).Select(a => new AttributionSpans(a.Source.Spans, a.Cue, a.Content, a.Confidence))]
            : model.Find(text);
        var found = parsed.ConvertAll(Find);
        var before = Environment.CpuUsage.UserTime;
        found = parsed.ConvertAll(Find);
        var tokens = parsed.Sum(p => p.Sentences.Sum(s => s.Tokens.Length));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tokens / (Environment.CpuUsage.UserTime - before).TotalSeconds:F0} tokens a second of processor time"));
        AttributionReport.Write(Console.Out, articles, found, Path.Combine(data, "polnear/cofenet-dev.jsonl"));
        if (arguments.FirstOrDefault(a => a.StartsWith("--errors=", StringComparison.Ordinal)) is { } errors)
        {
            using var output = File.CreateText(errors["--errors=".Length..]);
            AttributionErrors.Write(output, articles, found);
        }

        if (arguments.FirstOrDefault(a => a.StartsWith("--readings=", StringComparison.Ordinal)) is { } readings)
        {
            static int[][] Pairs(IEnumerable<TextSpan> spans) => [.. spans.Select(s => new[] { s.Start, s.Length })];
            File.WriteAllLines(readings["--readings=".Length..], articles.Zip(found, (a, f) => JsonSerializer.Serialize(new
            {
                schema = "tocsin.reading/1",
                document = new { id = a.Name, text = a.Plain.Text },
                attributions = f.Select(x => new { source = new { spans = Pairs(x.Source) }, cue = Pairs(x.Cue), content = Pairs(x.Content), confidence = x.Confidence }),
            })));
        }

        return 0;
    }
}
