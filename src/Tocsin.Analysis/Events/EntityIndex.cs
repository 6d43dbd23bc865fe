using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Events;

/// <summary>Which entity a token speaks of.</summary>
internal sealed class EntityIndex
{
    private readonly Dictionary<(int Sentence, int Token), Mention> _mentions = [];
    private readonly Dictionary<(int Sentence, int Token), int> _numbers = [];
    private readonly Dictionary<int, Entity> _entities;
    private readonly Dictionary<int, ActorEntity> _actors;

    public EntityIndex(ParsedText parsed, ImmutableArray<ActorEntity> entities)
    {
        _actors = entities.ToDictionary(e => e.Entity.Number);
        _entities = entities.ToDictionary(e => e.Entity.Number, e => e.Entity);
        foreach (var entity in entities)
        {
            foreach (var mention in entity.Entity.Mentions)
            {
                _numbers.TryAdd((mention.Sentence, mention.HeadToken), entity.Entity.Number);
                _mentions.TryAdd((mention.Sentence, mention.HeadToken), mention);
            }
        }

        // The words of a name stand for it where its head does not: "Milley" in "General Mark Milley".
        foreach (var entity in entities)
        {
            foreach (var mention in entity.Entity.Mentions)
            {
                if (mention.Form != MentionForm.Name || mention.Sentence >= parsed.Sentences.Length)
                {
                    continue;
                }

                var tokens = parsed.Sentences[mention.Sentence].Tokens;
                for (var t = mention.HeadToken; t >= 0 && t < tokens.Length && mention.Span.Overlaps(tokens[t].Span); t--)
                {
                    _numbers.TryAdd((mention.Sentence, t), entity.Entity.Number);
                }

                for (var t = mention.HeadToken + 1; t < tokens.Length && mention.Span.Overlaps(tokens[t].Span); t++)
                {
                    _numbers.TryAdd((mention.Sentence, t), entity.Entity.Number);
                }
            }
        }
    }

    public int? Number(int sentence, int token) => _numbers.TryGetValue((sentence, token), out var number) ? number : null;

    /// <summary>True where a phrase is, or belongs to, somebody who can act: not a document, and not a thing of no kind.</summary>
    public bool CanAct(SentenceTree tree, int head) =>
        EntityOf(tree, head) is { } number && _entities[number].Kind is not (EntityKind.Document or EntityKind.Other);

    /// <summary>Whose a thing is: the ministry of "the ministry's statement", "a statement by the ministry"; -1 where it is not said.</summary>
    public int Owner(SentenceTree tree, int head)
    {
        foreach (var child in tree.Children(head))
        {
            if ((tree.IsPossessor(child) || (tree.Relation(child) is "nmod" or "compound" && tree.Preposition(child) is null or "by" or "from" or "of")) && Number(tree.Number, child) is not null && CanAct(tree, child))
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>True for one entity, and for a country, its people, its capital and its government.</summary>
    public bool IsSameSide(int? one, int? other) =>
        one is { } a && other is { } b && (a == b || (StateOf(a) is { } state && state == StateOf(b)));

    private string? StateOf(int number) =>
        _actors[number] is { Kind: EntityKind.Country or EntityKind.People or EntityKind.Government or EntityKind.Place } actor ? actor.Country : null;

    /// <summary>True where the text gives the entity a name.</summary>
    public bool IsNamed(int? number) => number is { } known && _entities[known].Mentions.Any(m => m.Form == MentionForm.Name);

    /// <summary>The participants that head tokens stand for. A pronoun is shown by the name it stands for where that is in the same sentence.</summary>
    public ImmutableArray<Participant> Participants(SentenceTree tree, List<int> heads)
    {
        var found = ImmutableArray.CreateBuilder<Participant>(heads.Count);
        foreach (var head in heads)
        {
            var participant = tree.Upos(head) == "PRON" ? Pronoun(tree, head) : new Participant(EntityOf(tree, head), tree.PhraseSpan(head));
            if (!found.Contains(participant))
            {
                found.Add(participant);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The entity of a phrase: its head's, or the one that owns it ("Trump's decision"), or the name it is built on ("Israeli forces").</summary>
    public int? EntityOf(SentenceTree tree, int head)
    {
        if (Number(tree.Number, head) is { } own)
        {
            return own;
        }

        int? inner = null;
        foreach (var child in tree.Children(head))
        {
            if (tree.Relation(child) is "nmod" or "compound" or "amod" or "flat" or "appos" && Number(tree.Number, child) is { } number)
            {
                if (tree.IsPossessor(child) || tree.Preposition(child) == "by")
                {
                    return number;
                }

                inner ??= number;
            }
        }

        return inner;
    }

    private Participant Pronoun(SentenceTree tree, int head)
    {
        if (Number(tree.Number, head) is { } number)
        {
            foreach (var mention in _entities[number].Mentions)
            {
                if (mention.Sentence == tree.Number && mention.Form != MentionForm.Pronoun && mention.HeadToken < head)
                {
                    return new Participant(number, mention.Span);
                }
            }

            return new Participant(number, tree[head].Span);
        }

        // "Iran said it would respond": the subject of the reporting verb above.
        if (tree.Lemma[head] is "it" or "they" or "he" or "she")
        {
            for (var (at, left) = (tree.Head(head), 6); at >= 0 && left > 0; at = tree.Head(at), left--)
            {
                var governor = tree.Head(at);
                if (governor >= 0 && tree.Relation(at) is "ccomp" or "advcl" or "parataxis" && tree.IsVerb(governor)
                    && ClauseRoles.Overt(tree, governor) is var subject and >= 0 && subject < head && tree.Upos(subject) != "PRON")
                {
                    return new Participant(EntityOf(tree, subject), tree.PhraseSpan(subject));
                }
            }
        }

        return new Participant(null, tree[head].Span);
    }
}
