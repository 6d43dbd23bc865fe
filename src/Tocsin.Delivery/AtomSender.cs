using System.Text;
using System.Xml;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Storage;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>The newest messages as an Atom feed (RFC 4287), each with its CAP inside. Written anew from the record each time; what is not actual has a feed of its own.</summary>
internal sealed class AtomSender(WarningChannel.AtomFeed channel, RecordFile record, WarningSender from) : ISender
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public Task<SendResult> SendAsync(Outgoing outgoing, CancellationToken stop)
    {
        var status = outgoing.Warning.Status;
        var path = status == CapStatus.Actual ? channel.Path : Path.ChangeExtension(channel.Path, Sending.Apart(status) + Path.GetExtension(channel.Path));
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            Whole.Write(path, Feed(status, record.Warnings.Newest(status, channel.EntriesMax)));
            return Task.FromResult<SendResult>(new SendResult.Sent());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordException)
        {
            return Task.FromResult<SendResult>(new SendResult.Failed(error.Message));
        }
    }

    private byte[] Feed(CapStatus status, IReadOnlyList<(Warning Warning, byte[] Cap)> newest)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            writer.WriteStartElement("feed", Atom);
            Text(writer, "id", $"urn:tocsin:{from.Id}:{status.ToString().ToLowerInvariant()}");
            Text(writer, "title", status == CapStatus.Actual ? $"Warnings of {from.Name}" : $"{status.ToString().ToUpperInvariant()}, nothing is the matter: {from.Name}");
            Text(writer, "updated", Time(newest.Count == 0 ? DateTimeOffset.UnixEpoch : newest[0].Warning.SentAt));
            writer.WriteStartElement("author", Atom);
            Text(writer, "name", from.Name);
            writer.WriteEndElement();
            foreach (var (warning, cap) in newest)
            {
                writer.WriteStartElement("entry", Atom);
                Text(writer, "id", $"urn:tocsin:{from.Id}:{warning.Id}");
                Text(writer, "title", WarningCap.Title(warning));
                Text(writer, "updated", Time(warning.SentAt));
                Text(writer, "summary", warning.Description);
                writer.WriteStartElement("content", Atom);
                writer.WriteAttributeString("type", CapWriter.MediaType);
                foreach (var alert in CapReader.Read(cap).Alerts)
                {
                    CapWriter.Alert(writer, alert);
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Text(XmlWriter writer, string name, string text) => writer.WriteElementString(name, Atom, CapWriter.Clean(text));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
