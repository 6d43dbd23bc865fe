using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>A mail with the CAP message attached. Its Message-ID is made from the key, so a second one of the same is known as such by the receiver's side.</summary>
internal sealed class MailSender(WarningChannel.Mail channel) : ISender
{
    public async Task<SendResult> SendAsync(Outgoing outgoing, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(channel.Timeout);
        try
        {
            using var message = Message(outgoing);
            using var client = new SmtpClient { Timeout = (int)Math.Min(int.MaxValue, channel.Timeout.TotalMilliseconds) };
            var security = channel.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None };
            await client.ConnectAsync(channel.Host, channel.Port, security, limit.Token).ConfigureAwait(false);
            if (channel.User is { } user)
            {
                await client.AuthenticateAsync(user, channel.Password is { } password ? Secrets.Read(password) : string.Empty, limit.Token).ConfigureAwait(false);
            }

            await client.SendAsync(message, limit.Token).ConfigureAwait(false);

            // The server has taken it; whether it also says goodbye changes nothing.
            try
            {
                await client.DisconnectAsync(true, limit.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (IsOfTheWorld(error))
            {
            }

            return new SendResult.Sent();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SendResult.Failed($"not sent within {channel.Timeout.TotalSeconds:0.#} s");
        }
        catch (SmtpCommandException error)
        {
            return new SendResult.Failed($"the server answered {(int)error.StatusCode}: {error.Message}", IsFinal: (int)error.StatusCode is 550 or 551 or 553 or 554);
        }
        catch (Exception error) when (IsOfTheWorld(error) || error is SecretException)
        {
            return new SendResult.Failed(error.Message);
        }
    }

    internal MimeMessage Message(Outgoing outgoing)
    {
        var warning = outgoing.Warning;
        var message = new MimeMessage { MessageId = MessageId(outgoing.Item.Key, channel.From), Date = warning.SentAt, Subject = Sending.Subject(outgoing) };
        message.From.Add(MailboxAddress.Parse(channel.From));
        message.To.AddRange(channel.To.Select(MailboxAddress.Parse));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Tocsin-Status", warning.Status.ToString());
        message.Headers.Add("Tocsin-Key", outgoing.Item.Key);
        if (outgoing.Item.MayHaveArrived)
        {
            message.Headers.Add(Sending.RepeatHeader, "yes");
        }

        if (warning.Severity >= CapSeverity.Severe && warning.Status == CapStatus.Actual && warning.Type != CapMessageType.Cancel)
        {
            message.Importance = MessageImportance.High;
        }

        // Messages of one subject make one thread.
        if (!warning.References.IsEmpty)
        {
            message.Headers.Add("Thread-Topic", warning.Subject);
        }

        var attachment = new MimePart("application", "cap+xml") { Content = new MimeContent(new MemoryStream(outgoing.Cap, writable: false)), ContentDisposition = new ContentDisposition(ContentDisposition.Attachment), FileName = warning.Id + ".cap", ContentTransferEncoding = ContentEncoding.Base64 };
        message.Body = new Multipart("mixed") { new TextPart("plain") { Text = Words(warning) }, attachment };
        return message;
    }

    internal static string MessageId(string key, string from) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}@{from[(from.LastIndexOf('@') + 1)..]}";

    private static string Words(Warning warning)
    {
        var text = new StringBuilder();
        text.Append(WarningCap.Title(warning)).Append("\n\n").Append(warning.Description).Append('\n');
        if (warning.Instruction is { } instruction)
        {
            text.Append('\n').Append(instruction).Append('\n');
        }

        text.Append(FormattableString.Invariant($"\nSeverity {warning.Severity}, urgency {warning.Urgency}, certainty {warning.Certainty}. Until {warning.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.\n"));
        text.Append(FormattableString.Invariant($"Why now: {warning.Change}. Rule: {warning.Rule}.\n\nAcknowledge with: tocsin warn ack {warning.Subject} --by NAME --reason REASON\n"));
        return text.ToString();
    }

    private static bool IsOfTheWorld(Exception error) => error is IOException or SocketException or ServiceNotConnectedException or ServiceNotAuthenticatedException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException;
}
