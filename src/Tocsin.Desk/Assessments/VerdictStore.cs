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

    private readonly Lock _lock = new();
    private readonly Dictionary<(string View, string Matter), Task<Verdict?>> _kept = [];
    private RecordMark _mark;

    /// <returns>Whether it is worked out, and the verdict; null where there is none to give.</returns>
    public async Task<(bool IsDone, Verdict? Verdict)> SoonAsync(DeskView view, ContestedMatter matter)
    {
        var verdict = GetAsync(view, matter);
        if (!verdict.IsCompleted)
        {
            await Task.WhenAny(verdict, Task.Delay(Patience));
        }

        return (verdict.IsCompleted, verdict.IsCompletedSuccessfully ? verdict.Result : null);
    }

    public Task<Verdict?> GetAsync(DeskView view, ContestedMatter matter)
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

            var verdict = Task.Run(() => Verdict.Of(views, view, matter));
            verdict.ContinueWith(failed => Failed(log, failed.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _kept[key] = verdict;
            return verdict;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A contested intention was not weighed")]
    private static partial void Failed(ILogger log, Exception error);
}
