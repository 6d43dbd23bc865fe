namespace Tocsin.Language.Mentions;

/// <summary>Makes entities of the names of a document, and reads the titles that stand before them.</summary>
internal sealed class NameJoiner
{
    private readonly MentionLexicon _lexicon;

    public NameJoiner(MentionLexicon lexicon) => _lexicon = lexicon;

    /// <param name="titled">Receives the place of each role noun before a name: whatever the tree says, it is the name's bearer.</param>
    public void Join(ParsedText text, List<DraftMention> mentions, List<DraftEntity> entities, Dictionary<(int Sentence, int Token), DraftEntity> titled)
    {
        DraftEntity Create(EntityKind kind)
        {
            var entity = new DraftEntity { Kind = kind, HasName = true, Order = entities.Count, Gender = kind == EntityKind.Person ? Gender.Unknown : Gender.Neuter };
            entities.Add(entity);
            return entity;
        }

        var persons = new PersonNames(Create);
        var others = new OtherNames(_lexicon, Create);
        var singles = new List<(DraftMention Mention, string Word, Gender Title)>();
        DraftMention? previous = null;
        AddFullNames(text, mentions, persons, titled);
        var firstNames = LonePersons(text, mentions);
        foreach (var mention in mentions)
        {
            if (mention.Tag is not { } tag)
            {
                continue;
            }

            var sentence = text.Sentences[mention.Sentence];
            var words = NameWords.Of(sentence, mention, _lexicon);
            if (words.Length == 0)
            {
                words = [sentence.Tokens[mention.Head].Form];
            }

            if (tag == NameTag.Person)
            {
                if (mention.Entity is null)
                {
                    singles.Add((mention, words[0], Titles.Read(sentence, mention, _lexicon).Gender));
                }
            }
            else if (words.Length == 1 && IsPersonAfterAll(sentence, mention, words[0], persons, firstNames))
            {
                singles.Add((mention, words[0], Titles.Read(sentence, mention, _lexicon).Gender));
            }
            else
            {
                var surface = Surface(sentence, mention);
                if (tag == NameTag.Organization && IsAcronymOf(text, previous, mention, words))
                {
                    others.AddAcronymOf(mention, previous!.Entity!, tag, surface, words);
                }
                else
                {
                    others.Add(mention, tag, surface, words);
                }

                mention.Entity!.Plural |= mention.Entity.Kind == EntityKind.People && surface.EndsWith('s');
            }

            previous = mention;
        }

        foreach (var (mention, word, gender) in singles)
        {
            var sentence = text.Sentences[mention.Sentence];
            persons.AddSingle(mention, word, gender);
            var entity = mention.Entity!;
            var title = Titles.Read(sentence, mention, _lexicon);
            entity.LearnGender(title.Gender, sure: true);
            AddRole(mention, title, titled);
            if (_lexicon.TryNoun(word, out var noun))
            {
                // "Mom", "Grandpa".
                entity.LearnGender(noun.Gender, sure: true);
            }

            if (entity.NameWords.Length == 1 && entity.Gender == Gender.Unknown && _lexicon.GivenName(word) is { } given)
            {
                entity.LearnGender(given, sure: false);
            }
        }

        foreach (var entity in entities)
        {
            entity.Mentions.Sort((a, b) => a.Index.CompareTo(b.Index));
            entity.CloseNames();
        }
    }

    /// <summary>
    /// A name of one word that the core tags as no person, in a document that elsewhere has a person of that name: with a title before it ("General Milley"),
    /// or where the core was not sure, it is the person. So is a given name of which the core was far from sure.
    /// </summary>
    private bool IsPersonAfterAll(Sentence sentence, DraftMention mention, string word, PersonNames persons, HashSet<string> lone)
    {
        const float unsure = 0.8f;
        const float farFromSure = 0.55f;
        var form = sentence.Tokens[mention.Head].Form;
        if (_lexicon.Countries.ByName(form) is not null || _lexicon.Countries.ByDemonym(form) is not null || _lexicon.NamedGroup(form) is not null)
        {
            return false;
        }

        if (!persons.Knows(word) && !lone.Contains(word))
        {
            return mention.TagScore < farFromSure && _lexicon.Countries.ByCapital(form) is null && _lexicon.GivenName(word) is Gender.Male or Gender.Female;
        }

        return mention.TagScore < unsure || Titles.Read(sentence, mention, _lexicon).First < mention.First;
    }

    /// <summary>The one-word names that the core tags as persons.</summary>
    private HashSet<string> LonePersons(ParsedText text, List<DraftMention> mentions)
    {
        var lone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mention in mentions)
        {
            if (mention.Tag == NameTag.Person && NameWords.Of(text.Sentences[mention.Sentence], mention, _lexicon) is [var word])
            {
                lone.Add(word);
            }
        }

        return lone;
    }

    private void AddFullNames(ParsedText text, List<DraftMention> mentions, PersonNames persons, Dictionary<(int Sentence, int Token), DraftEntity> titled)
    {
        foreach (var mention in mentions)
        {
            var sentence = text.Sentences[mention.Sentence];
            if (mention.Tag == NameTag.Person && NameWords.Of(sentence, mention, _lexicon) is { Length: > 1 } words)
            {
                var title = Titles.Read(sentence, mention, _lexicon);
                persons.AddFull(mention, words);
                LearnFromFullName(mention.Entity!, words, title);
                AddRole(mention, title, titled);
            }
        }
    }

    private void LearnFromFullName(DraftEntity entity, string[] words, Title title)
    {
        entity.LearnGender(title.Gender, sure: true);
        var given = _lexicon.GivenName(words[0]);

        entity.LearnGender(given ?? Gender.Unknown, sure: true);

        // "Xi Jinping": where the first word is no given name, the next may be one.
        if (given is null && words.Length is 2 or 3 && _lexicon.GivenName(words[1]) is { } second)
        {
            entity.LearnGender(second, sure: false);
        }
    }

    private static void AddRole(DraftMention mention, Title title, Dictionary<(int Sentence, int Token), DraftEntity> titled)
    {
        if (title.Role is not { } role)
        {
            return;
        }

        var entity = mention.Entity!;
        titled.TryAdd((mention.Sentence, title.Head), entity);
        if (!entity.Roles.Exists(r => r.Words == role.Words))
        {
            entity.Roles.Add(role with { Sentence = mention.Sentence });
        }
    }

    /// <summary>"Long Name of Something (LNS)" or "LNS (Long Name of Something)".</summary>
    private static bool IsAcronymOf(ParsedText text, DraftMention? before, DraftMention mention, string[] words)
    {
        if (before?.Entity is not { Kind: not EntityKind.Person } || before.Sentence != mention.Sentence || before.Last + 2 != mention.First)
        {
            return false;
        }

        var sentence = text.Sentences[mention.Sentence];
        if (sentence.Tokens[mention.First - 1].Form is not ("(" or "[") || mention.Last + 1 >= sentence.Tokens.Length || sentence.Tokens[mention.Last + 1].Form is not (")" or "]"))
        {
            return false;
        }

        var (shorter, longer) = words.Length == 1 ? (words[0], before.Entity.NameWords) : (string.Concat(before.Entity.NameWords), words);
        return longer.Length > 1 && shorter.Length is >= 2 and <= 8
            && (shorter[0] == longer[0][0] || OtherNames.Initials(longer, withSmallWords: false) == shorter);
    }

    private static string Surface(Sentence sentence, DraftMention mention)
    {
        if (mention.First == mention.Last)
        {
            return sentence.Tokens[mention.First].Form;
        }

        var forms = new string[mention.Last - mention.First + 1];
        for (var i = 0; i < forms.Length; i++)
        {
            forms[i] = sentence.Tokens[mention.First + i].Form;
        }

        return string.Join(' ', forms);
    }
}
