using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Record;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Situations;

/// <summary>What a scope that a user wrote was read as.</summary>
public abstract record ParsedScope
{
    public sealed record Understood(Situation Situation) : ParsedScope;

    /// <summary>It means nothing, or may mean several things: what to write instead.</summary>
    public sealed record Unclear(string Message) : ParsedScope;
}

/// <summary>Which folded names a record knows as a side and as a place: names that no list holds are understood through it.</summary>
public sealed record RecordNames(Func<string, bool> IsSide, Func<string, bool> IsPlace)
{
    public static RecordNames None { get; } = new(_ => false, _ => false);

    public static RecordNames Of(RecordFacts facts)
    {
        var sides = new HashSet<string>(StringComparer.Ordinal);
        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reading in facts.Readings)
        {
            var parties = reading.Events.SelectMany(SituationScope.Parties).Concat(reading.Claims.Select(claim => claim.Source).OfType<RecordedParty>());
            sides.UnionWith(parties.SelectMany(party => (string?[])[party.Key, party.Side]).OfType<string>());
            places.UnionWith(reading.Events.Where(told => told.Place is not null).Select(told => PartyKeys.Fold(told.Place!.Name)));
        }

        return new RecordNames(sides.Contains, places.Contains);
    }
}

/// <summary>Reads a scope: "US-Iran", "Iraq", "Hezbollah – Israel", "in:Baghdad", "actor:Hezbollah; word:rocket", "everything".</summary>
/// <remarks>
/// Two names with a dash, a slash or "vs" between are a pair of actors. One name is an actor of the lists, a country (what happens there, and to or by its people), a place or an
/// actor that the record knows, or else a word to look for. "actor:", "country:", "in:" and "word:" say which; parts parted by ";" must all be met. Thread-safe.
/// </remarks>
public sealed class SituationParser(CountryLexicon countries, Func<ActorResolver>? actors = null)
{
    private readonly NamedSides _named = new(countries, actors);

    private static readonly string[] Betweens = [" - ", "–", "—", "/", " vs. ", " vs ", " versus ", " against ", ","];

    public ParsedScope Parse(string text, RecordNames? record = null)
    {
        var names = record ?? RecordNames.None;
        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return new ParsedScope.Unclear("The scope is empty. Name a pair such as US-Iran, a country, a place (in:Baghdad), words (word:rocket), or everything.");
        }

        var situation = new Situation(text.Trim(), [], [], [], []);
        foreach (var part in parts)
        {
            var (next, message) = Add(situation, part, names);
            if (next is null)
            {
                return new ParsedScope.Unclear(message!);
            }

            situation = next;
        }

        return new ParsedScope.Understood(situation);
    }

    private (Situation? Situation, string? Message) Add(Situation to, string part, RecordNames names)
    {
        if (part.Equals("everything", StringComparison.OrdinalIgnoreCase) || part == "*")
        {
            return (to, null);
        }

        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var value = part[(colon + 1)..].Trim();
        switch (colon < 0 ? "" : part[..colon].Trim().ToLowerInvariant())
        {
            case "actor" or "side" when value.Length > 0:
                var (side, unclear) = Side(value, names, mustBeKnown: false);
                return side is null ? (null, unclear) : (to with { Sides = to.Sides.Add(side) }, null);
            case "country" when value.Length > 0:
                return _named.Country(value) is { } country ? (to with { Countries = to.Countries.Add(country.Code) }, null) : (null, _named.Ambiguous(value) ?? $"'{value}' is no country that Tocsin knows. Write its English name or its code, as country:IRN.");
            case "in" or "place" when value.Length > 0:
                return (to with { Places = to.Places.Add(PartyKeys.Fold(value)) }, null);
            case "word" or "words" when value.Length > 0:
                return (to with { Words = to.Words.Add(value) }, null);
            case "actor" or "side" or "country" or "in" or "place" or "word" or "words":
                return (null, $"'{part}' has nothing after its colon.");
            default:
                return One(to, part, names);
        }
    }

    private (Situation? Situation, string? Message) One(Situation to, string part, RecordNames names)
    {
        if (_named.Country(part) is { } country)
        {
            return (to with { Countries = to.Countries.Add(country.Code) }, null);
        }

        if (Pair(part, names) is { } sides)
        {
            var keys = new List<string>();
            foreach (var words in sides)
            {
                var (side, unclear) = Side(words, names, mustBeKnown: false);
                if (side is null)
                {
                    return (null, unclear);
                }

                keys.Add(side);
            }

            return keys[0] == keys[1] ? (null, $"'{sides[0]}' and '{sides[1]}' are the same side ({keys[0]}); a pair needs two.") : (to with { Sides = to.Sides.AddRange(keys) }, null);
        }

        if (_named.Ambiguous(part) is { } ambiguous)
        {
            return (null, ambiguous);
        }

        var folded = PartyKeys.Fold(part);
        var (isSide, isPlace) = (names.IsSide(folded), names.IsPlace(folded));
        if (isSide && isPlace)
        {
            return (null, $"'{part}' acts and is a place in this record. Write actor:{part} or in:{part}.");
        }

        if (isPlace)
        {
            return (to with { Places = to.Places.Add(folded) }, null);
        }

        var (known, _) = Side(part, names, mustBeKnown: true);
        return known is null ? (to with { Words = to.Words.Add(part) }, null) : (to with { Sides = to.Sides.Add(known) }, null);
    }

    /// <summary>The two names of a pair; null where it is none. A hyphen may be part of a name: the cut whose two sides are known is taken, else the only one there is.</summary>
    private string[]? Pair(string part, RecordNames names)
    {
        foreach (var between in Betweens)
        {
            var cut = part.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (cut.Length == 2)
            {
                return cut;
            }
        }

        var hyphens = Enumerable.Range(1, Math.Max(0, part.Length - 2)).Where(i => part[i] == '-').ToList();
        var known = hyphens.Where(i => Side(part[..i], names, mustBeKnown: true).Side is not null && Side(part[(i + 1)..], names, mustBeKnown: true).Side is not null).ToList();
        var at = known.Count > 0 ? known[0] : hyphens.Count == 1 && IsNamed(part, hyphens[0], names) ? hyphens[0] : -1;
        return at < 0 ? null : [part[..at].Trim(), part[(at + 1)..].Trim()];
    }

    /// <summary>"Karvonia-Sellenia" is a pair of names; "al-Asad" and "cease-fire" are no pairs.</summary>
    private static bool IsNamed(string part, int hyphen, RecordNames names) =>
        char.IsUpper(part[0]) && hyphen + 1 < part.Length && char.IsUpper(part[hyphen + 1]) && !names.IsSide(PartyKeys.Fold(part)) && !names.IsPlace(PartyKeys.Fold(part));

    /// <summary>The side by which an actor is known in the record.</summary>
    private (string? Side, string? Message) Side(string words, RecordNames names, bool mustBeKnown)
    {
        words = words.Trim();
        if (_named.Country(words) is { } country)
        {
            return (country.Code, null);
        }

        // A code of a user's own list is kept as it is written.
        var folded = PartyKeys.Fold(words);
        if (names.IsSide(words) || names.IsSide(folded))
        {
            return (names.IsSide(words) ? words : folded, null);
        }

        if (_named.Ambiguous(words) is { } message)
        {
            return (null, message);
        }

        var (code, sectors) = _named.Read(words);
        if (code is not null && sectors.Any(PartyKeys.IsOfState))
        {
            return (code, null);
        }

        if (!sectors.IsEmpty || !mustBeKnown)
        {
            return folded.Length == 0 ? (null, $"'{words}' names nobody.") : (folded, null);
        }

        return (null, $"'{words}' is nobody that Tocsin or this record knows.");
    }
}
