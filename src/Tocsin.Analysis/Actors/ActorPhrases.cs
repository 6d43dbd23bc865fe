using System.Collections.Immutable;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Actors;

/// <summary>What a phrase says of whom it names.</summary>
/// <param name="Country">Null where it gives none.</param>
/// <param name="Sectors">Empty where it gives none.</param>
/// <param name="ByName">A list knows the name itself.</param>
internal readonly record struct ActorReading(string? Country, ImmutableArray<string> Sectors, bool ByName)
{
    public static ActorReading None { get; } = new(null, [], false);

    public bool IsEmpty => Country is null && Sectors.IsEmpty;
}

/// <summary>Reads a phrase for its country and sector.</summary>
/// <remarks>
/// The phrase is cut into what the lists know, the longest first: organisations, countries and their people, roles. The head, the last word before
/// the first preposition, decides: an organisation there gives both; a role of its own ("general") gives the sector; a role that stands for a body
/// ("spokesman") takes that of the body named before it or after the preposition. The country is the one nearest before the head, else the first after it.
/// A country joined to "-backed", "-led" or "-supported" is not the actor's. A bare country or capital stands for its government, a bare people for nobody in office.
/// </remarks>
internal sealed class ActorPhrases(ActorLexicon lexicon)
{
    private enum Part
    {
        Name,
        Country,
        People,
        Capital,
        Role,
        Holder,
    }

    private readonly record struct Hit(Part Part, int First, int End, string? Country, ImmutableArray<string> Sectors, RoleUse Use);

    /// <param name="phrase">Words of the text.</param>
    /// <param name="headEnd">Where its head word ends, in characters of the phrase; null where not known.</param>
    public ActorReading Read(string phrase, DateOnly? on, int? headEnd = null)
    {
        var words = ActorWords.Of(phrase);
        if (words.Count == 0)
        {
            return ActorReading.None;
        }

        var hits = Cut(phrase, words, on);
        if (hits.Count == 0)
        {
            return ActorReading.None;
        }

        var head = headEnd is { } at ? words.FindIndex(w => w.End >= at) : -1;
        head = head >= 0 ? head : HeadOf(words);
        return Combine(hits, head, words);
    }

    /// <summary>The office holder that a phrase with a name speaks of: "Iranian foreign minister Javad Zarif".</summary>
    public ActorReading ReadPerson(string phrase, DateOnly? on, string? hint, bool titled)
    {
        var words = ActorWords.Of(phrase);
        var hits = Cut(phrase, words, on);
        var first = 0;
        foreach (var hit in hits)
        {
            titled |= hit.Part == Part.Role;
            hint ??= hit.Part is Part.Country or Part.People ? hit.Country : null;
            first = hit.Part is Part.Role or Part.Country or Part.People or Part.Name && hit.End < words.Count ? Math.Max(first, hit.End) : first;
        }

        var name = words.GetRange(first, words.Count - first);
        name.RemoveAll(w => !w.Capital && !w.Joined && w.Key is not ("bin" or "al" or "el" or "de" or "la" or "von" or "der" or "da" or "dos"));
        if (name.Count == 0 || lexicon.Holders.Find(name, on, hint, titled) is not { } found)
        {
            return ActorReading.None;
        }

        return new ActorReading(found.Country, [.. found.Sectors], true);
    }

    private List<Hit> Cut(string phrase, List<ActorWord> words, DateOnly? on)
    {
        var hits = new List<Hit>();
        for (var i = 0; i < words.Count;)
        {
            if (At(phrase, words, i, on) is { } hit)
            {
                if (!IsSponsor(words, hit))
                {
                    hits.Add(hit);
                }

                i = hit.End;
            }
            else
            {
                i++;
            }
        }

        return hits;
    }

    private Hit? At(string phrase, List<ActorWord> words, int i, DateOnly? on)
    {
        var (names, fact) = lexicon.Names.Longest(words, i, f => f.Holds(on));
        if (names == 0)
        {
            (names, fact) = lexicon.Names.Longest(words, i, f => on is null);
        }

        var role = Role(words, i);
        var (count, country, part) = Country(phrase, words, i);
        if (names > 0 && names >= count && names >= role.Count)
        {
            return new Hit(Part.Name, i, i + names, fact!.Country, fact.Sectors, RoleUse.Is);
        }

        if (count > 0 && count >= role.Count)
        {
            return new Hit(part, i, i + count, country, [], RoleUse.Is);
        }

        return role.Value is { } r ? new Hit(Part.Role, i, i + role.Count, null, r.Sectors, r.Use) : null;
    }

    private (int Count, string? Code, Part Part) Country(string phrase, List<ActorWord> words, int first)
    {
        if (!words[first].Capital)
        {
            return (0, null, Part.Country);
        }

        for (var count = Math.Min(5, words.Count - first); count > 0; count--)
        {
            var text = phrase[words[first].Start..words[first + count - 1].End];
            var known = lexicon.Countries.ByName(text) ?? (count == 1 && phrase.Length > words[first].End && phrase[words[first].End] == '.' ? lexicon.Countries.ByName(text + ".") : null);
            if (known is not null)
            {
                return (count, known.Code, Part.Country);
            }

            if (lexicon.Countries.ByDemonym(text) is { } people)
            {
                return (count, people.Code, Part.People);
            }

            if (lexicon.Countries.ByCapital(text) is { } capital)
            {
                return (count, capital.Code, Part.Capital);
            }
        }

        return (0, null, Part.Country);
    }

    /// <summary>The longest role at a word; its last word may be a plural.</summary>
    private (int Count, RoleFact? Value) Role(List<ActorWord> words, int first)
    {
        var found = lexicon.Roles.Longest(words, first, _ => true);
        for (var last = first; last < Math.Min(words.Count, first + 4); last++)
        {
            if (Singular(words[last].Key) is { } singular)
            {
                var kept = words[last];
                words[last] = kept with { Key = singular };
                var other = lexicon.Roles.Longest(words, first, _ => true);
                words[last] = kept;
                if (other.Count > found.Count && other.Count == last - first + 1)
                {
                    found = other;
                }
            }
        }

        return found;
    }

    private static string? Singular(string key) => key switch
    {
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        _ when key.EndsWith("men", StringComparison.Ordinal) => key[..^3] + "man",
        _ when key.EndsWith("ies", StringComparison.Ordinal) => key[..^3] + "y",
        _ when key.EndsWith("ches", StringComparison.Ordinal) => key[..^2],
        _ when key.Length > 3 && key[^1] == 's' && key[^2] != 's' => key[..^1],
        _ => null,
    };

    /// <summary>True for the country of "Iran-backed" and "US-led": it stands behind the actor, it is not the actor's.</summary>
    private static bool IsSponsor(List<ActorWord> words, Hit hit) =>
        hit.Part is Part.Country or Part.People or Part.Capital && hit.End < words.Count
        && (words[hit.End].Joined && words[hit.End].Key is "backed" or "led" or "supported" or "aligned" or "linked" or "allied" or "funded" or "born" or "trained" or "armed" or "sponsored" or "brokered" or "made" or "occupied" or "controlled"
            || (hit.First > 0 && words[hit.First].Joined && words[hit.First - 1].Key is "pro" or "anti"));

    private static int HeadOf(List<ActorWord> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i].Key is "of" or "for" or "in" or "from" or "at" or "with" or "to" or "near" or "on" or "who" or "by")
            {
                return i - 1;
            }
        }

        return words.Count - 1;
    }

    private static ActorReading Combine(List<Hit> hits, int head, List<ActorWord> words)
    {
        if (hits.Find(h => h.First <= head && h.End > head && h.Part == Part.Name) is { Sectors.IsDefault: false } name)
        {
            var former = hits.Exists(h => h is { Part: Part.Role, Use: RoleUse.Was } && h.End <= name.First);
            var owner = hits.FindLast(h => h.Part is Part.Country or Part.People && h.End <= name.First).Country;

            // "Burundi's National Security Council" is not the one on the list; "Iraqi Hezbollah" still is of it.
            var other = owner is not null && owner != name.Country && name.Sectors is not ["REB", ..];
            if (owner is null && name.Sectors is not ["REB", ..] && OwnerAfter(hits, words, name.End) is (true, var state))
            {
                (owner, other) = (state, true);
            }

            return new ActorReading(other ? owner : name.Country, former ? ["ELI"] : name.Sectors, true);
        }

        // "Taliban commander", "NATO troops": soldiers and officials of a group are the group's.
        if (hits.FindLast(h => h.Part == Part.Name && h.End <= head && h.Sectors is ["REB" or "PRM" or "IGO" or "CRM", ..]) is { Sectors.IsDefaultOrEmpty: false } group
            && SectorsOf(hits, head, words) is ["MIL" or "GOV" or "PRM" or "REB" or "SPY" or "IGO" or "PTY" or "REL", ..] or [])
        {
            return new ActorReading(group.Country, group.Sectors, false);
        }

        return new ActorReading(CountryOf(hits, head), SectorsOf(hits, head, words), false);
    }

    /// <summary>"the Ministry of Defence of Veldoria": somebody is named after "of", of the country that is known or of none.</summary>
    private static (bool Named, string? Country) OwnerAfter(List<Hit> hits, List<ActorWord> words, int end)
    {
        var at = end + (end + 1 < words.Count && words[end + 1].Key == "the" ? 2 : 1);
        return end < words.Count && words[end].Key == "of" && at < words.Count && words[at].Capital ? (true, hits.Find(h => h.First == at && h.Part is Part.Country or Part.People).Country) : (false, null);
    }

    private static ImmutableArray<string> SectorsOf(List<Hit> hits, int head, List<ActorWord> words)
    {
        Hit? atHead = null, own = null, of = null;
        var was = false;
        foreach (var hit in hits)
        {
            if (hit.Part == Part.Role && hit.Use == RoleUse.Was)
            {
                was |= hit.First <= head;
                continue;
            }

            if (hit.Part is not (Part.Role or Part.Name) || hit.Sectors.IsEmpty)
            {
                continue;
            }

            atHead = hit.First <= head && hit.End > head ? hit : atHead;

            // Nearest before the head; else the first after it.
            own = hit.First <= head && hit.Use == RoleUse.Is ? hit : own ?? (hit.Use == RoleUse.Is ? hit : null);
            of ??= hit.Use == RoleUse.Of ? hit : null;
        }

        var chosen = atHead is { Use: RoleUse.Is } ? atHead : own ?? atHead ?? of;
        if (chosen is { } c)
        {
            return was && c.First <= head ? ["ELI"] : c.Sectors;
        }

        // A country or its capital alone is its government.
        return hits is [{ Part: Part.Country or Part.Capital } only] && only.End > head && only.First <= (words.Count > 1 && words[0].Key == "the" ? 1 : 0) ? ["GOV"] : [];
    }

    private static string? CountryOf(List<Hit> hits, int head)
    {
        string? before = null, after = null, body = null;
        foreach (var hit in hits)
        {
            if (hit.Part is Part.Country or Part.People or Part.Capital)
            {
                before = hit.First <= head ? hit.Country : before;
                after ??= hit.First > head ? hit.Country : null;
            }
            else if (hit.Part == Part.Name)
            {
                body ??= hit.Country;
            }
        }

        return before ?? body ?? after;
    }
}
