namespace Tocsin.Intake.Web;

/// <summary>One request at a time to each host, and a pause between them.</summary>
internal sealed class HostManners(TimeProvider clock)
{
    /// <summary>More hosts than this are not remembered once nobody waits for them and their pause is over.</summary>
    private const int HostsMax = 2000;

    private readonly Dictionary<string, Turn> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private readonly TimeProvider _time = clock;

    /// <summary>Waits for this caller's turn at the host. Dispose of the result to end it.</summary>
    /// <param name="pause">Between the end of one request and the start of the next.</param>
    public async Task<IDisposable> EnterAsync(string host, TimeSpan pause, CancellationToken cancellation)
    {
        Turn turn;
        lock (_lock)
        {
            if (_hosts.Count >= HostsMax)
            {
                foreach (var (name, idle) in _hosts.Where(known => known.Value.Waiting == 0 && known.Value.FreeAt <= _time.GetUtcNow()).ToList())
                {
                    _hosts.Remove(name);
                    idle.Gate.Dispose();
                }
            }

            turn = _hosts.TryGetValue(host, out var known) ? known : _hosts[host] = new Turn();
            turn.Waiting++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(turn);
            throw;
        }

        try
        {
            if (turn.FreeAt - _time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            turn.Gate.Release();
            Leave(turn);
            throw;
        }

        return new Visit(this, turn, pause);
    }

    private void Leave(Turn turn)
    {
        lock (_lock)
        {
            turn.Waiting--;
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public DateTimeOffset FreeAt { get; set; }

        public int Waiting { get; set; }
    }

    private sealed class Visit(HostManners manners, Turn turn, TimeSpan pause) : IDisposable
    {
        public void Dispose()
        {
            turn.FreeAt = manners._time.GetUtcNow() + pause;
            turn.Gate.Release();
            manners.Leave(turn);
        }
    }

}
