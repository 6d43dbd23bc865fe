using Tocsin.Language;

namespace Tocsin.Training.Attributions;

/// <summary>An annotated article, parsed. Where it has several annotators, the first by name is gold.</summary>
/// <param name="States">The encoder's states in half precision, one row a token; empty where the core gives none.</param>
internal sealed record Article(string Name, ParsedText Plain, Half[] States, int StateWidth, List<GoldAttribution> Gold)
{
    /// <summary>With its states, as the product sees it.</summary>
    public ParsedText Parsed()
    {
        if (States.Length == 0)
        {
            return Plain;
        }

        var values = new float[States.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(States, values);
        return new ParsedText(Plain.Text, Plain.Sentences, new EncoderStates(values, StateWidth));
    }
}

/// <summary>The articles of a split, parsed once and kept in a file beside the model.</summary>
internal static class Articles
{
    /// <summary>Articles kept out of training, for the acceptance: every so many-th by name.</summary>
    private const int HeldOutEvery = 13;

    /// <summary>Names of the articles kept out of training.</summary>
    public static HashSet<string> HeldOut(string folder) =>
        [.. Directory.GetFiles(Path.Combine(folder, "text"), "*.txt").Order(StringComparer.Ordinal).Where((_, i) => i % HeldOutEvery == 0).Select(f => Path.GetFileNameWithoutExtension(f))];

    /// <param name="folder">Holds text/ and attributions/.</param>
    /// <param name="cache">File of the parsed articles; made where it is missing.</param>
    /// <param name="every">Only every so many-th article by name and those held out, when the cache is made.</param>
    public static List<Article> Load(string folder, string cache, LanguageCore core, TextWriter log, int every = 1)
    {
        if (!File.Exists(cache))
        {
            Save(folder, cache, core, log, every);
        }

        var gold = Directory.GetFiles(Path.Combine(folder, "attributions"), "*.ann").Order(StringComparer.Ordinal)
            .GroupBy(f => Path.GetFileName(f)[..Path.GetFileName(f).LastIndexOf('_')], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var articles = new List<Article>();
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(cache), 1 << 20));
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var name = reader.ReadString();
            var (parsed, states, width) = ParsedFile.Read(reader);
            if (gold.TryGetValue(name, out var path))
            {
                articles.Add(new Article(name, parsed, states, width, BratFile.Read(path, parsed.Text)));
            }
        }

        return articles;
    }

    private static void Save(string folder, string cache, LanguageCore core, TextWriter log, int every)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var files = Directory.GetFiles(Path.Combine(folder, "text"), "*.txt").Order(StringComparer.Ordinal).Where((_, i) => i % every == 0 || i % HeldOutEvery == 0).ToList();
        var tokens = 0L;
        using (var writer = new BinaryWriter(new BufferedStream(File.Create(cache + ".new"), 1 << 20)))
        {
            writer.Write(files.Count);
            foreach (var file in files)
            {
                var parsed = core.Parse(File.ReadAllText(file));
                tokens += parsed.Sentences.Sum(s => s.Tokens.Length);
                writer.Write(Path.GetFileNameWithoutExtension(file));
                ParsedFile.Write(writer, parsed);
            }
        }

        File.Move(cache + ".new", cache, overwrite: true);
        log.WriteLine($"parsed {files.Count} articles, {tokens} tokens, {clock.Elapsed.TotalSeconds:F0} s");
    }
}
