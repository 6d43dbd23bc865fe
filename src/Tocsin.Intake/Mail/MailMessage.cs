using System.Collections.Immutable;
using System.Globalization;
using MimeKit;
using MimeKit.Text;
using Tocsin.Analysis;
using Tocsin.Intake.Feeds;
using Tocsin.Intake.Web;

namespace Tocsin.Intake.Mail;

/// <summary>One message of mail (RFC 5322, MIME) as a document: its text, its subject as title, its sender as outlet, its date. Attachments are named and not read.</summary>
public static class MailMessage
{
    /// <summary>A plain part that is shorter than this, beside a page that says four times as much, is a pointer to that page.</summary>
    private const int PlainMin = 200;

    private const int AttachmentsNamed = 5;

    private static readonly ParserOptions Options = new() { MaxMimeDepth = 20, RespectContentLength = false, AllowAddressesWithoutDomain = true };

    /// <param name="id">Of the document.</param>
    /// <param name="bytes">The whole message.</param>
    /// <param name="where">How problems name it.</param>
    /// <param name="path">The file as the user wrote it.</param>
    public static Receipt Read(string id, byte[] bytes, string where, string path)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var message = MimeMessage.Load(Options, stream);
            return Read(id, message, where, path);
        }
        catch (FormatException)
        {
            return new Receipt.Refused(new Problem(where, "no message of mail", "Check how it was saved, or leave it out."));
        }
    }

    private static Receipt Read(string id, MimeMessage message, string where, string path)
    {
        if (message.Headers[HeaderId.From] is null && message.Headers[HeaderId.Subject] is null && message.Headers[HeaderId.Date] is null)
        {
            return new Receipt.Refused(new Problem(where, "no message of mail: it has neither sender nor subject nor date", "Check how it was saved, or leave it out."));
        }

        var notes = ImmutableArray.CreateBuilder<Problem>();
        var written = message.Headers[HeaderId.Date];
        var published = PublicationTime.Parse(written);
        if (published is null && !string.IsNullOrWhiteSpace(written))
        {
            notes.Add(new Problem(where, $"its date cannot be read (\"{FeedParser.Short(written.Trim())}\"), so it has none"));
        }

        if (Attachments(message) is { Count: > 0 } attachments)
        {
            var more = attachments.Count > AttachmentsNamed ? string.Create(CultureInfo.InvariantCulture, $" and {attachments.Count - AttachmentsNamed} more") : "";
            notes.Add(new Problem(where, $"what is attached is not read: {string.Join(", ", attachments.Take(AttachmentsNamed))}{more}"));
        }

        var text = Text(message);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Receipt.Refused(new Problem(where, notes.Count > 0 ? $"it holds no text ({notes[^1].What})" : "it holds no text", "Save what is attached, and read that."));
        }

        if (text.Length > InputLimits.DocumentCharacters)
        {
            return new Receipt.Refused(InputLimits.TooLong(where, text.Length));
        }

        var sender = message.From.Mailboxes.FirstOrDefault() ?? message.Sender;
        var outlet = HtmlText.OneLine(sender?.Name) ?? HtmlText.OneLine(sender?.Address);
        return new Receipt.Received(new Document(id, text, path, HtmlText.OneLine(message.Subject), outlet, null, published?.Day, published?.Moment), notes.ToImmutable());
    }

    private static string Text(MimeMessage message)
    {
        var plain = message.BodyParts.OfType<TextPart>().FirstOrDefault(part => part is { IsPlain: true, IsAttachment: false });
        var text = plain is null ? "" : (plain.IsFlowed ? new FlowedToText { DeleteSpace = DeletesSpace(plain) }.Convert(plain.Text) : plain.Text).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        if (text.Length >= PlainMin || message.HtmlBody is not { Length: > 0 } html)
        {
            return text;
        }

        var page = HtmlArticle.Read("", html, null)?.Text ?? "";
        return text.Length == 0 || page.Length > 4 * text.Length ? page : text;
    }

    private static bool DeletesSpace(TextPart part) => string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase);

    private static List<string> Attachments(MimeMessage message) =>
    [
        .. message.BodyParts.Where(part => part.IsAttachment || part is MessagePart || part is not TextPart)
            .Select(part => FeedParser.Short(HtmlText.OneLine(part is MimePart named ? named.FileName : null) ?? part.ContentType.MimeType)),
    ];
}
