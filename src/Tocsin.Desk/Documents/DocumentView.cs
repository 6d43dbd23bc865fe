using System.Collections.Immutable;
using Tocsin.Analysis.Record;

namespace Tocsin.Desk.Documents;

/// <summary>The incident that a marked event is part of.</summary>
/// <param name="Url">Of its page.</param>
public sealed record MarkIncident(string Title, string Url, int Accounts, int Origins);

/// <summary>A document ready to be shown.</summary>
/// <param name="ReaderVersion">Which reader's marks are shown.</param>
/// <param name="Incidents">Which incident each event ("v3") is part of, where the desk holds it.</param>
/// <param name="Retraction">Why it no longer counts; null where it does.</param>
/// <param name="Decisions">What people decided that touches it, the newest first; what was undone too.</param>
/// <param name="Copies">Other documents that share text with it, with what they share in words.</param>
public sealed record DocumentView(
    RecordedDocument Document,
    ImmutableArray<MarkedParagraph> Paragraphs,
    ImmutableArray<Mark> Marks,
    string ReaderVersion,
    ImmutableDictionary<string, MarkIncident> Incidents,
    ImmutableArray<(RecordedDocument Document, string Shares)> Copies,
    string? Retraction,
    ImmutableArray<DecisionLine> Decisions);

/// <summary>A decision that touches a report.</summary>
/// <param name="Stands">False where it was undone.</param>
public sealed record DecisionLine(string Id, string Says, string By, string Reason, DateTimeOffset At, bool Stands);
