using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tocsin.Analysis.Contract;
using Tocsin.Desk.Situations;

namespace Tocsin.Desk.Api;

/// <summary>Incidents as files for other programs.</summary>
internal static class IncidentFiles
{
    private static readonly string[] Columns = ["id", "start", "end", "first_reported", "actors", "recipients", "type", "mode", "place", "country", "latitude", "longitude", "status", "factuality", "origins", "accounts", "killed_min", "killed_max", "words", "document"];

    public static string Csv(SituationModel model)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', Columns).Append("\r\n");
        foreach (var one in model.Incidents)
        {
            var incident = one.Incident;
            var killed = incident.Tolls.Where(toll => toll.IsKilled && toll.Latest).ToArray();
            string?[] cells =
            [
                incident.Id, Day(incident.OccurredOn?.Start), Day(incident.OccurredOn?.End), Shell.Words.Iso(one.FirstAt),
                string.Join("; ", incident.Actors.Select(model.View.Names.Of)), string.Join("; ", incident.Recipients.Select(model.View.Names.Of)), incident.Type, incident.Mode,
                incident.Place?.Name, incident.Place?.Country, Number(incident.Place?.Latitude), Number(incident.Place?.Longitude), ContractNames.Of(incident.Status), ContractNames.Of(incident.Factuality),
                Number(incident.Origins), Number(one.Accounts.Length), Number(killed.Min(toll => toll.Min)), Number(killed.Max(toll => toll.Max ?? toll.Min)),
                one.Accounts.FirstOrDefault()?.Words, one.Accounts.FirstOrDefault()?.Event.Document,
            ];
            csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return csv.ToString();
    }

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
                ["start"] = Day(one.Incident.OccurredOn?.Start),
                ["end"] = Day(one.Incident.OccurredOn?.End),
                ["status"] = ContractNames.Of(one.Incident.Status),
                ["factuality"] = ContractNames.Of(one.Incident.Factuality),
                ["origins"] = one.Incident.Origins,
            },
        })]),
    };

    /// <summary>RFC 4180. What a spreadsheet would take for a formula is led by an apostrophe: the words come from outside.</summary>
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var safe = value[0] is '=' or '@' or '\t' or '\r' || (value[0] is '+' or '-' && !double.TryParse(value, CultureInfo.InvariantCulture, out _)) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Number(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
