using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tocsin.Tests;

/// <summary>How a receiver treats a request.</summary>
internal enum Manner
{
    Good,

    /// <summary>Answers 500.</summary>
    Fault,

    /// <summary>Answers 404.</summary>
    Gone,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>Cuts the connection off without a word.</summary>
    Reset,

    /// <summary>Takes the message, begins to answer and stops in the middle of the first line.</summary>
    HalfAnswer,

    /// <summary>Answers with a redirect to itself.</summary>
    Redirect,
}

/// <param name="At">Ticks of the stopwatch when the whole request was there.</param>
internal sealed record ReceivedRequest(IReadOnlyDictionary<string, string> Headers, byte[] Body, Manner Manner, long At);

/// <summary>A small HTTP server on a port of its own, over bare sockets, so that it can misbehave in every way.</summary>
internal sealed class HttpReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, Manner> _manner;
    private int _count;

    /// <param name="manner">How to treat the n-th request, from 1.</param>
    public HttpReceiver(Func<int, Manner>? manner = null)
    {
        _manner = manner ?? (_ => Manner.Good);
        _listener.Start();
        _ = AcceptAsync();
    }

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/alerts");

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
                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        client.NoDelay = true;
        try
        {
            var stream = client.GetStream();
            while (await RequestAsync(stream) is { } request)
            {
                var manner = _manner(Interlocked.Increment(ref _count));
                Requests.Enqueue(new ReceivedRequest(request.Headers, request.Body, manner, System.Diagnostics.Stopwatch.GetTimestamp()));
                switch (manner)
                {
                    case Manner.Hang:
                        await Task.Delay(Timeout.Infinite, _stop.Token);
                        break;
                    case Manner.Reset:
                        client.Client.LingerState = new LingerOption(true, 0);
                        client.Client.Close();
                        return;
                    case Manner.HalfAnswer:
                        await stream.WriteAsync("HTTP/1.1 20"u8.ToArray(), _stop.Token);
                        return;
                }

                var answer = manner switch { Manner.Fault => "500 Fault", Manner.Gone => "404 Gone", Manner.Redirect => "307 There\r\nLocation: /alerts", _ => "204 Good" };
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n".Replace("204 Good\r\nContent-Length: 0", "204 Good", StringComparison.Ordinal)), _stop.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task<(Dictionary<string, string> Headers, byte[] Body)?> RequestAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var headers = Encoding.ASCII.GetString([.. head]).Split("\r\n").Skip(1).Where(line => line.Contains(':', StringComparison.Ordinal))
            .ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return (headers, body);
    }
}
