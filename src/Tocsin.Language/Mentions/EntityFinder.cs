using System.Collections.Immutable;
using Tocsin.Language.Quotes;

namespace Tocsin.Language.Mentions;

/// <summary>Finds whom and what a document speaks of, and joins names, descriptions and pronouns of one entity.</summary>
/// <remarks>
/// Names are joined over the whole document first; then one pass through the text joins descriptions and pronouns to what came before.
/// Each looks back over a bounded number of entities, so that the time is linear in the length of the text. Thread-safe.
/// </remarks>
public sealed class EntityFinder
{
    private readonly MentionCollector _collector;
    private readonly NameJoiner _names;
    private readonly NominalJoiner _nominals;
    private readonly LeadJoiner _lead;
    private readonly PronounResolver _pronouns;
    private readonly MentionLexicon _lexicon;

    public EntityFinder(MentionLexicon lexicon, PronounModel pronouns)
    {
        _lexicon = lexicon;
        _collector = new MentionCollector(lexicon);
        _names = new NameJoiner(lexicon);
        _nominals = new NominalJoiner(lexicon);
        _lead = new LeadJoiner(lexicon, _nominals);
        _pronouns = new PronounResolver(pronouns);
    }

    /// <summary>A finder with the lists and weights that ship with Tocsin.</summary>
    public static EntityFinder Load() => new(MentionLexicon.Load(CountryLexicon.Load()), PronounModel.Load());

    /// <summary>Entities in order of first mention. A text without sentences has none.</summary>
    public ImmutableArray<Entity> Find(ParsedText text) => EntityBuilder.Build(text, FindDrafts(text, _pronouns.Choose));

    /// <param name="choose">Decides on each pronoun; training looks over its shoulder here.</param>
    internal List<DraftEntity> FindDrafts(ParsedText text, Func<PronounChoice, DraftEntity?> choose)
    {
        var quotations = QuoteMatcher.Match(text);
        var mentions = _collector.Collect(text, quotations);
        var entities = new List<DraftEntity>();
        var titled = new Dictionary<(int, int), DraftEntity>();
        _names.Join(text, mentions, entities, titled);
        var byHead = new Dictionary<(int, int), DraftMention>(mentions.Count);
        foreach (var mention in mentions)
        {
            byHead.TryAdd((mention.Sentence, mention.Head), mention);
        }

        var speakers = Speakers.Find(text, quotations, _lexicon, byHead);
        var scene = new PronounScene(text, Paragraphs(text), speakers, Selves(mentions, speakers.Length));
        var active = new ActiveEntities();
        for (var i = 0; i < mentions.Count; i++)
        {
            var mention = mentions[i];
            if (mention.Form == MentionForm.Nominal)
            {
                if (titled.TryGetValue((mention.Sentence, mention.Head), out var bearer))
                {
                    bearer.Add(mention);
                }
                else
                {
                    JoinNominal(text, mention, byHead, active, entities);
                }
            }
            else if (mention.Form == MentionForm.Pronoun && Pronouns.Read(mention.Word) is { Person: not PronounPerson.First } pronoun)
            {
                var choice = _pronouns.Rank(mention, pronoun, active, Later(mentions, i), scene);
                if (choose(choice) is { } entity)
                {
                    entity.Add(mention);
                    if (pronoun.Person == PronounPerson.Human)
                    {
                        entity.LearnGender(pronoun.Gender, sure: false);
                    }
                }
            }

            if (mention.Entity is not null && !IsAddressed(text, mention))
            {
                active.See(mention);
            }
        }

        JoinFirstPersons(mentions, speakers);
        _lead.Join(text, mentions, entities);
        return entities;
    }

    private void JoinNominal(ParsedText text, DraftMention mention, Dictionary<(int, int), DraftMention> byHead, ActiveEntities active, List<DraftEntity> entities)
    {
        _nominals.JoinByTree(text, mention, byHead);
        if (mention.Entity is not null)
        {
            return;
        }

        var entity = _nominals.FindAntecedent(text, mention, active);
        if (entity is null)
        {
            entity = new DraftEntity
            {
                Kind = mention.Kind,
                Gender = mention.Gender,
                GenderIsSure = mention.Gender != Gender.Unknown,
                Plural = mention.Plural,
                Order = entities.Count,
            };
            entities.Add(entity);
            if (mention.Kind == EntityKind.Person && mention.Class == NounClass.Role && !mention.Plural)
            {
                entity.Roles.Add(_nominals.RoleOf(text.Sentences[mention.Sentence], mention));
            }
        }

        entity.Add(mention);
    }

    /// <summary>"Thank you, Senator": who is spoken to is no "he".</summary>
    private static bool IsAddressed(ParsedText text, DraftMention mention) =>
        mention.Form == MentionForm.Name && mention.Entity!.Seen == 0 && Clause.Is(text.Sentences[mention.Sentence].Tokens[mention.Head], "vocative");

    /// <summary>For each outermost quotation whether it says I, my or me.</summary>
    private static bool[] Selves(List<DraftMention> mentions, int quotations)
    {
        var selves = new bool[quotations];
        foreach (var mention in mentions)
        {
            if (mention is { Form: MentionForm.Pronoun, Quote: >= 0 } && Pronouns.Read(mention.Word) is { Person: PronounPerson.First, Plural: false })
            {
                selves[mention.Quote] = true;
            }
        }

        return selves;
    }

    /// <summary>I, my and we inside a quotation are who speaks it.</summary>
    private static void JoinFirstPersons(List<DraftMention> mentions, DraftMention?[] speakers)
    {
        foreach (var mention in mentions)
        {
            if (mention is { Form: MentionForm.Pronoun, Quote: >= 0, Entity: null } && Pronouns.Read(mention.Word) is { Person: PronounPerson.First }
                && speakers[mention.Quote]?.Entity is { } speaker)
            {
                speaker.Add(mention);
            }
        }
    }

    /// <summary>Mentions of the same sentence that come after one.</summary>
    private static IEnumerable<DraftMention> Later(List<DraftMention> mentions, int index)
    {
        for (var i = index + 1; i < mentions.Count && mentions[i].Sentence == mentions[index].Sentence; i++)
        {
            yield return mentions[i];
        }
    }

    /// <summary>Number of the paragraph of each sentence.</summary>
    private static int[] Paragraphs(ParsedText text)
    {
        var paragraphs = new int[text.Sentences.Length];
        for (var s = 1; s < paragraphs.Length; s++)
        {
            paragraphs[s] = paragraphs[s - 1] + (text.Sentences[s].StartsParagraph ? 1 : 0);
        }

        return paragraphs;
    }
}
