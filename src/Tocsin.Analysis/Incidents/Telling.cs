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
    /// <summary>What took longer, such as "fought since 2024", does not say when a happening was, only when it was not.</summary>
    private const int DaysMax = 62;

    private readonly string[] _namedRecipients;
    private readonly string[] _placeWords;

    /// <param name="words">May be the same for all tellings of a document, whose parties are named again and again.</param>
    internal Telling(RecordedDocument document, ImmutableArray<RecordedEvent> events, ImmutableArray<string> around, TellingWords words)
    {
        Document = document;
        Events = [.. events.OrderBy(told => told.Key)];
        var reported = Events.Where(told => !Occurring.IsDenied(told)).ToList();
        IsDenial = reported.Count == 0;
        var tellers = IsDenial ? [.. Events] : reported;
        Representative = tellers[0].Key;
        Type = tellers[0].Type;
        Days = Narrowest(Events.Select(told => told.OccurredOn.Interval).Where(days => days is not { } known || known.End.DayNumber - known.Start.DayNumber <= DaysMax));
        Period = Days ?? Narrowest(Events.Select(told => told.OccurredOn.Interval));
        IsLookedBackOn = tellers.TrueForAll(told => told.Factuality == Factuality.Historical);
        PartOfDay = Events.Select(told => told.Cues.PartOfDay).FirstOrDefault(part => part is not null);
        Place = Events.Select(told => told.Place).OfType<RecordedPlace>().OrderBy(place => place.IsPoint ? 0 : place.Kind == PlaceKind.Region ? 1 : 2).FirstOrDefault();
        Mode = Events.Select(ReliableMode).FirstOrDefault(mode => mode is not null);
        Weapon = Events.Select(told => told.Weapon).FirstOrDefault(weapon => weapon is not null);
        Killed = Firmest(Events.Select(told => told.Killed));
        Injured = Firmest(Events.Select(told => told.Injured));
        Count = Events.Select(told => told.Count).FirstOrDefault(count => count?.Min == count?.Max);
        Actors = Sides(Events.SelectMany(told => told.Actors.Where(party => !told.Cues.IsNominal || party.Country is not null || !party.Sectors.IsEmpty)));
        Recipients = Sides(Events.SelectMany(told => told.Recipients));
        ActorKeys = [.. Events.SelectMany(told => told.Actors).Select(party => party.Key).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        _namedRecipients = [.. Events.SelectMany(told => told.Recipients).Where(party => party.Country is null && party.Key is not null && char.IsUpper(party.Name[0])).Select(party => party.Key!).Distinct()];
        Victims = [.. tellers.Where(told => told.Killed is { Min: 1, Max: 1 }).SelectMany(told => told.Recipients).Where(IsPerson).Select(party => words.Of(party.Name).LastOrDefault("")).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        PlaceName = Place is null ? null : PartyKeys.Fold(Place.Name);
        _placeWords = Place is null ? [] : words.Of(Place.Name);
        IsAtSite = Place is { Latitude: null } && _placeWords.Any(words.IsSite);
        ActorWords = words.OfRoles(tellers.SelectMany(told => told.Actors));
        RecipientWords = words.OfRoles(tellers.SelectMany(told => told.Recipients));

        // "the Messen strike": before a noun, a name says where more often than who.
        var actorWords = Events.Where(told => !told.Cues.IsNominal).SelectMany(told => told.Actors).SelectMany(party => words.Of(party.Name).Append(party.Side ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Names = [.. Events.SelectMany(told => told.Cues.Names).Concat(Place is { IsPoint: true } point ? words.Of(point.Name) : []).Where(name => !actorWords.Contains(name) && !words.IsCommon(name)).Distinct().Order(StringComparer.Ordinal)];
        NamesAround = Around(around, words);

        // "Police shot into the crowd": who acts is not what it is done to.
        var acting = words.OfRoles(tellers.Where(told => !told.Cues.IsNominal).SelectMany(told => told.Actors));
        // Nor is the gas of "tear gas" what burns in a fuel depot.
        var means = Events.Select(told => told.Weapon).OfType<string>().SelectMany(words.Of).ToHashSet(StringComparer.Ordinal);
        var nouns = Events.SelectMany(told => told.Cues.Nouns).Distinct().Where(noun => !means.Contains(noun)).Where(noun => !acting.Contains(TellingWords.Start(noun)) || RecipientWords.Contains(TellingWords.Start(noun))).ToList();

        // Of a raid, the aircraft are the means.
        var isFromAir = Mode is "aerial" or "drone" || Weapon is "drone" or "air";
        Targets = [.. nouns.Concat(Events.SelectMany(told => told.Cues.Names)).SelectMany(noun => words.TargetsOf(noun).ToArray()).Where(kind => !(isFromAir && kind == "aircraft")).Distinct().Order(StringComparer.Ordinal)];
        Nouns = [.. nouns.Where(noun => !words.IsCommon(noun) && words.TargetsOf(noun).IsEmpty).Order(StringComparer.Ordinal)];
        IsApart = Events.All(told => told.Cues.IsApart);
        IsBare = Days is null && Place is null && Targets.IsEmpty && Weapon is null;
        Published = document.PublishedAt is { } moment ? DateOnly.FromDateTime(moment.UtcDateTime) : null;
    }

    /// <summary>The same in a document that tells of other happenings too.</summary>
    private Telling(Telling alone, ImmutableArray<string> around, TellingWords words)
    {
        (Document, Events, Representative, IsDenial, Type, IsApart, IsBare) = (alone.Document, alone.Events, alone.Representative, alone.IsDenial, alone.Type, alone.IsApart, alone.IsBare);
        (Days, Period, IsLookedBackOn, Published, PartOfDay, Place, Mode, Weapon, Killed, Injured, Count) = (alone.Days, alone.Period, alone.IsLookedBackOn, alone.Published, alone.PartOfDay, alone.Place, alone.Mode, alone.Weapon, alone.Killed, alone.Injured, alone.Count);
        (Victims, IsAtSite) = (alone.Victims, alone.IsAtSite);
        (Actors, Recipients, ActorKeys, PlaceName, _namedRecipients, _placeWords) = (alone.Actors, alone.Recipients, alone.ActorKeys, alone.PlaceName, alone._namedRecipients, alone._placeWords);
        (ActorWords, RecipientWords, Names, Targets, Nouns) = (alone.ActorWords, alone.RecipientWords, alone.Names, alone.Targets, alone.Nouns);
        NamesAround = Around(around, words);
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

    /// <summary>Its document opens with it.</summary>
    internal bool IsLead => Events[0].Cues.Sentence <= 1;

    /// <summary>When it was, where the document says so closely enough to tell it from others.</summary>
    internal DateInterval? Days { get; }

    /// <summary>The same, however wide: "in 2022".</summary>
    internal DateInterval? Period { get; }

    /// <summary>Told only as what was before: an anniversary, "the worst since a raid in 2012".</summary>
    internal bool IsLookedBackOn { get; }

    internal DateOnly? Published { get; }

    internal string? PartOfDay { get; }

    internal RecordedPlace? Place { get; }

    /// <summary>Folded.</summary>
    internal string? PlaceName { get; }

    /// <summary>The place lies in a town and is none, and no map has it: "Hotel Meridian".</summary>
    internal bool IsAtSite { get; }

    internal string? Mode { get; }

    internal string? Weapon { get; }

    internal CountRange? Killed { get; }

    internal CountRange? Injured { get; }

    internal CountRange? Count { get; }

    /// <summary>Sides of those who act, folded.</summary>
    internal ImmutableArray<string> Actors { get; }

    internal ImmutableArray<string> Recipients { get; }

    /// <summary>Last words of the names of those who alone were killed, folded: nobody is killed twice.</summary>
    internal ImmutableArray<string> Victims { get; }

    internal ImmutableArray<string> ActorWords { get; }

    internal ImmutableArray<string> RecipientWords { get; }

    /// <summary>Words of the proper names in its clauses, those of who acts left out.</summary>
    internal ImmutableArray<string> Names { get; }

    /// <summary>Words of other proper names where the document tells of happenings.</summary>
    internal ImmutableArray<string> NamesAround { get; }

    /// <summary>Of the names around, those that another happening of the document has in its own words, where that is or may be elsewhere. Known once the whole document is read.</summary>
    internal ImmutableArray<string> NamesElsewhere { get; private set; } = [];

    /// <summary>Kinds of what it was done to or where.</summary>
    internal ImmutableArray<string> Targets { get; }

    /// <summary>Nouns that few happenings have.</summary>
    internal ImmutableArray<string> Nouns { get; }

    /// <summary>Keys of those who act: a minister and a spokeswoman of one side are two.</summary>
    internal ImmutableArray<string> ActorKeys { get; }

    /// <summary>Whether a side that suffers is one person or group by name, which weighs more than a country.</summary>
    internal bool NamesRecipient(string side)
    {
        foreach (var key in _namedRecipients)
        {
            if (string.Equals(key, side, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where it says itself where it was, what another happening of its document names is not its place; nor, where it does not, what one of several in several places names.</summary>
    /// <param name="named">Words of names that the deeds of its document have in their own words.</param>
    /// <param name="places">How many places those say they were at.</param>
    internal void TellApart(HashSet<string> named, int places)
    {
        if (!NamesAround.IsEmpty && (places > 1 || Place is { IsPoint: true } || (IsBare && Killed is null && Injured is null)))
        {
            // What it names itself is not around it.
            NamesElsewhere = [.. NamesAround.Where(named.Contains)];
        }
    }

    /// <summary>The same as of another telling, of which this is a part.</summary>
    internal Telling LikeWhole(Telling whole)
    {
        NamesElsewhere = whole.NamesElsewhere;
        return this;
    }

    /// <summary>Its words, those around it or the name of its paper have a name of the place of another: where one of the two is on no map, it may lie in the other.</summary>
    internal bool SpeaksOfPlaceOf(Telling other)
    {
        foreach (var word in other._placeWords)
        {
            if (Speaks(word) || Document.Printer.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal bool NamesSomething => !Names.IsEmpty || !NamesAround.IsEmpty;

    /// <summary>The same for the name of a side.</summary>
    internal bool SpeaksOf(string side) => TellingWords.Split(side).Any(Speaks);

    private bool Speaks(string word) => Names.BinarySearch(word, StringComparer.Ordinal) >= 0 || NamesAround.BinarySearch(word, StringComparer.Ordinal) >= 0;

    /// <summary>Its words have a name, or those around it that may say where it was.</summary>
    internal bool Has(string word) =>
        Names.BinarySearch(word, StringComparer.Ordinal) >= 0 || (NamesAround.BinarySearch(word, StringComparer.Ordinal) >= 0 && NamesElsewhere.BinarySearch(word, StringComparer.Ordinal) < 0);

    /// <summary>The same with the names in the rest of its document.</summary>
    internal Telling Beside(ImmutableArray<string> around, TellingWords words) => new(this, around, words);

    private ImmutableArray<string> Around(ImmutableArray<string> around, TellingWords words)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in around.Concat(Events.SelectMany(told => told.Cues.NamesBeside)))
        {
            if (!words.IsCommon(name) && Names.BinarySearch(name, StringComparer.Ordinal) < 0)
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    /// <summary>The shortest interval; of several as short, the first in the text.</summary>
    private static DateInterval? Narrowest(IEnumerable<DateInterval?> intervals) =>
        intervals.OfType<DateInterval>().OrderBy(interval => interval.End.DayNumber - interval.Start.DayNumber).Select(interval => (DateInterval?)interval).FirstOrDefault();

    /// <summary>The largest that is told: a recap adds up.</summary>
    private static CountRange? Firmest(IEnumerable<CountRange?> ranges) => ranges.OfType<CountRange>().OrderByDescending(range => range.Min ?? 0).ThenBy(range => range.Max ?? int.MaxValue).FirstOrDefault();

    /// <summary>"fired on the market" says nothing of the weapon, though its verb is coded as firearms.</summary>
    internal static string? ReliableMode(RecordedEvent told) => told.Weapon is null && told.Mode is "firearms" or "primitive" or "destroy" or "targeted" ? null : told.Mode;

    /// <summary>A name, and no country's, in which every word of weight is written large.</summary>
    private static bool IsPerson(RecordedParty party) =>
        party.Key is not null && party.Key != party.Country && party.Name.Split(' ') is var names && char.IsUpper(names[0][0]) && Array.TrueForAll(names, word => word.Length <= 3 || char.IsUpper(word[0]));

    /// <summary>Only of those who have a name or a country: "at least 39 people" are nobody.</summary>
    private static ImmutableArray<string> Sides(IEnumerable<RecordedParty> parties) =>
        [.. parties.Where(party => party.Country is not null || party.Name.Skip(1).Any(char.IsUpper) || char.IsUpper(party.Name[0])).Select(party => party.Side ?? party.Key).OfType<string>().Select(side => side.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];
}
