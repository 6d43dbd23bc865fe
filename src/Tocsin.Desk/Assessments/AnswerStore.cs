using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tocsin.Analysis.Record;
using Tocsin.Desk.Situations;
using Tocsin.Desk.Views;
using Tocsin.Storage;

namespace Tocsin.Desk.Assessments;

/// <summary>Answers to the questions of situations, worked out beside the pages and kept until the record moves.</summary>
public sealed partial class AnswerStore(DeskRecord record, ViewStore views, ILogger<AnswerStore> log)
{
    private const int Kept = 12;
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, RecordMark Mark, Task<ImmutableArray<AskedAndAnswered>> Answers)> _kept = new();

    /// <summary>Null while they are being worked out, which begins with the first that asks.</summary>
    public ImmutableArray<AskedAndAnswered>? TryGet(Situation situation, SituationQuery query) => Begin(situation, query) is { IsCompletedSuccessfully: true } done ? done.Result : null;

    public Task<ImmutableArray<AskedAndAnswered>> GetAsync(Situation situation, SituationQuery query) => Begin(situation, query);

    private Task<ImmutableArray<AskedAndAnswered>> Begin(Situation situation, SituationQuery query)
    {
        var (key, mark) = (new ViewQuery(situation, query.AsOf, query.Clock).Key, record.File.Mark());
        lock (_lock)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                // What failed is tried again by the next that asks.
                if (node.Value.Key == key && node.Value.Mark == mark && !node.Value.Answers.IsFaulted)
                {
                    return node.Value.Answers;
                }
            }

            var answers = Task.Run(() => AssessmentModel.Of(views, situation, query.AsOf, query.Clock, record.Bell?.Questions ?? []));
            answers.ContinueWith(failed => Failed(log, failed.Exception!.GetBaseException()), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            for (var node = _kept.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Mark != mark || node.Value.Key == key)
                {
                    _kept.Remove(node);
                }

                node = next;
            }

            _kept.AddFirst((key, mark, answers));
            while (_kept.Count > Kept)
            {
                _kept.RemoveLast();
            }

            return answers;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Questions were not answered")]
    private static partial void Failed(ILogger log, Exception error);
}
