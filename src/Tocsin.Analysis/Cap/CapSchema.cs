using System.Collections.Frozen;

namespace Tocsin.Analysis.Cap;

internal enum CapType
{
    Text = 0,
    Token = 1,
    Time = 2,
    LooseTime = 3,
    Choice = 4,
    Pair = 5,
    LabelledText = 6,
    Integer = 7,
    Decimal = 8,
    Uri = 9,
    Language = 10,
    Polygon = 11,
    Circle = 12,
    References = 13,
    Group = 14,
}

/// <summary>One element of a sequence.</summary>
internal sealed record CapField(string Name, CapType Type, bool Required = false, bool Many = false, string[]? Choices = null);

/// <summary>The sequences of CAP 1.0, 1.1 and 1.2, in the order of their schemas.</summary>
internal sealed class CapSchema
{
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    private static readonly CapField[] PairFields = [new("valueName", CapType.Text, Required: true), new("value", CapType.Text, Required: true)];

    private readonly FrozenDictionary<string, CapField[]> _groups;

    private CapSchema(string version, string space)
    {
        Version = version;
        Namespace = space;
        string[] status = ["Actual", "Exercise", "System", "Test", .. version == "1.0" ? Array.Empty<string>() : ["Draft"]];
        string[] category = ["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", .. version == "1.0" ? Array.Empty<string>() : ["CBRNE"], "Other"];
        string[] response = ["Shelter", "Evacuate", "Prepare", "Execute", .. version == "1.2" ? ["Avoid"] : Array.Empty<string>(), "Monitor", "Assess", .. version == "1.2" ? ["AllClear"] : Array.Empty<string>(), "None"];
        string[] certainty = [version == "1.0" ? "Very Likely" : "Observed", "Likely", "Possible", "Unlikely", "Unknown"];
        var time = version == "1.2" ? CapType.Time : CapType.LooseTime;
        var pair = version == "1.0" ? CapType.LabelledText : CapType.Pair;
        var height = version == "1.2" ? CapType.Decimal : CapType.Text;
        CapField[] password = version == "1.0" ? [new("password", CapType.Text)] : [];
        CapField[] responses = version == "1.0" ? [] : [new("responseType", CapType.Choice, Many: true, Choices: response)];
        CapField[] inline = version == "1.0" ? [] : [new("derefUri", CapType.Text)];
        _groups = new Dictionary<string, CapField[]>
        {
            ["alert"] =
            [
                new("identifier", CapType.Token, Required: true), new("sender", CapType.Token, Required: true), new("sent", time, Required: true),
                new("status", CapType.Choice, Required: true, Choices: status), new("msgType", CapType.Choice, Required: true, Choices: ["Alert", "Update", "Cancel", "Ack", "Error"]),
                .. password, new("source", CapType.Text), new("scope", CapType.Choice, Required: version != "1.0", Choices: ["Public", "Restricted", "Private"]),
                new("restriction", CapType.Text), new("addresses", CapType.Text), new("code", CapType.Text, Many: true), new("note", CapType.Text),
                new("references", CapType.References), new("incidents", CapType.Text), new("info", CapType.Group, Many: true),
            ],
            ["info"] =
            [
                new("language", CapType.Language), new("category", CapType.Choice, Required: version != "1.0", Many: true, Choices: category), new("event", CapType.Text, Required: true),
                .. responses, new("urgency", CapType.Choice, Required: true, Choices: ["Immediate", "Expected", "Future", "Past", "Unknown"]),
                new("severity", CapType.Choice, Required: true, Choices: ["Extreme", "Severe", "Moderate", "Minor", "Unknown"]),
                new("certainty", CapType.Choice, Required: true, Choices: certainty), new("audience", CapType.Text), new("eventCode", pair, Many: true),
                new("effective", time), new("onset", time), new("expires", time), new("senderName", CapType.Text), new("headline", CapType.Text), new("description", CapType.Text),
                new("instruction", CapType.Text), new("web", CapType.Uri), new("contact", CapType.Text), new("parameter", pair, Many: true),
                new("resource", CapType.Group, Many: true), new("area", CapType.Group, Many: true),
            ],
            ["resource"] =
            [
                new("resourceDesc", CapType.Text, Required: true), new("mimeType", CapType.Text, Required: version == "1.2"), new("size", CapType.Integer), new("uri", CapType.Uri),
                .. inline, new("digest", CapType.Text),
            ],
            ["area"] =
            [
                new("areaDesc", CapType.Text, Required: true), new("polygon", CapType.Polygon, Many: true), new("circle", CapType.Circle, Many: true), new("geocode", pair, Many: true),
                new("altitude", height), new("ceiling", height),
            ],
            ["eventCode"] = PairFields,
            ["parameter"] = PairFields,
            ["geocode"] = PairFields,
        }.ToFrozenDictionary();
    }

    public string Version { get; }

    public string Namespace { get; }

    private static readonly CapSchema[] Versions =
        [new("1.2", "urn:oasis:names:tc:emergency:cap:1.2"), new("1.1", "urn:oasis:names:tc:emergency:cap:1.1"), new("1.0", "http://www.incident.com/cap/1.0")];

    public static string Latest => Versions[0].Namespace;

    /// <summary>Null where the namespace is none of CAP's.</summary>
    public static CapSchema? Of(string space) => Array.Find(Versions, version => version.Namespace == space);

    public CapField[] Fields(string group) => _groups[group];
}
