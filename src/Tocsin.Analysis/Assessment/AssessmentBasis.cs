using System.Collections.Immutable;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Duplicates;
using Tocsin.Analysis.Escalation;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Record;
using Tocsin.Analysis.Situations;

namespace Tocsin.Analysis.Assessment;

/// <summary>What assessments are made of: the readings that count at a moment, with incidents, origins and what is contested. Made once, asked many questions.</summary>
/// <remarks>Nothing in it depends on the order of its lists. Thread-safe once built.</remarks>
public sealed class AssessmentBasis
{
    private readonly Dictionary<string, RecordedReading> _readings;
    private readonly Dictionary<EventKey, string> _happenings;
    private readonly Dictionary<string, RecordedDocument> _firstOfOrigin;
    private readonly Dictionary<ClaimKey, RecordedClaim> _claims = [];
    private readonly Lazy<ImmutableArray<PairState>> _states;

    /// <param name="readings">As corrected, and without what was retracted.</param>
    /// <param name="retracted">Reports that were withdrawn: they count for nothing but the standing of who printed them.</param>
    public AssessmentBasis(
        DateTimeOffset asOf, IEnumerable<RecordedReading> readings, IEnumerable<Incident> incidents, Origins origins, IEnumerable<ContestedMatter> contested, IEnumerable<RecordedDocument>? retracted = null)
    {
        _states = new Lazy<ImmutableArray<PairState>>(() => PairTension.Of(Readings, Incidents, Origins!, Today));
        AsOf = asOf;
        Readings = [.. readings.OrderBy(reading => reading.Document.PublishedAt ?? reading.Document.RecordedAt).ThenBy(reading => reading.Document.Id, StringComparer.Ordinal)];
        Incidents = [.. incidents.OrderBy(incident => incident.Id, StringComparer.Ordinal)];
        Origins = origins;
        Contested = [.. contested.OrderBy(matter => matter.Id, StringComparer.Ordinal)];
        _readings = Readings.ToDictionary(reading => reading.Document.Id, StringComparer.Ordinal);
        _firstOfOrigin = origins.All.Where(origin => _readings.ContainsKey(origin.Documents[0])).ToDictionary(origin => origin.Id, origin => _readings[origin.Documents[0]].Document, StringComparer.Ordinal);
        foreach (var claim in Readings.SelectMany(reading => reading.Claims))
        {
            _claims[claim.Key] = claim;
        }

        _happenings = HappeningKeys.Of(Readings, Incidents, origins);
        Accounts = Readings.SelectMany(reading => reading.Events).ToLookup(told => _happenings[told.Key], StringComparer.Ordinal);
        var disputed = Contested.Where(matter => matter.On == ContestedOn.Toll).SelectMany(matter => matter.Sides).SelectMany(side => side.Stances).Select(stance => stance.Event).OfType<EventKey>().ToHashSet();
        History = SourceHistory.Of(
            Accounts.Select(group => (group.Key, (IReadOnlyList<SourceHistory.Account>)[.. group.Where(told => Counts(told) && !IsInPassing(told)).Select(told => ToAccount(told, disputed))])),
            (retracted ?? []).Select(document => (PrinterKey(document), document.Id)));
    }

    /// <summary>Of all that is known of a scope, with what people decided against the readings.</summary>
    /// <param name="facts">As of its moment: see <see cref="Moments.At"/>.</param>
    public static AssessmentBasis Of(RecordFacts facts, IncidentJoiner join)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(join);
        var counted = PersonNames.Unite(Corrected.Apply(facts));
        var origins = Origins.Of(counted.Readings.Select(reading => reading.Document), counted.Copies);
        var incidents = join(counted, origins);
        var retracted = Corrected.Retractions(facts);
        return new AssessmentBasis(
            facts.AsOf, counted.Readings, incidents, origins, ContestedMatters.Of(incidents, counted.Readings, origins.OriginOf),
            facts.Readings.Select(reading => reading.Document).Where(document => retracted.ContainsKey(document.Id)));
    }

    public DateTimeOffset AsOf { get; }

    public DateOnly Today => DateOnly.FromDateTime(AsOf.UtcDateTime);

    /// <summary>By publication, then by id.</summary>
    public ImmutableArray<RecordedReading> Readings { get; }

    public ImmutableArray<Incident> Incidents { get; }

    public Origins Origins { get; }

    public ImmutableArray<ContestedMatter> Contested { get; }

    /// <summary>How far each source has proved right so far.</summary>
    public ImmutableArray<SourceRecord> Sources => History.All;

    /// <summary>What the record of one of them is counted from.</summary>
    public ImmutableArray<SourceOutcome> OutcomesOf(string source) => History.Outcomes(source);

    internal SourceHistory History { get; }

    /// <summary>Who tells of each happening, denials too.</summary>
    internal ILookup<string, RecordedEvent> Accounts { get; }

    /// <summary>All pairs of sides, as of <see cref="Today"/>.</summary>
    public ImmutableArray<PairState> Pairs => _states.Value;

    internal string HappeningOf(EventKey told) => _happenings[told];

    internal RecordedDocument Document(string id) => _readings[id].Document;

    internal RecordedReading Reading(string document) => _readings[document];

    /// <summary>Null where somebody decided that it is none.</summary>
    internal RecordedEvent? Event(EventKey key) => _readings.TryGetValue(key.Document, out var reading) ? reading.Events.FirstOrDefault(told => told.Key == key) : null;

    internal RecordedClaim? Claim(ClaimKey? key) => key is { } known ? _claims.GetValueOrDefault(known) : null;

    internal IReadOnlyDictionary<ClaimKey, RecordedClaim> Claims => _claims;

    /// <summary>Who vouches for a report's own words: the first to print them, whoever reprints.</summary>
    internal RecordedDocument FirstPrint(string origin, string document) => _firstOfOrigin.GetValueOrDefault(origin) ?? Document(document);

    /// <summary>The day on which words of an origin first came out; where that is not known, on which they were recorded, for by then they had.</summary>
    internal DateOnly Reported(string origin, string document)
    {
        var first = FirstPrint(origin, document);
        return DateOnly.FromDateTime((first.PublishedAt ?? first.RecordedAt).UtcDateTime);
    }

    /// <summary>Under which key an outlet is judged for what it says in its own words.</summary>
    public static string PrinterKey(RecordedDocument document) => "outlet " + document.Printer;

    /// <summary>Who says so, and by what key: the source where there is one, else whoever first printed it.</summary>
    internal (string Name, string Key) SourceOf(RecordedEvent told, string origin)
    {
        if (Claim(told.Claim)?.Source is { } source)
        {
            return (source.Name, source.Key ?? source.Name);
        }

        var first = FirstPrint(origin, told.Key.Document);
        return told.Claim is not null ? ("nobody named", "nobody named in " + origin) : (first.Printer, PrinterKey(first));
    }

    internal static bool Denies(RecordedEvent told) => told.Status == EventStatus.Denied || told.Factuality == Factuality.Negated;

    private static bool Counts(RecordedEvent told) => Denies(told) || (told.Factuality is Factuality.Actual or Factuality.Attempted && told.Status != EventStatus.Possible);

    /// <summary>"The missiles avenged the killing of Varr": who speaks of what everybody knows, by a noun, is not proved right by its having happened.</summary>
    private static bool IsInPassing(RecordedEvent told) => told is { Claim: not null, Cues.IsNominal: true } && !Denies(told);

    private SourceHistory.Account ToAccount(RecordedEvent told, HashSet<EventKey> disputed)
    {
        var origin = Origins.OriginOf(told);
        return new SourceHistory.Account(told.Key, SourceOf(told, origin).Key, origin, FirstPrint(origin, told.Key.Document).PublishedAt, !Denies(told), told.Status == EventStatus.Fact && told.Claim is null, disputed.Contains(told.Key), told);
    }
}
