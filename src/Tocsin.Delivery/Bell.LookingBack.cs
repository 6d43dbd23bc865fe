using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Storage.Warnings;

namespace Tocsin.Delivery;

/// <content>A rule that was mended, or is new, is held to what came in while it was not there.</content>
public sealed partial class Bell
{
    private bool _hasLookedBack;

    /// <summary>Once, before anything else is looked at: what new and changed rules would have rung for and what is still fresh. What rang by such a rule before does not ring again.</summary>
    private async Task LookBackAsync(List<Warning> made, CancellationToken stop)
    {
        if (_hasLookedBack)
        {
            return;
        }

        var held = _record.Warnings.RulesHeld(_watch.Status);
        var digests = _watch.Rules.ToDictionary(rule => rule.Id, Digest, StringComparer.Ordinal);
        ImmutableArray<Rule> changed = [.. _watch.Rules.Where(rule => rule is Rule.Near or Rule.Threat && held.GetValueOrDefault(rule.Id) != digests[rule.Id])];
        if (_record.Warnings.Progress() is { } progress && !changed.IsEmpty)
        {
            await LookBackAsync(changed, progress, made, stop).ConfigureAwait(false);
        }

        await _record.Warnings.HoldRulesAsync(_watch.Status, digests, stop).ConfigureAwait(false);
        _hasLookedBack = true;
    }

    private async Task LookBackAsync(ImmutableArray<Rule> changed, WarningProgress progress, List<Warning> made, CancellationToken stop)
    {
        var now = _time.GetUtcNow();
        _memory.Refresh(now);
        var engine = new WarningEngine(_watch with { Rules = changed });
        var rules = changed.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var told = _memory.Messages.Where(message => rules.Contains(message.Rule)).SelectMany(message => message.Evidence).Select(evidence => evidence.Document).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<Analysis.Record.Correction> decided = [.. Analysis.Record.Correction.Standing(_record.Corrections.List())];
        ImmutableHashSet<string> withdrawn = [.. decided.OfType<Analysis.Record.Correction.Retract>().Select(retract => retract.Document)];
        var after = Math.Max(_record.Warnings.LastReadingBefore(now - changed.Max(rule => rule.Common.Fresh)), progress.Reading - ReadingsBackMax);
        while (after < progress.Reading)
        {
            var (readings, last) = _record.Warnings.Fresh(after, (int)Math.Min(ReadingsAtOnce, progress.Reading - after));
            var fresh = As([.. readings.Where(reading => !told.Contains(reading.Document.Id))], decided, now);
            var facts = new WarningFacts(now, fresh, [], [], [], _record.Warnings.Links(fresh), withdrawn);
            await SayAsync(engine.Evaluate(facts, _memory.Messages), null, now, made, stop).ConfigureAwait(false);
            after = readings.Count == 0 ? progress.Reading : last;
        }
    }

    /// <summary>Of all that a rule says, but not of where it stands in the file.</summary>
    private static string Digest(Rule rule) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object>(rule with { Common = rule.Common with { Line = 0 } })));
}
