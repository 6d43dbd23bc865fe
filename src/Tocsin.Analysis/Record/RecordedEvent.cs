using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Contention;
using Tocsin.Analysis.Events;
using Tocsin.Analysis.Places;
using Tocsin.Analysis.Times;
using Tocsin.Language;

namespace Tocsin.Analysis.Record;

/// <summary>Which event of which document: "d0123456789abcdef_v3".</summary>
public readonly record struct EventKey(string Document, int Number) : IComparable<EventKey>
{
    public int CompareTo(EventKey other) => string.CompareOrdinal(Document, other.Document) is var order and not 0 ? order : Number.CompareTo(other.Number);

    public override int GetHashCode() => KeyText.Hash(Document, Number);

    public static bool operator <(EventKey left, EventKey right) => left.CompareTo(right) < 0;

    public static bool operator >(EventKey left, EventKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventKey left, EventKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventKey left, EventKey right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Document}_v{Number}");

    public static bool TryParse(string text, out EventKey key) => KeyText.TryParse(text, 'v', out key, (document, number) => new EventKey(document, number));
}

/// <summary>Which attribution of which document: "d0123456789abcdef_a3".</summary>
public readonly record struct ClaimKey(string Document, int Number) : IComparable<ClaimKey>
{
    public int CompareTo(ClaimKey other) => string.CompareOrdinal(Document, other.Document) is var order and not 0 ? order : Number.CompareTo(other.Number);

    public override int GetHashCode() => KeyText.Hash(Document, Number);

    public static bool operator <(ClaimKey left, ClaimKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ClaimKey left, ClaimKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ClaimKey left, ClaimKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ClaimKey left, ClaimKey right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Document}_a{Number}");

    public static bool TryParse(string text, out ClaimKey key) => KeyText.TryParse(text, 'a', out key, (document, number) => new ClaimKey(document, number));
}

/// <summary>Somebody who acts, suffers or speaks, in terms that are equal across documents.</summary>
/// <param name="Key">Equal for the same one in every document: see <see cref="PartyKeys"/>. Null where the words name nobody outside their document ("he", "they").</param>
/// <param name="Side">For whom it acts: the state of a government, an army or somebody in office; of those who suffer an event and are known by where they are alone, the state of that place; else the key. Pairs of actors are pairs of sides.</param>
/// <param name="Name">The fullest name in its document, else the words themselves.</param>
/// <param name="Country">ISO 3166-1 alpha-3, null where not known.</param>
/// <param name="Sectors">PLOVER sectors, most specific first.</param>
public sealed record RecordedParty(string? Key, string? Side, string Name, string? Country, ImmutableArray<string> Sectors, TextSpan Span);

/// <summary>Where, without the words that say so.</summary>
public sealed record RecordedPlace(string Name, PlaceKind Kind, string? Country, int? GeoNames, double? Latitude, double? Longitude, TextSpan Span)
{
    /// <summary>A town, base, landmark or water: small enough that two events there may be one happening.</summary>
    public bool IsPoint => Kind is not (PlaceKind.Country or PlaceKind.Region);
}

/// <summary>An event of one document as the record keeps it: the coded event in terms that can be compared across documents, with the way back to its characters.</summary>
/// <param name="Words">The clause, as received.</param>
/// <param name="Claim">The attribution that holds it; null where the report says so in its own words.</param>
/// <param name="ToldBy">Who says so, outermost first; empty for the report's own words. An empty name is nobody named.</param>
public sealed record RecordedEvent(
    EventKey Key,
    TextSpan Span,
    TextSpan Anchor,
    string Words,
    string AnchorWords,
    string Type,
    string? Mode,
    ImmutableArray<string> Contexts,
    double Score,
    Quad Quad,
    ImmutableArray<RecordedParty> Actors,
    ImmutableArray<RecordedParty> Recipients,
    RecordedPlace? Place,
    Occurrence OccurredOn,
    EventStatus Status,
    Factuality Factuality,
    ClaimKey? Claim,
    ImmutableArray<string> ToldBy,
    string? Weapon,
    CountRange? Count,
    CountRange? Killed,
    CountRange? Injured,
    double Confidence)
{
    /// <summary>Whether it took place at all, where that is told otherwise than who did it: an attack may be a fact while its actor is only accused. Null where <see cref="Status"/> says both.</summary>
    public EventStatus? Happened { get; init; }

    /// <summary>A later report of the same outlet takes it back. Never so in a reading itself: see <see cref="TakenBack"/>.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>For telling its happening from others.</summary>
    public EventCues Cues { get; init; } = EventCues.None;
}

/// <summary>Who said what in one document, as the record keeps it.</summary>
/// <param name="Source">Null where the text names nobody.</param>
/// <param name="ToldBy">Who says so, outermost first, the source last.</param>
/// <param name="Content">Its words, parts joined by " … ".</param>
/// <param name="Events">Events whose attribution it is.</param>
public sealed record RecordedClaim(
    ClaimKey Key,
    RecordedParty? Source,
    SourceKind SourceKind,
    ImmutableArray<string> ToldBy,
    SpeechAct Act,
    bool Negated,
    ImmutableArray<string> Hedges,
    string? Medium,
    string Cue,
    string Content,
    ImmutableArray<TextSpan> ContentSpans,
    ClaimKey? Within,
    DateInterval? SaidOn,
    ImmutableArray<EventKey> Events,
    double Confidence)
{
    private static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"“”„«»");

    /// <summary>"Tehran's desire to calm things": the report itself says what somebody wants, in words that are nobody's but its own. What somebody is quoted or reported to say is theirs.</summary>
    public bool IsNarrated => Act == SpeechAct.Intend && Within is null && !Content.AsSpan().ContainsAny(QuotationMarks);
}

/// <summary>What one document itself shows as contested.</summary>
/// <param name="Sides">Claims of each side; at least two sides. By the order of the finder: those who assert first.</param>
public sealed record RecordedContest(EventKey? About, ContestedOn On, ImmutableArray<ImmutableArray<ClaimKey>> Sides);

/// <summary>What a source says that somebody means to do. One document may hold one side of what others contest.</summary>
/// <param name="Side">Whose intention it is, as <see cref="RecordedParty.Side"/>.</param>
/// <param name="Hostile">True for an aim to harm or escalate, false for an aim to spare or de-escalate, after negation.</param>
/// <param name="About">The act in the same document that it is behind; null where there is none.</param>
/// <param name="Span">The word that says that something is meant.</param>
public sealed record RecordedIntention(string Side, bool Hostile, ClaimKey Claim, EventKey? About, TextSpan Span);

/// <summary>All that the record keeps of one reading of one document.</summary>
/// <param name="ReaderVersion">Which model and lists read it. Reading again with a newer one adds a reading.</param>
public sealed record RecordedReading(
    RecordedDocument Document, string ReaderVersion, ImmutableArray<RecordedEvent> Events, ImmutableArray<RecordedClaim> Claims, ImmutableArray<RecordedContest> Contested)
{
    /// <summary>What its sources say that somebody means to do, in text order.</summary>
    public ImmutableArray<RecordedIntention> Intentions { get; init; } = [];

    /// <summary>"Oster appears to be standing down", said by somebody: what a side is said to mean, told as an intention, and no act that was seen.</summary>
    public bool IsOnlyMeant(RecordedEvent told) =>
        told is { Quad: Quad.MaterialCooperation, Claim: not null } && Intentions.Any(said => !said.Hostile && said.Span.Overlaps(told.Anchor));
}

internal static class KeyText
{
    /// <summary>Ids end in digits of a hash of what they name, so their end tells them apart, and nobody can choose it. The usual hash of a string takes most of a look-up by a key.</summary>
    public static int Hash(string? document, int number)
    {
        var hash = (uint)number;
        for (var i = Math.Max(0, (document?.Length ?? 0) - 8); i < (document?.Length ?? 0); i++)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ document![i]) * 0x9E3779B1;
        }

        return (int)hash;
    }

    public static bool TryParse<T>(string text, char kind, out T key, Func<string, int, T> make)
        where T : struct
    {
        key = default;
        var cut = text.LastIndexOf('_');
        if (cut <= 0 || cut + 2 > text.Length - 1 || text[cut + 1] != kind || !int.TryParse(text.AsSpan(cut + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        key = make(text[..cut], number);
        return true;
    }
}
