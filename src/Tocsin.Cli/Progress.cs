using System.Diagnostics;
using System.Globalization;

namespace Tocsin.Cli;

/// <summary>One line on a terminal's standard error that says how far the reading is. Shown only once reading takes noticeable time.</summary>
/// <param name="total">Files to read. A file of JSON Lines holds more documents than that, so the bar counts what is done and never claims more than it knows.</param>
internal sealed class Progress(TextWriter error, int total)
{
    private const int Cells = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private TimeSpan _shownAt;
    private bool _isShown;

    public void Show(int done)
    {
        lock (_lock)
        {
            var now = _clock.Elapsed;
            if (now < Patience || now - _shownAt < Pause)
            {
                return;
            }

            _shownAt = now;
            _isShown = true;
            var rate = done / now.TotalSeconds;
            var share = Math.Min(1.0, (double)done / total);
            var filled = (int)(share * Cells);
            error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\r\u001b[2K{new string('█', filled)}{new string('░', Cells - filled)} {done:N0}{(done <= total ? $" of {total:N0}" : " documents")} · {rate:N0}/s"));
        }
    }

    /// <summary>Takes the line off the screen, so that something else can be written there.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_isShown)
            {
                error.Write("\r\u001b[2K");
                _isShown = false;
            }
        }
    }
}
