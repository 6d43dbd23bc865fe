using Microsoft.Extensions.Logging;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Views;
using Tocsin.Storage;

namespace Tocsin.Desk.Assessments;

/// <summary>Verdicts on contested intentions, worked out beside the pages and kept until the record moves.</summary>
public sealed partial class VerdictStore(DeskRecord record, ViewStore views, ILogger<VerdictStore> log) : IDisposable
{
    private const int Kept = 64;

    /// <summary>A page waits no longer than that for one, and says that the evidence is being weighed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);

    /// <summary>In a large situation weighing takes longer than that, and begins when the page is out.</summary>
    private const int SoonMax = 150;
    private static readonly TimeSpan PageFirst = TimeSpan.FromMilliseconds(300);

    /// <summary>One at a time, so that the pages keep a processor: each may need a view of its own.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<(string View, string Matter), Task<Verdict?>> _kept = [];
    private RecordMark _mark;

    /// <returns>Whether it is worked out, and the verdict; null where there is none to give.</returns>
    public async Task<(bool IsDone, Verdict? Verdict)> SoonAsync(DeskView view, ContestedMatter matter)
    {
        var isSoon = view.State.Documents.Length <= SoonMax;
        var verdict = GetAsync(view, matter, isSoon ? TimeSpan.Zero : PageFirst);
        if (!verdict.IsCompleted && isSoon)
        {
            await Task.WhenAny(verdict, Task.Delay(Patience));
        }

        return (verdict.IsCompleted, verdict.IsCompletedSuccessfully ? verdict.Result : null);
    }

    public Task<Verdict?> GetAsync(DeskView view, ContestedMatter matter) => GetAsync(view, matter, TimeSpan.Zero);

    public void Dispose() => _turn.Dispose();

    private Task<Verdict?> GetAsync(DeskView view, ContestedMatter matter, TimeSpan delay)
    {
        if (!Verdict.CanBeGiven(matter))
        {
            return Task.FromResult<Verdict?>(null);
        }

        var (key, mark) = ((view.Query.Key, matter.Id), record.File.Mark());
        lock (_lock)
        {
            if (_mark != mark || _kept.Count >= Kept)
            {
                _kept.Clear();
                _mark = mark;
            }

            // What failed is tried again by the next that asks.
            if (_kept.TryGetValue(key, out var begun) && !begun.IsFaulted)
            {
                return begun;
            }

            var verdict = Task.Run(() => WeighAsync(view, matter, delay));
            verdict.ContinueWith(failed => Failed(log, failed.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _kept[key] = verdict;
            return verdict;
        }
    }

    private async Task<Verdict?> WeighAsync(DeskView view, ContestedMatter matter, TimeSpan delay)
    {
        await Task.Delay(delay);
        await _turn.WaitAsync();
        try
        {
            return Verdict.Of(views, view, matter);
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A contested intention was not weighed")]
    private static partial void Failed(ILogger log, Exception error);
}
