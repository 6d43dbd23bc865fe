using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Export;

/// <summary>Events as rows of the GDELT 2 event table: 61 columns parted by tabs, no heading, one row for each actor with each recipient.</summary>
/// <remarks>
/// After the GDELT Event Codebook V2.0. What is not known is empty: where the actors are, the codes of groups, ethnicities and religions, administrative regions, tone. GoldsteinScale is the
/// score of the PLOVER manual for the type and mode, on the same scale of -10 to 10. Country codes are ISO 3166-1 alpha-3 as in CAMEO for actors; for places GDELT has FIPS 10-4.
/// </remarks>
public static class GdeltTable
{
    public const int ColumnCount = 61;

    private const int SectorCodes = 3;

    public static void Write(TextWriter writer, EventRecord record)
    {
        var pairs = Sides(record.Actors).SelectMany(_ => Sides(record.Recipients), (actor, recipient) => (Actor: actor, Recipient: recipient)).ToList();

        // "A and B met" has both on both sides; nobody meets himself.
        var apart = pairs.Where(p => p.Actor is null || p.Actor != p.Recipient).ToList();
        var row = 0;
        foreach (var (actor, recipient) in apart.Count > 0 ? apart : pairs[..1])
        {
            writer.Write(string.Join('\t', Cells(record, actor, recipient, row++)));
            writer.Write('\n');
        }
    }

    /// <summary>A side that nobody is named for still makes a row.</summary>
    private static IEnumerable<Party?> Sides(ImmutableArray<Party> parties) => parties.IsEmpty ? [null] : [.. parties];

    private static List<string> Cells(EventRecord record, Party? actor, Party? recipient, int row)
    {
        var (coded, document) = (record.Event, record.Document);
        var cells = new List<string>(ColumnCount) { Number(record.Id, row).ToString(CultureInfo.InvariantCulture) };
        cells.AddRange(Date(coded.OccurredOn.Interval));
        cells.AddRange(Actor(actor));
        cells.AddRange(Actor(recipient));
        cells.Add(record.IsInLead ? "1" : "0");
        var cameo = coded.Cameo ?? "";
        cells.Add(cameo);
        cells.Add(cameo[..Math.Min(3, cameo.Length)]);
        cells.Add(cameo[..Math.Min(2, cameo.Length)]);
        cells.Add(QuadClass(cameo));
        cells.Add(coded.Score.ToString("0.0##", CultureInfo.InvariantCulture));

        // Mentions, sources and articles: this table is of single reports.
        cells.AddRange(["1", "1", "1", ""]);
        cells.AddRange(Geo(null));
        cells.AddRange(Geo(null));
        cells.AddRange(Geo(record.Place));
        cells.Add(document.PublishedAt?.ToString("yyyyMMdd'000000'", CultureInfo.InvariantCulture) ?? "");
        cells.Add(Flat.Text(document.Url ?? document.Id));
        return cells;
    }

    /// <summary>Day, month, year and fraction of the year, as far as the interval says one of each.</summary>
    private static string[] Date(DateInterval? interval)
    {
        if (interval is not { } days || days.Start.Year != days.End.Year)
        {
            return ["", "", "", ""];
        }

        var year = days.Start.ToString("yyyy", CultureInfo.InvariantCulture);
        if (days.Start.Month != days.End.Month)
        {
            return ["", "", year, ""];
        }

        var month = days.Start.ToString("yyyyMM", CultureInfo.InvariantCulture);

        // The codebook's own formula: (month * 30 + day) / 365 of the year, without correction for leap years.
        return days.Start != days.End
            ? ["", month, year, ""]
            : [days.Start.ToString("yyyyMMdd", CultureInfo.InvariantCulture), month, year, (days.Start.Year + (((days.Start.Month * 30) + days.Start.Day) / 365.0)).ToString("0.0000", CultureInfo.InvariantCulture)];
    }

    /// <summary>Code, name, country, known group, ethnic, two religions, three types.</summary>
    private static string[] Actor(Party? party)
    {
        if (party is null)
        {
            return ["", "", "", "", "", "", "", "", "", ""];
        }

        var country = party.Entity?.Country ?? "";
        var sectors = (party.Entity?.Sectors ?? []).Take(SectorCodes).ToList();
        return [country + string.Concat(sectors), Flat.Text(party.Name).ToUpperInvariant(), country, "", "", "", "", .. sectors, .. Enumerable.Repeat("", SectorCodes - sectors.Count)];
    }

    /// <summary>Type, name, country, two administrative regions, latitude, longitude, feature.</summary>
    private static string[] Geo(PlaceMention? place) => place is null
        ? ["", "", "", "", "", "", "", ""]
        : [GeoType(place), Flat.Text(place.Name), Fips.Of(place.Country) ?? "", "", "", Degrees(place.Latitude), Degrees(place.Longitude), ""];

    /// <summary>1 country, 2 US state, 3 US city, 4 city elsewhere, 5 state elsewhere; places of other kinds count as cities.</summary>
    private static string GeoType(PlaceMention place) => (place.Kind, place.Country) switch
    {
        (PlaceKind.Country, _) => "1",
        (PlaceKind.Region, "USA") => "2",
        (PlaceKind.Region, _) => "5",
        (_, "USA") => "3",
        _ => "4",
    };

    private static string Degrees(double? degrees) => degrees?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    /// <summary>By the root of the code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.</summary>
    private static string QuadClass(string cameo) => cameo.Length >= 2 && int.TryParse(cameo.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var root)
        ? root switch { <= 5 => "1", <= 8 => "2", <= 13 => "3", _ => "4" }
        : "";

    /// <summary>The same event has the same number in every export: FNV-1a of its id and row, cut to 53 bits so that every program holds it exactly.</summary>
    private static long Number(string id, int row)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}_{row}")))
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return (long)(hash >> 11);
    }
}
