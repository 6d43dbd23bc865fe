using System.Collections.Immutable;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Storage;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <summary>Holds the rules to what is added to a record and rings: evaluates, plans who is called, and keeps the channels going. One bell a record.</summary>
/// <remarks>All that it knows is in the record, so another one goes on where this one ends, however it ends.</remarks>
public sealed partial class Bell : IAsyncDisposable
{
    private const int ReadingsAtOnce = 256;

    /// <summary>A record that was kept without rules is not gone through from its beginning: what is so far back is no news.</summary>
    private const int ReadingsBackMax = 20_000;

    /// <summary>Warnings that ended longer ago are of no use to the rules.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private static readonly TimeSpan PlanEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often it is asked how things stand; where that takes long, it rests ten times as long.</summary>
    private static readonly TimeSpan StandEvery = TimeSpan.FromSeconds(10);

    private const int StandRest = 10;

    private const int HeldBackMax = 1000;

    private readonly RecordFile _record;
    private readonly WatchFile _watch;
    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly Func<DateTimeOffset, Standing?>? _standing;
    private readonly WarningEngine _engine;
    private readonly Dictionary<string, ChannelWorker> _workers;
    private readonly List<IDisposable> _owned = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly WarningMemory _memory;

    /// <param name="tell">Told what somebody must know, such as a message that was given up; from any thread.</param>
    /// <param name="standing">Assessments and tensions at a moment; null where there are none, or nothing has changed. Asked every ten seconds, beside everything else, so it may take its time.</param>
    /// <param name="retry">Null for <see cref="RetryPolicy.Usual"/>.</param>
    public Bell(RecordFile record, WatchFile watch, TimeProvider time, Action<string> tell, Func<DateTimeOffset, Standing?>? standing = null, RetryPolicy? retry = null)
    {
        (_record, _watch, _time, _tell, _standing) = (record, watch, time, tell, standing);
        _engine = new WarningEngine(watch);
        _memory = new WarningMemory(record.Warnings, Remembered);
        _workers = watch.Channels.ToDictionary(channel => channel.Id, channel => new ChannelWorker(channel.Id, Sender(channel), record, time, retry ?? RetryPolicy.Usual, tell), StringComparer.Ordinal);
    }

    /// <summary>Told what the bell does, for whoever sits before it: each message, and whom it calls. From any thread.</summary>
    public Action<string> Announce { get; init; } = _ => { };

    /// <summary>How many messages rang since this bell began.</summary>
    public int Rung { get; private set; }

    /// <summary>Reports that a rule matched and that may not ring, such as old ones, since this bell began.</summary>
    public ImmutableArray<Unrung> HeldBack { get; private set; } = [];

    /// <summary>Rings until it is stopped.</summary>
    /// <exception cref="BellException">Another bell rings for this record.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var only = BellLock.Take(_record.Path);
        await _record.Warnings.Outbox.RecoverAsync(stop).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<Task> running = [.. _workers.Values.Select(worker => Task.Run(() => worker.RunAsync(ended.Token), CancellationToken.None))];
        running.Add(Task.Run(() => HeartbeatAsync(ended.Token), CancellationToken.None));
        running.Add(Task.Run(() => TimerAsync(ended.Token), CancellationToken.None));
        running.Add(Task.Run(() => StandAsync(ended.Token), CancellationToken.None));
        try
        {
            await foreach (var mark in _record.Changes(stop).ConfigureAwait(false))
            {
                await GuardedAsync(() => EvaluateAsync(stop)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at all that was added since the last time, and records what is to be said and to whom.</summary>
    public Task<IReadOnlyList<Warning>> EvaluateAsync(CancellationToken stop = default) => EvaluateAsync(null, stop);

    /// <param name="standing">How things stand; null to look at what was added alone.</param>
    public async Task<IReadOnlyList<Warning>> EvaluateAsync(Standing? standing, CancellationToken stop = default)
    {
        await _one.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var made = new List<Warning>();
            await LookBackAsync(made, stop).ConfigureAwait(false);
            while (await StepAsync(made, standing, stop).ConfigureAwait(false))
            {
                standing = null;
            }

            return made;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Plans the calls that are due now. Returns when to plan again; null where nobody is to be called.</summary>
    public async Task<DateTimeOffset?> PlanAsync(CancellationToken stop = default)
    {
        await _one.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var now = _time.GetUtcNow();
            _memory.Refresh(now);
            var drafts = new List<OutboxDraft>();
            var coming = new List<PlannedCall>();
            DateTimeOffset? next = null;
            var acknowledged = _record.Warnings.Acknowledgements();
            foreach (var subject in _memory.Subjects.Where(subject => subject.IsLive(now) && subject.Messages.Any(message => message.Reach == WarningReach.Ring)))
            {
                var plan = Plan(subject, acknowledged[subject.First.Subject], _record.Warnings.Outbox.List(subject.First.Subject), now);
                drafts.AddRange(plan.Due.Select(page => Draft(page, subject)));
                coming.AddRange(Coming(subject, plan));
                next = plan.NextAt is { } at && (next is null || at < next) ? at : next;
            }

            await _record.Warnings.Outbox.StopExpiredAsync(stop).ConfigureAwait(false);
            if (drafts.Count > 0)
            {
                await _record.Warnings.Outbox.AddAsync(drafts, stop).ConfigureAwait(false);
                TellCalls(drafts);
                Wake();
            }

            await TellNextAsync(coming, stop).ConfigureAwait(false);
            return next;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Records a message that no rule made, such as a drill, and what is to be sent of it.</summary>
    public async Task SayAsync(Warning warning, IReadOnlyList<OutboxDraft> drafts, CancellationToken stop = default)
    {
        await _record.Warnings.SaveAsync([(warning, CapWriter.Write(WarningCap.Of(warning, _watch.Sender)))], drafts, null, stop).ConfigureAwait(false);
        Wake();
    }

    /// <summary>What is to be sent of a message at once: to channels that keep messages, and to those who are called first.</summary>
    public IReadOnlyList<OutboxDraft> Drafts(Warning warning, DateTimeOffset now) => Drafts(warning, _memory.With(warning), now);

    /// <summary>Empties the queues as far as anything is due now, and returns. For commands that ring once.</summary>
    public async Task FlushAsync(TimeSpan most, CancellationToken stop)
    {
        using var only = BellLock.Take(_record.Path);
        await _record.Warnings.Outbox.RecoverAsync(stop).ConfigureAwait(false);
        await _record.Warnings.BeatAsync(stop).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = _workers.Values.Select(worker => Task.Run(() => worker.RunAsync(ended.Token), CancellationToken.None)).ToList();
        var until = _time.GetTimestamp();
        while (!stop.IsCancellationRequested && _time.GetElapsedTime(until) < most
            && _record.Warnings.Outbox.Open().Any(item => item.State == OutboxState.Sending || (item.Attempts == 0 && item.NextAt <= _time.GetUtcNow() && _workers.ContainsKey(item.Channel))))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var worker in _workers.Values)
        {
            worker.Dispose();
        }

        _owned.ForEach(one => one.Dispose());
        _one.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns>Whether there may be more to look at.</returns>
    private async Task<bool> StepAsync(List<Warning> made, Standing? standing, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        var progress = _record.Warnings.Progress() ?? new WarningProgress(Math.Max(0, _record.Warnings.LastReading() - ReadingsBackMax), 0, now);
        var (fresh, last) = _record.Warnings.Fresh(progress.Reading, ReadingsAtOnce);
        var corrections = _record.Mark().Corrections;
        if (fresh.Count == 0 && corrections == progress.Correction && standing is null)
        {
            return false;
        }

        _memory.Refresh(now);
        IReadOnlyCollection<Correction> all = corrections == 0 ? [] : _record.Corrections.List();
        IReadOnlyList<Correction> decided = [.. Correction.Standing(all)];
        ImmutableHashSet<string> withdrawn = [.. decided.OfType<Correction.Retract>().Select(retract => retract.Document)];
        var reconsidered = corrections == progress.Correction ? [] : Reconsidered([.. all.Skip((int)progress.Correction)], all, decided, now);
        ImmutableArray<SourceHeard> sources = standing is not null && _watch.Rules.Any(rule => rule is Rule.Silence)
            ? [.. _record.Documents.Outlets().Where(outlet => outlet.Outlet is not null).Select(outlet => new SourceHeard(outlet.Outlet!, outlet.LastAt))]
            : [];
        var facts = new WarningFacts(
            now, As(fresh, decided, now), standing?.Assessed ?? [], standing?.Tensions ?? [], sources, _record.Warnings.Links([.. fresh, .. reconsidered]), withdrawn)
        { Reconsidered = reconsidered };
        await SayAsync(_engine.Evaluate(facts, _memory.Messages), new WarningProgress(last, corrections, now), now, made, stop).ConfigureAwait(false);
        return fresh.Count == ReadingsAtOnce;
    }

    /// <summary>Records what an evaluation came to with all that is to be sent of it, and wakes the channels.</summary>
    /// <param name="progress">Null where the rules have not looked further than before.</param>
    private async Task SayAsync(WarningOutcome outcome, WarningProgress? progress, DateTimeOffset now, List<Warning> made, CancellationToken stop)
    {
        var drafts = new List<OutboxDraft>();
        foreach (var message in outcome.Messages)
        {
            _memory.Add(message);
        }

        foreach (var message in outcome.Messages.Where(message => message.Reach != WarningReach.Keep))
        {
            drafts.AddRange(Drafts(message, _memory.Subjects.First(subject => subject.First.Subject == message.Subject), now));
        }

        var saved = outcome.Messages.Select(message => (message, message.Reach == WarningReach.Keep ? null : CapWriter.Write(WarningCap.Of(message, _watch.Sender)))).ToList();
        try
        {
            await _record.Warnings.SaveAsync(saved, drafts, progress, (_watch.Status, outcome.Unrung), stop).ConfigureAwait(false);
        }
        catch
        {
            // What is not recorded was not said, and is to be said when the record can be written again.
            _memory.Forget();
            throw;
        }

        made.AddRange(outcome.Messages);
        HeldBack = HeldBack.AddRange(outcome.Unrung.Take(HeldBackMax - HeldBack.Length));
        Rung += outcome.Messages.Count(message => message.Reach == WarningReach.Ring);
        foreach (var message in outcome.Messages.Where(message => message.Reach != WarningReach.Keep))
        {
            Announce($"{message.Subject} {(message.Reach == WarningReach.Ring ? "RINGS, " : "")}{message.Severity.ToString().ToLowerInvariant()}: {WarningCap.Title(message)}");
        }

        if (drafts.Count > 0)
        {
            TellCalls(drafts);
            Wake();
        }
    }

    /// <summary>What fields were corrected in since the last time, and all else that tells the warnings which rest on it: as people decided that it is to be read.</summary>
    private ImmutableArray<RecordedReading> Reconsidered(IReadOnlyList<Correction> news, IReadOnlyCollection<Correction> all, IReadOnlyList<Correction> decided, DateTimeOffset now)
    {
        // Who takes a decision back decides on the same reports again; of an undo of an undo it is the decision below both.
        Correction Below(Correction one) => one is Correction.Undo undo && all.FirstOrDefault(other => other.Id == undo.Decision) is { } taken ? Below(taken) : one;
        var touched = news.Select(Below).Where(one => one is Correction.Field or Correction.Retract).SelectMany(Corrected.DocumentsOf).ToHashSet(StringComparer.Ordinal);
        if (touched.Count == 0)
        {
            return [];
        }

        var beside = _memory.Subjects.Where(subject => subject.IsLive(now)).Select(subject => subject.Evidence.Select(evidence => evidence.Document).ToList()).Where(documents => documents.Exists(touched.Contains)).SelectMany(documents => documents);
        return As([.. touched.Union(beside).Order(StringComparer.Ordinal).Select(document => _record.Documents.Reading(document)).OfType<RecordedReading>()], decided, now);
    }

    private static ImmutableArray<RecordedReading> As(IReadOnlyList<RecordedReading> readings, IReadOnlyList<Correction> decided, DateTimeOffset now) =>
        decided.Count == 0 || readings.Count == 0 ? [.. readings] : Corrected.Apply(new RecordFacts(now, [.. readings], [], [], [.. decided])).Readings;

    private List<OutboxDraft> Drafts(Warning message, WarningSubject subject, DateTimeOffset now)
    {
        if (message.Status == CapStatus.Draft)
        {
            return [];
        }

        var drafts = _watch.Channels.Where(channel => !channel.Calls)
            .Select(channel => new OutboxDraft($"{message.Id}/kept/{channel.Id}", message.Id, channel.Id, "", 0, 0, message.Severity, now)).ToList();
        switch (message.Reach)
        {
            case WarningReach.Ring:
                drafts.AddRange(Plan(subject, [], [], now).Due.Select(page => Draft(page, subject)));
                break;
            case WarningReach.StandDown:
                var called = _record.Warnings.Outbox.List(message.Subject).Where(item => item is { Contact.Length: > 0, Attempts: > 0 }).Select(item => (item.Contact, item.Channel)).Distinct();
                drafts.AddRange(called.Select(whom => new OutboxDraft($"{message.Id}/over/{whom.Contact}/{whom.Channel}", message.Id, whom.Channel, whom.Contact, -1, 0, message.Severity, now)));
                break;
        }

        return drafts;
    }

    private LadderPlan Plan(WarningSubject subject, IEnumerable<WarningAcknowledgement> acknowledged, IReadOnlyList<OutboxItem> sent, DateTimeOffset now)
    {
        var steps = _watch.Rules.FirstOrDefault(rule => rule.Id == subject.First.Rule) is { } rule ? _watch.Steps(rule.Common) : [.. _watch.Contacts.Select(contact => ImmutableArray.Create(contact))];
        var planned = sent.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        var givenUp = sent.Where(item => item is { State: OutboxState.GivenUp, DoneAt: not null }).ToDictionary(item => item.Key, item => item.DoneAt!.Value, StringComparer.Ordinal);
        return Ladder.Plan(subject, _watch, steps, acknowledged, planned, givenUp, now);
    }

    private static OutboxDraft Draft(Page page, WarningSubject subject) => new(page.Key, page.Message, page.Channel, page.Contact, page.Round, page.Step, subject.SeverityMax, page.DueAt);

    /// <summary>Whoever sits before the console sees whom it calls.</summary>
    private void TellCalls(List<OutboxDraft> drafts)
    {
        foreach (var call in drafts.Where(draft => draft.Contact.Length > 0).GroupBy(draft => (Subject: draft.Warning[..draft.Warning.LastIndexOf('-')], draft.Contact)))
        {
            var name = _watch.Contacts.FirstOrDefault(contact => contact.Id == call.Key.Contact)?.Name ?? call.Key.Contact;
            Announce($"{call.Key.Subject} calls {name} over {string.Join(", ", call.Select(draft => draft.Channel))}");
        }
    }

    private void Wake()
    {
        foreach (var worker in _workers.Values)
        {
            worker.Wake();
        }
    }

    private async Task TimerAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(PlanEvery, _time);
        try
        {
            do
            {
                await GuardedAsync(() => PlanAsync(stop)).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>Rules about how things stand. Apart from the ladder and from fresh reports, which must not wait for what takes longer.</summary>
    private async Task StandAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var began = _time.GetTimestamp();
                await GuardedAsync(() => EvaluateAsync(_standing?.Invoke(_time.GetUtcNow()) ?? Standing.None, stop)).ConfigureAwait(false);
                var rest = _time.GetElapsedTime(began) * StandRest;
                await Task.Delay(rest > StandEvery ? rest : StandEvery, _time, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task HeartbeatAsync(CancellationToken stop)
    {
        using var beat = new BellHeartbeat(_watch.Heartbeat, _record, _time, _tell);
        await beat.RunAsync(stop).ConfigureAwait(false);
    }

    /// <summary>A record that cannot be written for a while must not end the bell.</summary>
    private async Task GuardedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (RecordException error)
        {
            _tell($"the bell: {error.Message}");
        }
    }

    private ISender Sender(WarningChannel channel)
    {
        switch (channel)
        {
            case WarningChannel.FileDrop drop:
                return new FileSender(drop);
            case WarningChannel.Webhook hook:
                var sender = new WebhookSender(hook, _time);
                _owned.Add(sender);
                return sender;
            case WarningChannel.Mail mail:
                return new MailSender(mail);
            case WarningChannel.AtomFeed feed:
                return new AtomSender(feed, _record, _watch.Sender);
            case WarningChannel.Command command:
                return new CommandSender(command, Secrets.Variables(_watch));
            default:
                return new DeskSender();
        }
    }
}
