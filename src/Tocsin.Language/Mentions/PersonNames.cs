namespace Tocsin.Language.Mentions;

/// <summary>Joins names of persons: the full name with the surname or first name that stands for it later, and with its spelling variants.</summary>
/// <remarks>
/// Two full names are one person when neither contradicts the other: "Mark Milley", "Mark A. Milley", "M. Milley"; "John Kerry" and
/// "Teresa Kerry" stay two. A lone surname that several bear goes to the one whom its title fits, else to the one named last.
/// </remarks>
internal sealed class PersonNames
{
    private readonly Func<EntityKind, DraftEntity> _create;
    private readonly List<DraftEntity> _full = [];
    private readonly Dictionary<string, List<DraftEntity>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DraftEntity> _alone = new(StringComparer.Ordinal);

    public PersonNames(Func<EntityKind, DraftEntity> create) => _create = create;

    /// <summary>Full names first, over the whole document.</summary>
    public void AddFull(DraftMention mention, string[] words)
    {
        var entity = FindFull(words);
        if (entity is null)
        {
            entity = _create(EntityKind.Person);
            entity.NameWords = words;
            _full.Add(entity);
            foreach (var word in words)
            {
                Index(word, entity);
            }
        }
        else if (words.Length > entity.NameWords.Length)
        {
            foreach (var word in words)
            {
                Index(word, entity);
            }

            entity.NameWords = words;
        }

        entity.Add(mention);
    }

    /// <summary>Names of one word, in text order, after all full names. Looks at what came before first.</summary>
    public void AddSingle(DraftMention mention, string word, Gender title)
    {
        if (mention.Plural)
        {
            AddFamily(mention, word);
            return;
        }

        var entity = Choose(mention, word, title);
        if (entity is null)
        {
            var key = NameWords.Surname(word);
            if (!_alone.TryGetValue(key, out entity))
            {
                entity = FindVariant(word);
                if (entity is null)
                {
                    entity = _create(EntityKind.Person);
                    entity.NameWords = [word];
                }

                _alone.Add(key, entity);
            }
        }

        entity.Add(mention);
    }

    /// <summary>True for a word of a full name that was added.</summary>
    public bool Knows(string word) => _byWord.ContainsKey(NameWords.Surname(word));

    /// <summary>"the Kerrys": several people, none of them by name.</summary>
    private void AddFamily(DraftMention mention, string word)
    {
        var key = "the " + word;
        if (!_alone.TryGetValue(key, out var entity))
        {
            entity = _create(EntityKind.Person);
            entity.NameWords = [word];
            entity.Plural = true;
            _alone.Add(key, entity);
        }

        entity.Add(mention);
    }

    private void Index(string word, DraftEntity entity)
    {
        var key = NameWords.Surname(word);
        if (!_byWord.TryGetValue(key, out var list))
        {
            _byWord.Add(key, list = []);
        }

        if (!list.Contains(entity))
        {
            list.Add(entity);
        }
    }

    private DraftEntity? FindFull(string[] words)
    {
        if (_byWord.TryGetValue(NameWords.Surname(words[^1]), out var same))
        {
            foreach (var entity in same)
            {
                if (Agree(entity.NameWords, words))
                {
                    return entity;
                }
            }
        }

        // Another spelling of the last word, with the first word the same.
        if (_byWord.TryGetValue(words[0], out same))
        {
            foreach (var entity in same)
            {
                if (entity.NameWords[0] == words[0] && entity.NameWords.Length == words.Length
                    && NameWords.AreVariants(NameWords.Surname(entity.NameWords[^1]), NameWords.Surname(words[^1])))
                {
                    return entity;
                }
            }
        }

        return null;
    }

    private static bool Agree(string[] a, string[] b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        if (NameWords.Surname(shorter[^1]) != NameWords.Surname(longer[^1]))
        {
            // "Kim Jong" inside "Kim Jong Un"; "Mohammed bin Salman" inside "Mohammed bin Salman Al Saud".
            return shorter.Length >= 2 && shorter.AsSpan().SequenceEqual(longer.AsSpan(0, shorter.Length));
        }

        if (shorter.Length >= 2 && shorter.AsSpan().SequenceEqual(longer.AsSpan(longer.Length - shorter.Length)))
        {
            // "Santa Anna" in "Antonio López de Santa Anna".
            return true;
        }

        var at = 0;
        for (var i = 0; i < shorter.Length - 1; i++)
        {
            while (at < longer.Length - 1 && !Fits(shorter[i], longer[at]))
            {
                at++;
            }

            if (at >= longer.Length - 1)
            {
                return false;
            }

            at++;
        }

        // A middle name may be left out; a first name may not differ.
        return Fits(shorter[0], longer[0]) || shorter.Length > 2;
    }

    private static bool Fits(string a, string b) =>
        a == b || (a.Length == 1 && b[0] == a[0]) || (b.Length == 1 && a[0] == b[0]) || (a[0] == b[0] && NameWords.AreVariants(a, b));

    private DraftEntity? Choose(DraftMention mention, string word, Gender title)
    {
        if (!_byWord.TryGetValue(NameWords.Surname(word), out var bearers))
        {
            return null;
        }

        DraftEntity? best = null;
        var bestScore = int.MinValue;
        foreach (var entity in bearers)
        {
            if (title != Gender.Unknown && entity.GenderIsSure && entity.Gender != title)
            {
                continue;
            }

            // Who was named last before this, and as a surname rather than a first name.
            var latest = -1;
            for (var i = entity.Mentions.Count - 1; i >= 0; i--)
            {
                if (entity.Mentions[i].Index < mention.Index)
                {
                    latest = Math.Max(latest, entity.Mentions[i].Index);
                }
            }

            var score = latest + (NameWords.Surname(entity.NameWords[^1]) == NameWords.Surname(word) ? 1_000_000 : 0) + (latest >= 0 ? 500_000 : 0);
            if (score > bestScore)
            {
                bestScore = score;
                best = entity;
            }
        }

        return best;
    }

    private DraftEntity? FindVariant(string word)
    {
        if (word.Length < 7)
        {
            return null;
        }

        foreach (var entity in _full)
        {
            if (NameWords.AreVariants(NameWords.Surname(entity.NameWords[^1]), NameWords.Surname(word)))
            {
                return entity;
            }
        }

        return null;
    }
}
