using System.Buffers;
using System.Collections.Immutable;

namespace Tocsin.Analysis.Watching;

/// <summary>Reads the ways out of a watch file.</summary>
internal sealed class ChannelReader
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly SearchValues<char> NotMail = SearchValues.Create(" \t\r\n,;<>\"");
    private static readonly TimeSpan TimeoutUsual = TimeSpan.FromSeconds(10);
    private static readonly Dictionary<string, MailSecurity> Securities = new(StringComparer.Ordinal) { ["none"] = MailSecurity.None, ["starttls"] = MailSecurity.StartTls, ["tls"] = MailSecurity.Tls };

    public static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    public WarningChannel? Read(WatchMap map)
    {
        var id = map.Required("id", "mail");
        var kind = map.Required("kind", "file");
        if (id is null || kind is null)
        {
            return null;
        }

        if (id.AsSpan().ContainsAnyExcept(Letters))
        {
            map.Tell("id", $"\"{id}\" has other characters than letters, digits, - and _. The channel is left out.");
            return null;
        }

        return kind switch
        {
            "file" => map.Required("folder", "alerts/") is { } folder ? new WarningChannel.FileDrop(id, folder) : null,
            "webhook" => Webhook(map, id),
            "mail" => Mail(map, id),
            "atom" => map.Required("file", "alerts.atom") is { } file ? new WarningChannel.AtomFeed(id, file, map.Whole("entries", 1, 10_000) ?? 100) : null,
            "desk" => new WarningChannel.Desk(id),
            "command" => Command(map, id),
            _ => Unknown(map, kind),
        };
    }

    private static WarningChannel.Webhook? Webhook(WatchMap map, string id)
    {
        var written = map.Required("url", "https://example.org/alerts");
        var secret = SecretOf(map, "secret");
        var timeout = map.Duration("timeout") ?? TimeoutUsual;
        if (written is null)
        {
            return null;
        }

        if (Address(written) is not { } address)
        {
            map.Tell("url", $"\"{written}\" is no address of http or https. The channel is left out.");
            return null;
        }

        return new WarningChannel.Webhook(id, address, secret, timeout);
    }

    private static WarningChannel.Mail? Mail(WatchMap map, string id)
    {
        var host = map.Required("host", "mail.example.org");
        var security = map.Choice("security", Securities) ?? MailSecurity.StartTls;
        var port = map.Whole("port", 1, 65_535) ?? (security == MailSecurity.Tls ? 465 : 587);
        var user = map.Text("user");
        var password = SecretOf(map, "password");
        var from = map.Required("from", "desk@example.org");
        var to = map.Texts("to");
        var timeout = map.Duration("timeout") ?? TimeSpan.FromSeconds(30);
        foreach (var bad in to.Append(from ?? "a@b").Where(address => !LooksLikeMail(address)))
        {
            map.Tell("to", $"\"{bad}\" is no address of mail.");
        }

        ImmutableArray<string> good = [.. to.Where(LooksLikeMail)];
        if (host is null || from is null || !LooksLikeMail(from) || good.IsEmpty)
        {
            map.Tell("Mail needs host:, from: and to: with an address each. The channel is left out.");
            return null;
        }

        return new WarningChannel.Mail(id, host, port, security, user, password, from, good, timeout);
    }

    private static bool LooksLikeMail(string address) => address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Length - 1 && !address.AsSpan().ContainsAny(NotMail);

    private static WarningChannel.Command? Command(WatchMap map, string id)
    {
        var run = map.Texts("run");
        var timeout = map.Duration("timeout") ?? TimeSpan.FromSeconds(30);
        if (run.IsEmpty)
        {
            map.Tell("Which program? Write run: [/usr/local/bin/ring, --loud]. The channel is left out.");
            return null;
        }

        return new WarningChannel.Command(id, run[0], run[1..], timeout);
    }

    private static Secret? SecretOf(WatchMap map, string key)
    {
        switch (map.Text(key))
        {
            case null:
                return null;
            case var text when text.StartsWith("env:", StringComparison.Ordinal) && text.Length > 4:
                return new Secret(IsFile: false, text[4..]);
            case var text when text.StartsWith("file:", StringComparison.Ordinal) && text.Length > 5:
                return new Secret(IsFile: true, text[5..]);
            default:
                map.Tell(key, "A secret does not stand in this file. Write env:NAME or file:PATH to say where it is.");
                return null;
        }
    }

    private static WarningChannel? Unknown(WatchMap map, string kind)
    {
        map.Tell("kind", $"\"{kind}\" is none of file, webhook, mail, atom, desk, command. The channel is left out.");
        return null;
    }
}
