using System.Collections.Immutable;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;

namespace Tocsin.Analysis.Export;

/// <summary>Events as CSV in the columns of POLECAT (Halterman and others, 2023), with Tocsin's own at the end: status, factuality, source, weapon, tolls, rule.</summary>
/// <remarks>Every event is a row, also what is denied, planned or hypothetical: filter on TocsinFactuality and TocsinStatus. Several actors are parted by semicolons, as POLECAT does.</remarks>
public static class PolecatTable
{
    private static readonly string[] Columns =
    [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
        "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
        "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
        "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
        "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
        "TocsinStatus", "TocsinFactuality", "TocsinSource", "TocsinCameo", "TocsinWeapon", "TocsinKilledMin", "TocsinKilledMax", "TocsinInjuredMin", "TocsinInjuredMax", "TocsinConfidence", "TocsinRule",
    ];

    public static string Header => DelimitedText.Csv(Columns);

    /// <summary>One row an event, without line ends.</summary>
    public static IEnumerable<string> Rows(Reading reading)
    {
        var parties = new EventParties(reading);
        foreach (var coded in reading.Events)
        {
            var place = coded.Place is { } index ? reading.Places[index] : null;
            var raw = place?.Span.In(reading.Document.Text);
            string?[] what =
            [
                $"{reading.Document.Id}:{coded.Id}", DelimitedText.Day(coded.OccurredOn.Interval?.Start), coded.Type, coded.Mode, DelimitedText.Number(coded.Score),
                ContractNames.Of(coded.Quad).Replace('-', ' ').ToUpperInvariant(), string.Join(';', coded.Contexts),
            ];
            string?[] where =
            [
                place?.Name, place?.Kind == Places.PlaceKind.City ? place.Name : null, null, null, place?.Country,
                DelimitedText.Number(place?.Latitude), DelimitedText.Number(place?.Longitude), DelimitedText.Number(place?.GeoNames), raw, place is null ? null : ContractNames.Of(place.Kind),
                reading.Document.Outlet, DelimitedText.Day(reading.Document.PublishedAt), null, null, null, "en", ReadingJson.Schema,
            ];
            string?[] own =
            [
                ContractNames.Of(coded.Status), ContractNames.Of(coded.Factuality), parties.Source(coded), coded.Cameo, coded.Weapon,
                DelimitedText.Number(coded.Killed?.Min), DelimitedText.Number(coded.Killed?.Max), DelimitedText.Number(coded.Injured?.Min), DelimitedText.Number(coded.Injured?.Max),
                DelimitedText.Number(coded.Confidence), coded.Rule,
            ];
            yield return DelimitedText.Csv([.. what, .. Party(parties, coded.Actors), .. Party(parties, coded.Recipients), .. where, .. own]);
        }
    }

    /// <summary>Name, country, COW (not known here), primary sector, sectors, title, raw name, Wikipedia id (not known here).</summary>
    private static string?[] Party(EventParties parties, ImmutableArray<Participant> side)
    {
        string Joined(Func<Participant, string?> part) => string.Join(';', side.Select(part).OfType<string>().Where(p => p.Length > 0).Distinct(StringComparer.Ordinal));
        return
        [
            Joined(parties.Name),
            Joined(p => parties.Of(p)?.Country),
            null,
            side.Select(p => parties.Of(p)?.Sectors.FirstOrDefault()).FirstOrDefault(s => s is not null),
            Joined(p => parties.Of(p) is { } entity ? string.Join(';', entity.Sectors) : null),
            Joined(p => parties.Of(p)?.Entity.Roles.FirstOrDefault()),
            Joined(parties.Raw),
            null,
        ];
    }
}
