using System.Collections.Immutable;
using Tocsin.Analysis.Actors;
using Tocsin.Analysis.Attributions;
using Tocsin.Analysis.Numbers;
using Tocsin.Language;
using Tocsin.Language.Mentions;

namespace Tocsin.Analysis.Events;

/// <summary>Which entity a token speaks of.</summary>
internal sealed class EntityIndex
{
    private readonly Dictionary<(int Sentence, int Token), Mention> _mentions = [];
    private readonly Dictionary<(int Sentence, int Token), int> _numbers = [];
    private readonly Dictionary<int, Entity> _entities;
    private readonly ParsedText _parsed;
    private readonly Dictionary<int, ActorEntity> _actors;
    private readonly SpanSet _spoken;
    private readonly int[] _speakers;
    private readonly SpanSet _sources;

    /// <param name="attributions">Whose words "we" and "our" stand in.</param>
    public EntityIndex(ParsedText parsed, ImmutableArray<ActorEntity> entities, ImmutableArray<Attribution> attributions)
    {
        var direct = attributions.Where(a => a.Form == QuoteForm.Direct && a.Source.Entity is not null).SelectMany(a => a.Content.Select(c => (Span: c, Speaker: a.Source.Entity!.Value))).OrderBy(c => c.Span).ToList();
        _spoken = new SpanSet(direct.Select(c => c.Span));
        _speakers = [.. direct.Select(c => c.Speaker)];
        _sources = new SpanSet(attributions.SelectMany(a => a.Source.Spans).Distinct());
        _parsed = parsed;
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
        !(tree.Upos(head) == "NOUN" && tree[head].Upos == "PRON") && EntityOf(tree, head) is { } number && _entities[number].Kind is not (EntityKind.Document or EntityKind.Other);

    /// <summary>True for the name of a town or region, which here stands for no government.</summary>
    public bool IsPlace(SentenceTree tree, int head) => Number(tree.Number, head) is { } number && _actors[number].Kind == EntityKind.Place;

    /// <summary>True for the name of a state.</summary>
    public bool IsState(SentenceTree tree, int head) => Number(tree.Number, head) is { } number && _actors[number].Kind is EntityKind.Country or EntityKind.Government;

    /// <summary>True for a name that stands for no state, body or person, such as a village that no gazetteer has.</summary>
    public bool IsNoParty(SentenceTree tree, int head) => Number(tree.Number, head) is not { } number || _actors[number].Kind is EntityKind.Place or EntityKind.Other or EntityKind.Document;

    /// <summary>True for somebody by name.</summary>
    public bool IsPerson(SentenceTree tree, int head) => Number(tree.Number, head) is { } number && _actors[number].Kind == EntityKind.Person;

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

    /// <summary>"An Iranian general" in a headline, for a general of Iran whom the text names further down.</summary>
    public bool MayDescribe(int? one, int? other) =>
        one is { } a && other is { } b && !IsNamed(a) && _actors[a].Country is { } country && country == _actors[b].Country && !_actors[a].Sectors.IsEmpty && _actors[a].Sectors[0] == _actors[b].Sectors.FirstOrDefault();

    /// <summary>The participants that head tokens stand for. A pronoun is shown by the name it stands for where that is in the same sentence.</summary>
    public ImmutableArray<Participant> Participants(SentenceTree tree, List<int> heads)
    {
        var found = ImmutableArray.CreateBuilder<Participant>(heads.Count);
        foreach (var head in heads)
        {
            var participant = tree.Upos(head) == "PRON" ? Pronoun(tree, head) : OfPhrase(tree, head);
            if (!found.Contains(participant))
            {
                found.Add(participant);
            }
        }

        return found.ToImmutable();
    }

    private Participant OfPhrase(SentenceTree tree, int head) =>
        tree.Children(head).FirstOrDefault(c => tree.IsPossessor(c) && IsOurs(tree, c), -1) is var ours and >= 0 && Speaker(tree[ours].Span) is { } side
        ? new(side, WithoutSpeaker(tree, head)) { IsOf = true }
        : new(EntityOf(tree, head), WithoutSpeaker(tree, head)) { IsOf = Number(tree.Number, head) is null && tree.Relation(head) is not ("amod" or "compound") };

    /// <summary>"killed two officers, the police chief, Linn, said": who speaks is no part of who was killed, where the tree takes one for another name of the other.</summary>
    private TextSpan WithoutSpeaker(SentenceTree tree, int head)
    {
        var span = tree.PhraseSpan(head);
        foreach (var child in tree.Children(head))
        {
            if (child > head + 1 && tree.Relation(child) == "appos" && tree.Phrase(child).First is var first && first > head + 1 && tree.Upos(first - 1) == "PUNCT"
                && (_sources.Overlapping(tree[child].Span).Any(i => _sources[i].Start == tree[first].Span.Start) || IsSpeakerless(tree, head, tree.Phrase(child).Last)))
            {
                return TextSpan.FromBounds(span.Start, tree[first - 2].Span.End);
            }
        }

        return span;
    }

    /// <summary>"…, the mayor, Lena Orth, said.": a verb of saying right after the phrase, which has what is told before it and nobody else who says it.</summary>
    private static bool IsSpeakerless(SentenceTree tree, int head, int last)
    {
        var act = tree.Head(head);
        return act >= 0 && tree.IsVerb(act) && tree.Relation(act) == "ccomp" && tree.Head(act) is var saying && saying == last + 2 && tree.Upos(last + 1) == "PUNCT" && tree.IsSaying(tree.Lemma[saying]) && ClauseRoles.Overt(tree, saying) < 0;
    }

    private static bool IsOurs(SentenceTree tree, int pronoun) => tree[pronoun].Form.ToLowerInvariant() is "we" or "us" or "our" or "ours";

    /// <summary>The body or state in whose own words a pronoun stands, and for an official's words the state that he speaks for; null where nobody such speaks.</summary>
    private int? Speaker(TextSpan pronoun)
    {
        int? found = null;
        var shortest = int.MaxValue;
        foreach (var i in _spoken.Overlapping(pronoun))
        {
            if (_spoken[i].Length < shortest && _spoken[i].Contains(pronoun))
            {
                (found, shortest) = (_speakers[i], _spoken[i].Length);
            }
        }

        return found is not { } number ? null : _actors[number] switch
        {
            { Kind: EntityKind.Organization or EntityKind.Government or EntityKind.ArmedGroup or EntityKind.Country } => number,
            { Kind: EntityKind.Person, Country: { } state, Sectors: ["GOV" or "MIL", ..] } => _actors.Values.Where(a => a.Kind == EntityKind.Country && a.Country == state).MinBy(a => a.Entity.Number)?.Entity.Number,
            _ => null,
        };
    }

    /// <summary>True where a word stands in a quotation of that entity.</summary>
    private bool IsSpokenBy(TextSpan word, int entity)
    {
        foreach (var i in _spoken.Overlapping(word))
        {
            if (_speakers[i] == entity && _spoken[i].Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The state that an adjective stands for: the one of the country's code, or the one whose name it is made from ("Karvonian" of "Karvonia"); null for none.</summary>
    private int? StateMeant(SentenceTree tree, int head, int people)
    {
        if (_actors[people].Kind is not (EntityKind.People or EntityKind.Other) || !StateAdjectives.IsAdjective(tree.Sentence, head))
        {
            return null;
        }

        var (code, adjective) = (_actors[people].Country, tree[head].Form);
        ActorEntity? found = null;
        foreach (var actor in _actors.Values)
        {
            if (code is not null ? actor.Kind == EntityKind.Country && actor.Country == code : actor.Kind is EntityKind.Country or EntityKind.Place or EntityKind.Government && IsMadeFrom(adjective, actor.Entity.Name))
            {
                found = found is null || actor.Entity.Number < found.Entity.Number ? actor : found;
            }
        }

        return found?.Entity.Number;
    }

    /// <summary>"Karvonian" from "Karvonia", "Vessari" from "Vessar", "Tolmese" from "Tolma".</summary>
    private static bool IsMadeFrom(string adjective, string name)
    {
        foreach (var ending in (ReadOnlySpan<string>)["n", "an", "ian", "i", "ese", "ish"])
        {
            var stem = adjective.Length - ending.Length;
            if (stem >= 4 && adjective.EndsWith(ending, StringComparison.Ordinal) && name.StartsWith(adjective.AsSpan(0, stem), StringComparison.Ordinal)
                && (name.Length == stem || (name.Length == stem + 1 && name[^1] is 'a' or 'e' or 'o' or 'y')))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The entity of a phrase: its head's, or the one that owns it ("Trump's decision"), or the name it is built on ("Israeli forces").</summary>
    public int? EntityOf(SentenceTree tree, int head)
    {
        if (Number(tree.Number, head) is { } own)
        {
            return StateMeant(tree, head, own) ?? own;
        }

        int? inner = null;
        foreach (var child in tree.Children(head))
        {
            if (tree.Relation(child) is "nmod" or "compound" or "amod" or "flat" or "appos" && Number(tree.Number, child) is { } number)
            {
                if (tree.IsPossessor(child) || tree.Preposition(child) == "by")
                {
                    return StateMeant(tree, child, number) ?? number;
                }

                inner ??= StateMeant(tree, child, number) ?? number;
            }
        }

        return inner;
    }

    /// <summary>The subject of the nearest verb that reports the clause of a pronoun: "police" of "police said they had fired"; -1 for none.</summary>
    private static int TellerAbove(SentenceTree tree, int head)
    {
        for (var (at, left) = (head, 6); at >= 0 && left > 0; at = tree.Head(at), left--)
        {
            if (tree.Relation(at) == "ccomp" && tree.Head(at) is var verb and >= 0 && tree.IsVerb(verb))
            {
                return ClauseRoles.Overt(tree, verb) is var subject && subject < head ? subject : -1;
            }
        }

        return -1;
    }

    /// <summary>
    /// "A UN report says that they killed 14": a paper kills nobody, nor whoever wrote it. "Amnesty said; police said they had fired": "they" are the many who speak
    /// nearest, not the one body that speaks further off.
    /// </summary>
    private bool IsTellerOf(SentenceTree tree, int head, int teller, int number)
    {
        if (teller < 0)
        {
            return false;
        }

        if (IsPaper(tree, teller))
        {
            var (first, last) = tree.Phrase(teller);
            return Enumerable.Range(first, last - first + 1).Any(i => Number(tree.Number, i) == number);
        }

        if (tree.Lemma[head] == "they" && (IsOnePerson(tree, teller) || IsOnlooker(number)) && EntityOf(tree, teller) == number)
        {
            return true;
        }

        return tree.Lemma[head] == "they" && IsMany(tree, teller) && EntityOf(tree, teller) != number
            && Enumerable.Range(0, teller).Any(i => tree.Relation(i) == "nsubj" && Number(tree.Number, i) == number && !IsMany(tree, i) && tree.Head(i) is var verb and >= 0 && tree.IsVerb(verb) && tree.Child(verb, "obj") < 0);
    }

    /// <summary>A paper, an aid group or a body of states: it tells what others did.</summary>
    private bool IsOnlooker(int number) => _actors[number].Sectors.Any(sector => sector is "JRN" or "MED" or "NGO" or "IGO" or "CVL") && !_actors[number].Sectors.Any(sector => sector is "MIL" or "REB" or "UAF" or "COP");

    /// <summary>The body under arms, or with a name, that the sentence before is about, in the same paragraph; null for none.</summary>
    private int? FightersBefore(int sentence)
    {
        if (sentence == 0 || _parsed.Sentences[sentence].StartsParagraph || _parsed.Sentences[sentence - 1] is not { Root: >= 0 } before)
        {
            return null;
        }

        foreach (var child in before.Children(before.Root))
        {
            if (before.Tokens[child].Deprel is "nsubj" && Number(sentence - 1, child) is { } number && !IsOnlooker(number)
                && (_actors[number].Kind is EntityKind.Organization or EntityKind.ArmedGroup or EntityKind.Government || _actors[number].Sectors.Any(sector => sector is "MIL" or "REB" or "UAF" or "COP")))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>"Rebels crossed the river, the army said. They burned the mill": not the army, where it only told of the rebels; null where it is no such sentence.</summary>
    private Participant? ToldOfBefore(SentenceTree tree, int number)
    {
        var sentence = tree.Number;
        if (sentence == 0 || _parsed.Sentences[sentence].StartsParagraph || _parsed.Sentences[sentence - 1] is not { Root: >= 0 } before)
        {
            return null;
        }

        for (var i = 0; i < before.Tokens.Length; i++)
        {
            if (before.Tokens[i] is not { Deprel: "nsubj", Head: >= 0 and var saying } || !tree.IsSaying(before.Tokens[saying].Lemma.ToLowerInvariant()) || Number(sentence - 1, i) != number)
            {
                continue;
            }

            // The clause that is said stands before the one who says it, and has the many for its subject.
            for (var j = 0; j < i; j++)
            {
                var token = before.Tokens[j];
                if (token is { Deprel: "nsubj", Xpos: "NNS" or "NNPS", Head: >= 0 and var told } && told < i && before.Tokens[told].Upos == "VERB" && (tree.IsWordOf("FORCE", token.Lemma.ToLowerInvariant()) || tree.IsWordOf("PERSON", token.Lemma.ToLowerInvariant())))
                {
                    return new Participant(Number(sentence - 1, j) ?? EntityBelow(before, sentence - 1, j), TollGrammar.Phrase(before, j));
                }
            }
        }

        return null;
    }

    private int? EntityBelow(Sentence sentence, int number, int head)
    {
        foreach (var child in sentence.Children(head))
        {
            if (sentence.Tokens[child].Relation is "amod" or "compound" or "nmod" && Number(number, child) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The many who are the subject of the sentence before, in the same paragraph, with or without a name; null for none.</summary>
    private Participant? GroupBefore(SentenceTree tree)
    {
        var sentence = tree.Number;
        if (sentence == 0 || _parsed.Sentences[sentence].StartsParagraph || _parsed.Sentences[sentence - 1] is not { Root: >= 0 } before)
        {
            return null;
        }

        foreach (var child in before.Children(before.Root))
        {
            var token = before.Tokens[child];
            var word = token.Form.EndsWith("men", StringComparison.OrdinalIgnoreCase) ? token.Form[..^2].ToLowerInvariant() + "an" : token.Lemma.ToLowerInvariant();
            if (token.Deprel == "nsubj" && (token.Xpos is "NNS" or "NNPS" || word.EndsWith("man", StringComparison.Ordinal)) && before.Tokens[before.Root].Upos == "VERB"
                && (tree.IsWordOf("FORCE", word) || tree.IsWordOf("PERSON", word)) && !(Number(sentence - 1, child) is { } known && IsOnlooker(known)))
            {
                return new Participant(Number(sentence - 1, child), TollGrammar.Phrase(before, child));
            }
        }

        return null;
    }

    private static bool IsPaper(SentenceTree tree, int noun) => tree.InClass(noun, "PAPER") && !tree.IsName(noun);

    private static bool IsMany(SentenceTree tree, int noun) => tree[noun].Xpos is "NNS" or "NNPS" || tree.InClass(noun, "MANY") || tree.Conjuncts(noun).Skip(1).Any();

    /// <summary>"a witness said they", "the governor said they": one man or woman is not "they".</summary>
    private static bool IsOnePerson(SentenceTree tree, int noun) => tree[noun].Xpos == "NN" && tree.InClass(noun, "PERSON") && !IsMany(tree, noun);

    /// <summary>"The others were convicted of the bombing, in which 22 people died, and they will not be released": the subject of the clause that "and" joins to the pronoun's own, where another stands in a clause between; -1 for none.</summary>
    private static int SubjectBefore(SentenceTree tree, int head)
    {
        if (tree.Relation(head) != "nsubj" || tree.Head(head) is not (var verb and >= 0) || tree.Relation(verb) != "conj" || tree.Head(verb) is not (var first and >= 0) || ClauseRoles.Overt(tree, first) is not (var subject and >= 0))
        {
            return -1;
        }

        return subject < head && tree.Upos(subject) != "PRON" && IsMany(tree, subject) && Enumerable.Range(first, head - first).Any(i => tree.Relation(i) == "acl" && tree.IsVerb(i) && ClauseRoles.Overt(tree, i) >= 0) ? subject : -1;
    }

    private Participant Pronoun(SentenceTree tree, int head)
    {
        if (IsOurs(tree, head) && Speaker(tree[head].Span) is { } side)
        {
            return new Participant(side, tree.IsPossessor(head) && tree.Head(head) >= 0 ? tree.PhraseSpan(tree.Head(head)) : tree[head].Span);
        }

        if (tree.Lemma[head] == "they" && SubjectBefore(tree, head) is var shared and >= 0 && (Number(tree.Number, head) is not { } near || _entities[near].Mentions.Any(m => m.Sentence == tree.Number && m.HeadToken > shared && m.HeadToken < head)))
        {
            return OfPhrase(tree, shared);
        }

        if (tree.Lemma[head] == "they" && Number(tree.Number, head) is { } toldOf && ToldOfBefore(tree, toldOf) is { } others)
        {
            return others;
        }

        if (tree.Lemma[head] is "we" && tree.Child(head, "appos") is var named and >= 0 && tree.IsName(named))
        {
            // "We, the Front, shot the judge"
            return OfPhrase(tree, named);
        }

        if (tree.Lemma[head] is "they" or "he" or "she" && Number(tree.Number, head) is { } other && IsSpokenBy(tree[head].Span, other))
        {
            // Falk: "We did not kill them": whoever is meant, not Falk.
            return new Participant(null, tree[head].Span);
        }

        if (tree.Lemma[head] == "they" && tree.Relation(head) is "obj" or "iobj" && Number(tree.Number, head) is { } state && _entities[state].Kind is EntityKind.Country or EntityKind.Government)
        {
            // "Norrland's president condemned them": one state is not "them".
            return new Participant(null, tree[head].Span);
        }

        var teller = TellerAbove(tree, head);
        if (Number(tree.Number, head) is { } number && !IsTellerOf(tree, head, teller, number))
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
                    if (IsPaper(tree, subject) || (tree.Lemma[head] == "they" && (IsOnePerson(tree, subject) || (EntityOf(tree, subject) is { } body && IsOnlooker(body)))))
                    {
                        // "Residents said they killed 14": those of whom the sentence before tells.
                        return new Participant(tree.Lemma[head] == "they" ? FightersBefore(tree.Number) : null, tree[head].Span);
                    }

                    if (tree.Lemma[head] == "it" && tree.Relation(at) == "advcl" && tree[subject].Xpos is "NNS" or "NNPS" && tree.Child(governor, "obj") is var thing and >= 0 && thing < head && tree[thing].Xpos == "NN")
                    {
                        // "Lorries crossed the bridge after it was hit": one thing, and no lorries.
                        return OfPhrase(tree, thing);
                    }

                    return OfPhrase(tree, subject);
                }
            }
        }

        if (tree.Lemma[head] == "it" && tree.Relation(head) == "nsubj" && ContinuedSubject.Of(_parsed, tree.Number, head) is { } before && Number(tree.Number - 1, before) is { } continued && _entities[continued].Kind is EntityKind.Country or EntityKind.Government or EntityKind.Organization or EntityKind.ArmedGroup)
        {
            return new Participant(continued, tree[head].Span);
        }

        if (tree.Lemma[head] == "they" && tree.Relation(head) == "nsubj" && tree.Head(head) is var done and >= 0 && tree.IsVerb(done) && !tree.IsPassive(done) && GroupBefore(tree) is { } group)
        {
            // "Gunmen stormed the village. They burned nine houses."
            return group;
        }

        // "our artillery", of nobody known.
        return tree.IsPossessor(head) && tree.Head(head) >= 0 ? new Participant(null, tree.PhraseSpan(tree.Head(head))) : new Participant(null, tree[head].Span);
    }
}
