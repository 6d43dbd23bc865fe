using System.Collections.Immutable;

namespace Tocsin.Analysis.Cap;

/// <summary>A message of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010): what it says, without its XML.</summary>
/// <param name="Sent">With the offset that its sender gave; CAP has whole seconds.</param>
/// <param name="Restriction">Needed where <paramref name="Scope"/> is restricted.</param>
/// <param name="Addresses">Needed where <paramref name="Scope"/> is private.</param>
/// <param name="References">Needed for every type of message but an alert.</param>
/// <param name="Incidents">Names of what the message is about; messages with one name belong together.</param>
public sealed record CapAlert(
    string Identifier,
    string Sender,
    DateTimeOffset Sent,
    CapStatus Status,
    CapMessageType MessageType,
    string? Source,
    CapScope Scope,
    string? Restriction,
    ImmutableArray<string> Addresses,
    ImmutableArray<string> Codes,
    string? Note,
    ImmutableArray<CapReference> References,
    ImmutableArray<string> Incidents,
    ImmutableArray<CapInfo> Infos)
{
    /// <summary>How other messages refer to this one.</summary>
    public CapReference Reference => new(Sender, Identifier, Sent);
}

public sealed record CapReference(string Sender, string Identifier, DateTimeOffset Sent);

/// <param name="Expires">Null where the recipient is to decide.</param>
/// <param name="EventCodes">Codes of the sender's system, as are <paramref name="Parameters"/>.</param>
public sealed record CapInfo(
    string? Language,
    ImmutableArray<CapCategory> Categories,
    string Event,
    ImmutableArray<CapResponse> Responses,
    CapUrgency Urgency,
    CapSeverity Severity,
    CapCertainty Certainty,
    string? Audience,
    ImmutableArray<CapValue> EventCodes,
    DateTimeOffset? Effective,
    DateTimeOffset? Onset,
    DateTimeOffset? Expires,
    string? SenderName,
    string? Headline,
    string? Description,
    string? Instruction,
    string? Web,
    string? Contact,
    ImmutableArray<CapValue> Parameters,
    ImmutableArray<CapResource> Resources,
    ImmutableArray<CapArea> Areas);

public sealed record CapValue(string Name, string Value);

/// <param name="SizeBytes">About; null where not told.</param>
/// <param name="Content">Base64 of the resource itself, for receivers without a way back.</param>
/// <param name="Digest">SHA-1, hexadecimal.</param>
public sealed record CapResource(string Description, string? MimeType, long? SizeBytes, string? Uri, string? Content, string? Digest);

/// <param name="AltitudeFeet">Above mean sea level; the floor where a ceiling is given.</param>
public sealed record CapArea(
    string Description, ImmutableArray<CapPolygon> Polygons, ImmutableArray<CapCircle> Circles, ImmutableArray<CapValue> Geocodes, decimal? AltitudeFeet, decimal? CeilingFeet);

/// <summary>A point, WGS 84 degrees.</summary>
public readonly record struct CapPoint(double Latitude, double Longitude);

/// <param name="Points">Four or more, the last equal to the first.</param>
public sealed record CapPolygon(ImmutableArray<CapPoint> Points);

public sealed record CapCircle(CapPoint Centre, double RadiusKilometres);

/// <summary>Whether anything is really the matter. The three that are not actual are kept strictly apart from it.</summary>
public enum CapStatus
{
    Actual = 0,
    Exercise = 1,
    System = 2,
    Test = 3,
    Draft = 4,
}

public enum CapMessageType
{
    Alert = 0,
    Update = 1,
    Cancel = 2,
    Ack = 3,
    Error = 4,
}

public enum CapScope
{
    Public = 0,
    Restricted = 1,
    Private = 2,
}

public enum CapCategory
{
    Geo = 0,
    Met = 1,
    Safety = 2,
    Security = 3,
    Rescue = 4,
    Fire = 5,
    Health = 6,
    Env = 7,
    Transport = 8,
    Infra = 9,
    CBRNE = 10,
    Other = 11,
}

public enum CapResponse
{
    Shelter = 0,
    Evacuate = 1,
    Prepare = 2,
    Execute = 3,
    Avoid = 4,
    Monitor = 5,
    Assess = 6,
    AllClear = 7,
    None = 8,
}

/// <summary>By when to act; a higher number leaves less time.</summary>
public enum CapUrgency
{
    Unknown = 0,
    Past = 1,
    Future = 2,
    Expected = 3,
    Immediate = 4,
}

/// <summary>How bad; a higher number is worse.</summary>
public enum CapSeverity
{
    Unknown = 0,
    Minor = 1,
    Moderate = 2,
    Severe = 3,
    Extreme = 4,
}

/// <summary>How sure; a higher number is surer. Likely is more than even.</summary>
public enum CapCertainty
{
    Unknown = 0,
    Unlikely = 1,
    Possible = 2,
    Likely = 3,
    Observed = 4,
}
