using Tocsin.Delivery;
using Tocsin.Storage;

namespace Tocsin.Cli.Warn;

/// <summary>The bell beside a watch: both have one record open, so that what is added is looked at in the same moment.</summary>
internal static class WatchRinging
{
    /// <param name="rulesPath">Null for a watch that does not ring.</param>
    /// <param name="once">Reads once, rings for that, and exits with 5 where something rang.</param>
    public static async Task<int> RunAsync(string? rulesPath, string recordPath, bool once, Surroundings surroundings, Func<Surroundings, RecordFile?, Task<int>> watch)
    {
        if (rulesPath is null)
        {
            return await watch(surroundings, null);
        }

        var messages = new Messages(surroundings.Error);
        if (RulesFile.LoadToRing(rulesPath, messages) is not { } rules)
        {
            return ExitCode.Failure;
        }

        await using var record = RecordFile.Open(recordPath, TimeProvider.System);
        await using var bell = new Bell(record, rules.Watch, TimeProvider.System, messages.Tell, rules.Over(record)) { Announce = messages.Tell };
        try
        {
            return once ? await OnceAsync(bell, rules, record, messages, surroundings, watch) : await OnAsync(bell, record, surroundings, watch);
        }
        catch (BellException error)
        {
            messages.Tell(error.Message);
            return ExitCode.Failure;
        }
    }

    private static async Task<int> OnceAsync(Bell bell, RulesFile rules, RecordFile record, Messages messages, Surroundings surroundings, Func<Surroundings, RecordFile?, Task<int>> watch)
    {
        var exit = await watch(surroundings, record);
        await bell.EvaluateAsync(rules.Over(record)?.Invoke(TimeProvider.System.GetUtcNow()), surroundings.Stop);
        await bell.PlanAsync(surroundings.Stop);
        await WarnTrials.FlushAsync(bell, surroundings);
        if (bell.HeldBack.Where(unrung => unrung.Document.Length > 0).ToList() is [var first, ..] held)
        {
            var documents = held.Select(unrung => unrung.Document).Distinct().Count();
            messages.Tell($"{documents} {(documents == 1 ? "report" : "reports")} met a rule, or all but met one, and did not ring: {first.Why}. `tocsin warn list --held` has them all, and `tocsin warn backtest --rules {rules.Path}` tells what would have rung when they came out.");
        }

        return exit == ExitCode.Ok && bell.Rung > 0 ? ExitCode.Warned : exit;
    }

    private static async Task<int> OnAsync(Bell bell, RecordFile record, Surroundings surroundings, Func<Surroundings, RecordFile?, Task<int>> watch)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Stop);
        var ringing = bell.RunAsync(ended.Token);
        var watching = watch(surroundings with { Stop = ended.Token }, record);

        // A watch whose bell cannot ring would look as if all were well: either ends both.
        await Task.WhenAny(ringing, watching);
        await ended.CancelAsync();
        var exit = await watching;
        await ringing;
        return exit;
    }
}
