using System.Diagnostics;
using System.Globalization;
using Tocsin.Analysis;
using Tocsin.Language;
using Tocsin.Language.Conllu;

namespace Tocsin.Bench;

/// <summary>Tokens a second of processor time in the steady state, on one thread: the text of a file, read again and again. Processor time, because the machine may be shared.</summary>
internal static class Throughput
{
    private const double SecondsEach = 6;

    /// <summary>Paragraphs a document, about a long news article.</summary>
    private const int ParagraphsADocument = 20;

    /// <param name="conllu">Where to write the parse, or null.</param>
    public static int Run(string path, string? conllu)
    {
        var text = File.ReadAllText(path);
        var documents = text.Split("\n\n").Chunk(ParagraphsADocument).Select(c => string.Join("\n\n", c)).ToList();
        var core = LanguageCore.Load();
        var reader = new Reader(core);
        var tokens = documents.Sum(d => Tokens(core.Parse(d)));
        Report("parse", tokens, () => documents.ForEach(d => core.Parse(d)));
        var number = 0;
        Report("read", tokens, () => documents.ForEach(d => reader.Read(new Document($"d{number++}", d))));
        if (conllu is not null)
        {
            using var writer = new StreamWriter(conllu);
            ConlluWriter.Write(writer, core.Parse(text));
        }

        return 0;
    }

    private static int Tokens(ParsedText parsed) => parsed.Sentences.Sum(s => s.Tokens.Length);

    private static void Report(string what, int tokens, Action once)
    {
        once();
        var best = 0.0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < SecondsEach)
        {
            var start = Environment.CpuUsage.TotalTime;
            once();
            best = Math.Max(best, tokens / (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-6} {best:F0} tokens/s of processor time, best of {SecondsEach:F0} seconds, {tokens} tokens"));
    }
}
