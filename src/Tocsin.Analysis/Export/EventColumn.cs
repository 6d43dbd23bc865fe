using System.Collections.Immutable;
using Tocsin.Analysis.Contract;

namespace Tocsin.Analysis.Export;

/// <summary>One of the flat columns of GeoJSON properties and of Parquet. A value that is not known is null.</summary>
public abstract record EventColumn(string Name)
{
    /// <summary>Text; several values are parted by "; ".</summary>
    public sealed record Text(string Name, Func<EventRecord, string?> Of) : EventColumn(Name);

    public sealed record Whole(string Name, Func<EventRecord, int?> Of) : EventColumn(Name);

    public sealed record Real(string Name, Func<EventRecord, double?> Of) : EventColumn(Name);

    /// <summary>A day: yyyy-MM-dd in text.</summary>
    public sealed record Day(string Name, Func<EventRecord, DateOnly?> Of) : EventColumn(Name);

    public static ImmutableArray<EventColumn> All { get; } =
    [
        new Text("id", r => r.Id),
        new Text("document", r => r.Document.Id),
        new Text("outlet", r => r.Document.Outlet),
        new Text("url", r => r.Document.Url),
        new Day("publishedAt", r => r.Document.PublishedAt),
        new Text("type", r => r.Event.Type),
        new Text("mode", r => r.Event.Mode),
        new Text("cameo", r => r.Event.Cameo),
        new Text("quad", r => ContractNames.Of(r.Event.Quad)),
        new Real("score", r => r.Event.Score),
        new Text("contexts", r => Joined(r.Event.Contexts)),
        new Text("actors", r => Joined(r.Actors.Select(p => p.Name))),
        new Text("actorCountries", r => Joined(r.Actors.Select(p => p.Entity?.Country))),
        new Text("actorSectors", r => Joined(r.Actors.SelectMany(p => p.Entity?.Sectors ?? []))),
        new Text("recipients", r => Joined(r.Recipients.Select(p => p.Name))),
        new Text("recipientCountries", r => Joined(r.Recipients.Select(p => p.Entity?.Country))),
        new Text("recipientSectors", r => Joined(r.Recipients.SelectMany(p => p.Entity?.Sectors ?? []))),
        new Text("place", r => r.Place?.Name),
        new Text("placeKind", r => r.Place is { } place ? ContractNames.Of(place.Kind) : null),
        new Text("placeCountry", r => r.Place?.Country),
        new Whole("geonames", r => r.Place?.GeoNames),
        new Real("latitude", r => r.Place?.Latitude),
        new Real("longitude", r => r.Place?.Longitude),
        new Day("start", r => r.Event.OccurredOn.Interval?.Start),
        new Day("end", r => r.Event.OccurredOn.Interval?.End),
        new Text("granularity", r => ContractNames.Of(r.Event.OccurredOn.Granularity)),
        new Text("dateReason", r => r.Event.OccurredOn.Reason),
        new Text("status", r => ContractNames.Of(r.Event.Status)),
        new Text("factuality", r => ContractNames.Of(r.Event.Factuality)),
        new Text("saidBy", r => r.Source is { } source ? Flat.Text(source.Told) : null),
        new Text("act", r => r.Source is { } source ? ContractNames.Of(source.Attribution.Act) : null),
        new Text("words", r => r.Source is { } source ? Flat.Text(source.Content) : null),
        new Text("weapon", r => r.Event.Weapon),
        new Whole("countMin", r => r.Event.Count?.Min),
        new Whole("countMax", r => r.Event.Count?.Max),
        new Whole("killedMin", r => r.Event.Killed?.Min),
        new Whole("killedMax", r => r.Event.Killed?.Max),
        new Whole("injuredMin", r => r.Event.Injured?.Min),
        new Whole("injuredMax", r => r.Event.Injured?.Max),
        new Text("clause", r => Flat.Text(r.Clause)),
        new Real("confidence", r => r.Event.Confidence),
    ];

    private static string? Joined(IEnumerable<string?> values) => Flat.Text(Flat.Joined(values)) is { Length: > 0 } joined ? joined : null;
}
