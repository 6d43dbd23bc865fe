using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contract;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>An event of an incident with its document, and the claim that holds it.</summary>
internal sealed record Telling(RecordedEvent Event, RecordedDocument Document, RecordedClaim? Claim);

/// <summary>What is known, laid out to be asked for again and again.</summary>
internal sealed class Ground
{
    /// <summary>A flat answer answers what was told no longer before.</summary>
    private static readonly TimeSpan FlatDays = TimeSpan.FromDays(3);

    /// <summary>What one is reported to have said in this time is what another reports of them.</summary>
    private static readonly TimeSpan SameWords = TimeSpan.FromDays(2);

    /// <summary>Cues that say themselves what is done with the content, unlike "said".</summary>
    private static readonly string[] TellingCues = ["blam", "accus", "denie", "deny", "doubt", "disput", "reject", "suspect"];

    private readonly Dictionary<EventKey, Telling> _tellings = [];
    private readonly Dictionary<EventKey, Incident> _incidentOf = [];
    private readonly Dictionary<ClaimKey, (RecordedClaim Claim, RecordedDocument Document)> _claims = [];
    private readonly Func<string, TextSpan, string> _originOf;
    private readonly Func<string, string?>? _nameOf;
    private readonly Lazy<List<(RecordedClaim Claim, RecordedDocument Document)>> _flatDenials;
    private readonly Lazy<SideNames> _named;
    private readonly Lazy<ILookup<string, Telling>> _bareDenials;
    private (Incident? Incident, List<Telling> Tellings) _last = (null, []);
    private List<(Incident Incident, Telling Telling)>? _accusations;
    private readonly Dictionary<ClaimKey, Incident?> _accusedIn = [];
    private readonly Dictionary<Incident, List<RecordedContest>> _contestsOf = new(ReferenceEqualityComparer.Instance);

    public Ground(ImmutableArray<Incident> incidents, ImmutableArray<RecordedReading> readings, Func<string, TextSpan, string> originOf, Func<string, string?>? nameOf)
    {
        Incidents = [.. incidents.OrderBy(incident => incident.Id, StringComparer.Ordinal)];
        Readings = [.. readings.OrderBy(reading => reading.Document.Id, StringComparer.Ordinal)];
        (_originOf, _nameOf) = (originOf, nameOf);
        foreach (var reading in Readings)
        {
            foreach (var claim in reading.Claims)
            {
                _claims[claim.Key] = (claim, reading.Document);
            }

            foreach (var told in reading.Events)
            {
                _tellings[told.Key] = new Telling(told, reading.Document, told.Claim is { } key && _claims.TryGetValue(key, out var held) ? held.Claim : null);
            }
        }

        foreach (var incident in Incidents)
        {
            foreach (var key in incident.Events)
            {
                _incidentOf[key] = incident;
            }
        }

        // In the order of documents, as the readings are.
        foreach (var contest in Readings.SelectMany(reading => reading.Contested))
        {
            if (contest.About is { } about && IncidentOf(about) is { } incident)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_contestsOf, incident, out _);
                (known ??= []).Add(contest);
            }
        }

        _named = new(() => SideNames.Of(Readings));
        _bareDenials = new(FindBareDenials);
        _flatDenials = new(() => [.. Readings.SelectMany(reading => FlatAnswers.Shared.In(reading).Select(claim => (claim, reading.Document)))]);
    }

    /// <summary>Flat answers that no document itself holds against an accusation, in its order.</summary>
    public IReadOnlyList<(RecordedClaim Claim, RecordedDocument Document)> FlatDenials => _flatDenials.Value;

    public ImmutableArray<Incident> Incidents { get; }

    public ImmutableArray<RecordedReading> Readings { get; }

    public Telling? Telling(EventKey key) => _tellings.GetValueOrDefault(key);

    public Incident? IncidentOf(EventKey key) => _incidentOf.GetValueOrDefault(key);

    public RecordedClaim? Claim(ClaimKey key) => _claims.TryGetValue(key, out var held) ? held.Claim : null;

    /// <summary>What documents themselves show as contested about an incident, on one thing.</summary>
    public IEnumerable<RecordedContest> ContestsOf(Incident incident, ContestedOn on) => _contestsOf.TryGetValue(incident, out var contests) ? contests.Where(contest => contest.On == on) : [];

    /// <summary>The one incident of the days before that its speaker is accused of; null where there is none, or it may be one of several.</summary>
    /// <param name="areOne">The same in every call, and so is <paramref name="isAccusation"/>.</param>
    public Incident? AccusedIn(RecordedClaim claim, RecordedDocument document, Func<RecordedParty, RecordedParty, bool> areOne, Func<Telling, bool> isAccusation)
    {
        // Every incident asks for the same claims.
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_accusedIn, claim.Key, out var isKnown);
        if (!isKnown)
        {
            var at = SourceActivities.At(document);
            _accusations ??= [.. Incidents.Where(incident => incident.Type is "ASSAULT" or "COERCE").SelectMany(incident => incident.Events.Select(Telling).OfType<Telling>().Where(isAccusation).Select(telling => (incident, telling)))];
            var accused = _accusations.Where(one => (at - SourceActivities.At(one.Telling.Document)) is var since && since >= TimeSpan.Zero && since <= FlatDays && one.Telling.Event.Actors.Any(actor => areOne(actor, claim.Source!)))
                .Select(one => one.Incident).Distinct<Incident>(ReferenceEqualityComparer.Instance).ToList();
            known = accused.Count == 1 ? accused[0] : accused.Count > 1 ? One(accused.Where(incident => incident.Events.Any(key => key.Document == document.Id))) : null;
        }

        return known;
    }

    private static Incident? One(IEnumerable<Incident> incidents) => incidents.Take(2).ToList() is [var only] ? only : null;

    /// <summary>The events that describe an incident: its own, and those that a document itself holds against one of them. By key.</summary>
    public IReadOnlyList<Telling> TellingsOf(Incident incident, ContestedOn on)
    {
        // One incident is asked of several times in a row.
        var own = ReferenceEquals(_last.Incident, incident) ? _last.Tellings : Own(incident);
        _last = (incident, own);
        if (!_contestsOf.ContainsKey(incident))
        {
            return own;
        }

        var others = ContestsOf(incident, on).SelectMany(contest => contest.Sides).SelectMany(side => side).SelectMany(claim => Claim(claim)?.Events ?? []).Where(key => !ReferenceEquals(IncidentOf(key), incident)).Distinct()
            .Select(Telling).OfType<Telling>().Where(other => other.Event.Type == incident.Type).ToList();
        return others.Count == 0 ? own : [.. own.Concat(others).OrderBy(telling => telling.Event.Key)];
    }

    private List<Telling> Own(Incident incident)
    {
        var own = new List<Telling>(incident.Events.Length);
        foreach (var key in incident.Events)
        {
            if (Telling(key) is { } telling)
            {
                own.Add(telling);
            }
        }

        own.Sort((one, other) => one.Event.Key.CompareTo(other.Event.Key));
        return own;
    }

    /// <summary>"There was no attack. Reports of a missile strike are untrue": denials that name nothing of what they deny, in a report that names where it is said to have been.</summary>
    public IEnumerable<Telling> BareDenialsOf(Incident incident) => _bareDenials.Value[incident.Id];

    private ILookup<string, Telling> FindBareDenials()
    {
        var bare = _tellings.Values.Where(telling => telling.Event is { Type: "ASSAULT", Factuality: Factuality.Negated, Place: null, Actors.IsEmpty: true, Recipients.IsEmpty: true, Killed: null, Injured: null }
            && IncidentOf(telling.Event.Key) is null && telling.Document.PublishedAt is not null).GroupBy(telling => telling.Document.Id, StringComparer.Ordinal).ToList();
        var happened = bare.Count == 0 ? [] : Incidents.Where(incident => incident is { Type: "ASSAULT", OccurredOn: not null, Place.IsPoint: true }).ToList();
        return bare.SelectMany(group => Answered(group.First().Document, happened) is { } incident ? group.Select(telling => (incident.Id, Telling: telling)) : []).ToLookup(pair => pair.Id, pair => pair.Telling, StringComparer.Ordinal);
    }

    /// <summary>The one attack of the days before in a place that the report names; null where there is none, or more than one.</summary>
    private Incident? Answered(RecordedDocument document, List<Incident> happened)
    {
        var day = DateOnly.FromDateTime(document.PublishedAt!.Value.UtcDateTime);
        var reading = Readings.First(one => one.Document.Id == document.Id);
        string[] words = [document.Title ?? "", .. reading.Claims.Select(claim => claim.Content), .. reading.Events.Select(told => told.Words)];
        return One(happened.Where(incident => incident.OccurredOn!.Value.Start <= day && day.DayNumber - incident.OccurredOn.Value.End.DayNumber <= FlatDays.Days && Array.Exists(words, line => line.Contains(incident.Place!.Name, StringComparison.OrdinalIgnoreCase))));
    }

    public Stance Stance(Telling telling) => telling.Claim is { } claim
        ? Stance(claim, telling.Event.Key)
        : new Stance(telling.Document.Printer, SourceActivities.DatedAt(null, telling.Document), "report", telling.Event.Words, telling.Document.Id, null, telling.Event.Key);

    public Stance Stance(RecordedClaim claim, EventKey? about)
    {
        var document = _claims[claim.Key].Document;
        if (claim.IsNarrated)
        {
            return new Stance(document.Printer, SourceActivities.DatedAt(claim, document), "report", Narrated(claim), document.Id, claim.Key, about);
        }

        var told = IsPlainlySaid(claim) ? SpeechAct.Assert : claim.Act;
        var act = claim.Negated ? $"not {ContractNames.Of(told)}" : ContractNames.Of(told);
        return new Stance(Chain(claim), SourceActivities.DatedAt(claim, document), act, Words(claim), document.Id, claim.Key, about);
    }

    /// <summary>"They were meant to kill", in words that deny another thing before, and "the Front claims the attack", its own: quoted words have their denial in themselves, and nobody alleges his own deed.</summary>
    private bool IsPlainlySaid(RecordedClaim claim) => claim.Act switch
    {
        SpeechAct.Deny => claim.Content.Length > 0 && claim.Content[0] is '"' or '“' or '‘' or '«' && !Array.Exists(TellingCues, claim.Cue.Contains),
        SpeechAct.Allege => claim.Source?.Side is { } source && claim.Events.Select(Telling).Any(telling => telling is not null && telling.Event.Actors.Any(actor => actor.Side == source)),
        _ => false,
    };

    /// <summary>What is said; what is denied never without the word that denies it, and "any part in it", "the militia" or "it" with the words that say so: "denied any part in it".</summary>
    private static string Words(RecordedClaim claim)
    {
        if (claim.Act is not (SpeechAct.Deny or SpeechAct.Allege or SpeechAct.Doubt) || claim.ContentSpans.Length != 1 || claim.Content.Length == 0 || !char.IsLetterOrDigit(claim.Content[0])
            || (claim.Act == SpeechAct.Allege && claim.Content.StartsWith("that ", StringComparison.OrdinalIgnoreCase)) || !Array.Exists(TellingCues, claim.Cue.Contains))
        {
            return claim.Content;
        }

        // "which Oster denied": what is answered stands before.
        return claim.Source is { Span: { Length: > 0 } speaker } && speaker.Start > claim.ContentSpans[0].Start ? claim.Content : $"{claim.Cue} {claim.Content}";
    }

    /// <summary>"[Tehran] desire to calm things": what the report says that somebody wants, with whose wish it is.</summary>
    public static string Narrated(RecordedClaim claim) => $"{(claim.Source is { } source ? $"[{source.Name}] " : "")}{claim.Cue} {claim.Content}";

    /// <summary>"officials › the observers": who reports that who said.</summary>
    public static string Chain(RecordedClaim claim) =>
        claim.ToldBy.IsEmpty ? "nobody named" : string.Join(" › ", claim.ToldBy.Select(name => name.Length == 0 ? "nobody named" : name));

    /// <summary>Stances of one side, by time: what one origin has twice stands once, and copies of a report count for one.</summary>
    public ContestedSide Side(string label, IEnumerable<Stance> stances)
    {
        var all = Dated([.. stances]).Select(stance => (Stance: stance, Origin: OriginOf(stance)))
            .OrderBy(pair => pair.Stance.At ?? DateTimeOffset.MaxValue).ThenBy(pair => pair.Stance.Document, StringComparer.Ordinal)
            .ThenBy(pair => pair.Stance.Claim?.Number ?? 0).ThenBy(pair => pair.Stance.Event?.Number ?? 0).ToList();
        var reports = all.Select(pair => pair.Origin).Distinct(StringComparer.Ordinal).Count();
        var kept = all.DistinctBy(pair => (pair.Origin, pair.Stance.Who.ToUpperInvariant(), pair.Stance.Words)).Select(pair => pair.Stance);
        return new ContestedSide(label, [.. kept], Math.Min(reports, all.Select(pair => SpeakerOf(pair.Stance) ?? pair.Origin).Distinct(StringComparer.Ordinal).Count())) { Reports = reports };
    }

    /// <summary>Who speaks for themselves is one origin of what they say, however many print it. Of those whom nobody names each report may mean others.</summary>
    private string? SpeakerOf(Stance stance) =>
        stance.Claim is { } key && Claim(key) is { Source.Key: { } speaker, SourceKind: SourceKind.Named or SourceKind.Institution, IsNarrated: false } ? $"speaker {speaker}" : null;

    /// <summary>A statement that its report gives no day is of the day that another report gives to what the same speaker said, where that is the day of the report or shortly before.</summary>
    private List<Stance> Dated(List<Stance> stances)
    {
        var days = stances.Where(stance => stance.At is not null && HasDay(stance)).ToLookup(stance => stance.Who, StringComparer.OrdinalIgnoreCase);
        return days.Count == 0 ? stances : [.. stances.Select(stance => stance.At is not { } at || HasDay(stance) ? stance
            : days[stance.Who].Where(other => other.Document != stance.Document && other.At <= at && at - other.At <= SameWords).Select(other => other.At).Max() is { } day ? stance with { At = day } : stance)];
    }

    private bool HasDay(Stance stance) => stance.Claim is { } key && Claim(key)?.SaidOn is { } said && said.Start == said.End;

    public string OriginOf(Telling telling) => _originOf(telling.Document.Id, telling.Event.Anchor);

    /// <summary>The usual name of a side.</summary>
    public string NameOf(string side) => _nameOf?.Invoke(side) ?? _named.Value.Of(side) ?? side;

    private string OriginOf(Stance stance)
    {
        var span = stance.Claim is { } claim && Claim(claim) is { ContentSpans.IsEmpty: false } said ? said.ContentSpans[0] : stance.Event is { } key && Telling(key) is { } telling ? telling.Event.Anchor : default;
        return _originOf(stance.Document, span);
    }
}
