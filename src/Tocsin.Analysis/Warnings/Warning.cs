using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tocsin.Analysis.Cap;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Watching;
using Tocsin.Language;

namespace Tocsin.Analysis.Warnings;

/// <summary>Where a warning comes from: characters of a document.</summary>
/// <param name="Printer">Who printed it.</param>
/// <param name="ToldBy">Who says so, outermost first; empty for the report's own words.</param>
/// <param name="Words">The words of the span, as received.</param>
public sealed record WarningEvidence(
    string Document, TextSpan Span, string Words, string Printer, ImmutableArray<string> ToldBy, DateTimeOffset? PublishedAt, EventKey? Event, ClaimKey? Claim);

/// <summary>What a happening is known by where the record has no links between its events.</summary>
/// <param name="At">Null where the report names no town or smaller place.</param>
public sealed record WarningSign(string Type, DateOnly? From, DateOnly? To, CapPoint? At);

/// <summary>What is to become of a message.</summary>
public enum WarningReach
{
    /// <summary>Nobody is told: it only adds to what is known of the subject.</summary>
    Keep = 0,

    /// <summary>Written where messages are kept; nobody is called.</summary>
    Inform = 1,

    /// <summary>Told once to all who were called before.</summary>
    StandDown = 2,

    /// <summary>The ladder is called from its first step until somebody acknowledges.</summary>
    Ring = 3,
}

/// <summary>A message about one thing that somebody must be warned of. The messages of a subject are an alert, its updates and perhaps its cancellation.</summary>
/// <param name="Subject">"w" and 12 hexadecimal digits: the same in all messages about one thing.</param>
/// <param name="Version">From 1, within the subject.</param>
/// <param name="Anchor">What the subject is of its rule: the first event, the reading, the pair, the source.</param>
/// <param name="RingsAt">When the ladder begins; null where it does not. Later than <paramref name="SentAt"/> where the rule cools down.</param>
/// <param name="Probability">Null where nothing was assessed.</param>
/// <param name="Killed">The highest toll of its evidence; null where none is told.</param>
/// <param name="ExpiresAt">End of its horizon.</param>
/// <param name="Evidence">Of this message alone; that of the subject is the union over its messages.</param>
/// <param name="References">Earlier messages of the subject that were sent.</param>
/// <param name="Sign">Null for what is no happening.</param>
/// <param name="Change">Why there is this message: "first report", "3 killed, 1 before".</param>
public sealed record Warning(
    string Subject,
    int Version,
    string Rule,
    string Anchor,
    CapStatus Status,
    string? Exercise,
    CapMessageType Type,
    WarningReach Reach,
    DateTimeOffset SentAt,
    DateTimeOffset? RingsAt,
    CapSeverity Severity,
    CapUrgency Urgency,
    CapCertainty Certainty,
    Probability? Probability,
    Confidence? Confidence,
    int? Killed,
    string Event,
    string Headline,
    string Description,
    string? Instruction,
    ImmutableArray<CapArea> Areas,
    DateTimeOffset ExpiresAt,
    ImmutableArray<WarningEvidence> Evidence,
    ImmutableArray<CapReference> References,
    WarningSign? Sign,
    string Change)
{
    /// <summary>What it says holds instead of all that was said before, because people decided so; else the worst that was said stays.</summary>
    public bool Corrects { get; init; }

    /// <summary>Unique among all messages: the subject and the version.</summary>
    public string Id => FormattableString.Invariant($"{Subject}-{Version}");

    /// <param name="status">An exercise never shares a subject with what is actual.</param>
    public static string SubjectOf(CapStatus status, string rule, string anchor) =>
        "w" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{(int)status}\u001f{rule}\u001f{anchor}")).AsSpan(0, 6));
}

/// <summary>Why something did not ring that a rule met, or all but met. The numbers are stored.</summary>
public enum UnrungReason
{
    /// <summary>Its report has no date of publication, so that nothing tells how old it is.</summary>
    Undated = 0,

    /// <summary>Its report is dated in the future.</summary>
    Future = 1,

    /// <summary>Its report is older than what the rule calls fresh.</summary>
    Old = 2,

    /// <summary>Its report looks back on what is long past.</summary>
    LongPast = 3,

    /// <summary>Its place is named, and no map that is at hand knows where it lies.</summary>
    Unplaced = 4,

    /// <summary>Its report does not say where it was, or no more than the country or region.</summary>
    NoPlace = 5,

    /// <summary>Near, and further off than the rule asks for.</summary>
    Far = 6,

    /// <summary>Fewer were killed than the rule asks for.</summary>
    FewKilled = 7,

    /// <summary>It is told as denied.</summary>
    Denied = 8,

    /// <summary>Nobody is named as its doer, and the rule asks for one.</summary>
    NobodyNamed = 9,

    /// <summary>A probability or tension is under the rule's line, or its confidence is.</summary>
    UnderLine = 10,
}

/// <summary>Something that did not ring.</summary>
/// <param name="Document">Empty for a rule about how things stand.</param>
public sealed record Unrung(string Rule, string Document, string Words, string Why, UnrungReason Reason)
{
    private const int RulesMax = 3;

    /// <summary>A reason as a heading: "no date of publication".</summary>
    public static string Says(UnrungReason reason) => reason switch
    {
        UnrungReason.Undated => "no date of publication",
        UnrungReason.Future => "dated in the future",
        UnrungReason.Old => "older than the rule calls fresh",
        UnrungReason.LongPast => "looks back on what is long past",
        UnrungReason.Unplaced => "at a place that no map knows",
        UnrungReason.NoPlace => "does not say where",
        UnrungReason.Far => "near, but further off than the rule asks",
        UnrungReason.FewKilled => "fewer killed than the rule asks",
        UnrungReason.Denied => "told as denied",
        UnrungReason.NobodyNamed => "nobody named as its doer",
        UnrungReason.UnderLine => "under the rule's line",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There are no words for this reason."),
    };

    /// <summary>What of the same report did not ring for the same reason is told once, with the rules that would have rung for it.</summary>
    public static IEnumerable<Unrung> Fold(IEnumerable<Unrung> all) => all.GroupBy(one => (one.Document, one.Reason, Rule: one.Document.Length == 0 ? one.Rule : "")).Select(group =>
    {
        var rules = group.Select(one => one.Rule).Distinct(StringComparer.Ordinal).ToList();
        return group.First() with { Rule = string.Join(", ", rules.Take(RulesMax)) + (rules.Count > RulesMax ? FormattableString.Invariant($" and {rules.Count - RulesMax} more") : "") };
    });

    /// <summary>Of what was held back, what nobody was warned of in another way.</summary>
    /// <param name="subjects">All warnings, of any age.</param>
    public static IEnumerable<T> Unheard<T>(IEnumerable<T> held, Func<T, Unrung> of, IReadOnlyCollection<WarningSubject> subjects, DateTimeOffset now)
    {
        var told = subjects.SelectMany(subject => subject.Evidence).Select(evidence => evidence.Document).ToHashSet(StringComparer.Ordinal);
        var ringing = subjects.Where(subject => subject.IsLive(now)).Select(subject => subject.First.Rule).ToHashSet(StringComparer.Ordinal);
        return held.Where(one => of(one) is { Document: var document, Rule: var rule } && (document.Length == 0 ? !ringing.Contains(rule) : !told.Contains(document)));
    }
}

/// <summary>What an evaluation came to.</summary>
public sealed record WarningOutcome(ImmutableArray<Warning> Messages, ImmutableArray<Unrung> Unrung);
