namespace Tocsin.Language.Mentions;

/// <summary>One pronoun with its candidates, as the ranker sees them.</summary>
/// <param name="None">Features of "none of them".</param>
internal sealed record PronounChoice(DraftMention Mention, PronounPerson Person, List<PronounCandidate> Candidates, int[] None);

/// <summary>What all pronouns of a document share.</summary>
/// <param name="Paragraphs">Number of the paragraph of each sentence.</param>
/// <param name="Speakers">For each outermost quotation its speaker, null where not found.</param>
/// <param name="Selves">For each outermost quotation whether it says "I": then its "he" is not the speaker.</param>
internal sealed record PronounScene(ParsedText Text, int[] Paragraphs, DraftMention?[] Speakers, bool[] Selves);

/// <summary>Picks what he, she, it and they stand for.</summary>
/// <remarks>
/// Grammar rules candidates out: number, known gender, and binding (a plain object is not its clause's subject, a reflexive is).
/// The ranker picks among the rest, or none. At most <see cref="MaxCandidates"/> of the latest entities are asked, so a long text costs no more a word.
/// </remarks>
internal sealed class PronounResolver
{
    private const int MaxCandidates = 24;
    private const int MaxScanned = 120;
    private const int NameWindow = 40;
    private const int NominalWindow = 8;
    private const int ThingWindow = 4;

    /// <summary>How much better than none the antecedent of "it" must be: a wrong actor does more harm than a missing one.</summary>
    private const float ThingMargin = 1f;

    /// <summary>How much worse than none that of "he" may be: in the news nearly every "he" has one.</summary>
    private const float HumanMargin = -0.7f;

    private readonly PronounModel _model;

    public PronounResolver(PronounModel model) => _model = model;

    public PronounChoice Rank(DraftMention mention, Pronoun pronoun, ActiveEntities active, IEnumerable<DraftMention> later, PronounScene scene)
    {
        var text = scene.Text;
        var speaker = mention.Quote >= 0 ? scene.Speakers[mention.Quote] : null;
        var self = mention.Quote >= 0 && scene.Selves[mention.Quote] ? speaker?.Entity : null;
        var found = new List<(DraftEntity Entity, DraftMention Latest)>();
        var sentence = text.Sentences[mention.Sentence];
        var scanned = 0;
        foreach (var entity in active.Latest)
        {
            var latest = entity.Latest!;
            if (scanned++ >= MaxScanned || mention.Sentence - latest.Sentence > NameWindow || found.Count >= MaxCandidates)
            {
                break;
            }

            if (entity != self && !IsSelf(text, entity, latest) && Agrees(mention, pronoun, entity, latest) && !IsBoundAway(sentence, mention, pronoun, latest) && !IsOwnRelation(sentence, mention, entity))
            {
                found.Add((entity, latest));
            }
        }

        if (pronoun.Reflexive && Binder(sentence, mention, found) is { } binder)
        {
            found = [binder];
        }

        DraftEntity? upcoming = null;
        foreach (var next in later)
        {
            if (next.Entity is { } entity && Agrees(mention, pronoun, entity, next) && Precedes(sentence, mention, next))
            {
                upcoming = entity;
                if (entity.Seen == 0)
                {
                    found.Add((entity, next));
                }

                break;
            }
        }

        var candidates = new List<PronounCandidate>(found.Count);
        var agreeing = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var (entity, latest) = found[i];
            var salience = 0;
            var namedRank = 0;
            var order = 0;
            foreach (var (other, at) in found)
            {
                if (at.Sentence == latest.Sentence && at != latest)
                {
                    order = at.Index < latest.Index ? 2 : Math.Max(order, 1);
                }

                salience += other.Seen > entity.Seen ? 1 : 0;
                namedRank += other.NamesInDocument > entity.NamesInDocument ? 1 : 0;
            }

            var genderRank = pronoun.Person == PronounPerson.Human && entity.Gender == pronoun.Gender ? agreeing++ : -1;
            var features = PronounFeatures.Of(text, mention, pronoun, entity, latest, found.Count, i, salience, namedRank, order, genderRank, entity == upcoming, scene.Paragraphs, speaker);
            candidates.Add(new PronounCandidate(entity, features, _model.Score(features)));
        }

        return new PronounChoice(mention, pronoun.Person, candidates, PronounFeatures.None(pronoun.Person, mention, found.Count));
    }

    /// <summary>The best candidate, or null where none is better than none. Ties go to the latest.</summary>
    public DraftEntity? Choose(PronounChoice choice)
    {
        DraftEntity? best = null;
        var bestScore = _model.Score(choice.None) + (choice.Person switch { PronounPerson.Thing => ThingMargin, PronounPerson.Human => HumanMargin, _ => 0 });
        foreach (var candidate in choice.Candidates)
        {
            if (candidate.Score > bestScore)
            {
                bestScore = candidate.Score;
                best = candidate.Entity;
            }
        }

        return best;
    }

    private static bool Agrees(DraftMention mention, Pronoun pronoun, DraftEntity entity, DraftMention latest)
    {
        var distance = mention.Sentence - latest.Sentence;
        switch (pronoun.Person)
        {
            case PronounPerson.Human:
                return entity.Kind == EntityKind.Person && !entity.Plural && distance <= (entity.HasName ? NameWindow : NominalWindow)
                    && (entity.Gender == Gender.Unknown || entity.Gender == pronoun.Gender || !entity.GenderIsSure);
            case PronounPerson.Thing:
                return entity.Kind != EntityKind.Person && !entity.Plural && distance <= ThingWindow;
            default:
                return distance <= ThingWindow && (entity.Plural || entity.Kind is not (EntityKind.Place or EntityKind.Document or EntityKind.Other));
        }
    }

    /// <summary>"I'm Dave": who speaks; and "for God's sake", which is nobody.</summary>
    private static bool IsSelf(ParsedText text, DraftEntity entity, DraftMention latest)
    {
        if (latest.Form != MentionForm.Name || entity.Seen > 1)
        {
            return false;
        }

        var sentence = text.Sentences[latest.Sentence];
        var head = latest.Head;
        var token = sentence.Tokens[head];
        if (token.Deprel == "nmod:poss" && token.Head >= 0 && sentence.Tokens[token.Head].Lemma is "sake" or "sakes")
        {
            return true;
        }

        if (Clause.Is(token, "appos") && token.Head >= 0)
        {
            head = token.Head;
        }

        var subject = Clause.OwnSubject(sentence, head);
        return subject >= 0 && sentence.Tokens[subject].Form is "I" && sentence.Tokens[subject].Head == head;
    }

    /// <summary>"Her mother … her mother": the second "her" is not the mother.</summary>
    private static bool IsOwnRelation(Sentence sentence, DraftMention mention, DraftEntity entity)
    {
        if (mention.Slot != Slot.Possessor || entity.HasName || sentence.Tokens[mention.Head].Head is not (>= 0 and var noun))
        {
            return false;
        }

        var first = entity.Mentions[0];
        return first is { Form: MentionForm.Nominal, Class: NounClass.Relation } && first.Word.Equals(sentence.Tokens[noun].Lemma, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Binding: "Trump saw him" is another, "Trump saw himself" is Trump; "the general's staff told him" may be the general.</summary>
    private static bool IsBoundAway(Sentence sentence, DraftMention mention, Pronoun pronoun, DraftMention latest)
    {
        if (latest.Sentence != mention.Sentence)
        {
            return pronoun.Reflexive && Clause.Subject(sentence, Clause.HeadOf(sentence, mention.Head)) >= 0;
        }

        if (pronoun.Reflexive)
        {
            return false;
        }

        if (IsUnderOwnModifier(sentence, mention, latest))
        {
            return true;
        }

        // A possessive may mean the subject of its clause; an argument may not mean another argument of the same verb.
        if (mention.Slot == Slot.Possessor || latest.Slot == Slot.Possessor)
        {
            return false;
        }

        var verb = sentence.Tokens[mention.Head].Head;
        return verb >= 0 && sentence.Tokens[latest.Head].Head == verb && IsArgument(sentence.Tokens[latest.Head]) && IsArgument(sentence.Tokens[mention.Head]);
    }

    /// <summary>
    /// "Placed under the care of a Dr. Bailey, he …": the unspoken subject of the opening part is "he", and a name that its own referent governs there
    /// would break binding (principle C).
    /// </summary>
    private static bool IsUnderOwnModifier(Sentence sentence, DraftMention mention, DraftMention latest)
    {
        if (mention.Slot != Slot.Subject || latest.Form == MentionForm.Pronoun)
        {
            return false;
        }

        var verb = sentence.Tokens[mention.Head].Head;
        var at = latest.Head;
        for (var steps = 0; verb >= 0 && steps < sentence.Tokens.Length && at >= 0; steps++)
        {
            var token = sentence.Tokens[at];
            if (token.Head == verb)
            {
                return Clause.Is(token, "advcl") && Clause.OwnSubject(sentence, at) < 0;
            }

            at = token.Head;
        }

        return false;
    }

    /// <summary>What a reflexive must mean: the noun that it stresses ("Galois himself"), else the subject of its clause.</summary>
    private static (DraftEntity, DraftMention)? Binder(Sentence sentence, DraftMention mention, List<(DraftEntity Entity, DraftMention Latest)> found)
    {
        var stressed = sentence.Tokens[mention.Head].Head;
        var subject = Clause.Subject(sentence, Clause.HeadOf(sentence, mention.Head));
        foreach (var wanted in (ReadOnlySpan<int>)[stressed, subject])
        {
            foreach (var candidate in found)
            {
                if (candidate.Latest.Sentence == mention.Sentence && candidate.Latest.Head == wanted)
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private static bool IsArgument(Token token) => Clause.Is(token, "nsubj") || Clause.Is(token, "obj") || Clause.Is(token, "iobj") || Clause.Is(token, "obl");

    /// <summary>"In his speech, Trump said": the pronoun stands in a part that hangs below the verb whose subject comes later.</summary>
    private static bool Precedes(Sentence sentence, DraftMention mention, DraftMention next)
    {
        var verb = sentence.Tokens[next.Head].Head;
        if (verb < 0 || !Clause.Is(sentence.Tokens[next.Head], "nsubj"))
        {
            return false;
        }

        var at = mention.Head;
        for (var steps = 0; steps < sentence.Tokens.Length && at >= 0; steps++)
        {
            var token = sentence.Tokens[at];
            if (token.Head == verb)
            {
                return (Clause.Is(token, "obl") || Clause.Is(token, "advcl")) && at < next.Head;
            }

            at = token.Head;
        }

        return false;
    }
}
