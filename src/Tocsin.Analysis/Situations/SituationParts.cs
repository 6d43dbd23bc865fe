using System.Collections.Immutable;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Language;

namespace Tocsin.Analysis.Situations;

/// <summary>By which clock a moment is looked back at.</summary>
public enum RecordClock
{
    /// <summary>What had been recorded by then: what this desk knew.</summary>
    Recorded = 0,

    /// <summary>What had been published by then, read by the reader of today and with the corrections of today: an archive as if it had been recorded as it came out.</summary>
    Published = 1,
}

/// <summary>A report in scope.</summary>
/// <param name="At">When it was published, else when it was recorded.</param>
/// <param name="Origin">Id of its origin; its own where it is the first or only one.</param>
/// <param name="Retraction">Why it no longer counts; null where it does. It stays to be read, and nothing else in the view comes from it.</param>
public sealed record SituationDocument(RecordedDocument Document, DateTimeOffset At, string Origin, int Events, int Claims, string? Retraction);

/// <summary>One report's words on an incident.</summary>
/// <param name="At">When the report was published, else when it was recorded.</param>
/// <param name="Span">The clause in the document's text.</param>
/// <param name="ToldBy">Who says so, outermost first; empty for the report's own words. An empty name is nobody named.</param>
public sealed record Account(
    EventKey Event, string Outlet, DateTimeOffset At, string Origin, TextSpan Span, string Words, EventStatus Status, Factuality Factuality, ClaimKey? Claim, ImmutableArray<string> ToldBy);

/// <summary>An incident with who tells of it.</summary>
/// <param name="IsCentral">Somebody or something of the scope has part in it; the others stand in the same reports.</param>
/// <param name="FirstAt">The earliest account.</param>
/// <param name="LastAt">The latest account.</param>
/// <param name="Accounts">By time, then by event.</param>
public sealed record SituationIncident(Incident Incident, bool IsCentral, DateTimeOffset FirstAt, DateTimeOffset LastAt, ImmutableArray<Account> Accounts)
{
    /// <summary>The account whose words stand for it: the first that tells it as it stands, and never one that denies it where another tells it. Null where there is none.</summary>
    public Account? Lead =>
        Accounts.FirstOrDefault(account => account.Status == Incident.Status && account.Factuality == Incident.Factuality && !Incident.Denials.Contains(account.Event))
        ?? Accounts.FirstOrDefault(account => account.Status != EventStatus.Denied && account.Factuality != Factuality.Negated && !Incident.Denials.Contains(account.Event)) ?? Accounts.FirstOrDefault();

    /// <summary>Told as done or tried; not denied, threatened, expected or long past.</summary>
    public bool HasHappened => Incident.Status != EventStatus.Denied && Incident.Factuality is Factuality.Actual or Factuality.Attempted;
}

/// <summary>An outlet that reports or a source that speaks, and how steadily.</summary>
/// <param name="Key">Equal for the same one in every document.</param>
/// <param name="IsOutlet">True for who printed it, false for who said it.</param>
/// <param name="Count">Reports or statements in the window.</param>
/// <param name="UsualGap">Half of its gaps are no longer than this; null before there are <see cref="SourceActivities.MomentsMin"/> moments to tell it by.</param>
/// <param name="IsSilent">It has not been heard of for much longer than is usual for it.</param>
/// <param name="LastDocument">Where it was last heard of.</param>
public sealed record SourceActivity(
    string Key, string Name, bool IsOutlet, int Count, DateTimeOffset First, DateTimeOffset Last, TimeSpan? UsualGap, bool IsSilent, string LastDocument);

/// <summary>Something that is otherwise than it was at the moment asked for.</summary>
/// <param name="At">When the report that brought it was recorded, by the clock of the view.</param>
/// <param name="Document">Which report that was; null where no single one brought it.</param>
public abstract record SituationChange(DateTimeOffset At, string? Document)
{
    /// <summary>An incident that nobody had told of.</summary>
    public sealed record NewIncident(DateTimeOffset At, string? Document, string Incident) : SituationChange(At, Document);

    /// <summary>It stands more firmly than it did: from an accusation to a fact.</summary>
    public sealed record Firmer(DateTimeOffset At, string? Document, string Incident, EventStatus From, EventStatus To) : SituationChange(At, Document);

    /// <summary>More are told killed or injured than anybody had told.</summary>
    /// <param name="From">The most that was told; null where nobody had given a number.</param>
    public sealed record TollRose(DateTimeOffset At, string? Document, string Incident, bool IsKilled, int? From, SourcedToll To) : SituationChange(At, Document);

    /// <summary>Further independent origins report what fewer did.</summary>
    public sealed record MoreOrigins(DateTimeOffset At, string? Document, string Incident, int From, int To) : SituationChange(At, Document);

    /// <summary>Something is contested, or somebody is accused, that was not.</summary>
    public sealed record NewMatter(DateTimeOffset At, string? Document, string Matter) : SituationChange(At, Document);

    /// <summary>A side that nobody had taken.</summary>
    public sealed record NewSide(DateTimeOffset At, string? Document, string Matter, string Label) : SituationChange(At, Document);

    /// <summary>Somebody takes a side who had not.</summary>
    public sealed record NewVoice(DateTimeOffset At, string? Document, string Matter, string Label, Stance Stance) : SituationChange(At, Document);

    /// <summary>Acts or statements between two sides stand otherwise beside their usual, or go another way.</summary>
    public sealed record PairMoved(DateTimeOffset At, string? Document, PairState From, PairState To) : SituationChange(At, Document);

    /// <summary>An outlet or source is not heard of any more.</summary>
    public sealed record FellSilent(DateTimeOffset At, string? Document, SourceActivity Source) : SituationChange(At, Document);

    /// <summary>A report no longer counts.</summary>
    public sealed record Retracted(DateTimeOffset At, string? Document, string Reason) : SituationChange(At, Document);
}

