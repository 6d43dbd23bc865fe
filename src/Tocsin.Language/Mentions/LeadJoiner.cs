namespace Tocsin.Language.Mentions;

/// <summary>Joins the unnamed person of a news lead with the name that the next paragraphs give.</summary>
/// <remarks>
/// "A top US general said …" opens the report; "…, General Mark Milley, chairman of the US joint chiefs, told reporters" comes later.
/// Reports seldom introduce two people by one role, so the first person after the lead sentence who has a role of that noun is taken,
/// unless the countries of the two roles differ.
/// </remarks>
internal sealed class LeadJoiner
{
    private const int LeadSentences = 3;
    private const int Window = 8;

    private readonly MentionLexicon _lexicon;
    private readonly NominalJoiner _nominals;

    public LeadJoiner(MentionLexicon lexicon, NominalJoiner nominals)
    {
        _lexicon = lexicon;
        _nominals = nominals;
    }

    public void Join(ParsedText text, List<DraftMention> mentions, List<DraftEntity> entities)
    {
        foreach (var mention in mentions)
        {
            if (mention.Sentence >= LeadSentences)
            {
                return;
            }

            if (mention is not { Form: MentionForm.Nominal, Kind: EntityKind.Person, Plural: false, Class: NounClass.Role or NounClass.Plain, Determination: Determination.Bare or Determination.Indefinite, Slot: Slot.Subject }
                || mention.Entity is not { HasName: false } nameless || nameless.Mentions[0] != mention)
            {
                continue;
            }

            if (IsHidden(text, nameless))
            {
                continue;
            }

            if (mention.Class == NounClass.Plain)
            {
                JoinPlain(nameless, mention, entities);
                continue;
            }

            var role = _nominals.RoleOf(text.Sentences[mention.Sentence], mention);
            var speaks = IsSpeaker(text, mention);
            DraftEntity? found = null;
            foreach (var entity in entities)
            {
                if (entity is { HasName: true, Kind: EntityKind.Person } && FirstName(entity) is { } name && name.Sentence > mention.Sentence && name.Sentence <= mention.Sentence + Window
                    && Fits(entity, nameless, role, speaks && IsSpeaker(text, name))
                    && (found is null || name.Index < FirstName(found)!.Index))
                {
                    found = entity;
                }
            }

            if (found is not null)
            {
                Merge(nameless, found);
            }
        }
    }

    /// <summary>"The official, who spoke on condition of anonymity": who asked not to be named is nobody whom the report names.</summary>
    private static bool IsHidden(ParsedText text, DraftEntity nameless)
    {
        foreach (var sentence in nameless.Mentions.Select(mention => mention.Sentence).Distinct())
        {
            var tokens = text.Sentences[sentence].Tokens;
            for (var i = 0; i < tokens.Length; i++)
            {
                var isNaming = tokens[i].Lemma is "name" or "identify" && i >= 3 && tokens[i - 1].Lemma is "be" && tokens[i - 2].Lemma is "to" && tokens[i - 3].Lemma is "not";
                if (isNaming || tokens[i].Lemma is "anonymity" or "anonymously")
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"Australian woman claims …" in the headline or the first sentence, then the first name in the next two as a subject, if one and of no other gender.</summary>
    private static void JoinPlain(DraftEntity nameless, DraftMention mention, List<DraftEntity> entities)
    {
        if (mention.Sentence > 0 || nameless.Gender == Gender.Unknown)
        {
            return;
        }

        DraftEntity? found = null;
        foreach (var entity in entities)
        {
            if (entity is { HasName: true, Kind: EntityKind.Person } && FirstName(entity) is { Slot: Slot.Subject } name && name.Sentence > mention.Sentence && name.Sentence <= mention.Sentence + 3
                && (entity.Gender == nameless.Gender || entity.Gender == Gender.Unknown) && (found is null || name.Index < FirstName(found)!.Index))
            {
                found = entity;
            }
        }

        if (found is not null)
        {
            Merge(nameless, found);
        }
    }

    private static void Merge(DraftEntity nameless, DraftEntity named)
    {
        foreach (var joined in nameless.Mentions)
        {
            named.Add(joined);
        }

        named.LearnGender(nameless.Gender, nameless.GenderIsSure);
        named.Roles.AddRange(nameless.Roles);
        nameless.Mentions.Clear();
    }

    private static DraftMention? FirstName(DraftEntity entity)
    {
        DraftMention? first = null;
        foreach (var mention in entity.Mentions)
        {
            if (mention.Form == MentionForm.Name && (first is null || mention.Index < first.Index))
            {
                first = mention;
            }
        }

        return first;
    }

    private static bool Fits(DraftEntity entity, DraftEntity nameless, Role role, bool bothSpeak)
    {
        if (nameless.Gender is Gender.Male or Gender.Female && entity.Gender is Gender.Male or Gender.Female && nameless.Gender != entity.Gender)
        {
            return false;
        }

        var sameNoun = false;
        var sameCountry = role.Countries.Length == 0;
        var otherCountry = false;
        foreach (var known in entity.Roles)
        {
            sameNoun |= known.Head == role.Head || (bothSpeak && IsWiderWord(role.Head));
            var shared = Array.Exists(known.Countries, c => Array.IndexOf(role.Countries, c) >= 0);
            sameCountry |= shared;
            otherCountry |= known.Countries.Length > 0 && role.Countries.Length > 0 && !shared;
        }

        return sameNoun && (sameCountry || !otherCountry);
    }

    /// <summary>Words that a lead uses for whoever holds an office.</summary>
    private static bool IsWiderWord(string head) => head is "official" or "leader" or "commander" or "lawmaker" or "diplomat" or "politician" or "officer" or "aide" or "spokesperson";

    private bool IsSpeaker(ParsedText text, DraftMention mention)
    {
        var sentence = text.Sentences[mention.Sentence];
        var token = sentence.Tokens[mention.Head];
        for (var steps = 0; steps < 4 && token.Head >= 0; steps++)
        {
            if (Clause.Is(token, "nsubj"))
            {
                return _lexicon.IsQuoteVerb(sentence.Tokens[token.Head].Lemma);
            }

            if (!(Clause.Is(token, "appos") || Clause.Is(token, "flat") || Clause.Is(token, "nmod") || Clause.Is(token, "compound")))
            {
                return false;
            }

            token = sentence.Tokens[token.Head];
        }

        return false;
    }
}
