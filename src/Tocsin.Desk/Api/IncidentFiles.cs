using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Situations;
using Tocsin.Desk.Situations;

namespace Tocsin.Desk.Api;

/// <summary>Incidents as files for other programs.</summary>
internal static class IncidentFiles
{
    private static readonly string[] Columns = ["id", "start", "end", "first_reported", "actors", "recipients", "type", "mode", "place", "country", "latitude", "longitude", "status", "factuality", "origins", "accounts", "killed_min", "killed_max", "words", "document", "accused", "injured_min", "injured_max"];

    private static readonly string[] AccountColumns = ["event", "document", "outlet", "published", "origin", "status", "factuality", "told_by", "words"];

    /// <summary>Each account of an incident.</summary>
    public static IResult Accounts(SituationIncident one) => Csv.Answer(AccountColumns, one.Accounts.Select(account => new[]
    {
        account.Event.ToString(), account.Event.Document, account.Outlet, Csv.Moment(account.At), account.Origin, ContractNames.Of(account.Status), ContractNames.Of(account.Factuality), string.Join(" > ", account.ToldBy), account.Words,
    }));

    public static IResult Table(SituationModel model) => Csv.Answer(Columns, model.Incidents.Select(one =>
    {
        var incident = one.Incident;
        var killed = incident.Tolls.Where(toll => toll.IsKilled && toll.Latest).ToArray();
        var injured = incident.Tolls.Where(toll => !toll.IsKilled && toll.Latest).ToArray();
        // Whoever is only accused of it is no actor of what is told as fact.
        var did = SituationModel.Surely(incident).ToArray();
        return new[]
        {
            incident.Id, Csv.Day(incident.OccurredOn?.Start), Csv.Day(incident.OccurredOn?.End), Shell.Words.Iso(one.FirstAt),
            string.Join("; ", did.Select(model.View.Names.Of)), string.Join("; ", incident.Recipients.Select(model.View.Names.Of)), incident.Type, incident.Mode,
            incident.Place?.Name, incident.Place?.Country, Csv.Number(incident.Place?.Latitude), Csv.Number(incident.Place?.Longitude), ContractNames.Of(incident.Status), ContractNames.Of(incident.Factuality),
            Csv.Number(incident.Origins), Csv.Number(one.Accounts.Length), Csv.Number(killed.Min(toll => toll.Min)), Csv.Number(killed.Max(toll => toll.Max ?? toll.Min)),
            one.Lead?.Words, one.Lead?.Event.Document, string.Join("; ", incident.Actors.Except(did).Select(model.View.Names.Of)), Csv.Number(injured.Min(toll => toll.Min)), Csv.Number(injured.Max(toll => toll.Max ?? toll.Min)),
        };
    }));

    public static JsonObject GeoJson(SituationModel model) => new()
    {
        ["type"] = "FeatureCollection",
        ["features"] = new JsonArray([.. model.Incidents.Where(one => one.Incident.Place is { Latitude: not null, Longitude: not null }).Select(one => (JsonNode)new JsonObject
        {
            ["type"] = "Feature",
            ["id"] = one.Incident.Id,
            ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(one.Incident.Place!.Longitude, one.Incident.Place.Latitude) },
            ["properties"] = new JsonObject
            {
                ["title"] = $"{SituationModel.Parties(one.Incident, model.View.Names)}: {SituationModel.Kind(one.Incident)}",
                ["place"] = one.Incident.Place.Name,
                ["start"] = Csv.Day(one.Incident.OccurredOn?.Start),
                ["end"] = Csv.Day(one.Incident.OccurredOn?.End),
                ["status"] = ContractNames.Of(one.Incident.Status),
                ["factuality"] = ContractNames.Of(one.Incident.Factuality),
                ["origins"] = one.Incident.Origins,
            },
        })]),
    };
}
