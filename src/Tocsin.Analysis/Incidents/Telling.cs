using System.Collections.Immutable;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;

namespace Tocsin.Analysis.Incidents;

/// <summary>What one document tells of one happening: its headline, lead and recap together, with all that they say of it.</summary>
/// <remarks>A function of the reading alone, so what two of them have in common is the same at any moment at which both are known.</remarks>
public sealed class Telling
{
    /// <summary>What took longer, such as "fought since 2024", says of no happening when it was.</summary>
    private const int DaysMax = 62;

    internal Telling(RecordedDocument document, ImmutableArray<RecordedEvent> events, ImmutableArray<string> around, IncidentLexicon lexicon)
    {
        Document = document;
        Events = [.. events.OrderBy(told => told.Key)];
        var reported = Events.Where(told => !Occurring.IsDenied(told)).ToList();
        IsDenial = reported.Count == 0;
        var tellers = IsDenial ? [.. Events] : reported;
        Representative = tellers[0].Key;
        Type = tellers[0].Type;
        Days = Narrowest(Events.Select(told => told.OccurredOn.Interval).Where(days => days is not { } known || known.End.DayNumber - known.Start.DayNumber <= DaysMax));
        PartOfDay = Events.Select(told => told.Cues.PartOfDay).FirstOrDefault(part => part is not null);
        Place = Events.Select(told => told.Place).OfType<RecordedPlace>().OrderBy(place => place.IsPoint ? 0 : place.Kind == PlaceKind.Region ? 1 : 2).FirstOrDefault();
        Mode = Events.Select(ReliableMode).FirstOrDefault(mode => mode is not null);
        Weapon = Events.Select(told => told.Weapon).FirstOrDefault(weapon => weapon is not null);
        Killed = Firmest(Events.Select(told => told.Killed));
        Injured = Firmest(Events.Select(told => told.Injured));
        Count = Events.Select(told => told.Count).FirstOrDefault(count => count?.Min == count?.Max);
        Actors = Sides(Events.SelectMany(told => told.Actors.Where(party => !told.Cues.IsNominal || party.Country is not null || !party.Sectors.IsEmpty)));
        Recipients = Sides(Events.SelectMany(told => told.Recipients));
        ActorWords = RoleWords(tellers.SelectMany(told => told.Actors), lexicon);
        RecipientWords = RoleWords(tellers.SelectMany(told => told.Recipients), lexicon);

        // "the Messen strike": before a noun, a name says where more often than who.
        var actorWords = Events.Where(told => !told.Cues.IsNominal).SelectMany(told => told.Actors).SelectMany(party => Words(party.Name).Append(party.Side ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Names = [.. Events.SelectMany(told => told.Cues.Names).Concat(Place is { IsPoint: true } point ? Words(point.Name) : []).Where(name => !actorWords.Contains(name) && !lexicon.IsCommon(name)).Distinct().Order(StringComparer.Ordinal)];
        NamesAround = [.. around.Concat(Events.SelectMany(told => told.Cues.NamesBeside)).Where(name => !lexicon.IsCommon(name)).Distinct().Except(Names).Order(StringComparer.Ordinal)];

        // "Police shot into the crowd": who acts is not what it is done to.
        var acting = RoleWords(tellers.Where(told => !told.Cues.IsNominal).SelectMany(told => told.Actors), lexicon);
        var nouns = Events.SelectMany(told => told.Cues.Nouns).Distinct().Where(noun => !acting.Contains(Start(noun)) || RecipientWords.Contains(Start(noun))).ToList();

        // Of a raid, the aircraft are the means.
        var isFromAir = Mode is "aerial" or "drone" || Weapon is "drone" or "air";
        Targets = [.. nouns.Concat(Events.SelectMany(told => told.Cues.Names)).SelectMany(noun => lexicon.TargetsOf(noun).ToArray()).Where(kind => !(isFromAir && kind == "aircraft")).Distinct().Order(StringComparer.Ordinal)];
        Nouns = [.. nouns.Where(noun => !lexicon.IsCommon(noun) && lexicon.TargetsOf(noun).IsEmpty).Order(StringComparer.Ordinal)];
        IsApart = Events.All(told => told.Cues.IsApart);
        IsBare = Days is null && Place is null && Targets.IsEmpty && Weapon is null;
        Published = document.PublishedAt is { } moment ? DateOnly.FromDateTime(moment.UtcDateTime) : null;
    }

    public RecordedDocument Document { get; }

    /// <summary>In text order; at least one.</summary>
    public ImmutableArray<RecordedEvent> Events { get; }

    /// <summary>The event that stands for all in links: the first that reports it as happened, else the first.</summary>
    public EventKey Representative { get; }

    /// <summary>Why its events are taken for one; between events of this document.</summary>
    public ImmutableArray<IncidentLink> Links { get; internal init; } = [];

    /// <summary>The document only denies it.</summary>
    public bool IsDenial { get; }

    internal string Type { get; }

    /// <summary>It is told as so and so long before or after something else.</summary>
    internal bool IsApart { get; }

    /// <summary>It says neither when nor where nor with what.</summary>
    internal bool IsBare { get; }

    internal DateInterval? Days { get; }

    internal DateOnly? Published { get; }

    internal string? PartOfDay { get; }

    internal RecordedPlace? Place { get; }

    internal string? Mode { get; }

    internal string? Weapon { get; }

    internal CountRange? Killed { get; }

    internal CountRange? Injured { get; }

    internal CountRange? Count { get; }

    /// <summary>Sides of those who act, folded.</summary>
    internal ImmutableArray<string> Actors { get; }

    internal ImmutableArray<string> Recipients { get; }

    internal ImmutableArray<string> ActorWords { get; }

    internal ImmutableArray<string> RecipientWords { get; }

    /// <summary>Words of the proper names in its clauses, those of who acts left out.</summary>
    internal ImmutableArray<string> Names { get; }

    /// <summary>Words of other proper names where the document tells of happenings.</summary>
    internal ImmutableArray<string> NamesAround { get; }

    /// <summary>Kinds of what it was done to or where.</summary>
    internal ImmutableArray<string> Targets { get; }

    /// <summary>Nouns that few happenings have.</summary>
    internal ImmutableArray<string> Nouns { get; }

    /// <summary>Its words, or those around it, have a name of the place.</summary>
    internal bool SpeaksOf(RecordedPlace place) => Words(place.Name).Any(word => Names.Contains(word) || NamesAround.Contains(word));

    internal bool SpeaksOf(string side) => Words(side).Any(word => Names.Contains(word) || NamesAround.Contains(word));

    private static IEnumerable<string> Words(string name) => name.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries).Select(PartyKeys.Fold).Where(word => word.Length > 2);

    /// <summary>The shortest interval; of several as short, the first in the text.</summary>
    private static DateInterval? Narrowest(IEnumerable<DateInterval?> intervals) =>
        intervals.OfType<DateInterval>().OrderBy(interval => interval.End.DayNumber - interval.Start.DayNumber).Select(interval => (DateInterval?)interval).FirstOrDefault();

    /// <summary>The largest that is told: a recap adds up.</summary>
    private static CountRange? Firmest(IEnumerable<CountRange?> ranges) => ranges.OfType<CountRange>().OrderByDescending(range => range.Min ?? 0).ThenBy(range => range.Max ?? int.MaxValue).FirstOrDefault();

    /// <summary>"fired on the market" says nothing of the weapon, though its verb is coded as firearms.</summary>
    internal static string? ReliableMode(RecordedEvent told) => told.Weapon is null && told.Mode is "firearms" or "primitive" or "destroy" or "targeted" ? null : told.Mode;

    /// <summary>Only of those who have a name or a country: "at least 39 people" are nobody.</summary>
    private static ImmutableArray<string> Sides(IEnumerable<RecordedParty> parties) =>
        [.. parties.Where(party => party.Country is not null || party.Name.Skip(1).Any(char.IsUpper) || char.IsUpper(party.Name[0])).Select(party => party.Side ?? party.Key).OfType<string>().Select(side => side.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];

    private static string Start(string word) => word.Length <= 5 ? word : word[..5];

    /// <summary>The starts of the words by which somebody is called, so that "rebels" and "rebel positions" meet.</summary>
    private static ImmutableArray<string> RoleWords(IEnumerable<RecordedParty> parties, IncidentLexicon lexicon) =>
        [.. parties.SelectMany(party => Words(party.Name)).Where(word => word.Length > 3 && char.IsLetter(word[0]) && !lexicon.IsCommon(word)).Select(Start).Distinct().Order(StringComparer.Ordinal)];
}
