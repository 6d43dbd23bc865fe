using System.Collections.Frozen;
using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Record;

/// <summary>Names actors alike in every document.</summary>
/// <remarks>
/// A state, its government and its people are the country's code ("USA"); whoever governs, fights or spies for it has its own key and that code for a side, or the state's name where
/// the state is on no list; an armed group and its fighters are one; everybody else is the folded name ("northern front"). Words that say who only within their document have no key.
/// </remarks>
public static class PartyKeys
{
    private static readonly FrozenSet<string> StateSectors = FrozenSet.ToFrozenSet(["GOV", "MIL", "SPY", "COP", "JUD", "LEG"]);

    private static readonly FrozenSet<string> NotNames = FrozenSet.ToFrozenSet(
        [
            "i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "his", "hers", "its", "our", "ours", "their", "theirs", "my", "your", "who", "whom", "whoever", "which", "that", "this",
            "these", "those", "one", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "no one", "each other", "one another", "others", "both", "many", "some",
        ]);

    public static string? KeyOf(ActorEntity actor) =>
        actor.Kind is EntityKind.Country or EntityKind.Government or EntityKind.People && actor.Country is not null ? actor.Country
        : actor.Sectors.Any(IsOfState) && !actor.Sectors.Contains("REB") ? Folded(actor.Entity.Name)
        : KeyOf(actor.Entity.Name);

    /// <summary>The folded name, a group's for its members; null for a word that names nobody outside its document.</summary>
    public static string? KeyOf(string name) => Folded(GroupNames.Of(name) ?? name);

    private static string? Folded(string name)
    {
        var folded = Fold(name);

        // "No group said that it had done it": of nobody, a deed is nobody's.
        return folded.Length == 0 || NotNames.Contains(folded) || folded.StartsWith("no ", StringComparison.Ordinal) ? null : folded;
    }

    /// <summary>Whoever is of this PLOVER sector acts for a state.</summary>
    public static bool IsOfState(string sector) => StateSectors.Contains(sector);

    public static string? SideOf(ActorEntity actor) => !actor.Sectors.Any(IsOfState) ? KeyOf(actor) : actor.Country ?? OwnerOf(actor) ?? KeyOf(actor);

    /// <summary>"Marran" of "Marran's foreign ministry": a state that is on no list is a side too.</summary>
    private static string? OwnerOf(ActorEntity actor)
    {
        foreach (var name in actor.Entity.Roles.Prepend(actor.Entity.Name))
        {
            var folded = Fold(name);
            var owner = folded.IndexOf("'s ", StringComparison.Ordinal);
            if (owner > 0 && KeyOf(folded[..owner]) is { } key)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Lower case, without article, possessive and surplus space.</summary>
    public static string Fold(string name)
    {
        var folded = IsOneWord(name) ? name.ToLowerInvariant() : Joined(name.ToLowerInvariant().Replace('’', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return folded.EndsWith("'s", StringComparison.Ordinal) ? folded[..^2] : folded;
    }

    private static string Joined(string[] words) => words.Length > 1 && words[0] is "the" or "a" or "an" ? string.Join(' ', words, 1, words.Length - 1) : string.Join(' ', words);

    /// <summary>Most of what is folded is a word of a name, which needs no taking apart.</summary>
    private static bool IsOneWord(string name)
    {
        foreach (var letter in name)
        {
            if (letter == '’' || char.IsWhiteSpace(letter))
            {
                return false;
            }
        }

        return true;
    }
}
