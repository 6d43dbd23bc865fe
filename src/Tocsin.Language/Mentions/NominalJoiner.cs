namespace Tocsin.Language.Mentions;

/// <summary>Joins descriptions ("the general", "chairman of the joint chiefs") to those whom they describe.</summary>
internal sealed class NominalJoiner
{
    /// <summary>How far back, in sentences, a definite description looks for an office holder who has a name; then for a nominal of the same noun.</summary>
    private const int RoleWindow = 60;
    private const int NounWindow = 12;

    /// <summary>How many of the latest entities are asked.</summary>
    private const int Asked = 80;

    private readonly MentionLexicon _lexicon;

    public NominalJoiner(MentionLexicon lexicon) => _lexicon = lexicon;

    /// <summary>Apposition and "X is a general": the tree itself says that two mentions are one.</summary>
    public void JoinByTree(ParsedText text, DraftMention mention, Dictionary<(int, int), DraftMention> byHead)
    {
        var sentence = text.Sentences[mention.Sentence];
        var token = sentence.Tokens[mention.Head];
        if (Clause.Is(token, "appos") && byHead.TryGetValue((mention.Sentence, token.Head), out var above))
        {
            Describe(sentence, above, mention);
        }

        foreach (var child in sentence.Children(mention.Head))
        {
            if (!byHead.TryGetValue((mention.Sentence, child), out var below))
            {
                continue;
            }

            var relation = sentence.Tokens[child];
            if (Clause.Is(relation, "appos") || (Clause.Is(relation, "flat") && below.Form == MentionForm.Name)
                || (Clause.Is(relation, "nsubj") && IsPlainPredicate(sentence, mention.Head)))
            {
                Describe(sentence, below, mention);
            }
        }

        foreach (var child in sentence.Children(mention.Head))
        {
            if (Clause.Is(sentence.Tokens[child], "acl") && _lexicon.IsNamingVerb(sentence.Tokens[child].Lemma))
            {
                foreach (var named in sentence.Children(child))
                {
                    if (named > child && byHead.TryGetValue((mention.Sentence, named), out var name) && name.Form == MentionForm.Name)
                    {
                        Describe(sentence, name, mention);
                    }
                }
            }
        }
    }

    /// <summary>Joins <paramref name="nominal"/> to the entity of a name, where kind and number allow it, and keeps its words as a role.</summary>
    private void Describe(Sentence sentence, DraftMention name, DraftMention nominal)
    {
        if (name.Entity is not { } entity || nominal.Entity is not null || name == nominal || !nominal.Denotes
            || !Compatible(entity.Kind, nominal.Kind) || nominal.Plural && entity.Kind == EntityKind.Person
            || (entity.GenderIsSure && nominal.Gender is Gender.Male or Gender.Female && nominal.Gender != entity.Gender))
        {
            return;
        }

        entity.Add(nominal);
        if (entity.Kind == EntityKind.Person)
        {
            entity.LearnGender(nominal.Gender, sure: true);
            entity.Roles.Add(RoleOf(sentence, nominal));
        }
    }

    /// <summary>The entity seen before that a description means; null for a new one.</summary>
    public DraftEntity? FindAntecedent(ParsedText text, DraftMention nominal, ActiveEntities active)
    {
        if (!nominal.Denotes || nominal.Determination is Determination.Indefinite)
        {
            return null;
        }

        if (nominal.Determination == Determination.Possessed && nominal.Class != NounClass.Role)
        {
            return null;
        }

        if (nominal.Plural && nominal.Determination == Determination.Definite && _lexicon.IsIrregular(nominal.Word))
        {
            return GroupOf(nominal, active);
        }

        var sentence = text.Sentences[nominal.Sentence];
        var role = RoleOf(sentence, nominal);
        DraftEntity? noun = null;
        DraftEntity? named = null;
        var asked = 0;
        foreach (var entity in active.Latest)
        {
            var latest = entity.Latest!;
            var distance = nominal.Sentence - latest.Sentence;
            if (asked++ >= Asked || distance > RoleWindow)
            {
                break;
            }

            if (entity.Plural != nominal.Plural || !Compatible(entity.Kind, nominal.Kind) || Contains(nominal, latest)
                || (nominal.Gender is Gender.Male or Gender.Female && entity.Gender is Gender.Male or Gender.Female && entity.Gender != nominal.Gender))
            {
                continue;
            }

            if (nominal.Kind == EntityKind.Person && !nominal.Plural && entity.HasName && HasRole(entity, role))
            {
                return entity;
            }

            if (distance <= NounWindow && nominal.Determination == Determination.Definite)
            {
                if (named is null && entity.HasName && TakesUpName(entity, nominal, distance) && !NamesAnother(sentence, nominal, entity))
                {
                    named = entity;
                }

                if (noun is null && !entity.HasName && SameNoun(text, entity, nominal, role))
                {
                    noun = entity;
                }
            }
        }

        return noun is not null && (named is null || noun.Latest!.Index > named.Latest!.Index) ? noun : named;
    }

    /// <summary>"the rebels": the armed group with a name that was spoken of last, unless it is a state's; null for none.</summary>
    private DraftEntity? GroupOf(DraftMention nominal, ActiveEntities active)
    {
        var asked = 0;
        foreach (var entity in active.Latest)
        {
            if (asked++ >= Asked || nominal.Sentence - entity.Latest!.Sentence > NounWindow)
            {
                break;
            }

            if (entity is { Kind: EntityKind.ArmedGroup, HasName: true } && !IsOfState(entity) && !Contains(nominal, entity.Latest))
            {
                return entity;
            }
        }

        return null;
    }

    /// <summary>"Armed Forces", "Salvadoran Army", "National Guard", "Air Force"; not "Free Kardian Army".</summary>
    private bool IsOfState(DraftEntity entity) =>
        entity.NameWords is [.., "army" or "force" or "forces" or "military" or "police" or "guard" or "guards" or "navy" or "marines" or "corps" or "staff" or "command" or "brigade" or "battalion" or "division" or "regiment"]
        && entity.NameWords[..^1].All(w => w is "national" or "armed" or "air" or "royal" or "federal" or "security" or "defence" or "defense" or "special" or "general" or "high" or "border" or "coast" or "infantry"
            || char.IsAsciiDigit(w[0]) || _lexicon.Countries.ByDemonym(char.ToUpperInvariant(w[0]) + w[1..]) is not null || _lexicon.Countries.ByName(char.ToUpperInvariant(w[0]) + w[1..]) is not null);

    public Role RoleOf(Sentence sentence, DraftMention nominal) =>
        Roles.Read(sentence, nominal.First, nominal.Last, nominal.Head, nominal.Word, _lexicon) with { Sentence = nominal.Sentence };

    /// <summary>True where a role of the entity is the one meant: same head noun, and neither country nor modifiers against it.</summary>
    public static bool HasRole(DraftEntity entity, Role role)
    {
        foreach (var known in entity.Roles)
        {
            if (SameRole(known, role))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameRole(Role known, Role meant)
    {
        if (known.Head != meant.Head && !(known.Head.EndsWith("-" + meant.Head, StringComparison.Ordinal)))
        {
            return false;
        }

        if (meant.Countries.Length > 0 && known.Countries.Length > 0 && !Overlap(meant.Countries, known.Countries))
        {
            return false;
        }

        // "the foreign minister" is not "prime minister"; "the top general" may be "the general".
        foreach (var modifier in meant.Modifiers)
        {
            if (Distinguishes(modifier) && Array.IndexOf(known.Modifiers, modifier) < 0)
            {
                return false;
            }
        }

        return meant.Modifiers.Length > 0 || !HasDistinguishing(known) || meant.Head != "minister";
    }

    private static bool HasDistinguishing(Role role)
    {
        foreach (var modifier in role.Modifiers)
        {
            if (modifier is "prime")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Modifiers that name another office rather than describe its holder.</summary>
    private static bool Distinguishes(string modifier) =>
        modifier is not ("top" or "senior" or "new" or "former" or "old" or "young" or "outgoing" or "incoming" or "embattled" or "powerful" or "late" or "current" or "then" or "same" or "slain" or "dead" or "popular" or "controversial");

    /// <summary>"the ministry" for "Ministry of Defence", "the country" for "Iran", "the group" for "Hezbollah".</summary>
    private static bool TakesUpName(DraftEntity entity, DraftMention nominal, int distance)
    {
        foreach (var word in entity.NameWords)
        {
            if (word == nominal.Word)
            {
                return entity.Kind != EntityKind.Person;
            }
        }

        return distance <= 2 && entity.Kind switch
        {
            EntityKind.Country => nominal.Word is "country" or "nation",
            EntityKind.ArmedGroup => nominal.Word is "group" or "militia" or "movement" or "organization" or "organisation" or "faction" or "force",
            EntityKind.Organization => nominal.Word is "group" or "company" or "organization" or "organisation" or "firm" or "agency" or "party" or "movement" or "bank" or "club" or "team",
            EntityKind.Place => nominal.Word is "city" or "town" or "village" or "province" or "island" && entity.Latest!.Form == MentionForm.Name,
            _ => false,
        };
    }

    /// <summary>"the village of Sutin" is not Velk, and neither "the island" nor "the town" is a capital.</summary>
    private bool NamesAnother(Sentence sentence, DraftMention nominal, DraftEntity entity)
    {
        if (nominal.Word is "island" or "village" or "town" or "province" && entity.Latest is { First: var first, Last: var last, Sentence: var at } && at <= nominal.Sentence && first == last && _lexicon.Countries.ByCapital(char.ToUpperInvariant(entity.NameWords[^1][0]) + entity.NameWords[^1][1..]) is not null)
        {
            return true;
        }

        foreach (var child in sentence.Children(nominal.Head))
        {
            if (child > nominal.Head && sentence.Tokens[child].Upos == "PROPN" && Clause.Is(sentence.Tokens[child], "nmod") && sentence.Children(child).Any(c => sentence.Tokens[c].Lemma == "of")
                && Array.IndexOf(entity.NameWords, sentence.Tokens[child].Form.ToLowerInvariant()) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool SameNoun(ParsedText text, DraftEntity entity, DraftMention nominal, Role role)
    {
        foreach (var mention in entity.Mentions)
        {
            if (mention.Form != MentionForm.Nominal || mention.Index >= nominal.Index)
            {
                continue;
            }

            if (mention.Word == nominal.Word)
            {
                var known = RoleOf(text.Sentences[mention.Sentence], mention);
                return !(role.Countries.Length > 0 && known.Countries.Length > 0 && !Overlap(role.Countries, known.Countries))
                    && (role.Modifiers.Length == 0 || known.Modifiers.Length == 0 || Overlap(role.Modifiers, known.Modifiers));
            }

            return false;
        }

        return false;
    }

    /// <summary>A description that holds the other mention can't be it: "the president of Iran" is not Iran.</summary>
    private static bool Contains(DraftMention outer, DraftMention inner) =>
        outer.Sentence == inner.Sentence && outer.First <= inner.Head && inner.Head <= outer.Last;

    /// <summary>"X is a general", not "X is no general", "is X a general?", "X may be a general".</summary>
    private static bool IsPlainPredicate(Sentence sentence, int head)
    {
        var copula = false;
        foreach (var child in sentence.Children(head))
        {
            var token = sentence.Tokens[child];
            if (Clause.Is(token, "cop"))
            {
                copula = true;
            }
            else if (token.Xpos == "MD" || Clause.Is(token, "case") || Clause.Is(token, "mark") || token.Lemma is "not" or "no" or "never")
            {
                return false;
            }
        }

        return copula;
    }

    internal static bool Compatible(EntityKind a, EntityKind b) => a == b
        || (IsGroup(a) && IsGroup(b))
        || (a == EntityKind.Place && b == EntityKind.Country)
        || (a == EntityKind.Country && b == EntityKind.Place);

    private static bool IsGroup(EntityKind kind) => kind is EntityKind.Organization or EntityKind.Government or EntityKind.ArmedGroup;

    private static bool Overlap(string[] a, string[] b)
    {
        foreach (var x in a)
        {
            if (Array.IndexOf(b, x) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
