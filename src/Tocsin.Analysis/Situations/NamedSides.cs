using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Situations;

/// <summary>Names of sides as a user writes them, in a scope or a rule. Thread-safe.</summary>
/// <param name="actors">Asked for only where a name is no country's; null for countries alone.</param>
internal sealed class NamedSides(CountryLexicon countries, Func<ActorResolver>? actors)
{
    private const int ChoicesMax = 6;

    /// <summary>By its code, name, people or capital; null where it is none, or may be several.</summary>
    public Country? Country(string words)
    {
        words = words.Trim();
        if (words.Length == 0 || Ambiguous(words) is not null)
        {
            return null;
        }

        // A user may write names without capitals; "us" in a scope is no pronoun.
        return countries.ByCode(words) ?? countries.ByName(words) ?? countries.ByDemonym(words) ?? countries.ByCapital(words)
            ?? countries.ByCode(words.ToUpperInvariant()) ?? countries.ByName(words.ToUpperInvariant())
            ?? countries.All.FirstOrDefault(country => country.Aliases.Append(country.Name).Concat(country.Demonyms).Concat(country.Capitals).Any(name => name.Equals(words, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>"Korea": several countries whose names hold the word, and none of which it is. The news may mean the better known one; who sets a watch must say.</summary>
    /// <returns>What to write instead; null where it is clear.</returns>
    public string? Ambiguous(string words)
    {
        words = words.Trim();
        var found = countries.All.Where(country => country.Name.Split(' ').Contains(words, StringComparer.OrdinalIgnoreCase)).ToList();
        var isOne = found.Exists(country => country.Name.Equals(words, StringComparison.OrdinalIgnoreCase)) || countries.All.Count(country => country.Demonyms.Contains(words, StringComparer.OrdinalIgnoreCase)) == 1;
        return found.Count < 2 || isOne ? null : $"'{words}' may be {string.Join(" or ", found.Take(ChoicesMax).Select(country => $"{country.Name} ({country.Code})"))}. Write one of them.";
    }

    /// <summary>What the lists of actors say of a name or description; no country and no sectors where they do not know it.</summary>
    public (string? Country, ImmutableArray<string> Sectors) Read(string words) => actors?.Invoke().Read(words, null) ?? (null, []);
}
