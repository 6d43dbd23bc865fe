using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tocsin.Tests;

internal sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data)
{
    public string? Header(string name) =>
        Data.Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n")
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 1)..].Trim()).FirstOrDefault();
}

/// <summary>A small SMTP server that takes mail, or misbehaves: faults with 451, refuses with 550, hangs, resets, and breaks off in the middle of its answer to the data.</summary>
internal sealed class MailReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, Manner> _manner;
    private int _count;

    /// <param name="manner">How to treat the n-th connection, from 1.</param>
    public MailReceiver(Func<int, Manner>? manner = null)
    {
        _manner = manner ?? (_ => Manner.Good);
        _listener.Start();
        _ = AcceptAsync();
    }

    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client, _manner(Interlocked.Increment(ref _count)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, Manner manner)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            using var writer = new StreamWriter(stream, Encoding.Latin1) { AutoFlush = true, NewLine = "\r\n" };
            if (manner == Manner.Hang)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            await writer.WriteLineAsync("220 receiver.example ESMTP");
            var (from, to) = (string.Empty, new List<string>());
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                switch (verb)
                {
                    case "MAIL":
                        (from, to) = (line, []);
                        if (manner == Manner.Reset)
                        {
                            client.Client.LingerState = new LingerOption(true, 0);
                            client.Client.Close();
                            return;
                        }

                        await writer.WriteLineAsync(manner == Manner.Fault ? "451 not now" : "250 ok");
                        break;
                    case "RCPT":
                        to.Add(line);
                        await writer.WriteLineAsync(manner == Manner.Gone ? "550 no such user" : "250 ok");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        var data = new StringBuilder();
                        string? text;
                        while ((text = await reader.ReadLineAsync(_stop.Token)) is not null && text != ".")
                        {
                            data.Append(text.StartsWith('.') ? text[1..] : text).Append("\r\n");
                        }

                        if (text is null)
                        {
                            // Broken off in the middle: not taken, as no server takes it.
                            return;
                        }

                        Mails.Enqueue(new ReceivedMail(from, to, data.ToString()));
                        if (manner == Manner.HalfAnswer)
                        {
                            await writer.WriteAsync("25");
                            return;
                        }

                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 receiver.example");
                        break;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }
}
