using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tocsin.Analysis.Record;

namespace Tocsin.Analysis.Incidents;

/// <summary>Says which tellings of different documents are of one happening, and why. Pairwise and pure; thread-safe once loaded.</summary>
/// <remarks>
/// For a store: keep <see cref="Keys(IEnumerable{Telling})"/> of each document's <see cref="Read"/>; for a new document look up who has a key in common, <see cref="Read"/> those and keep the
/// <see cref="Links"/>. Any order of arrival gives the same links.
/// </remarks>
public sealed class IncidentMatcher
{
    private readonly Likeness _likeness;
    private readonly TellingReader _reader;
    private readonly IncidentLexicon _lexicon;

    /// <summary>What was read of a reading, as long as somebody holds the reading: a view looks at the same ones for now and for the moment before.</summary>
    private readonly ConditionalWeakTable<RecordedReading, StrongBox<ImmutableArray<Telling>>> _known = [];

    internal IncidentMatcher(IncidentLexicon lexicon)
    {
        _lexicon = lexicon;
        _likeness = new Likeness(lexicon);
        _reader = new TellingReader(lexicon, _likeness);
    }

    public static IncidentMatcher Load() => new(IncidentLexicon.Load());

    /// <summary>What a document tells as having happened, or denies: each happening once. What is only threatened, planned or supposed is left out.</summary>
    public ImmutableArray<Telling> Read(RecordedReading reading) => _known.GetValue(reading, one => new StrongBox<ImmutableArray<Telling>>(_reader.Of(one))).Value;

    /// <summary>Keys to look candidates up by: two tellings can be of one happening only if they have one in common. Sorted, each once.</summary>
    public static ImmutableArray<long> Keys(Telling telling) => BlockingKeys.Of(telling);

    /// <summary>Keys of a whole document, sorted, each once.</summary>
    public static ImmutableArray<long> Keys(IEnumerable<Telling> tellings) => [.. tellings.SelectMany(telling => BlockingKeys.Of(telling)).Distinct().Order()];

    /// <summary>Null where the odds are against one happening. The same whichever is given first.</summary>
    public IncidentLink? Compare(Telling one, Telling other)
    {
        if (one.Representative == other.Representative || LogOdds(one, other) <= 0)
        {
            return null;
        }

        var (first, second) = one.Representative < other.Representative ? (one, other) : (other, one);
        var reasons = new List<string>();
        var likeness = Likeness.Probability(_likeness.Between(first, second, reasons));
        var words = string.Join(", ", reasons);
        return new IncidentLink(first.Representative, second.Representative, likeness, one.IsDenial || other.IsDenial ? $"denies it: {words}" : words);
    }

    /// <summary>The links between the tellings of two documents, those with a key in common compared.</summary>
    public IEnumerable<IncidentLink> Links(ImmutableArray<Telling> one, ImmutableArray<Telling> other)
    {
        var keys = other.Select(telling => (telling, Keys: Keys(telling))).ToList();
        foreach (var telling in one)
        {
            var own = Keys(telling).ToHashSet();
            foreach (var (against, _) in keys.Where(pair => pair.Keys.Any(own.Contains)))
            {
                if (Compare(telling, against) is { } link)
                {
                    yield return link;
                }
            }
        }
    }

    internal double LogOdds(Telling one, Telling other) => _likeness.Between(one, other);

    /// <inheritdoc cref="Likeness.InCluster"/>
    internal double InCluster(Telling one, Telling other) => _likeness.InCluster(one, other);

    /// <summary>A part of a telling, where somebody decided that its events are not one happening.</summary>
    internal Telling Part(Telling whole, ImmutableArray<RecordedEvent> events) => new Telling(whole.Document, events, whole.NamesAround, new TellingWords(_lexicon)).LikeWhole(whole);
}
