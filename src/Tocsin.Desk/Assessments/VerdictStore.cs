using Microsoft.Extensions.Logging;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Views;
using Tocsin.Storage;

namespace Tocsin.Desk.Assessments;

/// <summary>Verdicts on contested intentions, worked out beside the pages and kept until the record moves.</summary>
public sealed partial class VerdictStore(DeskRecord record, ViewStore views, ILogger<VerdictStore> log)
{
    private const int Kept = 64;

    /// <summary>A page waits no longer than that for one, and says that the evidence is being weighed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);

    /// <summary>In a large situation weighing takes longer than that, and begins when the page is out.</summary>
    private const int SoonMax = 150;
    private static readonly TimeSpan PageFirst = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();

    /// <summary>One at a time, so that the pages keep a processor: each may need a view of its own.</summary>
    private Task _turn = Task.CompletedTask;
    private readonly Dictionary<(string View, string Matter), Weighing> _kept = [];
    private RecordMark _mark;

    /// <returns>Whether it is worked out, and the verdict; null where there is none to give.</returns>
    public async Task<(bool IsDone, Verdict? Verdict)> SoonAsync(DeskView view, ContestedMatter matter)
    {
        var isSoon = view.State.Documents.Length <= SoonMax;
        var verdict = Begun(view, matter, isSoon ? TimeSpan.Zero : PageFirst, isAwaited: false);
        if (!verdict.IsCompleted && isSoon)
        {
            await Task.WhenAny(verdict, Task.Delay(Patience));
        }

        return (verdict.IsCompleted, verdict.IsCompletedSuccessfully ? verdict.Result : null);
    }

    public Task<Verdict?> GetAsync(DeskView view, ContestedMatter matter) => Begun(view, matter, TimeSpan.Zero, isAwaited: true);

    private Task<Verdict?> Begun(DeskView view, ContestedMatter matter, TimeSpan delay, bool isAwaited)
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
            if (_kept.TryGetValue(key, out var begun) && !begun.Verdict.IsFaulted)
            {
                begun.IsAwaited |= isAwaited;
                return begun.Verdict;
            }

            var weighing = new Weighing { IsAwaited = isAwaited };
            var before = _turn;
            _turn = weighing.Verdict = Task.Run(() => WeighAsync(view, matter, delay, before, weighing, mark));
            weighing.Verdict.ContinueWith(failed => Failed(log, failed.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _kept[key] = weighing;
            return weighing.Verdict;
        }
    }

    private async Task<Verdict?> WeighAsync(DeskView view, ContestedMatter matter, TimeSpan delay, Task before, Weighing weighing, RecordMark mark)
    {
        await Task.Delay(delay);
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            // The record has moved, and nobody waits: whoever loads the page again asks for that of the new record.
            if (_mark != mark && !weighing.IsAwaited)
            {
                return null;
            }
        }

        return Verdict.Of(views, view, matter);
    }

    private sealed class Weighing
    {
        public Task<Verdict?> Verdict { get; set; } = null!;

        /// <summary>Somebody's page shows nothing before it is done.</summary>
        public bool IsAwaited { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A contested intention was not weighed")]
    private static partial void Failed(ILogger log, Exception error);
}
