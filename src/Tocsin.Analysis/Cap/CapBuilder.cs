using System.Collections.Immutable;
using System.Globalization;

namespace Tocsin.Analysis.Cap;

/// <summary>Makes the record of an alert that was found to be without error.</summary>
internal static class CapBuilder
{
    public static CapAlert Build(CapElement alert, CapSchema schema)
    {
        CapValues.TryTime(Text(alert, "sent")!, out var sent);
        ImmutableArray<CapReference> references = [];
        if (Text(alert, "references") is { } written)
        {
            CapValues.TryReferences(written, schema.Version, out references);
        }

        return new CapAlert(
            Text(alert, "identifier")!, Text(alert, "sender")!, sent, Choice<CapStatus>(Text(alert, "status")), Choice<CapMessageType>(Text(alert, "msgType")), Text(alert, "source"),
            Choice<CapScope>(Text(alert, "scope")), Text(alert, "restriction"), CapValues.Words(Text(alert, "addresses")), Texts(alert, "code"), Text(alert, "note"), references,
            CapValues.Words(Text(alert, "incidents")), [.. alert.All("info").Select(Info)]);
    }

    private static CapInfo Info(CapElement info) => new(
        Text(info, "language"), [.. Texts(info, "category").Select(Choice<CapCategory>)], Text(info, "event")!, [.. Texts(info, "responseType").Select(Choice<CapResponse>)],
        Choice<CapUrgency>(Text(info, "urgency")), Choice<CapSeverity>(Text(info, "severity")), Certainty(Text(info, "certainty")), Text(info, "audience"), Values(info, "eventCode"),
        Time(info, "effective"), Time(info, "onset"), Time(info, "expires"), Text(info, "senderName"), Text(info, "headline"), Text(info, "description"), Text(info, "instruction"),
        Text(info, "web"), Text(info, "contact"), Values(info, "parameter"), [.. info.All("resource").Select(Resource)], [.. info.All("area").Select(Area)]);

    private static CapResource Resource(CapElement resource) => new(
        Text(resource, "resourceDesc") ?? string.Empty, Text(resource, "mimeType"),
        long.TryParse(Text(resource, "size"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size : null, Text(resource, "uri"), Text(resource, "derefUri"), Text(resource, "digest"));

    private static CapArea Area(CapElement area) => new(
        Text(area, "areaDesc") ?? string.Empty,
        [.. Shapes(area, "polygon").Select(element => CapValues.TryPolygon(element.Text.ToString(), out var polygon, out _) ? polygon! : throw Checked("polygon"))],
        [.. Shapes(area, "circle").Select(element => CapValues.TryCircle(element.Text.ToString(), out var circle) ? circle! : throw Checked("circle"))],
        Values(area, "geocode"), Height(area, "altitude"), Height(area, "ceiling"));

    private static IEnumerable<CapElement> Shapes(CapElement area, string name) => area.All(name).Where(shape => !string.IsNullOrWhiteSpace(shape.Text.ToString()));

    private static InvalidOperationException Checked(string element) => new($"A <{element}> that does not parse came through the check.");

    private static decimal? Height(CapElement area, string name) =>
        decimal.TryParse(Text(area, name)?.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var feet) ? feet : null;

    /// <summary>In CAP 1.0 the value stands as text, "name=value".</summary>
    private static ImmutableArray<CapValue> Values(CapElement parent, string name) =>
    [
        .. parent.All(name).Select(pair => pair.Child("valueName") is { } label
            ? new CapValue(label.Text.ToString().Trim(), Text(pair, "value")?.Trim() ?? string.Empty)
            : pair.Text.ToString().Trim().Split('=', 2) is [var left, var right] ? new CapValue(left, right) : new CapValue(string.Empty, pair.Text.ToString())),
    ];

    private static DateTimeOffset? Time(CapElement info, string name) => Text(info, name) is { } text && CapValues.TryTime(text, out var time) ? time : null;

    /// <summary>CAP 1.0 had "Very Likely", which later versions read as likely.</summary>
    private static CapCertainty Certainty(string? text) => text == "Very Likely" ? CapCertainty.Likely : Choice<CapCertainty>(text);

    private static T Choice<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) ? value : default;

    private static ImmutableArray<string> Texts(CapElement parent, string name) => [.. parent.All(name).Select(element => element.Text.ToString())];

    private static string? Text(CapElement parent, string name) => parent.Child(name) is { } element && element.Text.Length > 0 ? element.Text.ToString() : null;
}
