using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Analysis.Warnings;
using Tocsin.Analysis.Watching;
using Tocsin.Storage;

namespace Tocsin.Cli.Warn;

/// <summary>Holds the rules to the past, on the clock of publication: what they would have said, when, and how much of it was wrong.</summary>
internal static class WarnBacktest
{
    /// <summary>Weighing questions takes a moment; a record of more steps is weighed at so many of them, evenly.</summary>
    private const int StandingsMax = 200;

    public static int Run(string path, string rulesPath, DateTimeOffset? from, DateTimeOffset? to, string? labelsPath, Surroundings surroundings)
    {
        var messages = new Messages(surroundings.Error);
        if (RulesFile.Load(rulesPath, messages) is not { } rules || Labels(labelsPath, messages) is not { } labels)
        {
            return ExitCode.Failure;
        }

        using var record = RecordFile.OpenReadOnly(path, TimeProvider.System);
        var recorded = record.Facts(Situation.Everything, from: from, to: to);
        var known = recorded with { Corrections = [.. Correction.Standing(recorded.Corrections)] };
        var facts = Corrected.Apply(known);
        var withdrawn = known.Corrections.OfType<Correction.Retract>().Select(retract => retract.Document).ToImmutableHashSet();
        var links = record.Warnings.Links(facts.Readings);
        var engine = new WarningEngine(rules.Watch);
        var said = new List<Warning>();
        var unrung = new List<Unrung>();
        foreach (var (now, fresh, standing) in Steps(rules, facts, Standings(rules, record, from, to)))
        {
            var heard = facts.Readings.Where(reading => reading.Document.Outlet is not null && reading.Document.PublishedAt < now)
                .GroupBy(reading => reading.Document.Outlet!).Select(group => new SourceHeard(group.Key, group.Max(reading => HeardAt(reading.Document, now))));
            ImmutableArray<SourceHeard> sources = rules.Watch.Rules.Any(rule => rule is Rule.Silence) ? [.. heard] : [];
            var outcome = engine.Evaluate(new WarningFacts(now, fresh, standing.Assessed, standing.Tensions, sources, links, withdrawn), said);
            said.AddRange(outcome.Messages);
            unrung.AddRange(outcome.Unrung);
        }

        return WarnLists.Print(Page(rules.Watch, facts, said, unrung, labels), surroundings) ?? ExitCode.Ok;
    }

    /// <summary>Of a report that tells only its day, the day may be the whole of it.</summary>
    private static DateTimeOffset HeardAt(RecordedDocument document, DateTimeOffset now)
    {
        var at = document.PublishedAt!.Value;
        return document.PublishedToTheMinute ? at : at.AddDays(1) < now ? at.AddDays(1) : now;
    }

    /// <summary>How things stood at a moment. What came out before the time that is tested is known then too.</summary>
    private static Func<DateTimeOffset, Standing> Standings(RulesFile rules, RecordFile record, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (rules.Standing is not { } reader)
        {
            return _ => Standing.None;
        }

        var scopes = reader.Scopes.Select(scope => (Scope: scope, Facts: record.Facts(scope, from: from?.AddDays(-StandingReader.DaysBack), to: to))).ToList();
        var last = new Dictionary<Situation, (int Reports, DateOnly Day, Standing Standing)>(ReferenceEqualityComparer.Instance);
        return now => Standing.Of(scopes.Select(one =>
        {
            var (facts, day) = (Moments.At(one.Facts, now, RecordClock.Published), DateOnly.FromDateTime(now.UtcDateTime));
            if (!last.TryGetValue(one.Scope, out var before) || before.Reports != facts.Readings.Length || before.Day != day)
            {
                last[one.Scope] = before = (facts.Readings.Length, day, reader.Of(one.Scope, facts));
            }

            return before.Standing;
        }));
    }

    private static IEnumerable<(DateTimeOffset Now, ImmutableArray<RecordedReading> Fresh, Standing Standing)> Steps(RulesFile rules, RecordFacts facts, Func<DateTimeOffset, Standing> standings)
    {
        var silence = rules.Watch.Rules.OfType<Rule.Silence>().Select(rule => rule.After).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        var groups = facts.Readings.Where(reading => reading.Document.PublishedAt is not null).GroupBy(reading => reading.Document.PublishedAt!.Value).OrderBy(group => group.Key).ToList();
        var every = Math.Max(1, groups.Count / StandingsMax);
        for (var i = 0; i < groups.Count; i++)
        {
            var now = groups[i].Key;
            var standing = rules.Standing is not null && (i % every == 0 || i == groups.Count - 1) ? standings(now) : Standing.None;
            yield return (now, [.. groups[i]], standing);

            // Nobody writes when a source falls silent: the clock alone tells.
            for (var wait = silence; silence < TimeSpan.MaxValue && i + 1 < groups.Count && wait < groups[i + 1].Key - now; wait += silence)
            {
                yield return (now + wait + TimeSpan.FromSeconds(1), [], Standing.None);
            }
        }

        var undated = facts.Readings.Where(reading => reading.Document.PublishedAt is null).ToImmutableArray();
        if (!undated.IsEmpty)
        {
            yield return (groups.Count > 0 ? groups[^1].Key : facts.AsOf, undated, Standing.None);
        }
    }

    private static StringBuilder Page(WatchFile watch, RecordFacts facts, List<Warning> said, List<Unrung> unrung, Dictionary<string, bool> labels)
    {
        var page = new StringBuilder();
        void Line(string text, int indent = 0) => page.Append(' ', indent).Append(Printable.Line(text)).Append('\n');
        var subjects = WarningSubject.Fold(said);
        foreach (var message in said.Where(message => message.Reach != WarningReach.Keep))
        {
            var subject = subjects.First(one => one.First.Subject == message.Subject);
            Line($"{WarnLists.Time(message.SentAt)}  {message.Type,-6}  {message.Severity,-8}  {message.Subject}  {WarningCap.Title(message)}");
            var rule = watch.Rules.FirstOrDefault(one => one.Id == message.Rule);
            var first = rule is null ? [] : watch.Steps(rule.Common).FirstOrDefault(step => step.Any(contact => contact.SeverityMin <= message.Severity), []);
            var calls = message.Reach == WarningReach.Ring ? $"calls {string.Join(" and ", first.Where(contact => contact.SeverityMin <= message.Severity).Select(contact => contact.Name).DefaultIfEmpty("nobody"))}" : "calls nobody";
            var late = message.RingsAt > message.SentAt ? $" at {WarnLists.Time(message.RingsAt.Value)}, when the rule has cooled down" : "";
            var verdict = message == subject.First ? Verdict(subject, labels) : "";
            Line($"rule {message.Rule}; {message.Change}; {calls}{late}{verdict}", 22);
        }

        var rang = subjects.Where(subject => subject.Messages.Any(message => message.Reach == WarningReach.Ring)).ToList();
        Line(string.Create(CultureInfo.InvariantCulture, $"{facts.Readings.Length} documents; {rang.Count} warnings, {said.Count(message => message.Reach == WarningReach.Ring)} rings, {said.Count(message => message.Reach == WarningReach.Inform)} updates that called nobody, {said.Count(message => message.Reach == WarningReach.Keep)} further reports."));
        foreach (var why in Unrung.Fold(unrung).GroupBy(one => one.Reason).OrderByDescending(group => group.Count()).ThenBy(group => group.Key))
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"{why.Count()} did not ring: {Unrung.Says(why.Key)} (such as {(why.First().Document.Length > 0 ? why.First().Document : "rule " + why.First().Rule)}: {why.First().Words}; {why.First().Why})"));
        }

        if (labels.Count > 0)
        {
            var told = rang.SelectMany(subject => subject.Evidence.Select(evidence => evidence.Document)).ToHashSet(StringComparer.Ordinal);
            var falseAlarms = rang.Count(subject => IsFalse(subject, labels));
            var right = rang.Count(subject => subject.Evidence.Any(evidence => labels.TryGetValue(evidence.Document, out var worth) && worth));
            var missed = labels.Where(label => label.Value && !told.Contains(label.Key)).Select(label => label.Key).Order(StringComparer.Ordinal).ToList();
            Line(string.Create(CultureInfo.InvariantCulture, $"By the labels: {right} right, {falseAlarms} false alarms, {rang.Count - right - falseAlarms} not labelled; {missed.Count} documents worth an alarm rang in none{(missed.Count > 0 ? ": " + string.Join(", ", missed.Take(10)) : "")}."));
        }

        return page;
    }

    private static string Verdict(WarningSubject subject, Dictionary<string, bool> labels) =>
        labels.Count == 0 ? "" : subject.Evidence.Any(evidence => labels.TryGetValue(evidence.Document, out var worth) && worth) ? "; right" : IsFalse(subject, labels) ? "; FALSE ALARM" : "; not labelled";

    /// <summary>Some of what tells it is labelled, and none of that as worth an alarm.</summary>
    private static bool IsFalse(WarningSubject subject, Dictionary<string, bool> labels)
    {
        var known = subject.Evidence.Where(evidence => labels.ContainsKey(evidence.Document)).ToList();
        return known.Count > 0 && known.TrueForAll(evidence => !labels[evidence.Document]);
    }

    private static Dictionary<string, bool>? Labels(string? path, Messages messages)
    {
        var labels = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (path is null)
        {
            return labels;
        }

        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            messages.Tell($"{path}: cannot be read ({error.Message.TrimEnd('.')}).");
            return null;
        }

        for (var i = 0; i < lines.Length; i++)
        {
            var parts = lines[i].Split('\t', StringSplitOptions.TrimEntries);
            if (parts is [{ Length: > 0 } id, "yes" or "no"])
            {
                labels[id] = parts[1] == "yes";
            }
            else if (lines[i].Trim() is { Length: > 0 } text && text[0] != '#')
            {
                messages.Tell(string.Create(CultureInfo.InvariantCulture, $"{path}, line {i + 1}: a document's id, a tab, and yes or no expected; the line is left out."));
            }
        }

        return labels;
    }
}
