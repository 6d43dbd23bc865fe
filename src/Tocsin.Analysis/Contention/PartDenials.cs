using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Events;
using Tocsin.Language;

namespace Tocsin.Analysis.Contention;

/// <summary>Finds who denies their part in an act that others hold them responsible for: "Oster denied any role in it", "we had nothing to do with the explosions", "which Oster denied".</summary>
/// <remarks>
/// A denial of something else ("denied the first part of the report") needs an act before it and an accuser, or the report itself, that names the same actor. One that names nothing of what
/// it denies answers what stands no more than <see cref="SentencesBack"/> sentences before it.
/// </remarks>
internal sealed class PartDenials
{
    /// <summary>An act further back than so many of its kind is not what "it" means.</summary>
    private const int ActsBack = 8;

    /// <summary>"It" and "the accusation" reach no further back.</summary>
    private const int SentencesBack = 4;

    private const int NameLengthMin = 4;

    /// <summary>"it was the rebels of the north": no longer than this.</summary>
    private const int AnotherWordsMax = 6;

    private readonly FlatAnswers _flat;
    private readonly EventLexicon _lexicon;
    private readonly HashSet<string> _nouns = new(StringComparer.Ordinal);
    private readonly List<string> _phrases = [];
    private readonly List<string> _shares = [];

    public PartDenials(EventLexicon lexicon)
    {
        _lexicon = lexicon;
        var facts = FactFile.ReadEmbedded("contention/part.tsv", 2).ToList();
        _flat = new FlatAnswers(facts);
        foreach (var fields in facts)
        {
            if (fields[0] == "noun")
            {
                _nouns.Add(fields[1]);
            }
            else if (fields[0] == "phrase")
            {
                _phrases.Add(fields[1]);
            }
            else if (fields[0] == "share")
            {
                _shares.Add(fields[1]);
            }
        }
    }

    public IEnumerable<Contested> Find(ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events)
    {
        var byNumber = entities.ToDictionary(entity => entity.Entity.Number);
        EntityIndex? index = null;
        var denials = new List<(string Actor, Attribution Denial, bool IsFlat)>();
        foreach (var attribution in attributions)
        {
            if (attribution.Negated || attribution.Content.IsEmpty)
            {
                continue;
            }

            if (Denied(parsed, attribution) is { } word)
            {
                index ??= new EntityIndex(parsed, entities, attributions);
                if (Denier(parsed, index, byNumber, attribution, word) is { } actor)
                {
                    denials.Add((actor, attribution, false));
                }
            }
            else if (attribution.Source.Entity is { } source && IntentionReader.ActorKey(byNumber.GetValueOrDefault(source)) is { } speaker
                && (_flat.Holds(string.Join(' ', attribution.Content.Select(content => content.In(parsed.Text))), attribution.Act == SpeechAct.Deny) || NamesAnother(parsed, attribution)))
            {
                denials.Add((speaker, attribution, true));
            }
        }

        // What names its act says most; a flat answer beside it is one of the same side.
        foreach (var group in denials.GroupBy(denial => denial.Actor))
        {
            var all = group.Select(denial => denial.Denial).ToImmutableArray();
            var isFlat = group.All(denial => denial.IsFlat);
            if (Contest(parsed, byNumber, attributions, events, group.Key, all, isFlat ? parsed.SentenceAt(all[0].Cue.IsEmpty ? all[0].Content[0].Start : all[0].Cue[0].Start) : null) is { } contested)
            {
                yield return contested;
            }
        }
    }

    private Contested? Contest(
        ParsedText parsed, Dictionary<int, ActorEntity> entities, ImmutableArray<Attribution> attributions, ImmutableArray<Event> events, string actor, ImmutableArray<Attribution> denials,
        int? flatIn)
    {
        var denier = entities.Values.FirstOrDefault(entity => IntentionReader.ActorKey(entity) == actor);
        bool IsHim(int? entity) => entity is { } number && entities.GetValueOrDefault(number) is { } named
            && (IntentionReader.ActorKey(named) == actor || (denier is not null && (flatIn is not null || (named.Country is null && denier.Country is null)) && AreOfOneName(named, denier))
                || (flatIn is not null && denier is not null && AreOneDescription(named, denier)));
        bool IsActor(Participant participant) => IsHim(participant.Entity);
        bool IsOthers(int? attribution) => attribution is { } number && attributions.FirstOrDefault(a => a.Number == number) is { } said && !IsHim(said.Source.Entity);

        // "They have the audacity to blame us": that the accused speak of the accusation makes no further accuser.
        bool IsToldByHim(int number) => attributions.FirstOrDefault(a => a.Number == number)?.Within is { } outer && (IsHim(attributions.FirstOrDefault(a => a.Number == outer)?.Source.Entity) || IsToldByHim(outer));

        var denied = denials[0].Content[0].Start;

        // "which Oster denied" stands in the sentence of the accusation; "it" may be any act up to there, and none after.
        bool IsInReach(TextSpan anchor) => flatIn is not { } sentence || (anchor.Start < Math.Max(denied, denials[0].Cue.IsEmpty ? 0 : denials[0].Cue[0].Start) && sentence - parsed.SentenceAt(anchor.Start) <= SentencesBack);

        var acts = events.Where(e => e.Type is "ASSAULT" or "COERCE" && e.Factuality is Factuality.Actual or Factuality.Attempted && e.Status != EventStatus.Denied && IsInReach(e.Anchor)).ToList();
        var his = acts.Where(e => e.Actors.Any(IsActor)).ToList();

        // "The man, who was arrested in May, denies the charges": what was done to him is not what he denies.
        var nobodys = acts.Where(e => e.Actors.IsEmpty && e.Anchor.Start < denied && !e.Recipients.Any(IsActor)).TakeLast(ActsBack).ToList();
        var about = his.Where(e => e.Anchor.Start < denied).MaxBy(Known) ?? his.FirstOrDefault() ?? nobodys.MaxBy(Known);
        if (about is null)
        {
            return null;
        }

        var accusers = his.Where(e => IsOthers(e.Attribution)).Select(e => e.Attribution!.Value)
            .Concat(events.Where(e => e.Type == "ACCUSE" && IsInReach(e.Anchor) && e.Recipients.Any(IsActor)).Select(e => Accuser(e, attributions)).Where(IsOthers).OfType<int>()).Distinct().Order().ToImmutableArray();
        accusers = accusers.All(IsToldByHim) ? accusers : accusers.RemoveAll(number => IsToldByHim(number));
        var own = his.Exists(e => e.Status == EventStatus.Fact);
        if (accusers.IsEmpty && !own)
        {
            return null;
        }

        // Another who says that they did it: "the Front said that its fighters had carried out the attack".
        var claimers = acts.Where(e => e.Status == EventStatus.Claimed && e.Attribution is not null && !e.Actors.IsEmpty && !e.Actors.Any(IsActor) && e.Recipients.IsEmpty && e.Place is null && PointsBack(parsed, e))
            .Select(e => e.Attribution!.Value).Distinct().Order().ToImmutableArray();
        var deniers = denials.Select(denial => denial.Number).Distinct().Order().ToImmutableArray();
        return new Contested(about.Id, ContestedOn.Responsibility, claimers.IsEmpty ? [accusers, deniers] : [accusers, claimers, deniers]);
    }

    /// <summary>"Oster" and "the Osterian defence ministry": one's name stands in the other's, or in what the other is.</summary>
    private static bool AreOfOneName(ActorEntity one, ActorEntity other) => Names(one, other.Entity.Name) || Names(other, one.Entity.Name);

    private static bool Names(ActorEntity entity, string name) =>
        name.Length >= NameLengthMin && char.IsUpper(name[0]) && entity.Entity.Roles.Prepend(entity.Entity.Name).Any(words => words.Contains(name, StringComparison.Ordinal));

    /// <summary>"the rebels" who are accused and "The rebels" who answer at once.</summary>
    private static bool AreOneDescription(ActorEntity one, ActorEntity other) =>
        one.Entity.Name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) && one.Entity.Name.Equals(other.Entity.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>"it was the rebels": an answer that holds somebody else responsible.</summary>
    private bool NamesAnother(ParsedText parsed, Attribution attribution)
    {
        if (attribution.Content is not [var content] || attribution.Act is SpeechAct.Deny or SpeechAct.Doubt || !content.In(parsed.Text).StartsWith("it was ", StringComparison.OrdinalIgnoreCase) || content.In(parsed.Text).Count(c => c == ' ') > AnotherWordsMax)
        {
            return false;
        }

        var sentence = parsed.Sentences[parsed.SentenceAt(content.Start)];
        return sentence.Tokens.Any(t => content.Contains(t.Span) && t.Upos is "NOUN" or "PROPN" && (t.Upos == "PROPN" || _lexicon.InClass("FORCE", t.Lemma.ToLowerInvariant()))
            && t.Head >= 0 && !content.Contains(sentence.Tokens[t.Head].Span)) && !sentence.Tokens.Any(t => content.Contains(t.Span) && t.Upos == "VERB");
    }

    /// <summary>The accusation itself where the accusing word makes one ("blamed Oster"), else who reports it.</summary>
    private static int? Accuser(Event accusation, ImmutableArray<Attribution> attributions) =>
        attributions.FirstOrDefault(a => a.Cue.Any(cue => cue.Overlaps(accusation.Anchor)) && !a.Content.IsEmpty)?.Number ?? accusation.Attribution;

    /// <summary>How much is told of an act: what is told most fully is what is spoken of, and of equals the later one.</summary>
    private static (int, int) Known(Event told) =>
        ((told.Recipients.IsEmpty ? 0 : 1) + (told.Place is null ? 0 : 1) + (told.Weapon is null ? 0 : 1) + (told.OccurredOn.Interval is null ? 0 : 1) + (told.Actors.IsEmpty ? 0 : 1), told.Number);

    /// <summary>"the attack": a definite noun for an act that is known already.</summary>
    private bool PointsBack(ParsedText parsed, Event told)
    {
        var sentence = parsed.Sentences[parsed.SentenceAt(told.Anchor.Start)];
        for (var i = 1; i < sentence.Tokens.Length; i++)
        {
            if (told.Span.Contains(sentence.Tokens[i].Span) && sentence.Tokens[i - 1].Lemma is "the" or "this" or "that" && _lexicon.Noun(sentence.Tokens[i].Lemma).Any(pattern => pattern.Type == told.Type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The word that denies a part, inside the content; null where there is none.</summary>
    private TextSpan? Denied(ParsedText parsed, Attribution attribution)
    {
        foreach (var content in attribution.Content)
        {
            var words = content.In(parsed.Text);
            foreach (var phrase in attribution.Act == SpeechAct.Deny ? _phrases.Concat(_shares) : _phrases)
            {
                var at = words.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
                if (at >= 0)
                {
                    return new TextSpan(content.Start + at, phrase.Length);
                }
            }
        }

        if (attribution.Act != SpeechAct.Deny)
        {
            return null;
        }

        foreach (var content in attribution.Content)
        {
            foreach (var token in parsed.Sentences[parsed.SentenceAt(content.Start)].Tokens)
            {
                if (content.Contains(token.Span) && token.Upos == "NOUN" && _nouns.Contains(token.Lemma))
                {
                    return token.Span;
                }
            }
        }

        return null;
    }

    /// <summary>Whose part: the subject or owner before the word, inside the content; else the source.</summary>
    private string? Denier(ParsedText parsed, EntityIndex index, Dictionary<int, ActorEntity> entities, Attribution attribution, TextSpan word)
    {
        var number = parsed.SentenceAt(word.Start);
        var sentence = parsed.Sentences[number];
        if (sentence.Root >= 0)
        {
            var tree = new SentenceTree(sentence, number, _lexicon);
            for (var i = tree.Count - 1; i >= 0; i--)
            {
                var span = tree[i].Span;
                if (span.Start < word.Start && attribution.Content.Any(content => content.Contains(span)) && tree.Relation(i) is "nsubj" or "nmod:poss" && index.EntityOf(tree, i) is { } inside
                    && IntentionReader.ActorKey(entities.GetValueOrDefault(inside)) is { } actor)
                {
                    return actor;
                }
            }
        }

        return attribution.Source.Entity is { } source ? IntentionReader.ActorKey(entities.GetValueOrDefault(source)) : null;
    }
}
