using System.Globalization;
using System.Xml.Linq;

namespace Tocsin.Gazetteer;

/// <param name="Latitude">Degrees; null where the corpus does not know.</param>
internal sealed record GoldToponym(int Start, int End, double? Latitude, double? Longitude);

internal sealed record GoldArticle(string Text, IReadOnlyList<GoldToponym> Toponyms);

/// <summary>Reads LGL and GeoVirus as the Pragmatic Guide to Geoparsing Evaluation writes them.</summary>
internal static class ToponymCorpus
{
    public static List<GoldArticle> Read(string path) =>
        [.. XDocument.Load(path).Descendants("article").Select(article => new GoldArticle(
            (string)article.Element("text")!,
            [.. article.Descendants().Where(e => e.Name.LocalName is "toponym" or "location").Select(Toponym).OrderBy(t => t.Start)]))];

    // GeoVirus, whose elements are locations, counts characters from 1.
    private static GoldToponym Toponym(XElement element)
    {
        var first = element.Name.LocalName == "location" ? 1 : 0;
        return new GoldToponym(
            (int)Number(element.Element("start"))!.Value - first,
            (int)Number(element.Element("end"))!.Value - first,
            Number(element.Descendants("lat").FirstOrDefault()),
            Number(element.Descendants("lon").FirstOrDefault()));
    }

    private static double? Number(XElement? element) =>
        element is null || element.Value.Length == 0 ? null : double.Parse(element.Value, CultureInfo.InvariantCulture);
}
