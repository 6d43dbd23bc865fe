using System.Diagnostics;
using System.Text.Json;
using Tocsin.Analysis.Places;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Gazetteer;

/// <summary>Reads documents as JSON Lines and writes their places alone in the reading contract, for the places scorer.</summary>
internal static class PlaceReader
{
    public static void Read(string path, TextWriter output)
    {
        var core = LanguageCore.Load();
        var entities = EntityFinder.Load();
        var watch = Stopwatch.StartNew();
        var before = Environment.CpuUsage.TotalTime;
        var finder = PlaceFinder.Load();
        Console.Error.WriteLine($"loaded in {watch.ElapsedMilliseconds} ms, {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F0} ms of processor time");
        var (tokens, finding) = (0, TimeSpan.Zero);
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var text = json.RootElement.GetProperty("text").GetString()!;
            var id = json.RootElement.GetProperty("id").GetString();
            var parsed = core.Parse(text);
            var mentioned = entities.Find(parsed);
            watch.Restart();
            var found = finder.Find(parsed, mentioned);
            finding += watch.Elapsed;
            tokens += parsed.Sentences.Sum(s => s.Tokens.Length);
            var places = found.Select(p => new
            {
                span = (int[])[p.Span.Start, p.Span.Length],
                name = p.Name,
                country = p.Country,
                latitude = p.Latitude,
                longitude = p.Longitude,
                reason = p.Reason,
                use = p.Use.ToString(),
            });
            output.WriteLine(JsonSerializer.Serialize(new { schema = "tocsin.reading/1", document = new { id, text }, places }));
        }

        Console.Error.WriteLine($"{tokens} tokens, places of them in {finding.TotalSeconds:F2} s, {tokens / finding.TotalSeconds:N0} tokens/s");
    }
}
