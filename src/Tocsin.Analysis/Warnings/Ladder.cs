using System.Collections.Immutable;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Watching;

namespace Tocsin.Analysis.Warnings;

/// <summary>Somebody has taken a warning on. It covers what was known of it then; what is worse rings again.</summary>
/// <param name="Severity">The severity that it covers.</param>
/// <param name="TakenBackAt">Null where it stands.</param>
public sealed record WarningAcknowledgement(string By, string Reason, DateTimeOffset At, CapSeverity Severity, DateTimeOffset? TakenBackAt);

/// <summary>A call to one contact over one channel.</summary>
/// <param name="Key">The same call has the same key, however often it is planned: subject, message that rings, round, step, contact, channel.</param>
public sealed record Page(string Key, string Message, string Contact, string Channel, int Round, int Step, DateTimeOffset DueAt);

/// <summary>Who will be called if nobody acknowledges before.</summary>
/// <param name="Round">From 0, as is <paramref name="Step"/>.</param>
/// <param name="Steps">Of the ladder, for this severity.</param>
public sealed record NextCall(string Contact, DateTimeOffset At, int Round, int Step, int Steps);

/// <param name="Due">Calls that are due and were not planned before.</param>
/// <param name="NextAt">When to plan again; null where nothing is to come.</param>
public sealed record LadderPlan(ImmutableArray<Page> Due, DateTimeOffset? NextAt)
{
    public static LadderPlan Nothing { get; } = new([], null);

    /// <summary>Each contact once, the next first; empty where nobody is called any more.</summary>
    public ImmutableArray<NextCall> Next { get; init; } = [];

    /// <summary>It is to ring, and nobody on the ladder is called for so little, or over any channel that calls.</summary>
    public bool HasNobody { get; init; }
}

/// <summary>Who is called when, until somebody acknowledges. Worked out from what is recorded alone, so that it goes on after a restart where it would have been.</summary>
public static class Ladder
{
    /// <summary>No ladder is that long; it ends the loop should a file ask for it.</summary>
    private const int StepsMax = 100_000;

    /// <param name="steps">See <see cref="WatchFile.Steps"/>.</param>
    /// <param name="planned">Keys of calls that were planned before.</param>
    /// <param name="givenUp">Calls that did not get through, and when that was clear.</param>
    public static LadderPlan Plan(
        WarningSubject subject,
        WatchFile watch,
        ImmutableArray<ImmutableArray<Contact>> steps,
        IEnumerable<WarningAcknowledgement> acknowledgements,
        IReadOnlySet<string> planned,
        IReadOnlyDictionary<string, DateTimeOffset> givenUp,
        DateTimeOffset now)
    {
        var rings = subject.Messages.LastOrDefault(message => message.Reach == WarningReach.Ring);
        if (rings?.RingsAt is not { } start || !subject.IsLive(now) || Covers(acknowledgements, subject))
        {
            return LadderPlan.Nothing;
        }

        var severity = subject.SeverityMax;
        var called = steps
            .Select(step => step.Where(contact => contact.SeverityMin <= severity && Calling(contact, watch).Any()).ToImmutableArray())
            .Where(step => !step.IsEmpty).ToList();
        if (called.Count == 0)
        {
            return LadderPlan.Nothing with { HasNobody = true };
        }

        var due = new Dictionary<(string Contact, string Channel), Page>();
        DateTimeOffset? next = null;
        var coming = new List<NextCall>();
        var (at, roundAt) = (start, start);
        for (var i = 0; i < StepsMax && at < subject.ExpiresAt; i++)
        {
            var (round, step) = (i / called.Count, i % called.Count);
            if (step == 0 && round > 0)
            {
                at = at > roundAt + watch.Repeat ? at : roundAt + watch.Repeat;
            }

            roundAt = step == 0 ? at : roundAt;
            if (at >= subject.ExpiresAt)
            {
                break;
            }

            if (at > now)
            {
                next = Sooner(next, at);
                coming.AddRange(called[step].Select(contact => new NextCall(contact.Id, RingsAt(contact, severity, at), round, step, called.Count)));
                break;
            }

            var over = at + called[step].Max(contact => contact.Wait);
            DateTimeOffset? lost = at;
            foreach (var contact in called[step])
            {
                var ringsAt = RingsAt(contact, severity, at);
                if (ringsAt > now)
                {
                    coming.Add(new NextCall(contact.Id, ringsAt, round, step, called.Count));
                }

                foreach (var channel in Calling(contact, watch))
                {
                    var key = FormattableString.Invariant($"{rings.Id}/{round}.{step}/{contact.Id}/{channel}");
                    lost = lost is { } known && givenUp.TryGetValue(key, out var when) ? (when > known ? when : known) : null;
                    if (ringsAt > now)
                    {
                        next = ringsAt < subject.ExpiresAt ? Sooner(next, ringsAt) : next;
                    }
                    else if (ringsAt < subject.ExpiresAt)
                    {
                        // After a pause many rounds may be due at once; one call says it all.
                        due[(contact.Id, channel)] = new Page(key, subject.Latest.Id, contact.Id, channel, round, step, ringsAt);
                    }
                }
            }

            // Nobody of the step can be reached: the next one is called at once.
            at = lost is { } early && early < over ? early : over;
            if (at <= roundAt && step == called.Count - 1)
            {
                at = roundAt + watch.Repeat;
            }
        }

        return new LadderPlan([.. due.Values.Where(page => !planned.Contains(page.Key)).OrderBy(page => page.DueAt).ThenBy(page => page.Key, StringComparer.Ordinal)], next)
        {
            Next = [.. coming.Where(call => call.At < subject.ExpiresAt).OrderBy(call => call.At).ThenBy(call => call.Contact, StringComparer.Ordinal).DistinctBy(call => call.Contact)],
        };
    }

    /// <summary>Whether an acknowledgement stands that covers how bad it is now.</summary>
    public static bool Covers(IEnumerable<WarningAcknowledgement> acknowledgements, WarningSubject subject) =>
        acknowledgements.Any(one => one.TakenBackAt is null && one.Severity >= subject.SeverityMax);

    private static DateTimeOffset RingsAt(Contact contact, CapSeverity severity, DateTimeOffset at) => severity == CapSeverity.Extreme || contact.Quiet is null ? at : contact.Quiet.RingAt(at);

    private static IEnumerable<string> Calling(Contact contact, WatchFile watch) => contact.Channels.Where(id => watch.Channel(id) is { Calls: true });

    private static DateTimeOffset Sooner(DateTimeOffset? one, DateTimeOffset other) => one is { } known && known < other ? known : other;
}
