namespace Tocsin.Language.Mentions;

/// <summary>Joins names that are no person's: by the country they name, by their words, by acronym, and a short form with the long one.</summary>
internal sealed class OtherNames
{
    private readonly Func<EntityKind, DraftEntity> _create;
    private readonly MentionLexicon _lexicon;
    private readonly Dictionary<(NameTag, string), DraftEntity> _byKey = [];
    private readonly Dictionary<string, DraftEntity> _byAcronym = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DraftEntity?> _byFirstWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DraftEntity>> _byWord = new(StringComparer.Ordinal);

    public OtherNames(MentionLexicon lexicon, Func<EntityKind, DraftEntity> create)
    {
        _lexicon = lexicon;
        _create = create;
    }

    /// <param name="surface">The name as in the text, single spaces between its words.</param>
    /// <param name="words">Normalised; at least one.</param>
    public void Add(DraftMention mention, NameTag tag, string surface, string[] words)
    {
        var (key, kind) = Classify(tag, surface, words);
        if (!_byKey.TryGetValue((tag, key), out var entity))
        {
            entity = kind is EntityKind.Country or EntityKind.People ? null : FindOther(tag, surface, words);
            if (entity is null)
            {
                entity = _create(kind);
                entity.NameWords = words;
            }
            else if (words.Length > entity.NameWords.Length)
            {
                entity.NameWords = words;
            }

            LearnKind(entity, surface);
            _byKey.Add((tag, key), entity);
            if (tag == NameTag.Organization)
            {
                Index(entity, words);
            }
        }

        entity.Add(mention);
    }

    /// <summary>"Islamic Revolutionary Guard Corps (IRGC)": the text itself says that the two are one.</summary>
    public void AddAcronymOf(DraftMention mention, DraftEntity entity, NameTag tag, string surface, string[] words)
    {
        var (key, _) = Classify(tag, surface, words);
        _byKey.TryAdd((tag, key), entity);
        LearnKind(entity, surface);
        entity.Add(mention);
    }

    /// <summary>What the list says of one of its names holds for the entity: FMLN tells what the front of that name is.</summary>
    private void LearnKind(DraftEntity entity, string surface)
    {
        if (entity.Kind == EntityKind.Organization && _lexicon.NamedGroup(surface) is { } listed and (EntityKind.Government or EntityKind.ArmedGroup))
        {
            entity.Kind = listed;
        }
    }

    private (string Key, EntityKind Kind) Classify(NameTag tag, string surface, string[] words)
    {
        var plain = string.Join(' ', words);
        if (tag is NameTag.Location && _lexicon.Countries.ByName(surface) is { } country)
        {
            return ("country:" + country.Code, EntityKind.Country);
        }

        if (tag is NameTag.Other)
        {
            if (_lexicon.Countries.ByDemonym(surface) is { } home)
            {
                return ("people:" + home.Code, EntityKind.People);
            }

            if (_lexicon.NamedGroup(surface) == EntityKind.People)
            {
                return ("people:" + plain.TrimEnd('s'), EntityKind.People);
            }

            return (plain, _lexicon.TryNoun(words[^1], out var noun) && noun.Kind == EntityKind.Document || HasDocumentWord(words) ? EntityKind.Document : EntityKind.Other);
        }

        return (plain, tag == NameTag.Location ? EntityKind.Place : OrganizationKind(surface, words));
    }

    private bool HasDocumentWord(string[] words)
    {
        foreach (var word in words)
        {
            if (word is "treaty" or "agreement" or "accord" or "accords" or "resolution" or "constitution" or "act" or "charter" or "pact" or "protocol" or "convention" or "declaration" or "bill")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A listed name first; else the words of the name tell: "Ministry of Defence", "Badr Brigades".</summary>
    private EntityKind OrganizationKind(string surface, string[] words)
    {
        if (_lexicon.NamedGroup(surface) is { } listed and (EntityKind.Government or EntityKind.ArmedGroup or EntityKind.Organization))
        {
            return listed;
        }

        foreach (var word in words)
        {
            switch (word)
            {
                case "ministry" or "parliament" or "senate" or "congress" or "government" or "cabinet" or "police" or "court" or "department" or "embassy" or "consulate"
                    or "municipality" or "presidency" or "directorate" or "intelligence" or "legislature" or "tribunal" or "treasury":
                    return EntityKind.Government;
                case "army" or "navy" or "militia" or "militias" or "brigade" or "brigades" or "battalion" or "battalions" or "guards" or "guard" or "regiment" or "division"
                    or "forces" or "corps" or "infantry" or "squadron" or "fleet" or "mujahideen" or "jihad" or "paramilitary":
                    return EntityKind.ArmedGroup;
            }
        }

        return words.Contains("liberation") && words[^1] is "front" or "movement" or "tigers" or "group" or "organisation" && words.Length > 2 ? EntityKind.ArmedGroup : EntityKind.Organization;
    }

    private DraftEntity? FindOther(NameTag tag, string surface, string[] words)
    {
        if (tag == NameTag.Location)
        {
            // "New York City", "Anbar Province": the class word may come and go.
            var plain = words.Length > 1 && words[^1] is "city" or "province" or "state" or "county" or "governorate" ? string.Join(' ', words[..^1]) : null;
            return plain is not null ? _byKey.GetValueOrDefault((tag, plain)) : null;
        }

        if (tag != NameTag.Organization)
        {
            return null;
        }

        if (words.Length == 1)
        {
            var upper = surface.Replace(".", "", StringComparison.Ordinal);
            if (upper.Length >= 2 && IsUpper(upper))
            {
                return _byAcronym.GetValueOrDefault(words[0]);
            }

            return words[0].Length > 3 && !IsGeneric(words[0]) ? _byFirstWord.GetValueOrDefault(words[0]) : null;
        }

        // A shorter form inside a longer one, in order: "Revolutionary Guards" in "Islamic Revolutionary Guard Corps".
        if (_byWord.TryGetValue(Singular(words[0]), out var candidates))
        {
            foreach (var entity in candidates)
            {
                if (IsRunOf(words, entity.NameWords))
                {
                    return entity;
                }
            }
        }

        return null;
    }

    private void Index(DraftEntity entity, string[] words)
    {
        if (words.Length < 2)
        {
            return;
        }

        foreach (var word in words)
        {
            if (!_byWord.TryGetValue(Singular(word), out var list))
            {
                _byWord.Add(Singular(word), list = []);
            }

            if (list.Count < 50 && !list.Contains(entity))
            {
                list.Add(entity);
            }
        }

        _byAcronym.TryAdd(Initials(words, withSmallWords: false), entity);
        _byAcronym.TryAdd(Initials(words, withSmallWords: true), entity);

        // Two organisations that open with one word: the word alone names neither.
        _byFirstWord[words[0]] = _byFirstWord.TryGetValue(words[0], out var other) && other != entity ? null : entity;
    }

    private bool IsGeneric(string word) => _lexicon.TryNoun(word, out _) || _lexicon.Countries.ByName(Capitalize(word)) is not null || _lexicon.Countries.ByDemonym(Capitalize(word)) is not null
        || word is "united" or "national" or "international" or "royal" or "general" or "central" or "federal" or "first" or "american" or "european" or "african" or "islamic" or "north" or "south" or "west" or "east" or "northern" or "southern" or "supreme" or "human" or "world";

    private static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static bool IsRunOf(string[] run, string[] words)
    {
        for (var from = 0; from + run.Length <= words.Length; from++)
        {
            var fits = true;
            for (var i = 0; fits && i < run.Length; i++)
            {
                fits = Singular(run[i]) == Singular(words[from + i]);
            }

            if (fits)
            {
                return true;
            }
        }

        return false;
    }

    private static string Singular(string word) => word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;

    internal static string Initials(string[] words, bool withSmallWords)
    {
        Span<char> initials = stackalloc char[words.Length];
        var count = 0;
        foreach (var word in words)
        {
            if (char.IsLetterOrDigit(word[0]) && (withSmallWords || word is not ("of" or "the" or "and" or "for" or "in" or "on" or "to" or "de" or "la")))
            {
                initials[count++] = word[0];
            }
        }

        return new string(initials[..count]);
    }

    private static bool IsUpper(string word)
    {
        foreach (var c in word)
        {
            if (!char.IsUpper(c) && !char.IsDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
