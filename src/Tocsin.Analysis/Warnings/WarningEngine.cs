using System.Collections.Immutable;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Warnings;

/// <summary>Turns what is new in the record into warnings: alerts, updates and cancellations.</summary>
/// <remarks>
/// A warning rings when it is first told or becomes worse; what only repeats it is kept as evidence. Within the cool-down of a rule others wait that are no worse than what
/// rang; the highest severity never waits. Nothing is decided by the order of the readings within one evaluation but which of them is told first.
/// </remarks>
public sealed class WarningEngine(WatchFile watch)
{
    private const double NearKilometres = 25;

    private readonly RuleMatcher _matcher = new(Gravity.Load());

    /// <param name="messages">All that the rules have said before, of any age; their order means nothing.</param>
    public WarningOutcome Evaluate(WarningFacts facts, IEnumerable<Warning> messages)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var state = new State(facts.Now, messages.Where(message => message.Status == watch.Status));
        Withdraw(facts, state);
        Reconsider(facts, state);
        var unrung = ImmutableArray.CreateBuilder<Unrung>();
        foreach (var rule in watch.Rules)
        {
            var fresh = facts.Fresh.Concat(facts.Reconsidered).DistinctBy(reading => reading.Document.Id).OrderBy(reading => reading.Document.PublishedAt ?? DateTimeOffset.MaxValue).ThenBy(reading => reading.Document.Id, StringComparer.Ordinal);
            foreach (var reading in fresh.Where(reading => !facts.Withdrawn.Contains(reading.Document.Id)))
            {
                if (Together([.. _matcher.Match(rule, reading, facts.Now, unrung.Add)]) is { } candidate)
                {
                    Take(candidate, SameHappening(candidate, state, facts), facts.Now, state);
                }
            }

            var live = state.Of(rule.Id).LastOrDefault(subject => subject.IsLive(facts.Now));
            var (found, over) = StateMatcher.Match(rule, facts, live);
            if (found is not null)
            {
                // A silence that was told stays told, even when its warning has expired.
                var same = rule is Rule.Silence ? state.Of(rule.Id).LastOrDefault(subject => subject.First.Anchor == found.Anchor) : live;
                Take(found, same, facts.Now, state);
            }
            else if (over is not null && live is not null)
            {
                state.Add(Cancel(live, facts.Now, over));
            }

            if (found is null && StateMatcher.UnderLine(rule, facts) is { } under)
            {
                unrung.Add(under);
            }
        }

        return new WarningOutcome(state.Made(), unrung.ToImmutable());
    }

    /// <summary>Ends a warning by a decision of somebody.</summary>
    public Warning Cancel(WarningSubject subject, DateTimeOffset now, string why)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var last = subject.Latest;
        return last with
        {
            Version = subject.Messages.Max(message => message.Version) + 1,
            Type = CapMessageType.Cancel,
            Reach = WarningReach.StandDown,
            SentAt = now,
            RingsAt = null,
            Description = $"No longer holds: {why}. It was: {last.Headline}",
            Instruction = null,
            Evidence = [],
            References = subject.References(watch.Sender.Id),
            Change = why,
        };
    }

    /// <summary>One report tells one thing of a rule, in its headline and again below: what it tells first, as severe, sure and deadly as it tells it anywhere. Null where it tells nothing.</summary>
    private static Candidate? Together(IReadOnlyList<Candidate> candidates)
    {
        if (candidates.Count < 2)
        {
            return candidates.Count == 0 ? null : candidates[0];
        }

        var severity = candidates.Max(one => one.Severity);
        var lead = candidates.FirstOrDefault(one => one.Killed is not null) ?? candidates.First(one => one.Severity == severity);
        return lead with
        {
            Severity = severity,
            Certainty = candidates.Max(one => one.Certainty),
            Killed = candidates.Max(one => one.Killed),
            Evidence = [.. lead.Evidence, .. candidates.Where(one => one != lead).SelectMany(one => one.Evidence)],
        };
    }

    private WarningSubject? SameHappening(Candidate candidate, State state, WarningFacts facts)
    {
        var live = state.Of(candidate.Rule.Id).Where(subject => subject.IsLive(facts.Now)).ToList();
        var own = candidate.Evidence[0];

        // One report tells one thing of a rule, in its headline and again below.
        var within = live.Find(subject => subject.Evidence.Any(evidence => evidence.Document == own.Document));
        if (within is not null)
        {
            return within;
        }

        bool Near(WarningSubject subject) => subject.Messages.Any(message => message.Sign is { } sign && candidate.Sign is { } sought && IsNear(sign, sought));
        if (facts.Links is { } links && own.Event is { } key && candidate.Rule is Rule.Near)
        {
            // A link stands between one event of each report, which need not be the one that the rule met.
            var others = links.Where(link => link.First.Document == own.Document || link.Second.Document == own.Document)
                .Select(link => (Own: link.First.Document == own.Document ? link.First : link.Second, Other: link.First.Document == own.Document ? link.Second : link.First)).ToList();
            return live.Find(subject => subject.Evidence.Any(evidence => others.Exists(link => link.Own == key && link.Other == evidence.Event)))
                ?? live.Find(subject => subject.Evidence.Any(evidence => others.Exists(link => link.Other.Document == evidence.Document)) && Near(subject));
        }

        return live.Find(Near);
    }

    /// <summary>Same type, at most a day apart, and as far as is known one town.</summary>
    private static bool IsNear(WarningSign one, WarningSign other) =>
        one.Type == other.Type
        && (one.From is null || other.To is null || one.From <= other.To.Value.AddDays(1)) && (one.To is null || other.From is null || one.To.Value.AddDays(1) >= other.From)
        && (one.At is not { } here || other.At is not { } there || Site.Kilometres(here, there) <= NearKilometres);

    private void Take(Candidate candidate, WarningSubject? same, DateTimeOffset now, State state)
    {
        if (same is null)
        {
            state.Add(Alert(candidate, now, state));
        }
        else if (Changed(candidate, same) is { } next)
        {
            state.Add(Update(candidate, same, next, now));
        }
    }

    private Warning Alert(Candidate candidate, DateTimeOffset now, State state)
    {
        var common = candidate.Rule.Common;

        // What was cancelled or has expired stays so; the same thing told anew is a subject of its own.
        var isUnique = (candidate.Sign is not null || candidate.Rule is Rule.Silence) && !state.Of(candidate.Rule.Id).Any(subject => subject.First.Anchor == candidate.Anchor);
        var anchor = isUnique ? candidate.Anchor : FormattableString.Invariant($"{candidate.Anchor}@{now.UtcDateTime:O}");
        return new Warning(
            Warning.SubjectOf(watch.Status, candidate.Rule.Id, anchor), 1, candidate.Rule.Id, anchor, watch.Status, watch.Exercise, CapMessageType.Alert, WarningReach.Ring, now,
            RingsAt(candidate, now, state), candidate.Severity, candidate.Urgency, candidate.Certainty, candidate.Probability, candidate.Confidence, candidate.Killed, candidate.Event, candidate.Headline,
            candidate.Description, common.Instruction, candidate.Areas, now + common.Expires, candidate.Evidence, [], candidate.Sign, "first report");
    }

    /// <summary>Now, or when the rule has cooled down from what rang and was at least as bad.</summary>
    private static DateTimeOffset RingsAt(Candidate candidate, DateTimeOffset now, State state)
    {
        var coolDown = candidate.Rule.Common.CoolDown;
        if (coolDown == TimeSpan.Zero || candidate.Severity == CapSeverity.Extreme)
        {
            return now;
        }

        var recent = state.Of(candidate.Rule.Id).SelectMany(subject => subject.Messages)
            .Where(message => message.Reach == WarningReach.Ring && message.RingsAt is { } at && at <= now && at > now - coolDown && message.Severity >= candidate.Severity).ToList();
        return recent.Count == 0 ? now : recent.Max(message => message.RingsAt!.Value) + coolDown;
    }

    /// <returns>What the message is to do and why; null where there is nothing new in it at all.</returns>
    private static (WarningReach Reach, string Why)? Changed(Candidate candidate, WarningSubject same)
    {
        if (candidate.Severity > same.SeverityMax)
        {
            return (WarningReach.Ring, candidate.Killed > (same.KilledMax ?? 0) ? Toll(candidate, same) : $"now {candidate.Severity.ToString().ToLowerInvariant()}, {same.SeverityMax.ToString().ToLowerInvariant()} before");
        }

        if (candidate.Killed > (same.KilledMax ?? 0))
        {
            return (WarningReach.Inform, Toll(candidate, same));
        }

        if (candidate.Certainty > same.CertaintyMax)
        {
            return (WarningReach.Inform, $"now {candidate.Certainty.ToString().ToLowerInvariant()}, {same.CertaintyMax.ToString().ToLowerInvariant()} before");
        }

        if (candidate.Probability?.Value is { } probability && same.Latest.Probability?.Value is { } before && Math.Abs(probability - before) >= StateMatcher.PartUpdate)
        {
            return (WarningReach.Inform, FormattableString.Invariant($"now {probability:P0}, {before:P0} before"));
        }

        var known = same.Evidence.Select(evidence => (evidence.Document, evidence.Event, evidence.Claim)).ToHashSet();
        return candidate.Sign is not null && candidate.Evidence.Any(evidence => !known.Contains((evidence.Document, evidence.Event, evidence.Claim))) ? (WarningReach.Keep, "another report") : null;
    }

    private static string Toll(Candidate candidate, WarningSubject same) => FormattableString.Invariant($"{candidate.Killed} killed, {(same.KilledMax is { } before ? before.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none told")} before");

    private Warning Update(Candidate candidate, WarningSubject same, (WarningReach Reach, string Why) next, DateTimeOffset now)
    {
        var last = same.Latest;

        // What was told before and is worse still holds: an update adds to it and never plays it down.
        var worse = candidate.Severity >= same.SeverityMax;
        return last with
        {
            Version = same.Messages.Max(message => message.Version) + 1,
            Type = CapMessageType.Update,
            Reach = next.Reach,
            SentAt = now,
            RingsAt = next.Reach == WarningReach.Ring ? now : null,
            Severity = candidate.Severity > same.SeverityMax ? candidate.Severity : same.SeverityMax,
            Urgency = worse ? candidate.Urgency : last.Urgency,
            Certainty = candidate.Certainty > same.CertaintyMax ? candidate.Certainty : same.CertaintyMax,
            Probability = candidate.Probability ?? last.Probability,
            Confidence = candidate.Confidence ?? last.Confidence,
            Killed = candidate.Killed > (same.KilledMax ?? 0) ? candidate.Killed : same.KilledMax,
            Event = worse ? candidate.Event : last.Event,
            Headline = worse || candidate.Killed > (same.KilledMax ?? 0) ? candidate.Headline : last.Headline,
            Description = next.Reach == WarningReach.Keep ? candidate.Description : $"{next.Why}. {candidate.Description}",
            ExpiresAt = next.Reach == WarningReach.Keep ? last.ExpiresAt : now + candidate.Rule.Common.Expires,
            Evidence = candidate.Evidence,
            References = next.Reach == WarningReach.Keep ? [] : same.References(watch.Sender.Id),
            Sign = candidate.Sign,
            Change = next.Why,
        };
    }

    private void Withdraw(WarningFacts facts, State state)
    {
        if (facts.Withdrawn.IsEmpty)
        {
            return;
        }

        foreach (var subject in state.All().Where(subject => subject.IsLive(facts.Now) && subject.Evidence.Any()).ToList())
        {
            var gone = subject.Evidence.Select(evidence => evidence.Document).Distinct().Where(facts.Withdrawn.Contains).Order(StringComparer.Ordinal).ToList();
            if (gone.Count == 0)
            {
                continue;
            }

            if (subject.Evidence.All(evidence => facts.Withdrawn.Contains(evidence.Document)))
            {
                state.Add(Cancel(subject, facts.Now, "all that told it was withdrawn"));
            }
            else if (!facts.Reconsidered.Any(reading => subject.Evidence.Any(evidence => evidence.Document == reading.Document.Id)) && gone.Find(document => !subject.Messages.Any(message => message.Change == Gone(document))) is { } news)
            {
                state.Add(subject.Latest with
                {
                    Version = subject.Messages.Max(message => message.Version) + 1,
                    Type = CapMessageType.Update,
                    Reach = WarningReach.Inform,
                    SentAt = facts.Now,
                    RingsAt = null,
                    Evidence = [],
                    References = subject.References(watch.Sender.Id),
                    Change = Gone(news),
                });
            }
        }
    }

    /// <summary>A warning of events and statements is held to its rule again where people decided how its reports are to be read.</summary>
    private void Reconsider(WarningFacts facts, State state)
    {
        var readings = facts.Reconsidered.Where(reading => !facts.Withdrawn.Contains(reading.Document.Id)).ToDictionary(reading => reading.Document.Id, StringComparer.Ordinal);
        foreach (var rule in readings.Count == 0 ? [] : watch.Rules.Where(rule => rule is Rule.Near or Rule.Threat))
        {
            var matching = readings.Values.OrderBy(reading => reading.Document.PublishedAt).ThenBy(reading => reading.Document.Id, StringComparer.Ordinal)
                .SelectMany(reading => _matcher.Match(rule, reading, facts.Now, _ => { }, isAnyAge: true)).ToList();
            foreach (var subject in state.Of(rule.Id).Where(subject => subject.IsLive(facts.Now) && subject.Evidence.Any(evidence => readings.ContainsKey(evidence.Document))).ToList())
            {
                var told = subject.Evidence.Select(evidence => evidence.Document).Where(document => !facts.Withdrawn.Contains(document)).ToHashSet(StringComparer.Ordinal);
                var left = matching.Where(candidate => told.Contains(candidate.Evidence[0].Document)).ToList();
                if (left.Count == 0)
                {
                    state.Add(Cancel(subject, facts.Now, "as corrected, no report tells it any more"));
                }
                else if (Correction(subject, left, facts.Now) is { } correction)
                {
                    state.Add(correction);
                }
            }
        }
    }

    /// <returns>What still holds of a warning; null where that is all of it.</returns>
    private Warning? Correction(WarningSubject subject, List<Candidate> left, DateTimeOffset now)
    {
        var (severity, certainty, killed) = (left.Max(one => one.Severity), left.Max(one => one.Certainty), left.Max(one => one.Killed));
        var evidence = left.SelectMany(one => one.Evidence).DistinctBy(one => (one.Document, one.Event, one.Claim)).ToImmutableArray();
        List<string> changes = [];
        if (severity < subject.SeverityMax)
        {
            changes.Add($"{severity.ToString().ToLowerInvariant()}, {subject.SeverityMax.ToString().ToLowerInvariant()} before");
        }

        if (certainty < subject.CertaintyMax)
        {
            changes.Add($"{certainty.ToString().ToLowerInvariant()}, {subject.CertaintyMax.ToString().ToLowerInvariant()} before");
        }

        if ((killed ?? 0) < (subject.KilledMax ?? 0))
        {
            changes.Add(FormattableString.Invariant($"{killed ?? 0} killed, {subject.KilledMax} before"));
        }

        var gone = subject.Evidence.Where(one => evidence.All(other => other.Document != one.Document)).Select(one => one.Printer).Distinct().ToList();
        if (gone.Count > 0)
        {
            changes.Add($"{string.Join(", ", gone)} {(gone.Count == 1 ? "tells" : "tell")} it no more, others still do");
        }

        if (changes.Count == 0)
        {
            return null;
        }

        var worst = left.MaxBy(one => one.Severity)!;
        var change = "corrected: " + string.Join("; ", changes);
        return subject.Latest with
        {
            Version = subject.Messages.Max(message => message.Version) + 1,
            Type = CapMessageType.Update,
            Reach = WarningReach.Inform,
            SentAt = now,
            RingsAt = null,
            Severity = severity,
            Urgency = worst.Urgency,
            Certainty = certainty,
            Killed = killed,
            Event = worst.Event,
            Headline = worst.Headline,
            Description = $"{change}. {worst.Description}",
            Areas = worst.Areas,
            Evidence = evidence,
            References = subject.References(watch.Sender.Id),
            Sign = worst.Sign,
            Change = change,
            Corrects = true,
        };
    }

    private static string Gone(string document) => $"the report {document} was withdrawn; others still tell it";

    /// <summary>Subjects by rule, with what this evaluation adds.</summary>
    private sealed class State
    {
        private readonly Dictionary<string, List<WarningSubject>> _byRule = new(StringComparer.Ordinal);
        private readonly ImmutableArray<Warning>.Builder _made = ImmutableArray.CreateBuilder<Warning>();

        public State(DateTimeOffset now, IEnumerable<Warning> messages)
        {
            foreach (var subject in WarningSubject.Fold(messages.Where(message => message.SentAt <= now)))
            {
                List(subject.First.Rule).Add(subject);
            }
        }

        public IReadOnlyList<WarningSubject> Of(string rule) => List(rule);

        public IEnumerable<WarningSubject> All() => _byRule.Values.SelectMany(list => list);

        public ImmutableArray<Warning> Made() => _made.ToImmutable();

        public void Add(Warning message)
        {
            var list = List(message.Rule);
            var at = list.FindIndex(subject => subject.First.Subject == message.Subject);
            if (at < 0)
            {
                list.Add(new WarningSubject([message]));
            }
            else
            {
                list[at] = new WarningSubject(list[at].Messages.Add(message));
            }

            _made.Add(message);
        }

        private List<WarningSubject> List(string rule)
        {
            if (!_byRule.TryGetValue(rule, out var list))
            {
                _byRule[rule] = list = [];
            }

            return list;
        }
    }
}
