using System.Collections.Immutable;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Export;

/// <summary>Events as CSV in the columns of POLECAT, in its order, with Tocsin's own after them.</summary>
/// <remarks>
/// POLECAT: Scarborough, Bagozzi, Beger, Berrie, Halterman, Schrodt and Spivey 2023, doi:10.7910/DVN/AJGVIT. Several values of a cell are parted by "; ", as there. Columns of which nothing
/// is known stay empty: COW numbers, Wikipedia ids, district, province, feature type, language.
/// </remarks>
public static class PolecatCsv
{
    private static readonly string Version = $"Tocsin {typeof(PolecatCsv).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The first 40 are POLECAT's.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
        "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
        "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
        "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
        "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
        "Status", "Factuality", "Who Says So", "Their Words", "Speech Act", "Event End Date", "Date Granularity", "Date Reason", "CAMEO", "Weapon", "Count Min", "Count Max", "Killed Min", "Killed Max",
        "Injured Min", "Injured Max", "Clause", "URL", "Confidence",
    ];

    public static void WriteHead(TextWriter writer)
    {
        var line = new CsvLine(writer);
        foreach (var column in Columns)
        {
            line.Text(column);
        }

        line.End();
    }

    public static void Write(TextWriter writer, EventRecord record)
    {
        var (coded, document, place) = (record.Event, record.Document, record.Place);
        var line = new CsvLine(writer);
        line.Text(record.Id).Day(coded.OccurredOn.Interval?.Start).Text(coded.Type).Text(coded.Mode).Number(coded.Score)
            .Text(ContractNames.Of(coded.Quad).ToUpperInvariant().Replace('-', ' ')).Text(Flat.Joined(coded.Contexts));
        Write(line, record.Actors);
        Write(line, record.Recipients);
        line.Text(place?.Name).Text(place?.Kind == PlaceKind.City ? place.Name : null).Empty().Empty().Text(place?.Country).Number(place?.Latitude).Number(place?.Longitude)
            .Number(place?.GeoNames).Text(place?.Span.In(document.Text)).Empty();
        line.Text(document.Outlet).Day(document.PublishedAt)
            .Text(Names(record.Reading, EntityKind.Person))
            .Text(Names(record.Reading, EntityKind.Organization, EntityKind.Government, EntityKind.ArmedGroup))
            .Text(Flat.Joined(record.Reading.Places.Select(p => p.Name)))
            .Empty().Text(Version);
        line.Text(ContractNames.Of(coded.Status)).Text(ContractNames.Of(coded.Factuality))
            .Text(record.Source?.Told).Text(record.Source?.Content).Text(record.Source is { } source ? ContractNames.Of(source.Attribution.Act) : null)
            .Day(coded.OccurredOn.Interval?.End).Text(ContractNames.Of(coded.OccurredOn.Granularity)).Text(coded.OccurredOn.Reason).Text(coded.Cameo).Text(coded.Weapon);
        Write(line, coded.Count);
        Write(line, coded.Killed);
        Write(line, coded.Injured);
        line.Text(record.Clause).Text(document.Url).Number(coded.Confidence).End();
    }

    private static void Write(CsvLine line, CountRange? range) => line.Number(range?.Min).Number(range?.Max);

    private static void Write(CsvLine line, ImmutableArray<Party> parties)
    {
        var sectors = parties.SelectMany(p => p.Entity?.Sectors ?? []).ToList();
        line.Text(Flat.Joined(parties.Select(p => p.Name))).Text(Flat.Joined(parties.Select(p => p.Entity?.Country))).Empty()
            .Text(sectors.FirstOrDefault()).Text(Flat.Joined(sectors)).Text(Flat.Joined(parties.Select(p => p.Entity?.Entity.Roles.FirstOrDefault())))
            .Text(Flat.Joined(parties.Select(p => p.Words))).Empty();
    }

    private static string Names(Reading reading, params EntityKind[] kinds) =>
        Flat.Joined(reading.Entities.Where(e => kinds.Contains(e.Kind) && e.Entity.Mentions.Any(m => m.Form == MentionForm.Name)).Select(e => e.Entity.Name));
}
