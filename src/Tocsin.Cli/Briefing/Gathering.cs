using System.Collections.Immutable;
using Tocsin.Analysis;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Incidents;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Times;
using Tocsin.Language.Mentions;

namespace Tocsin.Cli.Briefing;

/// <summary>A document of the batch, without its text.</summary>
internal sealed record GatheredDocument(string Id, string? Outlet, DateOnly? PublishedAt);

/// <summary>An event of one document, in terms that can be compared with those of another.</summary>
/// <param name="Document">Index of its document.</param>
/// <param name="Key">The same for all rows of one event: one a pair of actor and recipient.</param>
/// <param name="Actor">Who did it, null where not said.</param>
/// <param name="ActorSide">For whom the actor acts: the state of a government, a people, or somebody in office; else the actor.</param>
/// <param name="RecipientSide">The same of whom it was done to.</param>
/// <param name="Place">A town, base or landmark with its country; null where not known, and for a country or region, which holds too much to compare.</param>
internal sealed record GatheredEvent(
    int Document, EventKey Key, string? Actor, string? Recipient, string? ActorSide, string? RecipientSide, string Type, EventStatus Status, Factuality Factuality,
    (int? Min, int? Max)? Killed, (int? Min, int? Max)? Injured, string? Place, DateInterval? Date, string? Weapon = null);

/// <summary>A claim that takes a side in what is contested within one document.</summary>
/// <param name="Question">What is contested, as words that are equal in all documents that contest it.</param>
internal sealed record GatheredSide(int Document, string Question, int Side, string Who, string Act, string Words);

/// <summary>Keeps of each reading what the brief of all together needs: some hundred bytes an event, never the text.</summary>
internal sealed class Gathering
{
    private const int LabelLengthMax = 60;

    /// <summary>Words that say who only within their document. Unresolved, they are nobody outside of it.</summary>
    private static readonly HashSet<string> Pronouns = new(StringComparer.OrdinalIgnoreCase)
    {
        "I", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "his", "hers", "its", "our", "ours", "their", "theirs", "my", "your", "who", "whom", "whoever", "which", "that", "this",
        "these", "those", "one", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "no one", "each other", "one another", "others", "both", "many", "some",
    };

    /// <summary>PLOVER sectors of those who act for a state.</summary>
    private static readonly HashSet<string> StateSectors = new(StringComparer.Ordinal) { "GOV", "MIL", "SPY", "COP", "JUD", "LEG" };

    private readonly Lazy<CountryLexicon> _countries = new(CountryLexicon.Load);
    private readonly List<GatheredDocument> _documents = [];
    private readonly List<GatheredEvent> _events = [];
    private readonly List<GatheredSide> _sides = [];
    private readonly Lazy<Fingerprinter> _fingerprinter = new(Fingerprinter.Load);
    private readonly List<RecordedReading> _readings = [];
    private readonly CopyIndex _copies = new();
    private readonly List<CopyLink> _copyLinks = [];
    private Reading? _first;

    public IReadOnlyList<GatheredDocument> Documents => _documents;

    public IReadOnlyList<GatheredEvent> Events => _events;

    public IReadOnlyList<GatheredSide> Sides => _sides;

    public void Add(Reading reading)
    {
        // A document alone is compared with nothing, and should not wait for what only comparing needs.
        if (_documents.Count == 0)
        {
            _first = reading;
        }
        else
        {
            if (_first is not null)
            {
                Compare(_first);
                _first = null;
            }

            Compare(reading);
        }

        var number = _documents.Count;
        _documents.Add(new GatheredDocument(reading.Document.Id, reading.Document.Outlet, reading.Document.PublishedAt));
        var words = new Wording(reading);
        foreach (var @event in reading.Events)
        {
            // A side with no one named is kept once, so that the event still counts for the other.
            foreach (var (actor, actorSide) in Labels(@event.Actors, words))
            {
                foreach (var (recipient, recipientSide) in Labels(@event.Recipients, words))
                {
                    _events.Add(new GatheredEvent(
                        number, new EventKey(reading.Document.Id, @event.Number), actor, recipient, actorSide, recipientSide, @event.Type, @event.Status, @event.Factuality, Bounds(@event.Killed), Bounds(@event.Injured),
                        PlaceName(reading, @event), @event.OccurredOn.Interval, @event.Weapon));
                }
            }
        }

        foreach (var contested in reading.Contested)
        {
            var about = reading.Events.FirstOrDefault(e => e.Id == contested.About);
            var question = Wording.Question(contested.On) + (about is null ? "" : ": " + Subject(about, words));
            for (var side = 0; side < contested.Sides.Length; side++)
            {
                foreach (var claim in contested.Sides[side].Select(n => words.Attribution(n)).OfType<Attribution>())
                {
                    _sides.Add(new GatheredSide(number, question, side, words.Chain(claim), ContractNames.Of(claim.Act), words.ShortQuote(claim)));
                }
            }
        }
    }

    /// <summary>Whose words each document prints: by id of the document, the id of its origin's first.</summary>
    public Origins Origins() => Analysis.Duplicates.Origins.Of(_readings.Select(reading => reading.Document), _copyLinks);

    /// <summary>What the documents tell, each happening once, as the record joins it.</summary>
    public ImmutableArray<Incident> Incidents(Origins origins)
    {
        var index = new IncidentIndex(IncidentMatcher.Load());
        var links = _readings.SelectMany(reading => index.Add(reading)).ToList();
        return IncidentFinder.Load().Of(index.Tellings, links, [], origins.OriginOf);
    }

    private void Compare(Reading reading)
    {
        var document = reading.Document;
        var published = document.PublishedTime?.ToUniversalTime() ?? (document.PublishedAt is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null);
        var recorded = new RecordedDocument(document.Id, document.Title, document.Outlet, document.Url, document.Path, published, document.PublishedTime is not null, default, _readings.Count + 1, document.Text.Length);
        _readings.Add(Recording.Of(reading, recorded, ""));
        _copyLinks.AddRange(_copies.Add(recorded, _fingerprinter.Value.Of(reading.Parsed)));
    }

    /// <summary>The words that name an actor alike in every document: a state by its usual name, everybody else by their own.</summary>
    private string Label(ActorEntity actor) => actor.Kind is EntityKind.Country or EntityKind.Government or EntityKind.People && StateOf(actor) is { } state ? state : WithoutArticle(actor.Entity.Name);

    /// <summary>For whom the actor acts: whoever governs, fights or spies for a state acts for it.</summary>
    private string Side(ActorEntity actor) => actor.Sectors.Any(StateSectors.Contains) && StateOf(actor) is { } state ? state : Label(actor);

    private string? StateOf(ActorEntity actor) => actor.Country is null ? null : _countries.Value.ByCode(actor.Country)?.Name ?? actor.Country;

    private static string WithoutArticle(string name) => name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;

    private string Subject(Event @event, Wording words)
    {
        var actors = string.Join(", ", Labels(@event.Actors, words).Select(l => l.Label).OfType<string>());
        var recipients = string.Join(", ", Labels(@event.Recipients, words).Select(l => l.Label).OfType<string>());
        return $"{(actors.Length == 0 ? "…" : actors)} → {(recipients.Length == 0 ? "…" : recipients)} · {@event.Type}";
    }

    /// <summary>Each participant with its side; one of nulls where none is named.</summary>
    private List<(string? Label, string? Side)> Labels(ImmutableArray<Participant> participants, Wording words)
    {
        var labels = new List<(string? Label, string? Side)>();
        foreach (var participant in participants)
        {
            var actor = words.Entity(participant.Entity);
            var label = actor is null ? words.Words([participant.Span], LabelLengthMax) : Label(actor);
            if (label.Length > 0 && !Pronouns.Contains(label) && !labels.Exists(known => string.Equals(known.Label, label, StringComparison.OrdinalIgnoreCase)))
            {
                labels.Add((label, actor is null ? label : Side(actor)));
            }
        }

        return labels.Count == 0 ? [(null, null)] : labels;
    }

    private static (int? Min, int? Max)? Bounds(CountRange? range) => range is null ? null : (range.Min, range.Max);

    private static string? PlaceName(Reading reading, Event @event)
    {
        if (@event.Place is not { } index || index < 0 || index >= reading.Places.Length || reading.Places[index].Kind is PlaceKind.Country or PlaceKind.Region)
        {
            return null;
        }

        var place = reading.Places[index];
        return place.Country is null ? place.Name : $"{place.Name}, {place.Country}";
    }
}
