namespace Tocsin.Language.Mentions;

/// <summary>What is asked of a pronoun and a candidate. The numbers in the weights' file are values of these questions.</summary>
internal enum PronounTemplate
{
    /// <summary>None of the candidates: by how many there are and whether the pronoun is quoted.</summary>
    None,

    /// <summary>Sentences back to the latest mention, by that mention's form.</summary>
    DistanceForm,

    /// <summary>Place among the candidates, the latest first.</summary>
    Recency,

    /// <summary>Slot of the latest mention, by nearness.</summary>
    SlotDistance,

    /// <summary>Slot of the pronoun, by slot of the latest mention.</summary>
    SlotPair,

    Gender,
    Kind,

    /// <summary>How often the entity was mentioned so far.</summary>
    Seen,

    /// <summary>Place among the candidates, the most mentioned first, by nearness.</summary>
    Salience,

    /// <summary>The latest mention is a pronoun like this one.</summary>
    Chain,

    /// <summary>Where the latest mention stands in the same sentence, by slot of the pronoun.</summary>
    Clause,

    Quote,
    Paragraph,

    /// <summary>How many candidates there are, for the latest and for the others.</summary>
    Rivals,

    /// <summary>Where in the text the entity came up, and whether it has a name.</summary>
    Introduced,

    /// <summary>The latest mention opens its sentence; the pronoun opens its own.</summary>
    Opening,

    Reflexive,

    /// <summary>The candidate comes after the pronoun.</summary>
    Cataphora,

    Determination,

    /// <summary>Mentions of others in between.</summary>
    Between,

    /// <summary>Both are subjects of main clauses, by nearness.</summary>
    MainSubjects,

    /// <summary>Share of the entity's mentions that were subjects.</summary>
    Agency,

    /// <summary>The entity was mentioned in the pronoun's paragraph, or in its sentence, how often.</summary>
    Local,

    /// <summary>Gender known, by place among the candidates whose gender is known to agree.</summary>
    GenderRank,

    /// <summary>The nominal's class or the name's length, by nearness.</summary>
    ClassDistance,

    /// <summary>How often the whole document names the entity, by nearness.</summary>
    Named,

    /// <summary>Place among the candidates, the one that the document names most first, by nearness.</summary>
    NamedRank,

    /// <summary>Sentences to the next mention by name: whom a name follows at once is seldom meant.</summary>
    NextName,

    /// <summary>Sentences back to the latest mention as a subject.</summary>
    LatestSubject,

    /// <summary>How deep the latest mention is embedded, by nearness.</summary>
    Depth,

    /// <summary>Among candidates whose latest mention is in the same sentence as this one's: the only one, the first, or another.</summary>
    Order,

    /// <summary>How the gender agrees, by where the latest mention stands in the sentence.</summary>
    GenderClause,

    /// <summary>A name or not, by where the latest mention stands, or how far back.</summary>
    NameClause,

    /// <summary>How the gender agrees, by place among the candidates.</summary>
    GenderRecency,

    /// <summary>Pronouns so far by names in the document, and sentences since the entity was last named or described: long chains of pronouns go astray.</summary>
    Load,

    /// <summary>"a Dr. Bailey": a name brought in as new.</summary>
    Newcomer,
}

/// <summary>A candidate for a pronoun, with what the ranker sees of it.</summary>
internal sealed record PronounCandidate(DraftEntity Entity, int[] Features, float Score);

internal static class PronounFeatures
{
    private static readonly int MaxFeatures = PronounModel.Templates;

    /// <param name="latest">The mention of the candidate that is asked about: its latest, or the one to come.</param>
    /// <param name="recency">Place among the candidates, from 0, the latest first.</param>
    /// <param name="salience">Place among the candidates, from 0, the most mentioned first.</param>
    /// <param name="namedRank">Place among the candidates, from 0, the one with most names in the document first.</param>
    /// <param name="order">0 the only candidate of its sentence, 1 the first of several, 2 a later one.</param>
    /// <param name="isUpcoming">A later mention of the candidate is the subject of the verb that the pronoun's part hangs below: "In his speech, Trump said".</param>
    /// <param name="genderRank">Place among those whose gender is sure to agree, -1 for another.</param>
    public static int[] Of(
        ParsedText text, DraftMention mention, Pronoun pronoun, DraftEntity entity, DraftMention latest, int candidates, int recency, int salience, int namedRank, int order, int genderRank, bool isUpcoming, int[] paragraphs, DraftMention? speaker)
    {
        var features = new int[MaxFeatures];
        var count = 0;
        void Add(PronounTemplate template, int value) => features[count++] = PronounModel.Index(pronoun.Person, template, value);

        var distance = mention.Sentence - latest.Sentence;
        var near = Math.Min(distance, 2);
        var after = latest.Index > mention.Index;
        var form = (int)latest.Form;
        var slot = (int)latest.Slot;
        var sentence = text.Sentences[mention.Sentence];

        Add(PronounTemplate.DistanceForm, (Bucket(distance) * 3) + form);
        Add(PronounTemplate.Recency, Math.Min(recency, 9));
        Add(PronounTemplate.SlotDistance, (slot * 3) + near);
        Add(PronounTemplate.SlotPair, ((int)mention.Slot * 6) + slot);
        Add(PronounTemplate.Gender, Agreement(pronoun, entity));
        Add(PronounTemplate.Kind, ((int)entity.Kind * 4) + (entity.Plural ? 2 : 0) + (entity.HasName ? 1 : 0));
        Add(PronounTemplate.Seen, SeenBucket(entity.Seen));
        Add(PronounTemplate.Salience, (Math.Min(salience, 4) * 3) + near);
        Add(PronounTemplate.Chain, latest.Form != MentionForm.Pronoun ? 0 : latest.Gender == mention.Gender && latest.Plural == mention.Plural ? 1 + near : 4);
        Add(PronounTemplate.Clause, (Relation(sentence, mention, latest) * 6) + (int)mention.Slot);
        Add(PronounTemplate.Quote, QuoteRelation(mention, latest, entity, speaker));
        Add(PronounTemplate.Paragraph, (Math.Clamp(paragraphs[mention.Sentence] - paragraphs[latest.Sentence], 0, 3) * 2) + (distance == 0 ? 1 : 0));
        Add(PronounTemplate.Rivals, (Math.Min(candidates, 6) * 2) + (recency == 0 ? 1 : 0));
        Add(PronounTemplate.Introduced, (Math.Clamp(entity.FirstSentence, 0, 3) * 2) + (entity.HasName ? 1 : 0));
        Add(PronounTemplate.Opening, (Opens(latest) ? 1 : 0) + (mention.First <= 1 ? 2 : 0) + (near * 4));
        if (pronoun.Reflexive)
        {
            Add(PronounTemplate.Reflexive, Relation(sentence, mention, latest));
        }

        if (after)
        {
            Add(PronounTemplate.Cataphora, (Math.Min(candidates, 3) * 2) + (entity.HasName ? 1 : 0));
        }

        if (latest.Form == MentionForm.Nominal)
        {
            Add(PronounTemplate.Determination, ((int)latest.Determination * 4) + (int)latest.Class);
        }

        Add(PronounTemplate.Between, IndexBucket(Math.Abs(mention.Index - latest.Index)));
        Add(PronounTemplate.MainSubjects, (IsMainSubject(sentence, mention) ? 1 : 0) + (IsMainSubject(text.Sentences[latest.Sentence], latest) ? 2 : 0) + (near * 4));
        Add(PronounTemplate.Agency, (entity.SeenAsSubject * 4 / Math.Max(1, entity.Seen)) + (entity.Seen > 3 ? 5 : 0));
        Add(PronounTemplate.GenderRank, genderRank < 0 ? 0 : 1 + (Math.Min(genderRank, 3) * 3) + near);
        Add(PronounTemplate.ClassDistance, ((entity.HasName ? 4 + Math.Min(entity.NameWords.Length, 3) : (int)latest.Class) * 3) + near);
        Add(PronounTemplate.Named, (SeenBucket(entity.NamesInDocument) * 3) + near);
        Add(PronounTemplate.NamedRank, (Math.Min(namedRank, 4) * 3) + near);
        Add(PronounTemplate.NextName, isUpcoming ? 6 : NextName(entity, mention));
        Add(PronounTemplate.LatestSubject, entity.LatestSubjectSentence < 0 ? 0 : 1 + Bucket(mention.Sentence - entity.LatestSubjectSentence));
        var agreement = entity.Gender == Gender.Unknown ? 0 : entity.Gender != pronoun.Gender ? 1 : entity.GenderIsSure ? 3 : 2;
        var place = distance == 0 ? Relation(sentence, mention, latest) : 9 + Math.Min(distance, 3);
        Add(PronounTemplate.GenderClause, (agreement * 13) + place);
        Add(PronounTemplate.NameClause, ((entity.HasName ? 1 : 0) * 26) + ((latest.Form == MentionForm.Pronoun ? 1 : 0) * 13) + place);
        Add(PronounTemplate.GenderRecency, (agreement * 8) + Math.Min(recency, 7));
        var load = entity.SeenAsPronoun / Math.Max(1, entity.NamesInDocument);
        Add(PronounTemplate.Load, (Bucket(mention.Sentence - entity.LatestWordsSentence) * 6) + (entity.SeenAsPronoun == 0 ? 0 : load switch { 0 => 1, 1 => 2, <= 3 => 3, <= 7 => 4, _ => 5 }));
        if (entity.NamesInDocument > 0 && entity.Seen <= 1)
        {
            Add(PronounTemplate.Newcomer, ((entity.NamesInDocument > 1 ? 2 : 0) + (latest.Determination == Determination.Indefinite ? 1 : 0)) * 3 + near);
        }

        Add(PronounTemplate.Order, (order * 3) + near);
        Add(PronounTemplate.Depth, (Depth(text.Sentences[latest.Sentence], latest.Head) * 3) + near);
        return count == features.Length ? features : features[..count];
    }

    public static int[] None(PronounPerson person, DraftMention mention, int candidates) =>
        [PronounModel.Index(person, PronounTemplate.None, (Math.Min(candidates, 6) * 2) + (mention.Quote >= 0 ? 1 : 0)), PronounModel.Index(person, PronounTemplate.None, 20 + (int)mention.Slot), PronounModel.Index(person, PronounTemplate.None, 30)];

    /// <summary>0 never again, 1 in the same sentence, then by sentences.</summary>
    private static int NextName(DraftEntity entity, DraftMention mention)
    {
        if (entity.NextName(mention.Index) is not { } next)
        {
            return 0;
        }

        return (next.Sentence - mention.Sentence) switch { 0 => 1, 1 => 2, <= 3 => 3, <= 8 => 4, _ => 5 };
    }

    /// <summary>Noun phrases and clauses around a mention, at most 4.</summary>
    private static int Depth(Sentence sentence, int head)
    {
        var depth = 0;
        for (var at = sentence.Tokens[head].Head; at >= 0 && depth < 4; at = sentence.Tokens[at].Head)
        {
            depth++;
        }

        return depth;
    }

    private static bool Opens(DraftMention mention) => mention.First <= 1;

    private static int Bucket(int distance) => distance switch { <= 4 => Math.Max(0, distance), <= 6 => 5, <= 10 => 6, <= 20 => 7, _ => 8 };

    private static int SeenBucket(int seen) => seen switch { <= 3 => seen, <= 6 => 4, <= 12 => 5, <= 24 => 6, _ => 7 };

    private static int IndexBucket(int distance) => distance switch { <= 4 => distance, <= 6 => 5, <= 9 => 6, <= 14 => 7, <= 25 => 8, <= 50 => 9, _ => 10 };

    private static int Agreement(Pronoun pronoun, DraftEntity entity)
    {
        if (pronoun.Person != PronounPerson.Human)
        {
            return ((int)entity.Gender * 2) + (entity.GenderIsSure ? 1 : 0);
        }

        if (entity.Gender == Gender.Unknown)
        {
            return 10;
        }

        return (entity.Gender == pronoun.Gender ? 12 : 14) + (entity.GenderIsSure ? 1 : 0);
    }

    /// <summary>0 another sentence, 1 subject of the same clause, 2 elsewhere in it, 3 subject of the clause above, 4 elsewhere before, 5 possessor, 6 and 7 after the pronoun, 8 below the clause whose subject the pronoun is.</summary>
    internal static int Relation(Sentence sentence, DraftMention mention, DraftMention latest)
    {
        if (mention.Sentence != latest.Sentence)
        {
            return 0;
        }

        var clause = Clause.HeadOf(sentence, mention.Head);
        if (Clause.Subject(sentence, clause) == latest.Head)
        {
            return latest.Index > mention.Index ? 6 : 1;
        }

        if (latest.Index > mention.Index)
        {
            return 7;
        }

        if (latest.Slot == Slot.Possessor)
        {
            return 5;
        }

        if (Clause.HeadOf(sentence, latest.Head) == clause)
        {
            return 2;
        }

        // "Placed under the care of a doctor, he …": what stands in a part that hangs below the pronoun's own verb.
        if (mention.Slot == Slot.Subject && sentence.Dominates(clause, latest.Head))
        {
            return 8;
        }

        var above = Clause.Above(sentence, clause);
        return above >= 0 && Clause.Subject(sentence, above) == latest.Head ? 3 : 4;
    }

    private static int QuoteRelation(DraftMention mention, DraftMention latest, DraftEntity entity, DraftMention? speaker)
    {
        if (mention.Quote < 0)
        {
            return latest.Quote < 0 ? 0 : 1;
        }

        if (speaker?.Entity == entity)
        {
            return 2;
        }

        return latest.Quote == mention.Quote ? 3 : latest.Quote >= 0 ? 4 : 5;
    }

    private static bool IsMainSubject(Sentence sentence, DraftMention mention) =>
        mention.Slot == Slot.Subject && sentence.Tokens[mention.Head].Head is var verb && verb >= 0 && sentence.Tokens[verb].Head < 0;
}
