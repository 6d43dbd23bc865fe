using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace Tocsin.Analysis.Cap;

/// <summary>Writes an alert as CAP 1.2: UTF-8, elements in the order of the schema, offsets as the specification wants them.</summary>
public static class CapWriter
{
    public const string MediaType = "application/cap+xml";

    /// <returns>XML that <see cref="CapReader"/> accepts, without a byte order mark.</returns>
    /// <exception cref="ArgumentException">The alert breaks a rule of CAP, as an update without references does.</exception>
    public static byte[] Write(CapAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CheckCharacters = true }))
        {
            Alert(writer, alert);
        }

        var written = stream.ToArray();

        // An alarm that its receiver refuses is no alarm; better to learn it here.
        return CapReader.Read(written).Problems.FirstOrDefault(problem => problem.Kind != CapProblemKind.Advice) is { } problem
            ? throw new ArgumentException($"The alert {alert.Identifier} breaks CAP: {problem}.", nameof(alert))
            : written;
    }

    /// <summary>Writes one as an element, for a feed that holds it.</summary>
    public static void Alert(XmlWriter writer, CapAlert alert)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(alert);
        writer.WriteStartElement("alert", CapSchema.Latest);
        Text(writer, "identifier", alert.Identifier);
        Text(writer, "sender", alert.Sender);
        Text(writer, "sent", CapValues.Time(alert.Sent));
        Text(writer, "status", alert.Status.ToString());
        Text(writer, "msgType", alert.MessageType.ToString());
        Optional(writer, "source", alert.Source);
        Text(writer, "scope", alert.Scope.ToString());
        Optional(writer, "restriction", alert.Restriction);
        Optional(writer, "addresses", CapValues.Words(alert.Addresses));
        Each(writer, "code", alert.Codes);
        Optional(writer, "note", alert.Note);
        Optional(writer, "references", string.Join(' ', alert.References.Select(reference => $"{reference.Sender},{reference.Identifier},{CapValues.Time(reference.Sent)}")));
        Optional(writer, "incidents", CapValues.Words(alert.Incidents));
        foreach (var info in alert.Infos)
        {
            Info(writer, info);
        }

        writer.WriteEndElement();
    }

    /// <summary>White space and characters that XML cannot hold become spaces or U+FFFD.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text, i++, 2);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    private static void Info(XmlWriter writer, CapInfo info)
    {
        writer.WriteStartElement("info", CapSchema.Latest);
        Optional(writer, "language", info.Language);
        Each(writer, "category", [.. info.Categories.Select(category => category.ToString())]);
        Text(writer, "event", info.Event);
        Each(writer, "responseType", [.. info.Responses.Select(response => response.ToString())]);
        Text(writer, "urgency", info.Urgency.ToString());
        Text(writer, "severity", info.Severity.ToString());
        Text(writer, "certainty", info.Certainty.ToString());
        Optional(writer, "audience", info.Audience);
        Values(writer, "eventCode", info.EventCodes);
        Time(writer, "effective", info.Effective);
        Time(writer, "onset", info.Onset);
        Time(writer, "expires", info.Expires);
        Optional(writer, "senderName", info.SenderName);
        Optional(writer, "headline", info.Headline);
        Optional(writer, "description", info.Description);
        Optional(writer, "instruction", info.Instruction);
        Optional(writer, "web", info.Web);
        Optional(writer, "contact", info.Contact);
        Values(writer, "parameter", info.Parameters);
        foreach (var resource in info.Resources)
        {
            writer.WriteStartElement("resource", CapSchema.Latest);
            Text(writer, "resourceDesc", resource.Description);
            Text(writer, "mimeType", resource.MimeType ?? "application/octet-stream");
            Optional(writer, "size", resource.SizeBytes?.ToString(CultureInfo.InvariantCulture));
            Optional(writer, "uri", resource.Uri);
            Optional(writer, "derefUri", resource.Content);
            Optional(writer, "digest", resource.Digest);
            writer.WriteEndElement();
        }

        foreach (var area in info.Areas)
        {
            writer.WriteStartElement("area", CapSchema.Latest);
            Text(writer, "areaDesc", area.Description);
            Each(writer, "polygon", [.. area.Polygons.Select(CapValues.Polygon)]);
            Each(writer, "circle", [.. area.Circles.Select(CapValues.Circle)]);
            Values(writer, "geocode", area.Geocodes);
            Optional(writer, "altitude", area.AltitudeFeet?.ToString(CultureInfo.InvariantCulture));
            Optional(writer, "ceiling", area.CeilingFeet?.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void Text(XmlWriter writer, string name, string text) => writer.WriteElementString(name, CapSchema.Latest, Clean(text));

    private static void Optional(XmlWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Text(writer, name, text);
        }
    }

    private static void Time(XmlWriter writer, string name, DateTimeOffset? time) => Optional(writer, name, time is { } known ? CapValues.Time(known) : null);

    private static void Each(XmlWriter writer, string name, ImmutableArray<string> texts)
    {
        foreach (var text in texts)
        {
            Text(writer, name, text);
        }
    }

    private static void Values(XmlWriter writer, string name, ImmutableArray<CapValue> values)
    {
        foreach (var value in values)
        {
            writer.WriteStartElement(name, CapSchema.Latest);
            Text(writer, "valueName", value.Name);
            Text(writer, "value", value.Value);
            writer.WriteEndElement();
        }
    }
}
