using System.Text.Json;
using Tocsin.Analysis.Places;
using Tocsin.Language;

namespace Tocsin.Gazetteer;

/// <summary>Reads documents as JSON Lines and writes their places alone in the reading contract, for the places scorer.</summary>
internal static class PlaceReader
{
    public static void Read(string path, TextWriter output)
    {
        var core = LanguageCore.Load();
        var finder = PlaceFinder.Load();
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var text = json.RootElement.GetProperty("text").GetString()!;
            var id = json.RootElement.GetProperty("id").GetString();
            var places = finder.Find(core.Parse(text), []).Select(p => new
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
    }
}
