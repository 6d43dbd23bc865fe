namespace Tocsin.Analysis.Actors;

/// <summary>Persons by the words of their names, with the offices they held and when.</summary>
internal sealed class OfficeHolders
{
    /// <summary>An office still counts for so many days after it ended: news of a fall or a death still speaks of the holder.</summary>
    private const int GraceDays = 30;

    private readonly Dictionary<string, List<Holder>> _byWord = new(StringComparer.Ordinal);

    private sealed record Holder(string[] Words, ActorFact Fact, string Role);

    public void Add(ActorFact fact, string role)
    {
        var words = Keys(ActorWords.Of(fact.Words));
        var holder = new Holder(words, fact, role);
        Index(words[^1], holder);

        // "Xi", "Kim", "Moon": where the family name comes first.
        if (words.Length > 1 && fact.Country is "CHN" or "KOR" or "PRK" or "TWN" or "VNM" or "HKG" or "KHM")
        {
            Index(words[0], holder);
        }
    }

    /// <summary>What is known of a person, or null.</summary>
    /// <param name="name">Words of the name without titles.</param>
    /// <param name="hint">Country that the text gives the person, null where it gives none.</param>
    /// <param name="titled">The text gives the person a role; a lone surname is then enough.</param>
    /// <returns>The country, and the sectors of the office held on that day; those of a former holder are ELI, none for one who comes later.</returns>
    public (string? Country, string[] Sectors)? Find(List<ActorWord> name, DateOnly? on, string? hint, bool titled)
    {
        var words = Keys(name);
        if (words.Length == 0 || (Candidates(words[^1]) ?? Candidates(words[0])) is not { } candidates)
        {
            return null;
        }

        Holder? best = null;
        var bestRank = (Overlap: 0, Standing: 0, From: DateOnly.MinValue);
        var clash = false;
        foreach (var holder in candidates)
        {
            if ((hint is not null && holder.Fact.Country is { } country && country != hint) || !IsSame(words, holder.Words))
            {
                continue;
            }

            var rank = (Overlap: Overlap(words, holder.Words), Standing: Standing(holder.Fact, on), holder.Fact.From);
            var order = (rank.Overlap, rank.Standing).CompareTo((bestRank.Overlap, bestRank.Standing));

            // Two who stand alike in different countries: the name alone does not tell them apart.
            clash = order > 0 ? false : order == 0 && best is not null && best.Fact.Country != holder.Fact.Country || clash;
            if (best is null || rank.CompareTo(bestRank) > 0)
            {
                (best, bestRank) = (holder, rank);
            }
        }

        if (best is null || clash || (words.Length == 1 && best.Words.Length > 1 && !titled && bestRank.Standing < 3))
        {
            return null;
        }

        return (best.Fact.Country, bestRank.Standing switch { >= 3 => [.. best.Fact.Sectors], 2 => ["ELI"], _ => [] });
    }

    /// <summary>3 in office (or just out of it), 2 a former one, 1 a later one. Without a day the last known counts as in office.</summary>
    private static int Standing(ActorFact fact, DateOnly? on)
    {
        if (on is not { } day)
        {
            return 3;
        }

        if (fact.Holds(day) || (day >= fact.To && day.DayNumber - fact.To.DayNumber <= GraceDays))
        {
            return 3;
        }

        return day >= fact.To ? 2 : 1;
    }

    /// <summary>Every word of the shorter name is in the longer; one word alone must be the family name, and a name of one word is only itself.</summary>
    private static bool IsSame(string[] text, string[] listed)
    {
        if (listed.Length == 1)
        {
            return text.Length == 1 && text[0] == listed[0];
        }

        var (shorter, longer) = text.Length <= listed.Length ? (text, listed) : (listed, text);
        foreach (var word in shorter)
        {
            if (Array.IndexOf(longer, word) < 0 && !(word.Length == 1 && Array.Exists(longer, w => w[0] == word[0])))
            {
                return false;
            }
        }

        return true;
    }

    private static int Overlap(string[] text, string[] listed) => text.Count(w => Array.IndexOf(listed, w) >= 0) + 1;

    private List<Holder>? Candidates(string word) => _byWord.GetValueOrDefault(word);

    private void Index(string word, Holder holder)
    {
        if (!_byWord.TryGetValue(word, out var list))
        {
            _byWord.Add(word, list = []);
        }

        list.Add(holder);
    }

    /// <summary>Without particles, which texts leave out or spell in many ways.</summary>
    private static string[] Keys(List<ActorWord> words)
    {
        var kept = words.Where(w => w.Key is not ("al" or "el" or "ul" or "jr" or "sr" or "the")).Select(w => w.Key).ToArray();
        return kept.Length > 0 ? kept : [.. words.Select(w => w.Key)];
    }
}
