using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tocsin.Intake.Tests.Web;

/// <summary>A server on this machine that answers each path byte by byte as a test says, however wrong that is.</summary>
internal sealed class RoughServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Func<Request, Stream, CancellationToken, Task>> _paths = new();
    private readonly ConcurrentQueue<Request> _requests = new();
    private readonly Task _accepting;
    private int _open;

    public RoughServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <param name="Headers">Names in lower case.</param>
    public sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers, DateTimeOffset At);

    public int Port { get; }

    /// <summary>The most requests that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    public IEnumerable<Request> Requests => _requests;

    public string Url(string path, string host = "press.test") => string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}{path}");

    public int CountOf(string path) => _requests.Count(request => request.Path == path);

    /// <summary>Answers with these bytes and closes.</summary>
    public void Raw(string path, Func<Request, Stream, CancellationToken, Task> answer) => _paths[path] = answer;

    public void Answer(string path, Func<Request, (int Status, string Headers, string Body)> answer) => Raw(path, async (request, stream, cancellation) =>
    {
        var (status, headers, body) = answer(request);
        var bytes = Encoding.UTF8.GetBytes(body);
        var end = headers.Length == 0 || headers.EndsWith('\n') ? "" : "\r\n";
        var length = headers.Contains("Content-Length", StringComparison.OrdinalIgnoreCase) ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes.Length}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\n{headers}{end}{length}Connection: close\r\n\r\n")), cancellation);
        await stream.WriteAsync(bytes, cancellation);
    });

    public void Answer(string path, int status, string headers, string body) => Answer(path, _ => (status, headers, body));

    public void Ok(string path, string body, string type = "application/rss+xml") => Answer(path, 200, $"Content-Type: {type}", body);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
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
        catch (OperationCanceledException)
        {
        }
        catch (SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            await using var stream = client.GetStream();
            var head = new List<byte>();
            var one = new byte[1];
            while (!(head.Count >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n'))
            {
                if (head.Count > 16_000 || await stream.ReadAsync(one, _stop.Token) == 0)
                {
                    return;
                }

                head.Add(one[0]);
            }

            lock (_requests)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_open);
            }

            var lines = Encoding.Latin1.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[1].Trim());
            var request = new Request(lines[0].Split(' ')[1], headers, DateTimeOffset.UtcNow);
            _requests.Enqueue(request);
            if (_paths.TryGetValue(request.Path, out var answer))
            {
                await answer(request, stream, _stop.Token);
            }
            else
            {
                await stream.WriteAsync("HTTP/1.1 404 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), _stop.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, or the test is over.
        }
        finally
        {
            lock (_requests)
            {
                _open--;
            }
        }
    }
}

/// <summary>A clock that stands where a test puts it; its timers run.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
