using System.Collections.Immutable;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Record;

/// <summary>The scope that a user watches. An empty list does not narrow; several lists must all be met, each by any of its entries.</summary>
/// <param name="Name">As the user wrote it: "US-Iran".</param>
/// <param name="Sides">Keys or sides of actors; two or more make the pairs that are shown first, and at least two of them must be in a report.</param>
/// <param name="Countries">ISO 3166-1 alpha-3, of the place or of somebody who acts or suffers.</param>
/// <param name="Places">Folded names of places.</param>
/// <param name="Words">Words that the document's text must hold.</param>
public sealed record Situation(string Name, ImmutableArray<string> Sides, ImmutableArray<string> Countries, ImmutableArray<string> Places, ImmutableArray<string> Words)
{
    public static Situation Everything { get; } = new("everything", [], [], [], []);

    /// <summary>What it holds, whatever it is called: equal for "US-Iran" and "Tehran/Washington".</summary>
    public string ScopeKey => string.Join('\u001e', new[] { Sides, Countries, Places, Words }.Select(list => string.Join('\u001f', list.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))));
}

/// <summary>Documents that carry one text or large parts of it: one witness, however many print it.</summary>
/// <param name="Id">That of its first document by publication, then by id.</param>
/// <param name="Documents">At least one, in that order.</param>
public sealed record Origin(string Id, ImmutableArray<string> Documents);

/// <summary>Why two events were joined or kept apart.</summary>
/// <param name="Likeness">0 to 1.</param>
/// <param name="Reason">"same type, same town, same day, same weapon".</param>
public sealed record IncidentLink(EventKey First, EventKey Second, double Likeness, string Reason);

/// <summary>Killed or injured, as one source gives it.</summary>
/// <param name="Source">Who says so; null for the report's own words.</param>
/// <param name="Min">Null where open.</param>
/// <param name="Latest">It is the last that this source gave, by publication.</param>
public sealed record SourcedToll(string? Source, string Outlet, DateTimeOffset? PublishedAt, bool IsKilled, int? Min, int? Max, EventKey Event, bool Latest)
{
    /// <summary>"None of its airmen at Kesh had been hurt": the words that say of whom it is true that nobody was; null where no one in particular is meant.</summary>
    public string? NobodyOf { get; init; }
}

/// <summary>The one happening that events of several reports describe.</summary>
/// <param name="Id">"i" and 12 hexadecimal digits, from its events alone, whatever the order of arrival.</param>
/// <param name="Title">"Iran → United States · ASSAULT · heavy-weapons · Al Asad, 8 January 2020".</param>
/// <param name="Status">The firmest that any of its events has, an accusation never above what it is.</param>
/// <param name="Origins">How many independent origins report it.</param>
/// <param name="Confidence">That its events are one happening, 0 to 1; 1 for a single event.</param>
public sealed record Incident(
    string Id,
    string Title,
    string Type,
    string? Mode,
    DateInterval? OccurredOn,
    RecordedPlace? Place,
    ImmutableArray<RecordedParty> Actors,
    ImmutableArray<RecordedParty> Recipients,
    string? Weapon,
    EventStatus Status,
    Factuality Factuality,
    ImmutableArray<SourcedToll> Tolls,
    ImmutableArray<EventKey> Events,
    ImmutableArray<IncidentLink> Links,
    int Origins,
    double Confidence)
{
    /// <summary>How firmly it stands who did it, where somebody is named: that it happened may be fact while its <see cref="Actors"/> are only accused.</summary>
    public EventStatus? Responsibility { get; init; }

    /// <summary><see cref="Responsibility"/> where it is less firm than that it happened; null where the two do not part.</summary>
    public EventStatus? OpenResponsibility => Responsibility is { } held && held != Status && !Actors.IsEmpty ? held : null;

    /// <summary>Of the event that it is named by.</summary>
    public Quad Quad { get; init; }

    /// <summary>Keys of those of <see cref="Actors"/> whom nobody says to have done it but as an accusation or a possibility.</summary>
    public ImmutableArray<string> Accused { get; init; } = [];

    /// <summary>Those of <see cref="Events"/> that deny it. They are no reports of it: they count for no origin, toll or status.</summary>
    public ImmutableArray<EventKey> Denials { get; init; } = [];
}

/// <summary>One who takes a side, in their words.</summary>
/// <param name="Claim">Null where a report takes it in its own words.</param>
/// <param name="Event">Null where the words were coded as no event.</param>
public sealed record Stance(string Who, DateTimeOffset? At, string Act, string Words, string Document, ClaimKey? Claim, EventKey? Event);

/// <summary>A side of what is contested.</summary>
/// <param name="Label">"meant to kill", "denied by", "3 killed".</param>
/// <param name="Origins">Independent origins that carry it: what one named speaker says is one, however many report it.</param>
public sealed record ContestedSide(string Label, ImmutableArray<Stance> Stances, int Origins)
{
    /// <summary>Independent reports that it stands in: never fewer than <see cref="Origins"/>.</summary>
    public int Reports { get; init; } = Origins;
}

/// <summary>What sources assert and others deny or doubt. Not only accused: an accusation alone is no contest, and <see cref="OnlyAccused"/> says so.</summary>
/// <param name="Incident">Id of the incident; null for what is about none.</param>
/// <param name="OnlyAccused">One side accuses and nobody answers: shown as an open accusation.</param>
public sealed record ContestedMatter(string Id, string Question, string? Incident, ContestedOn On, ImmutableArray<ContestedSide> Sides, bool OnlyAccused);
